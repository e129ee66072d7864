// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/layout.h"

namespace aw::print {

/// Plays the shapes of a figure, at its own size or as much smaller as the column asks.
void addFigure(Press &press, const report::Figure &figure);

} // namespace aw::print
