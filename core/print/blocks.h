// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/layout.h"

namespace aw::print {

// Each sets one block of a document and hands its slices to the flow.
void addHeading(Press &press, const report::Heading &heading);
void addParagraph(Press &press, const report::Paragraph &paragraph);
void addBullets(Press &press, const report::Bullets &bullets);
void addCode(Press &press, const report::Code &code);
void addContents(Press &press, const report::Contents &contents);

/// A hairline across the text column, `above` it nothing, below it `below` points, glued to what follows.
void addRule(Press &press, double before, double below);

} // namespace aw::print
