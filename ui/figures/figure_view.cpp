// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/figures/figure_view.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace aw::figures {
namespace {

using report::Shape;

void playHatch(QPainter &painter, const QRectF &box, const QColor &line, const QColor &ground)
{
    painter.fillRect(box, ground);
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setPen(QPen(line, 1.4));
    for (double x = box.left() - box.height(); x < box.right(); x += 5)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

void playArc(QPainter &painter, const Shape &shape, const QColor &color)
{
    const double inset = shape.h / 2;
    const QRectF box(shape.x + inset, shape.y + inset, shape.w - shape.h, shape.w - shape.h);
    painter.setPen(QPen(color, shape.h, Qt::SolidLine, Qt::FlatCap));
    painter.setBrush(Qt::NoBrush);
    // A figure counts degrees clockwise from 12 o'clock; Qt counterclockwise from 3, in sixteenths.
    painter.drawArc(box, qRound((90 - shape.from) * 16), qRound(-shape.sweep * 16));
}

void playLabel(QPainter &painter, const Shape &shape, const QColor &color)
{
    QFont font = painter.font();
    font.setPixelSize(qMax(1, qRound(shape.h)));
    font.setWeight(shape.h > 20 ? QFont::DemiBold : QFont::Medium);
    painter.setFont(font);
    painter.setPen(color);
    const double width = QFontMetricsF(font).horizontalAdvance(shape.text);
    const double left = shape.align < 0 ? shape.x : shape.align > 0 ? shape.x - width : shape.x - width / 2;
    painter.drawText(QPointF(left, shape.y), shape.text);
}

} // namespace

theme::Ink inkOf(report::Tone tone)
{
    switch (tone) {
    case report::Tone::Normal: return theme::Ink::Text;
    case report::Tone::Quiet: return theme::Ink::Text2;
    case report::Tone::Critical: return theme::Ink::Crit;
    case report::Tone::High: return theme::Ink::High;
    case report::Tone::Medium: return theme::Ink::Med;
    case report::Tone::Low: return theme::Ink::Low;
    case report::Tone::Pass: return theme::Ink::Ok;
    case report::Tone::Unknown: return theme::Ink::Unk;
    }
    return theme::Ink::Text;
}

FigureView::FigureView(Fit fit, QWidget *parent) : QWidget(parent), m_fit(fit)
{
    setSizePolicy(fit == Fit::Natural ? QSizePolicy::Fixed : QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureView::setFigure(report::Figure figure)
{
    m_figure = std::move(figure);
    setAccessibleName(m_figure.alternative);
    setToolTip(theme::toolTip(m_figure.alternative));
    updateGeometry();
    update();
}

QSize FigureView::sizeHint() const
{
    const double scale = theme::scaleOf(this);
    return {qRound(m_figure.width * scale), qRound(m_figure.height * scale)};
}

QSize FigureView::minimumSizeHint() const
{
    return m_fit == Fit::Natural ? sizeHint() : QSize(60, sizeHint().height());
}

void FigureView::paintEvent(QPaintEvent *)
{
    if (m_figure.width <= 0 || m_figure.height <= 0)
        return;
    const theme::Tokens tokens = theme::tokensOf(this);
    const double scale = theme::scaleOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme::fontOf(theme::TextRole::Hero, this));
    painter.scale(m_fit == Fit::StretchAcross ? width() / m_figure.width : scale, scale);
    for (const Shape &shape : m_figure.shapes) {
        const QRectF box(shape.x, shape.y, shape.w, shape.h);
        const theme::Ink ink = inkOf(shape.tone);
        // What is quiet is ground for the rest: a groove, an empty bar.
        const QColor color = tokens(
            shape.tone == report::Tone::Quiet && shape.kind != Shape::Kind::Label ? theme::Ink::Sunken : ink);
        switch (shape.kind) {
        case Shape::Kind::Rect: painter.fillRect(box, color); break;
        case Shape::Kind::Hatch: playHatch(painter, box, color, tokens(theme::tintOf(ink))); break;
        case Shape::Kind::Arc: playArc(painter, shape, color); break;
        case Shape::Kind::Line:
            painter.setPen(QPen(color, 1));
            painter.drawLine(QPointF(shape.x, shape.y), QPointF(shape.x + shape.w, shape.y + shape.h));
            break;
        case Shape::Kind::Label: playLabel(painter, shape, color); break;
        }
    }
}

void FigureView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace aw::figures
