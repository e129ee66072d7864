// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"
#include "core/report/document.h"

namespace aw::report {

/// The score as an arc: filled to the score in the colour of the grade, hatched over by unknown to "at
/// best", the rest a groove; the figure in its middle. Without a score it says that nothing was judged.
[[nodiscard]] Figure scoreArc(const assess::Posture &posture);

/// The results as one bar: failed, passed, unknown (hatched) and not applicable, each as wide as its
/// share, with a legend.
[[nodiscard]] Figure countsBar(const assess::Counts &counts, double width);

/// The colour of a grade: what a verdict is, not what it says.
[[nodiscard]] Tone toneOf(assess::Grade grade);

} // namespace aw::report
