// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/document.h"

#include <cstdint>

namespace aw::print {

struct Color {
    std::uint32_t rgb = 0;

    friend bool operator==(const Color &, const Color &) = default;
};

// The light theme: paper is white.
inline constexpr Color kText{0x15191F};
inline constexpr Color kText2{0x434C59};
inline constexpr Color kText3{0x5C6573};
inline constexpr Color kBorder{0xDCE0E6};
inline constexpr Color kRule{0xC3C9D3};
inline constexpr Color kWatermark{0xF1F2F5};
inline constexpr Color kGroove{0xE3E6EB};
inline constexpr Color kCodeGround{0xF3F4F7};
inline constexpr Color kAccent{0x2450C4};
inline constexpr Color kWhite{0xFFFFFF};

/// Which of the fixed typefaces: running text, large headings, identifiers and commands.
enum class FaceRole { Text, Display, Code };

struct Style {
    FaceRole role = FaceRole::Text;
    double size = 9.5; ///< points
    bool strong = false;
    Color color = kText;
};

/// The colour of a tone; `normal` is what Tone::Normal means where it stands.
[[nodiscard]] Color colorOf(report::Tone tone, Color normal);

// The roles of the printed page, sizes in points.
inline constexpr Style kTitle{FaceRole::Display, 32, true, kText};
inline constexpr Style kChapter{FaceRole::Display, 21, true, kText};
inline constexpr Style kEntry{FaceRole::Display, 16, true, kText};
inline constexpr Style kPart{FaceRole::Text, 11, true, kText};
inline constexpr Style kBody{FaceRole::Text, 9.5, false, kText2};
inline constexpr Style kLead{FaceRole::Text, 12.5, false, kText2};
inline constexpr Style kFact{FaceRole::Text, 9.5, false, kText};
inline constexpr Style kCaption{FaceRole::Text, 8.5, false, kText3};
inline constexpr Style kCell{FaceRole::Text, 8.5, false, kText};
inline constexpr Style kColumn{FaceRole::Text, 8, true, kText3};
inline constexpr Style kCode{FaceRole::Code, 8.25, false, kText};
inline constexpr Style kBrand{FaceRole::Text, 10.5, true, kText};
inline constexpr Style kFurniture{FaceRole::Text, 7.75, false, kText3};

} // namespace aw::print
