// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"
#include "core/report/document.h"

namespace aw::pages {

/// The score as an arc of three quarters: solid to the score, in the grade's tone, then what unknown
/// results could still add.
[[nodiscard]] report::Figure scoreArc(const assess::Score &score, const assess::Verdict &verdict);

/// All results side by side: pass, open, accepted, unknown (hatched).
[[nodiscard]] report::Figure coverageBar(const assess::Counts &counts);

[[nodiscard]] report::Tone toneOf(assess::Grade grade);

} // namespace aw::pages
