// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/content.h"

namespace aw::print {

/// The sign of a tone in `box`: octagon, triangle, diamond, ring, tick, question mark, dot. A reader
/// who sees no colour tells them apart by shape.
void drawSign(Content &content, report::Tone tone, Color color, const Box &box);

/// The product's mark: the craft on its rounded square.
void drawProductMark(Content &content, const Box &box);

} // namespace aw::print
