// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"

#include <QProxyStyle>

namespace aw::theme {

/// Fusion with the design's colors, heights that follow the font, and a focus ring. Buttons choose a
/// look with the dynamic property "kind": primary, ghost, link, segment; "small" makes them lower.
class Style final : public QProxyStyle
{
    Q_OBJECT
public:
    Style(Tokens tokens, double scale);

    [[nodiscard]] const Tokens &tokens() const { return m_tokens; }
    [[nodiscard]] double scale() const { return m_scale; }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    void drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawField(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawIndicator(const QStyleOption &option, QPainter &painter, bool radio) const;
    void drawButtonLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const;
    void drawMenuBarItem(const QStyleOption &option, QPainter &painter) const;
    void drawScrollBar(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const;
    void box(QPainter &painter, const QRectF &rect, double radius, Ink fill) const;
    void box(QPainter &painter, const QRectF &rect, double radius, Ink fill, Ink line) const;
    void ring(QPainter &painter, const QRectF &rect, double radius) const;

    Tokens m_tokens;
    double m_scale;
};

/// Paints the 2 px focus ring inside `rect`, as every control here shows it.
void paintFocusRing(QPainter &painter, const QRectF &rect, double radius, const Tokens &tokens);

} // namespace aw::theme
