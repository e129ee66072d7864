// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/content.h"

#include "core/print/written.h"

#include <cmath>
#include <numbers>

namespace aw::print {
namespace {

std::string components(Color color)
{
    const auto part = [&color](int shift) { return number(double((color.rgb >> shift) & 0xFF) / 255.0, 4); };
    return part(16) + " " + part(8) + " " + part(0);
}

void appendHex(std::string &out, std::uint32_t glyph)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kDigits[(glyph >> unsigned(shift)) & 0xF];
}

/// Control points of a circle's quarter lie this share of the radius from its ends.
constexpr double kQuarter = 0.5522847498;

} // namespace

std::string Content::coordinates(Point point)
{
    return number(point.x) + " " + number(point.y);
}

std::string Content::at(Point point) const
{
    return coordinates({point.x, m_pageHeight - point.y});
}

void Content::fillColor(Color color)
{
    m_bytes += components(color) + " rg\n";
}

void Content::strokeColor(Color color, double width)
{
    m_bytes += components(color) + " RG " + number(width) + " w\n";
}

void Content::moveTo(Point to)
{
    m_bytes += at(to) + " m\n";
}

void Content::lineTo(Point to)
{
    m_bytes += at(to) + " l\n";
}

void Content::curveTo(Point first, Point second, Point to)
{
    m_bytes += at(first) + " " + at(second) + " " + at(to) + " c\n";
}

void Content::rect(const Box &box)
{
    m_bytes += at({box.x, box.y + box.h}) + " " + number(box.w) + " " + number(box.h) + " re\n";
}

void Content::clipTo(const Box &box)
{
    rect(box);
    m_bytes += "W n\n";
}

void Content::roundedRect(const Box &box, double radius)
{
    const double left = box.x;
    const double right = box.x + box.w;
    const double top = box.y;
    const double bottom = box.y + box.h;
    const double c = radius * (1 - kQuarter);
    moveTo({left + radius, top});
    lineTo({right - radius, top});
    curveTo({right - c, top}, {right, top + c}, {right, top + radius});
    lineTo({right, bottom - radius});
    curveTo({right, bottom - c}, {right - c, bottom}, {right - radius, bottom});
    lineTo({left + radius, bottom});
    curveTo({left + c, bottom}, {left, bottom - c}, {left, bottom - radius});
    lineTo({left, top + radius});
    curveTo({left, top + c}, {left + c, top}, {left + radius, top});
    closePath();
}

void Content::circle(Point center, double radius)
{
    roundedRect({center.x - radius, center.y - radius, 2 * radius, 2 * radius}, radius);
}

void Content::arc(Point center, double radius, double from, double sweep)
{
    const auto onCircle = [&center, radius](double degrees) {
        const double angle = degrees * std::numbers::pi / 180;
        return Point{center.x + radius * std::sin(angle), center.y - radius * std::cos(angle)};
    };
    const int parts = std::max(1, int(std::ceil(std::abs(sweep) / 45)));
    const double step = sweep / parts;
    // Length of the tangents that make a cubic follow the circle over one step.
    const double tangent = 4.0 / 3 * std::tan(step * std::numbers::pi / 720) * radius;
    moveTo(onCircle(from));
    for (int i = 0; i < parts; ++i) {
        const double begin = (from + i * step) * std::numbers::pi / 180;
        const double end = (from + (i + 1) * step) * std::numbers::pi / 180;
        const Point first = onCircle(from + i * step);
        const Point last = onCircle(from + (i + 1) * step);
        curveTo({first.x + tangent * std::cos(begin), first.y + tangent * std::sin(begin)},
                {last.x - tangent * std::cos(end), last.y - tangent * std::sin(end)}, last);
    }
}

void Content::glyphs(const Piece &piece, Point origin)
{
    double pen = piece.glyphs.front().x;
    double rise = 0;
    m_bytes += "/" + piece.face->resource() + " " + number(piece.size) + " Tf 1 0 0 1 " +
               at({origin.x + pen, origin.y}) + " Tm [<";
    for (const Glyph &glyph : piece.glyphs) {
        if (std::abs(glyph.rise - rise) > 0.005) {
            rise = glyph.rise;
            m_bytes += ">] TJ " + number(rise) + " Ts [<";
        }
        const double behind = (pen - glyph.x) * 1000 / piece.size;
        if (std::abs(behind) > 1.5) {
            m_bytes += ">" + number(std::round(behind)) + "<";
            pen -= std::round(behind) * piece.size / 1000;
        }
        appendHex(m_bytes, glyph.id);
        pen += piece.face->use(glyph.id) * piece.size / 1000;
    }
    m_bytes += rise == 0 ? ">] TJ\n" : ">] TJ 0 Ts\n";
}

} // namespace aw::print
