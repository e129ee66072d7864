// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace aw::checks {

/// Sentences of the checks. Values from the platform go in by arg() with all of them at once, never
/// one after the other: a name may itself hold "%2".
struct Words {
    Q_DECLARE_TR_FUNCTIONS(checks)
};

/// A name as the platform gave it, fit to stand in a sentence: one line, no control or direction
/// characters, at most 80 characters.
[[nodiscard]] QString shown(const QString &name);
/// "a, b, c and 4 more"; each made fit by shown().
[[nodiscard]] QString listed(const QStringList &names, qsizetype most = 4);

[[nodiscard]] QString machines(qsizetype count);  ///< "1 machine", "3 machines"
[[nodiscard]] QString versions(qsizetype count);  ///< "1 earlier version", "3 earlier versions"
[[nodiscard]] QString days(qint64 count);         ///< "1 day", "204 days"
[[nodiscard]] QString dayOf(const QDateTime &at); ///< "2026-11-24", UTC

} // namespace aw::checks
