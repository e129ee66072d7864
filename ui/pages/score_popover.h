// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"

class QWidget;

namespace aw::pages {

/// Shows below `anchor` how the score came about, with its real numbers.
void explainScore(const assess::Score &score, QWidget *anchor);

/// The same as text, one line after the other.
[[nodiscard]] QString scoreAsText(const assess::Score &score);

} // namespace aw::pages
