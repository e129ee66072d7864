// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace aw::secrets {

/// Shannon bits per character: -sum(p_i * log2 p_i) over the characters of `text`.
[[nodiscard]] double bitsPerCharacter(QStringView text);

[[nodiscard]] bool isHex(QStringView text);        ///< not empty, hexadecimal digits only
[[nodiscard]] bool isBase64Like(QStringView text); ///< not empty, [A-Za-z0-9+/_=-] only
[[nodiscard]] bool isUuid(QStringView text);       ///< 8-4-4-4-12 hexadecimal digits, or 32 without dashes

/// Words joined by separators or capitals, paths, dates, versions: what people wrote, not a generator.
[[nodiscard]] bool isWords(QStringView text);

/// Whether the value looks made by a generator (CHECKS.md §6, entropy).
[[nodiscard]] bool looksRandom(QStringView text);

} // namespace aw::secrets
