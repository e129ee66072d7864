// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

#include <QStringList>
#include <optional>

namespace aw::catalogue {

/// What a text in the catalogue must look like.
struct TextRule {
    qsizetype shortest = 2;
    qsizetype longest = 4000;
    QString pattern = {}; ///< a regular expression the text must match somewhere; empty for any text
};

/// Reads members of catalogue JSON as their schema promises them, and keeps the first broken promise
/// as an error (Malformed, "file#pointer"). After it the values handed out mean nothing.
class Promise
{
public:
    explicit Promise(QString file) : m_file(std::move(file)) {}

    /// `object` is an object and has no members but these.
    void only(const JsonView &object, const QStringList &members);

    [[nodiscard]] QString text(const JsonView &text, const TextRule &rule = {});
    [[nodiscard]] QString textOrNull(const JsonView &text, const TextRule &rule = {}); ///< null: empty
    [[nodiscard]] QString oneOf(const JsonView &text, const QStringList &allowed);
    [[nodiscard]] QStringList texts(const JsonView &array, std::size_t fewest, const TextRule &rule = {});
    [[nodiscard]] std::vector<JsonView> items(const JsonView &array, std::size_t fewest);
    [[nodiscard]] bool flag(const JsonView &flag);
    [[nodiscard]] qint64 integer(const JsonView &number, qint64 least);

    void broken(const JsonView &where, const QString &what);
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    QString m_file;
    std::optional<Error> m_error;
};

} // namespace aw::catalogue
