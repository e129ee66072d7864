// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/report/document.h"

namespace aw::print {

enum class Paper { A4, Letter };

/// Sets `document` as PDF 1.7: tagged, bookmarked, embedded fonts, attachments; built to PDF/A-3a and
/// PDF/UA-1, whose conformance no validator here has checked. The same document gives the same bytes
/// on one set of fonts. Storage error when no font can be found or the file cannot be made.
[[nodiscard]] Result<QByteArray> pdf(const report::Document &document, Paper paper);

} // namespace aw::print
