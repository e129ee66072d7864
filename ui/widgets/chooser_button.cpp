// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/chooser_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QFocusEvent>
#include <QPainter>

namespace aw::widgets {

using theme::Ink;

ChooserButton::ChooserButton(QString iconName, QWidget *parent)
    : QAbstractButton(parent), m_iconName(std::move(iconName))
{
    setFocusPolicy(Qt::StrongFocus);
}

void ChooserButton::setWords(const QString &title, const QString &quiet)
{
    m_title = title;
    m_quiet = quiet;
    update();
}

void ChooserButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    updateGeometry();
    update();
}

QSize ChooserButton::sizeHint() const
{
    return {40, theme::scaled(m_narrow ? 34 : 42, this)};
}

void ChooserButton::focusInEvent(QFocusEvent *event)
{
    m_byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
                   event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
}

void ChooserButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int size = theme::scaled(26, this);
    QRect mark(9, (height() - size) / 2, size, size);
    if (m_narrow)
        mark.moveLeft((width() - size) / 2);
    else
        paintWords(painter, size);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), mark),
                       theme::pixmap(m_iconName, Ink::AccentFill, size, this));
    if (hasFocus() && m_byKeyboard)
        theme::paintFocusRing(painter, rect(), 8, theme::tokensOf(this));
}

void ChooserButton::paintWords(QPainter &painter, int markSize)
{
    const theme::Tokens tokens = theme::tokensOf(this);
    painter.setPen(tokens(Ink::Border));
    painter.setBrush(tokens(Ink::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 8, 8);
    const int arrow = theme::scaled(14, this);
    const QRect text = rect().adjusted(markSize + 18, 5, -arrow - 12, -5);
    const QRect placed = QStyle::visualRect(layoutDirection(), rect(), text);
    const auto line = [&](const QString &words, theme::TextRole role, Ink ink, Qt::Alignment where) {
        painter.setFont(theme::fontOf(role, this));
        painter.setPen(tokens(ink));
        painter.drawText(placed, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | where),
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, placed.width()));
    };
    line(m_title, theme::TextRole::BodyBold, Ink::Text, Qt::AlignTop);
    line(m_quiet, theme::TextRole::Caption, Ink::Text2, Qt::AlignBottom);
    const QRect chevrons(width() - arrow - 8, (height() - arrow) / 2, arrow, arrow);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), chevrons),
                       theme::pixmap(QStringLiteral("chevrons"), Ink::Text2, arrow, this));
}

} // namespace aw::widgets
