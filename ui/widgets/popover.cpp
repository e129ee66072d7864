// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/popover.h"

#include "ui/widgets/button.h"

#include <QApplication>
#include <QGraphicsDropShadowEffect>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace aw::widgets {

Popover::Popover(const QString &title, QWidget *anchor) : CardFrame(anchor->window()), m_anchor(anchor)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setRadius(12);
    setFill(theme::Ink::Surface, theme::Ink::Control);
    QHBoxLayout *head = addHead(title);
    Button *close = Button::ofIcon(QStringLiteral("x"), tr("Close"));
    close->setProperty("small", true);
    connect(close, &QPushButton::clicked, this, &Popover::dismiss);
    head->addWidget(close);
    auto *shadow = new QGraphicsDropShadowEffect(this);
    shadow->setBlurRadius(28);
    shadow->setOffset(0, 8);
    shadow->setColor(QColor(0, 0, 0, theme::tokensOf(anchor).dark() ? 150 : 60));
    setGraphicsEffect(shadow);
}

void Popover::open(int width)
{
    if (!m_anchor)
        return;
    const QRect room = parentWidget()->rect().adjusted(12, 12, -12, -12);
    const int wide = qMin(width, room.width());
    const int high = qMin(room.height(), layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide)
                                                                       : sizeHint().height());
    QPoint corner = m_anchor->mapTo(parentWidget(), QPoint(0, m_anchor->height() + 8));
    corner.setX(qBound(room.left(), corner.x(), room.right() - wide));
    corner.setY(qBound(room.top(), corner.y(), room.bottom() - high));
    setGeometry(QRect(corner, QSize(wide, high)));
    QWidget::show();
    raise();
    setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
}

bool Popover::event(QEvent *event)
{
    // Esc belongs to the popover while focus is in it, not to the window's action.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return CardFrame::event(event);
}

bool Popover::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget != this && !isAncestorOf(widget))
            dismiss();
    }
    return CardFrame::eventFilter(watched, event);
}

void Popover::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        CardFrame::keyPressEvent(event);
}

void Popover::dismiss()
{
    qApp->removeEventFilter(this);
    if (m_anchor)
        m_anchor->setFocus(Qt::PopupFocusReason);
    close();
}

} // namespace aw::widgets
