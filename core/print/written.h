// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <string>

namespace aw::print {

/// `text` as it may stand on paper, in UTF-8. What could hide or reorder its neighbours is shown instead
/// of obeyed: control characters as their pictures (U+2400…), bidirectional overrides and isolates and
/// exotic line breaks as ‹U+202E›, half a surrogate pair as U+FFFD. Line feeds stay where `manyLines`.
[[nodiscard]] std::string written(const QString &text, bool manyLines);

/// UTF-8 as hexadecimal UTF-16BE, the form of PDF's ActualText and ToUnicode.
[[nodiscard]] std::string utf16Hex(const std::string &utf8);

/// A number as PDF writes it: at most so many decimals, never an exponent, never a locale's comma.
[[nodiscard]] std::string number(double value, int decimals = 2);

} // namespace aw::print
