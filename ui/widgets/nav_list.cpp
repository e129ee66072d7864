// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/nav_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace aw::widgets {
namespace {

enum NavRole { IdRole = Qt::UserRole + 1, IconRole, CounterRole };

class NavDelegate final : public QStyledItemDelegate
{
public:
    explicit NavDelegate(NavList *list) : QStyledItemDelegate(list), m_list(list) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        if (index.data(IdRole).toString().isEmpty())
            return {0, m_list->narrow() ? theme::scaled(10, m_list) : line + theme::scaled(10, m_list)};
        return {0, line + theme::scaled(18, m_list)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(IdRole).toString().isEmpty())
            paintGroup(*painter, option, index);
        else
            paintPlace(*painter, option, index);
        painter->restore();
    }

private:
    void paintGroup(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        if (m_list->narrow())
            return;
        painter.setFont(theme::fontOf(theme::TextRole::Caption, m_list));
        painter.setPen(theme::tokensOf(m_list)(theme::Ink::Text3));
        painter.drawText(option.rect.adjusted(10, 0, -10, -4),
                         int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignBottom)),
                         index.data().toString());
    }

    void paintPlace(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const theme::Tokens tokens = theme::tokensOf(m_list);
        const bool selected = option.state & QStyle::State_Selected;
        const bool over = option.state & QStyle::State_MouseOver;
        const QRect row = option.rect.adjusted(0, 1, 0, -1);
        if (selected || over) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens(selected ? theme::Ink::Sel : theme::Ink::Border));
            painter.drawRoundedRect(row, 6, 6);
        }
        const int size = theme::scaled(16, m_list);
        QRect mark(row.left() + 10, row.center().y() - size / 2, size, size);
        if (m_list->narrow())
            mark.moveLeft(row.center().x() - size / 2 + 1);
        const theme::Ink ink = selected ? theme::Ink::Accent : theme::Ink::Text2;
        painter.drawPixmap(QStyle::visualRect(option.direction, row, mark),
                           theme::pixmap(index.data(IconRole).toString(), ink, size, m_list));
        if (!m_list->narrow())
            paintWords(painter, option, index);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            theme::paintFocusRing(painter, row, 5, tokens);
    }

    void paintWords(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const theme::Tokens tokens = theme::tokensOf(m_list);
        const bool selected = option.state & QStyle::State_Selected;
        const QRect row = option.rect;
        const QString counter = index.data(CounterRole).toString();
        const QFont small = theme::fontOf(theme::TextRole::Caption, m_list);
        const int reserved = counter.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(counter) + 8;
        painter.setFont(
            theme::fontOf(selected ? theme::TextRole::BodyBold : theme::TextRole::BodyMedium, m_list));
        painter.setPen(tokens(selected ? theme::Ink::Text : theme::Ink::Text2));
        const QRect words = row.adjusted(theme::scaled(16, m_list) + 20, 0, -10 - reserved, 0);
        const QRect placed = QStyle::visualRect(option.direction, row, words);
        painter.drawText(
            placed, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
            QFontMetrics(painter.font()).elidedText(index.data().toString(), Qt::ElideRight, placed.width()));
        painter.setFont(small);
        painter.setPen(tokens(theme::Ink::Text2));
        painter.drawText(row.adjusted(10, 0, -10, 0),
                         int(QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter)),
                         counter);
    }

    NavList *m_list;
};

} // namespace

NavList::NavList(QWidget *parent) : QListView(parent)
{
    setModel(&m_places);
    setItemDelegate(new NavDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Pages"));
}

void NavList::addGroup(const QString &words)
{
    auto *item = new QStandardItem(words);
    item->setFlags(Qt::NoItemFlags);
    m_places.appendRow(item);
}

void NavList::addPlace(const QString &id, const QString &iconName, const QString &words)
{
    auto *item = new QStandardItem(words);
    item->setData(id, IdRole);
    item->setData(iconName, IconRole);
    item->setData(words, Qt::AccessibleTextRole);
    m_places.appendRow(item);
}

void NavList::setCounter(const QString &id, const QString &counter)
{
    for (int row = 0; row < m_places.rowCount(); ++row) {
        QStandardItem *item = m_places.item(row);
        if (item->data(IdRole).toString() != id)
            continue;
        item->setData(counter, CounterRole);
        item->setData(counter.isEmpty() ? item->text() : tr("%1, %2").arg(item->text(), counter),
                      Qt::AccessibleTextRole);
    }
}

void NavList::setCurrent(const QString &id)
{
    m_quiet = true;
    for (int row = 0; row < m_places.rowCount(); ++row) {
        if (m_places.item(row)->data(IdRole).toString() == id)
            setCurrentIndex(m_places.index(row, 0));
    }
    m_quiet = false;
}

void NavList::setNarrow(bool narrow)
{
    m_narrow = narrow;
    for (int row = 0; row < m_places.rowCount(); ++row) {
        QStandardItem *item = m_places.item(row);
        item->setToolTip(narrow ? theme::toolTip(item->text()) : QString());
    }
    scheduleDelayedItemsLayout();
}

int NavList::contentHeight() const
{
    int height = 0;
    for (int row = 0; row < m_places.rowCount(); ++row)
        height += sizeHintForRow(row);
    return height;
}

void NavList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        scheduleDelayedItemsLayout();
}

void NavList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_quiet && current.isValid())
        emit chosen(current.data(IdRole).toString());
}

} // namespace aw::widgets
