// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/reduced_value.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <vector>

namespace aw::secrets {

/// Turns values that may be secret into what may be kept of them (CHECKS.md §6): judged and dropped
/// here, once. The key makes digests comparable inside one installation and useless outside it.
class Reducer
{
public:
    explicit Reducer(QByteArray key) : m_key(std::move(key)) {}

    /// The value of the variable, label or argument `name`.
    [[nodiscard]] model::ReducedValue reduce(const QString &name, const QString &value) const;

    /// The keyed digest alone, for values that are digests already (the platform's secret digests).
    [[nodiscard]] QString digest(const QString &value) const;

    /// A NAME with the reduced form of what stood behind it.
    struct Pair {
        QString name;
        model::ReducedValue value;
    };

    /// Text that may hold credentials among other words (file content, a command, a build step):
    /// every pair found in it (split at "=", ":", "--name value"; ARG/ENV lines, "|n NAME=value"
    /// lists), and credential shapes standing alone.
    [[nodiscard]] std::vector<Pair> scan(const QString &text) const;

    /// `text` with the value of every pair and every credential shape replaced by
    /// "<value HMAC LENGTH SHAPE>".
    [[nodiscard]] QString masked(const QString &text) const;

private:
    QByteArray m_key;
    mutable QHash<QString, model::ReducedValue>
        m_known; ///< by name and digest: the same value stands in many machines
};

} // namespace aw::secrets
