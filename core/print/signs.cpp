// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/signs.h"

#include <span>

namespace aw::print {
namespace {

/// The drawings' own grid: 24 by 24, as in resources/icons.
class Grid
{
public:
    Grid(Content &content, const Box &box) : m_content(content), m_box(box), m_unit(box.w / 24) {}

    [[nodiscard]] Point at(double x, double y) const { return {m_box.x + x * m_unit, m_box.y + y * m_unit}; }
    [[nodiscard]] double size(double units) const { return units * m_unit; }

    void path(std::span<const Point> points) const
    {
        m_content.moveTo(at(points.front().x, points.front().y));
        for (const Point &point : points.subspan(1))
            m_content.lineTo(at(point.x, point.y));
    }

    void line(double x, double from, double to) const
    {
        m_content.moveTo(at(x, from));
        m_content.lineTo(at(x, to));
        m_content.stroke();
    }

private:
    Content &m_content;
    Box m_box;
    double m_unit;
};

constexpr Point kOctagon[] = {{8.2, 2.8},   {15.8, 2.8}, {21.2, 8.2}, {21.2, 15.8},
                              {15.8, 21.2}, {8.2, 21.2}, {2.8, 15.8}, {2.8, 8.2}};
constexpr Point kTriangle[] = {{12, 3.2}, {22, 20.5}, {2, 20.5}};
constexpr Point kDiamond[] = {{12, 2.8}, {21.2, 12}, {12, 21.2}, {2.8, 12}};
constexpr Point kTick[] = {{7.6, 12.4}, {10.6, 15.4}, {16.4, 9}};
constexpr Point kCraft[] = {{5.5, 16.2}, {12.2, 5.6}, {14.3, 14.3}, {18.5, 16.2},
                            {12.1, 16},  {9.8, 19.2}, {10.1, 16}};

void exclamation(Content &content, const Grid &grid, double from, double to, double dot)
{
    content.roundCaps();
    content.strokeColor(kWhite, grid.size(2.25));
    grid.line(12, from, to);
    content.strokeColor(kWhite, grid.size(2.8));
    grid.line(12, dot, dot + 0.01);
}

void filled(Content &content, const Grid &grid, std::span<const Point> points, Color color)
{
    content.fillColor(color);
    content.strokeColor(color, grid.size(1.2));
    content.roundCaps();
    grid.path(points);
    content.closePath();
    content.fillAndStroke();
}

void ring(Content &content, const Grid &grid, Color color, double radius, double width)
{
    content.strokeColor(color, grid.size(width));
    content.circle(grid.at(12, 12), grid.size(radius));
    content.stroke();
}

void disc(Content &content, const Grid &grid, Color color, double radius)
{
    content.fillColor(color);
    content.circle(grid.at(12, 12), grid.size(radius));
    content.fill();
}

void passed(Content &content, const Grid &grid, Color color)
{
    disc(content, grid, color, 9.3);
    content.roundCaps();
    content.strokeColor(kWhite, grid.size(2.2));
    grid.path(kTick);
    content.stroke();
}

void unknown(Content &content, const Grid &grid, Color color)
{
    content.save();
    content.dashes(grid.size(3.2), grid.size(2.6));
    ring(content, grid, color, 8.5, 1.9);
    content.restore();
    content.roundCaps();
    content.strokeColor(color, grid.size(1.9));
    content.moveTo(grid.at(9.8, 9.7));
    content.curveTo(grid.at(10.0, 7.3), grid.at(13.9, 7.0), grid.at(14.3, 9.7));
    content.curveTo(grid.at(14.4, 11.3), grid.at(12.0, 11.6), grid.at(12.0, 13.5));
    content.stroke();
    content.strokeColor(color, grid.size(2.5));
    grid.line(12, 16.5, 16.51);
}

} // namespace

void drawSign(Content &content, report::Tone tone, Color color, const Box &box)
{
    const Grid grid(content, box);
    content.save();
    switch (tone) {
    case report::Tone::Critical:
        filled(content, grid, kOctagon, color);
        exclamation(content, grid, 7.3, 13, 16.6);
        break;
    case report::Tone::High:
        filled(content, grid, kTriangle, color);
        exclamation(content, grid, 9.6, 14.4, 17.5);
        break;
    case report::Tone::Medium: filled(content, grid, kDiamond, color); break;
    case report::Tone::Low: ring(content, grid, color, 7, 2.6); break;
    case report::Tone::Pass: passed(content, grid, color); break;
    case report::Tone::Unknown: unknown(content, grid, color); break;
    case report::Tone::Normal:
    case report::Tone::Quiet: disc(content, grid, color, 4.2); break;
    }
    content.restore();
}

void drawProductMark(Content &content, const Box &box)
{
    const Grid grid(content, box);
    const Point corner = grid.at(1, 1);
    content.fillColor(kAccent);
    content.roundedRect({corner.x, corner.y, grid.size(22), grid.size(22)}, grid.size(6));
    content.fill();
    content.save();
    filled(content, grid, kCraft, kWhite);
    content.restore();
}

} // namespace aw::print
