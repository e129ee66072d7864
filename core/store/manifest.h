// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <optional>
#include <span>
#include <vector>

namespace aw::store {

/// What is kept of one answer besides its body, as texts of the database: names of routes and faults
/// are not interpreted here, so that what a later program wrote passes through unharmed.
struct Answer {
    struct Fault {
        QByteArray kind;
        QByteArray what;
        QByteArray where;
        friend bool operator==(const Fault &, const Fault &) = default;
    };

    QByteArray route;
    QByteArray org;
    QByteArray app;
    QByteArray item;
    QByteArray cursor;
    qint64 status = 0;
    QByteArray nextCursor;
    QByteArray requestId;
    std::optional<qint64> at; ///< milliseconds since 1970, UTC
    qint64 attempts = 1;
    std::optional<Fault> fault;

    friend bool operator==(const Answer &, const Answer &) = default;
};

/// The answers column by column, a text that repeats the one before it in one byte: what is alike stands
/// together, which is what compression needs. 12,000 answers take 300 kB compressed, nearly all of it
/// the platform's request ids.
[[nodiscard]] QByteArray manifestOf(std::span<const Answer> answers);
/// Nothing when `manifest` is not exactly one manifest of a known form. The texts of what it gives lie
/// in `manifest`, which must outlive them.
[[nodiscard]] std::optional<std::vector<Answer>> answersIn(const QByteArray &manifest);

/// The numbers of the answers' bodies, in order; 0 stands for an empty one.
[[nodiscard]] QByteArray numbersOf(std::span<const qint64> numbers);
[[nodiscard]] std::optional<std::vector<qint64>> numbersIn(const QByteArray &numbers);

} // namespace aw::store
