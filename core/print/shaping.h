// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/print/fonts.h"

#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace aw::print {

/// A stretch of text in one style.
struct Run {
    QString text;
    Style style;
    QString link;                     ///< where it leads; empty for nowhere
    std::optional<report::Tone> mark; ///< a sign stands before it
};

struct Glyph {
    std::uint32_t id = 0;
    double x = 0;    ///< points from the left of the text's box
    double rise = 0; ///< points above the baseline
};

/// Glyphs of one face in reading order. `actual` is what they stand for when the glyphs alone would
/// not read back as typed.
struct Piece {
    Face *face = nullptr;
    double size = 0;
    Color color;
    std::size_t run = 0;
    std::vector<Glyph> glyphs;
    std::string actual;
    int order = 0; ///< where its text stands in the paragraph
};

struct MarkPlace {
    report::Tone tone = report::Tone::Normal;
    Color color;
    double x = 0, size = 0;
};

/// A part of a line that leads somewhere.
struct LinkPlace {
    std::size_t run = 0;
    double x = 0, width = 0;
};

struct Line {
    double height = 0;
    double baseline = 0; ///< from the top of the line
    std::vector<Piece> pieces;
    std::vector<MarkPlace> marks;
    std::vector<LinkPlace> links;
};

struct Shaped {
    std::vector<Line> lines;
    double height = 0;
    double width = 0; ///< of the widest line
};

enum class Align { Left, Center, Right };

/// Lays text out: bidirectional order, shaping, line breaks at words and, where there is no other way,
/// inside them.
class Shaper
{
public:
    explicit Shaper(Fonts &fonts);

    /// `width` 0 or less: one line however long, except at line feeds. The same question gives the same
    /// lines without shaping twice.
    [[nodiscard]] std::shared_ptr<const Shaped> shape(const std::vector<Run> &runs, double width,
                                                      Align align = Align::Left);
    [[nodiscard]] Fonts &fonts() { return m_fonts; }

private:
    Fonts &m_fonts;
    GObjectHandle<PangoLayout> m_layout;
    std::unordered_map<std::string, std::shared_ptr<const Shaped>> m_known;
};

} // namespace aw::print
