// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/furniture.h"

#include "core/print/signs.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <hb.h>
#include <numbers>

namespace aw::print {
namespace {

constexpr double kHeadMark = 15.5;

QString translated(const char *text)
{
    return QCoreApplication::translate("print", text);
}

std::vector<Run> oneRun(const QString &text, const Style &style)
{
    return {{.text = text, .style = style, .link = {}, .mark = {}}};
}

/// The first line of `text` within `width`; what does not fit is left out, with an ellipsis.
std::shared_ptr<const Shaped> oneLine(Press &press, QString text, const Style &style, double width)
{
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    auto shaped = press.shaper.shape(oneRun(text, style), 0);
    if (shaped->width <= width)
        return shaped;
    const double share = width / shaped->width;
    auto length = qsizetype(double(text.size()) * share);
    while (shaped->width > width && length > 1) {
        if (text[length - 1].isHighSurrogate())
            --length;
        shaped = press.shaper.shape(oneRun(text.left(length).trimmed() + QChar(0x2026), style), 0);
        length -= std::max<qsizetype>(1, length / 40);
    }
    return shaped;
}

void setLine(Page &page, const Shaped &text, Point at)
{
    TextOwner nobody;
    page.line(text.lines.front(), at, nobody);
}

void rule(Page &page, const Sheet &sheet, double y)
{
    page.artifact([&](Content &content) {
        content.fillColor(kRule);
        content.rect({sheet.left, y, sheet.textWidth(), 0.6});
        content.fill();
    });
}

void addHead(Press &press, Page &page, const QString &chapter)
{
    const Sheet &sheet = press.flow.sheet();
    page.artifact([&sheet](Content &content) {
        drawProductMark(content, {sheet.left, 30, kHeadMark, kHeadMark});
    });
    const auto name = press.shaper.shape(oneRun(QStringLiteral("Airworthy"), kBrand), 0);
    setLine(page, *name, {sheet.left + kHeadMark + 6.5, 30 + (kHeadMark - name->height) / 2});
    const double room = sheet.textWidth() - kHeadMark - name->width - 40;
    if (!chapter.isEmpty()) {
        const auto title = oneLine(press, chapter, kCaption, room);
        setLine(page, *title,
                {sheet.width - sheet.right - title->width, 30 + (kHeadMark - title->height) / 2});
    }
    rule(page, sheet, 54);
}

void addFoot(Press &press, Page &page, const QString &footer, std::size_t pages)
{
    const Sheet &sheet = press.flow.sheet();
    const double y = sheet.height - 35;
    rule(page, sheet, y);
    const QString words = translated("Page %1 of %2").arg(page.number() + 1).arg(pages);
    const auto number = press.shaper.shape(oneRun(words, kFurniture), 0);
    setLine(page, *number, {sheet.width - sheet.right - number->width, y + 6});
    if (footer.isEmpty())
        return;
    setLine(page, *oneLine(press, footer, kFurniture, sheet.textWidth() - number->width - 20),
            {sheet.left, y + 6});
}

/// Glyph outlines as paths: a watermark of text would stand in the middle of what a reader copies out.
class OutlineDrawer
{
public:
    OutlineDrawer(Content &content, Point origin, double scale, double degrees)
        : m_content(content),
          m_origin(origin),
          m_scale(scale),
          m_cos(std::cos(degrees * std::numbers::pi / 180)),
          m_sin(std::sin(degrees * std::numbers::pi / 180))
    {}

    void draw(hb_font_t *font, std::uint32_t glyph, double x)
    {
        m_x = x;
        hb_draw_funcs_t *funcs = hb_draw_funcs_create();
        hb_draw_funcs_set_move_to_func(funcs, &moveTo, nullptr, nullptr);
        hb_draw_funcs_set_line_to_func(funcs, &lineTo, nullptr, nullptr);
        hb_draw_funcs_set_cubic_to_func(funcs, &cubicTo, nullptr, nullptr);
        hb_draw_funcs_set_close_path_func(funcs, &closePath, nullptr, nullptr);
        hb_font_get_glyph_shape(font, glyph, funcs, this);
        hb_draw_funcs_destroy(funcs);
    }

private:
    [[nodiscard]] Point at(float x, float y) const
    {
        const double along = m_x + double(x) * m_scale;
        const double up = double(y) * m_scale;
        return {m_origin.x + along * m_cos - up * m_sin, m_origin.y - along * m_sin - up * m_cos};
    }

    static OutlineDrawer &self(void *data) { return *static_cast<OutlineDrawer *>(data); }

    // Their parameters are HarfBuzz's.
    // NOLINTBEGIN(readability-function-size)
    static void moveTo(hb_draw_funcs_t * /*funcs*/, void *data, hb_draw_state_t * /*state*/, float x, float y,
                       void * /*nothing*/)
    {
        self(data).m_content.moveTo(self(data).at(x, y));
    }

    static void lineTo(hb_draw_funcs_t * /*funcs*/, void *data, hb_draw_state_t * /*state*/, float x, float y,
                       void * /*nothing*/)
    {
        self(data).m_content.lineTo(self(data).at(x, y));
    }

    static void cubicTo(hb_draw_funcs_t * /*funcs*/, void *data, hb_draw_state_t * /*state*/, float x1,
                        float y1, float x2, float y2, float x, float y, void * /*nothing*/)
    {
        self(data).m_content.curveTo(self(data).at(x1, y1), self(data).at(x2, y2), self(data).at(x, y));
    }

    static void closePath(hb_draw_funcs_t * /*funcs*/, void *data, hb_draw_state_t * /*state*/,
                          void * /*nothing*/)
    {
        self(data).m_content.closePath();
    }

    // NOLINTEND(readability-function-size)

    Content &m_content;
    Point m_origin;
    double m_scale, m_cos, m_sin, m_x = 0;
};

void addWatermark(Press &press, Page &page, const QString &words)
{
    const Sheet &sheet = press.flow.sheet();
    const double size = std::min(96.0, sheet.width * 0.9 / std::max(1.0, 0.55 * double(words.size())));
    const auto shaped = press.shaper.shape(oneRun(words, {FaceRole::Display, size, true, kWatermark}), 0);
    constexpr double kDegrees = 52;
    const double angle = kDegrees * std::numbers::pi / 180;
    const Point start{sheet.width / 2 - shaped->width / 2 * std::cos(angle) + size * 0.35 * std::sin(angle),
                      sheet.height / 2 + shaped->width / 2 * std::sin(angle) + size * 0.35 * std::cos(angle)};
    page.ground([&](Content &content) {
        content.fillColor(kWatermark);
        for (const Piece &piece : shaped->lines.front().pieces) {
            OutlineDrawer drawer(content, start, size / piece.face->unitsPerEm(), kDegrees);
            for (const Glyph &glyph : piece.glyphs)
                drawer.draw(piece.face->font(), glyph.id, glyph.x);
        }
        content.fill();
    });
}

} // namespace

void addBrand(Press &press)
{
    constexpr double kTop = 70;
    constexpr double kMark = 32;
    constexpr double kBelow = 90;
    press.flow.add({.height = 0, .draw = [&press](Page &page, double /*y*/) {
                        const Sheet &sheet = press.flow.sheet();
                        page.artifact([&sheet](Content &content) {
                            drawProductMark(content, {sheet.left, kTop, kMark, kMark});
                        });
                        const auto name = press.shaper.shape(
                            oneRun(QStringLiteral("Airworthy"), {FaceRole::Display, 17, true, kText}), 0);
                        setLine(page, *name, {sheet.left + kMark + 11, kTop + (kMark - name->height) / 2});
                    }});
    press.flow.skip(kTop + kMark + kBelow - press.flow.sheet().top - 30);
}

void addFurniture(Press &press, const report::Document &document)
{
    const auto &pages = press.flow.pages();
    QString chapter;
    auto next = press.chapters.begin();
    for (const std::unique_ptr<Page> &page : pages) {
        while (next != press.chapters.end() && next->first <= page->number())
            chapter = (next++)->second;
        if (!document.watermark.isEmpty())
            addWatermark(press, *page, document.watermark);
        if (page->number() > 0 || document.cover.empty())
            addHead(press, *page, chapter);
        addFoot(press, *page, document.footer, pages.size());
    }
}

} // namespace aw::print
