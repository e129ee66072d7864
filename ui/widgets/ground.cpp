// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/ground.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace aw::widgets {

Ground::Ground(theme::Ink fill, Qt::Edges line, QWidget *parent) : QWidget(parent), m_fill(fill), m_line(line)
{}

void Ground::paintEvent(QPaintEvent *)
{
    const theme::Tokens tokens = theme::tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), tokens(m_fill));
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const bool left = m_line.testFlag(mirrored ? Qt::RightEdge : Qt::LeftEdge);
    const bool right = m_line.testFlag(mirrored ? Qt::LeftEdge : Qt::RightEdge);
    if (left)
        painter.fillRect(QRect(0, 0, 1, height()), tokens(theme::Ink::Border));
    if (right)
        painter.fillRect(QRect(width() - 1, 0, 1, height()), tokens(theme::Ink::Border));
    if (m_line.testFlag(Qt::BottomEdge))
        painter.fillRect(QRect(0, height() - 1, width(), 1), tokens(theme::Ink::Border));
}

} // namespace aw::widgets
