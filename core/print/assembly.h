// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/layout.h"
#include "core/print/qpdf_file.h"

namespace aw::print {

/// Writes pages, fonts, tag tree, links, destinations and outline into `pdf`. Throws what libqpdf throws.
void assemble(QPDF &pdf, Typeset &set, const Fonts &fonts);

} // namespace aw::print
