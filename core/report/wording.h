// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/finding.h"
#include "core/model/snapshot.h"
#include "core/report/document.h"

#include <QCoreApplication>

namespace aw::report {

/// Words for people, in the context of reports.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(report)
};

[[nodiscard]] QString dayOf(const QDateTime &time);    ///< "24 Nov 2026"
[[nodiscard]] QString dayOf(const QDate &date);        ///< "24 Nov 2026"
[[nodiscard]] QString momentOf(const QDateTime &time); ///< "24 Nov 2026, 09:58 UTC"
[[nodiscard]] QString figureOf(int number);            ///< "12 345", with a narrow space that does not break
/// "1 app" or "12 apps": `one` and `many` are whole phrases, `many` with %1 for the number.
[[nodiscard]] QString counted(int number, const QString &one, const QString &many);

[[nodiscard]] QString wordOf(model::Severity severity); ///< "Critical"
[[nodiscard]] Tone toneOf(model::Severity severity);
[[nodiscard]] QString wordOf(model::Status status); ///< "Not applicable"
[[nodiscard]] QString wordOf(model::SourceState state);
/// "The token may not read it": the cause, as a phrase of its own.
[[nodiscard]] QString causeOf(model::Reason reason);

/// "internal-ledger / vol_123 (data)": what a finding is about, on one line.
[[nodiscard]] QString subjectOf(const model::Finding &finding);

/// A date of a source as the catalogue gives it ("2026-08-07" or "2026-10"); invalid for anything else.
[[nodiscard]] QDate sourceDate(const QString &date);
/// A source older than this may no longer say what it said.
inline constexpr int kSourceFreshDays = 180;

[[nodiscard]] Text plain(const QString &text, Tone tone = Tone::Normal);
[[nodiscard]] Text code(const QString &text);
[[nodiscard]] Span severitySpan(model::Severity severity); ///< sign, word and colour
[[nodiscard]] Cell cell(const QString &text);
[[nodiscard]] Cell cell(Text text);
[[nodiscard]] Cell rowHead(Text text);

} // namespace aw::report
