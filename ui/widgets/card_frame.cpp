// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/card_frame.h"

#include "ui/theme/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace aw::widgets {

CardFrame::CardFrame(QWidget *parent) : QFrame(parent), m_body(new QVBoxLayout(this))
{
    m_body->setContentsMargins(16, 14, 16, 14);
    m_body->setSpacing(6);
}

QHBoxLayout *CardFrame::addHead(const QString &title, const QString &context)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addStrut(theme::scaled(26, this)); // as high with a link as without
    head->addWidget(new TextLabel(theme::TextRole::H2, theme::Ink::Text, title));
    auto *quiet = new TextLabel(theme::TextRole::Small, theme::Ink::Text2, context, TextLabel::Fit::ElideEnd);
    head->addWidget(quiet, 1);
    m_body->addLayout(head);
    return head;
}

void CardFrame::setFill(theme::Ink fill, theme::Ink line)
{
    m_fill = fill;
    m_line = line;
    update();
}

void CardFrame::paintEvent(QPaintEvent *)
{
    const theme::Tokens tokens = theme::tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(tokens(m_fill));
    painter.setPen(QPen(tokens(m_line), 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), m_radius, m_radius);
}

Hairline::Hairline(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::tokensOf(this)(theme::Ink::Border));
}

Mark::Mark(QString iconName, theme::Ink ink, int pixels, QWidget *parent)
    : QLabel(parent), m_iconName(std::move(iconName)), m_ink(ink), m_pixels(pixels)
{
    setAlignment(Qt::AlignCenter);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    restyle();
}

void Mark::setMark(const QString &iconName, theme::Ink ink)
{
    m_iconName = iconName;
    m_ink = ink;
    restyle();
}

void Mark::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        restyle();
}

void Mark::restyle()
{
    setPixmap(theme::pixmap(m_iconName, m_ink, theme::scaled(m_pixels, this), this));
}

Badge::Badge(const QString &iconName, const QString &words, theme::Ink ink, QWidget *parent)
    : CardFrame(parent)
{
    setFill(theme::tintOf(ink), theme::tintOf(ink));
    setRadius(5);
    body()->setContentsMargins(6, 2, 8, 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(5);
    row->addWidget(new Mark(iconName, ink, 13));
    row->addWidget(new TextLabel(theme::TextRole::Caption, ink, words));
    body()->addLayout(row);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

} // namespace aw::widgets
