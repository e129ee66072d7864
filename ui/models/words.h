// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"
#include "ui/theme/tokens.h"

namespace aw::models {

/// How a state is shown: its word, its shape, its color.
struct Look {
    QString word;
    QString icon;
    theme::Ink ink = theme::Ink::Text2;
};

[[nodiscard]] Look lookOf(model::Severity severity);
[[nodiscard]] Look lookOf(model::Status status); ///< a failed check is "Open"
[[nodiscard]] Look lookOf(assess::Grade grade);  ///< its word is the verdict's label; here it is empty
[[nodiscard]] Look lookOf(model::SourceState state);

[[nodiscard]] QString reasonWords(model::Reason reason); ///< "The token may not read it"

/// A source as people know it.
struct SourceWords {
    QString title; ///< "Machines"
    QString about; ///< "configuration, one request per app"
    QString icon;
};
[[nodiscard]] SourceWords sourceWords(const QString &name);

[[nodiscard]] QString dayWords(const QDateTime &at);                        ///< "24 Nov 2026"
[[nodiscard]] QString timeWords(const QDateTime &at);                       ///< "24 Nov 2026, 09:12 UTC"
[[nodiscard]] QString ageWords(const QDateTime &from, const QDateTime &to); ///< "38 min", "6 d"
[[nodiscard]] QString numberWords(qint64 number); ///< digits with a thin space for thousands

/// `one`, or `many` with the number in the place of its %1: every count in words goes through here.
[[nodiscard]] QString counted(qint64 number, const QString &one, const QString &many);

/// What a finding is about, in one column: the resource's name, and the key where one has several.
[[nodiscard]] QString subjectOf(const model::Finding &finding);
/// The app, or "(organization)".
[[nodiscard]] QString appOf(const model::Finding &finding);

} // namespace aw::models
