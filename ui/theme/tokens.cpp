// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/tokens.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aw::theme {
namespace {

constexpr std::array<QRgb, kInks> kLight{
    0xfff6f7f9, // Bg
    0xffffffff, // Surface
    0xffeef0f3, // Sunken
    0xffeef0f4, // Sidebar
    0xffdce0e6, // Border
    0xff858e9c, // Control
    0xffc3c9d3, // Btn
    0xff15191f, // Text
    0xff434c59, // Text2
    0xff5c6573, // Text3
    0xff2450c4, // Accent
    0xff2450c4, // AccentFill
    0xffffffff, // OnAccent
    0xffe6edfc, // AccentBg
    0xffe6edfc, // Sel
    0xffad1220, // Crit
    0xfffceaea, // CritBg
    0xff9a4206, // High
    0xfffcefe2, // HighBg
    0xff735300, // Med
    0xfffaf2d6, // MedBg
    0xff2c5b74, // Low
    0xffe6f0f5, // LowBg
    0xff17653a, // Ok
    0xffe4f3e9, // OkBg
    0xff5a4696, // Unk
    0xffeeebf8, // UnkBg
    0xfff3f4f7, // Code
    0xff2450c4, // Focus
};

constexpr std::array<QRgb, kInks> kDark{
    0xff0f1216, // Bg
    0xff171b21, // Surface
    0xff20262e, // Sunken
    0xff13171c, // Sidebar
    0xff2c343f, // Border
    0xff6f7a8a, // Control
    0xff414b58, // Btn
    0xffe9ecf1, // Text
    0xffb7bfca, // Text2
    0xff98a2b0, // Text3
    0xff8fb0ff, // Accent
    0xff3661d8, // AccentFill
    0xffffffff, // OnAccent
    0xff1b2947, // AccentBg
    0xff1d2b4a, // Sel
    0xffff8f8a, // Crit
    0xff3a1719, // CritBg
    0xffffac66, // High
    0xff38230f, // HighBg
    0xffe9c54f, // Med
    0xff322a0e, // MedBg
    0xff86c5e4, // Low
    0xff122f3c, // LowBg
    0xff70d698, // Ok
    0xff12301f, // OkBg
    0xffbdaaf7, // Unk
    0xff282142, // UnkBg
    0xff11151a, // Code
    0xff8fb0ff, // Focus
};

double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor Tokens::operator()(Ink ink) const
{
    return QColor(m_dark ? kDark[std::size_t(ink)] : kLight[std::size_t(ink)]);
}

Ink tintOf(Ink ink)
{
    switch (ink) {
    case Ink::Crit: return Ink::CritBg;
    case Ink::High: return Ink::HighBg;
    case Ink::Med: return Ink::MedBg;
    case Ink::Low: return Ink::LowBg;
    case Ink::Ok: return Ink::OkBg;
    case Ink::Unk: return Ink::UnkBg;
    case Ink::Accent: return Ink::AccentBg;
    default: return Ink::Sunken;
    }
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [dark, light] =
        std::minmax({luminance(one), luminance(other)}); // by value: two references would dangle
    return (light + 0.05) / (dark + 0.05);
}

} // namespace aw::theme
