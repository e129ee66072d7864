// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/figures.h"

#include <algorithm>

namespace aw::print {
namespace {

/// Draws shapes with their figure's corner at `origin`.
class ShapePlayer
{
public:
    ShapePlayer(Press &press, Content &content, Point origin, double scale)
        : m_press(press), m_content(content), m_origin(origin), m_scale(scale)
    {}

    void play(const report::Shape &shape)
    {
        const bool ground = shape.tone == report::Tone::Quiet && shape.kind != report::Shape::Kind::Label;
        m_color = ground ? kGroove : colorOf(shape.tone, kText);
        switch (shape.kind) {
        case report::Shape::Kind::Rect: fillBox(boxOf(shape), m_color); break;
        case report::Shape::Kind::Hatch: hatch(boxOf(shape)); break;
        case report::Shape::Kind::Arc: arc(shape); break;
        case report::Shape::Kind::Line: line(shape); break;
        case report::Shape::Kind::Label: label(shape); break;
        }
    }

private:
    [[nodiscard]] Point at(double x, double y) const
    {
        return {m_origin.x + x * m_scale, m_origin.y + y * m_scale};
    }

    [[nodiscard]] Box boxOf(const report::Shape &shape) const
    {
        const Point corner = at(shape.x, shape.y);
        return {corner.x, corner.y, shape.w * m_scale, shape.h * m_scale};
    }

    void fillBox(const Box &box, Color color)
    {
        m_content.fillColor(color);
        m_content.rect(box);
        m_content.fill();
    }

    void hatch(const Box &box)
    {
        m_content.save();
        m_content.clipTo(box);
        m_content.strokeColor(m_color, 0.8);
        constexpr double kStep = 3.2;
        const int lines = int((box.w + box.h) / kStep) + 1;
        for (int i = 0; i < lines; ++i) {
            const double x = box.x - box.h + i * kStep;
            m_content.moveTo({x, box.y + box.h});
            m_content.lineTo({x + box.h, box.y});
        }
        m_content.stroke();
        m_content.restore();
    }

    void arc(const report::Shape &shape)
    {
        if (shape.sweep == 0)
            return;
        m_content.strokeColor(m_color, shape.h * m_scale);
        const double radius = shape.w / 2;
        m_content.arc(at(shape.x + radius, shape.y + radius), (radius - shape.h / 2) * m_scale, shape.from,
                      shape.sweep);
        m_content.stroke();
    }

    void line(const report::Shape &shape)
    {
        m_content.strokeColor(m_color, 0.8);
        m_content.moveTo(at(shape.x, shape.y));
        m_content.lineTo(at(shape.x + shape.w, shape.y + shape.h));
        m_content.stroke();
    }

    void label(const report::Shape &shape)
    {
        const bool large = shape.h > 20;
        const Style style{large ? FaceRole::Display : FaceRole::Text, shape.h * m_scale, large, m_color};
        const std::shared_ptr<const Shaped> text =
            m_press.shaper.shape({{.text = shape.text, .style = style, .link = {}, .mark = {}}}, 0);
        Point start = at(shape.x, shape.y);
        start.x -= text->width * (shape.align + 1) / 2;
        m_content.raw("BT\n");
        for (const Piece &piece : text->lines.front().pieces) {
            m_content.fillColor(piece.color);
            m_content.glyphs(piece, start);
        }
        m_content.raw("ET\n");
    }

    Press &m_press;
    Content &m_content;
    Point m_origin;
    double m_scale;
    Color m_color;
};

} // namespace

void addFigure(Press &press, const report::Figure &figure)
{
    if (figure.width <= 0 || figure.height <= 0)
        return;
    const Sheet &sheet = press.flow.sheet();
    const double scale =
        std::min({1.0, sheet.textWidth() / figure.width, (sheet.end() - sheet.top) / figure.height});
    Node &node = press.body.add("Figure");
    node.alternative = figure.alternative.toStdString();
    const Box box{sheet.left, 0, figure.width * scale, figure.height * scale};
    press.flow.add({.before = press.afterHeading > 0 ? 2.0 : 8.0,
                    .height = box.h,
                    .draw = [&press, &figure, &node, box, scale](Page &page, double y) {
                        node.box = Box{box.x, y, box.w, box.h};
                        page.marked(node, [&](Content &content) {
                            content.save();
                            ShapePlayer player(press, content, {box.x, y}, scale);
                            for (const report::Shape &shape : figure.shapes)
                                player.play(shape);
                            content.restore();
                        });
                    }});
}

} // namespace aw::print
