// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/layout.h"

namespace aw::print {

/// The product's mark and name at the head of the cover; the cover's text begins below.
void addBrand(Press &press);

/// What stands on every page and says nothing of the document's own: head with product and chapter
/// (from the second page on), foot with "Page x of y", watermark.
void addFurniture(Press &press, const report::Document &document);

} // namespace aw::print
