// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/reduced_value.h"
#include "core/secrets/names.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>
#include <utility>
#include <vector>

namespace aw::secrets {

/// Turns values that may be secret into what may be kept of them (CHECKS.md §6): judged and dropped
/// here, once. The key makes digests comparable inside one installation and useless outside it.
/// Not shared between threads: it remembers what it judged.
class Reducer
{
public:
    /// `now` decides whether a signed token has expired; an invalid time takes every token for valid.
    Reducer(QByteArray key, QDateTime now) : m_key(std::move(key)), m_now(std::move(now)) {}

    /// A NAME with the reduced form of what stood behind it.
    struct Pair {
        QString name; ///< as shownName() gives it; empty for what stands alone in a text
        model::ReducedValue value;
    };

    static constexpr int kLongestName = 128;

    /// The value of the variable, label or argument `name`.
    [[nodiscard]] model::ReducedValue reduce(const QString &name, const QString &value) const;

    /// Values that stand together (one environment), judged also by each other: an access key id is
    /// certain beside its secret. Same order as given.
    [[nodiscard]] std::vector<Pair>
    reduceTogether(const std::vector<std::pair<QString, QString>> &settings) const;

    /// The keyed digest alone, for values that are digests already (the platform's secret digests).
    [[nodiscard]] QString digest(const QString &value) const;

    /// Text that may hold credentials among other words (file content, a command, a build step):
    /// every pair found in it (split at "=", ":", "--name value"; ARG/ENV lines, "|n NAME=value"
    /// lists), and credential shapes and random words standing alone (their name is empty).
    [[nodiscard]] std::vector<Pair> scan(const QString &text) const;

    /// `text` with the value of every pair, every credential shape and every random word replaced by
    /// "<value HMAC LENGTH SHAPE>". Cut to what is inspected (128 Ki characters).
    [[nodiscard]] QString masked(const QString &text) const;

    /// The same for the arguments of a command, one by one: what follows "--name" is its value.
    [[nodiscard]] QStringList maskedArguments(const QStringList &arguments) const;

    /// What scan() finds in each argument of a command, one by one, read as maskedArguments() reads them.
    [[nodiscard]] std::vector<std::vector<Pair>> scanArguments(const QStringList &arguments) const;

    /// All of `text` replaced so, whatever it holds.
    [[nodiscard]] QString maskedWhole(const QString &text) const;

    /// `text` with credential shapes replaced so and all else as it was: for texts that hold no
    /// settings (an app's name, an error message) but must not carry a credential by accident.
    [[nodiscard]] QString withoutCredentials(const QString &text) const;

    /// A name as it may be kept: "<name HMAC>" where the name itself looks secret, and a digest in
    /// place of its end beyond kLongestName characters, so that different names stay different.
    [[nodiscard]] QString shownName(const QString &name) const;

private:
    [[nodiscard]] QString replacement(const QString &name, const QString &value) const;

    [[nodiscard]] const NameSense &sense(const QString &name) const;

    QByteArray m_key;
    QDateTime m_now;
    mutable QHash<QString, NameSense> m_names;
    mutable QHash<QString, model::ReducedValue>
        m_known; ///< by name and digest: the same value stands in many machines
};

} // namespace aw::secrets
