// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/icc.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

namespace aw::print {
namespace {

// Layout: ICC.1:2010, clauses 7.2 (header), 7.3 (tag table), 10 (tag types).

std::string u16(unsigned value)
{
    return {char(value >> 8U & 0xFFU), char(value & 0xFFU)};
}

std::string u32(std::uint32_t value)
{
    return u16(value >> 16U) + u16(value & 0xFFFFU);
}

std::string fixed(double value) ///< s15Fixed16Number
{
    return u32(std::uint32_t(std::int32_t(std::lround(value * 65536))));
}

std::string xyz(const std::array<double, 3> &color)
{
    return "XYZ " + u32(0) + fixed(color[0]) + fixed(color[1]) + fixed(color[2]);
}

std::string words(std::string_view text) ///< multiLocalizedUnicodeType, one record
{
    std::string tag =
        "mluc" + u32(0) + u32(1) + u32(12) + "enUS" + u32(std::uint32_t(text.size() * 2)) + u32(28);
    for (const char c : text)
        tag += u16(static_cast<unsigned char>(c));
    return tag;
}

/// parametricCurveType, function 3: the sRGB transfer curve.
std::string curve()
{
    return "para" + u32(0) + u16(3) + u16(0) + fixed(2.4) + fixed(1 / 1.055) + fixed(.055 / 1.055) +
           fixed(1 / 12.92) + fixed(.04045);
}

/// Bradford adaptation from D65 to D50.
std::string adaptation()
{
    std::string tag = "sf32" + u32(0);
    for (const double value : {1.04788, .02292, -.05022, .02959, .99048, -.01707, -.00925, .01508, .75168})
        tag += fixed(value);
    return tag;
}

constexpr std::array kD50{.9642, 1.0, .82491};

} // namespace

std::string srgbProfile()
{
    struct Tag {
        std::string signature;
        std::string body; ///< empty: the one before
    };

    const std::vector<Tag> tags{{"desc", words("sRGB")},
                                {"cprt", words("No copyright, use freely")},
                                {"wtpt", xyz(kD50)},
                                {"chad", adaptation()},
                                {"rXYZ", xyz({.43607, .22249, .01392})},
                                {"gXYZ", xyz({.38515, .71687, .09708})},
                                {"bXYZ", xyz({.14307, .06061, .7141})},
                                {"rTRC", curve()},
                                {"gTRC", {}},
                                {"bTRC", {}}};
    constexpr std::uint32_t kHeader = 128;
    const auto base = std::uint32_t(kHeader + 4 + 12 * tags.size());
    std::string table = u32(std::uint32_t(tags.size()));
    std::string data;
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    for (const Tag &tag : tags) {
        if (!tag.body.empty()) {
            offset = base + std::uint32_t(data.size());
            length = std::uint32_t(tag.body.size());
            data += tag.body;
            data.resize((data.size() + 3) / 4 * 4);
        }
        table += tag.signature + u32(offset) + u32(length);
    }
    std::string head = u32(base + std::uint32_t(data.size())) + u32(0) + u32(0x04300000) + "mntrRGB XYZ " +
                       u16(2026) + u16(1) + u16(1) + u16(0) + u16(0) + u16(0) + "acsp";
    for (int i = 0; i < 7; ++i)
        head += u32(0);
    head += fixed(kD50[0]) + fixed(kD50[1]) + fixed(kD50[2]);
    head.resize(kHeader);
    return head + table + data;
}

} // namespace aw::print
