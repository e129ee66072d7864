// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/fonts.h"
#include "core/print/qpdf_file.h"

namespace aw::print {

/// The font object for `face`: the glyphs that were used, their widths, and what each reads as.
/// Throws what libqpdf throws, and std::runtime_error when the font cannot be cut down.
[[nodiscard]] QPDFObjectHandle embed(QPDF &pdf, const Face &face);

} // namespace aw::print
