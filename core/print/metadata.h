// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/qpdf_file.h"
#include "core/report/document.h"

namespace aw::print {

/// Title, dates, language, output intent and the identification as PDF/A-3a and PDF/UA-1.
/// Throws what libqpdf throws.
void describe(QPDF &pdf, const report::Document &document);

/// Puts the document's attachments into the file, each tied to the document as the data it was made from.
void attach(QPDF &pdf, const report::Document &document);

} // namespace aw::print
