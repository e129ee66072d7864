// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/geometry.h"
#include "core/print/shaping.h"

#include <string>

namespace aw::print {

/// Operators of a page's content stream. Coordinates are points from the page's top left corner, y
/// downwards.
class Content
{
public:
    explicit Content(double pageHeight) : m_pageHeight(pageHeight) {}

    void fillColor(Color color);
    void strokeColor(Color color, double width);
    void moveTo(Point to);
    void lineTo(Point to);
    void curveTo(Point first, Point second, Point to);
    void closePath() { m_bytes += "h\n"; }
    void fill() { m_bytes += "f\n"; }
    void stroke() { m_bytes += "S\n"; }
    void fillAndStroke() { m_bytes += "B\n"; }
    void roundCaps() { m_bytes += "1 J 1 j\n"; }
    void dashes(double on, double off) { m_bytes += "[" + coordinates({on, off}) + "] 0 d\n"; }
    void save() { m_bytes += "q\n"; }
    void restore() { m_bytes += "Q\n"; }
    void clipTo(const Box &box);

    void rect(const Box &box);
    void roundedRect(const Box &box, double radius);
    void circle(Point center, double radius);
    /// A stroked arc: degrees clockwise from 12 o'clock.
    void arc(Point center, double radius, double from, double sweep);

    /// The glyphs of `piece`; their text's left edge and baseline meet at `origin`. Inside BT and ET.
    void glyphs(const Piece &piece, Point origin);

    /// Operators as they are: marked content.
    void raw(const std::string &operators) { m_bytes += operators; }
    [[nodiscard]] const std::string &bytes() const { return m_bytes; }

private:
    [[nodiscard]] static std::string coordinates(Point point);
    [[nodiscard]] std::string at(Point point) const;

    double m_pageHeight;
    std::string m_bytes;
};

} // namespace aw::print
