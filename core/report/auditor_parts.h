// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/formats.h"

#include <vector>

namespace aw::report {

using Blocks = std::vector<Block>;

// The chapters of the auditor's report, each added to `blocks`. `number` is the chapter's.

/// Every source with its state, the questions only people can answer, the answers that were malformed.
void addObserved(Blocks &blocks, const Material &material, int number);
/// Verdict, score with its formula and parts, results.
void addSummary(Blocks &blocks, const Material &material, int number);
/// What failed: an index, then one entry each with evidence, fix, reasons and sources.
void addFailed(Blocks &blocks, const Material &material, int number);
/// What could not be judged, by reason.
void addUnknown(Blocks &blocks, const Material &material, int number);
/// What passed or did not apply, by check.
void addPassed(Blocks &blocks, const Material &material, int number);

/// What no API tells anyone: said in every report, so that a pass is not read as more than it is.
void addLimits(Blocks &blocks, int number);
/// How it was collected, judged and counted; the checks and their thresholds.
void addMethod(Blocks &blocks, const Material &material, int number);

/// "3  Findings, 42", beginning a page.
[[nodiscard]] Heading chapter(int number, const QString &title);

/// The findings of that status, in the order of the posture.
[[nodiscard]] std::vector<const model::Finding *> withStatus(const model::Findings &findings,
                                                             model::Status status);

/// The check's title with its id; the id alone for a check the catalogue does not hold.
[[nodiscard]] Text checkName(const Material &material, const QString &check);

} // namespace aw::report
