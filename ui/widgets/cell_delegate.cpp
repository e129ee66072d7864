// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/cell_delegate.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QPainter>

namespace aw::widgets {
namespace {

constexpr int kPadding = 10;
constexpr int kGap = 6;

theme::Ink inkOf(const QModelIndex &index, int role, theme::Ink otherwise)
{
    const QVariant value = index.data(role);
    return value.isValid() ? theme::Ink(value.toInt()) : otherwise;
}

theme::TextRole textRoleOf(const QModelIndex &index)
{
    const QVariant value = index.data(theme::TextRoleRole);
    return value.isValid() ? theme::TextRole(value.toInt()) : theme::TextRole::BodyMedium;
}

} // namespace

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(theme::fontOf(textRoleOf(index), option.widget));
    const bool mark = !index.data(theme::IconNameRole).toString().isEmpty();
    const int words = metrics.horizontalAdvance(index.data().toString());
    return {2 * kPadding + words + (mark ? theme::scaled(15, option.widget) + kGap : 0),
            option.fontMetrics.height() + theme::scaled(18, option.widget)};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const theme::Tokens tokens = theme::tokensOf(option.widget);
    const bool head = index.data(theme::GroupHeadRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, tokens(selected ? theme::Ink::Sel
                                          : head   ? theme::Ink::Bg
                                                   : theme::Ink::Surface));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      tokens(theme::Ink::Border));
    if (head)
        paintGroupHead(*painter, option, index);
    else
        paintWords(*painter, option, index);
    if (selected && index.column() == 0) {
        QRect bar(option.rect.left(), option.rect.top(), 3, option.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), tokens(theme::Ink::Accent));
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
        theme::paintFocusRing(*painter, option.rect, 4, tokens);
    painter->restore();
}

void CellDelegate::paintGroupHead(QPainter &painter, const QStyleOptionViewItem &option,
                                  const QModelIndex &index) const
{
    const theme::Tokens tokens = theme::tokensOf(option.widget);
    const QRect content = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const int arrow = theme::scaled(12, option.widget);
    const bool open = index.data(theme::GroupOpenRole).toBool();
    const bool mirrored = option.direction == Qt::RightToLeft;
    QRect place(content.left(), content.center().y() - arrow / 2, arrow, arrow);
    painter.drawPixmap(QStyle::visualRect(option.direction, content, place),
                       theme::pixmap(QLatin1String(open       ? "chevron-down"
                                                   : mirrored ? "chevron-left"
                                                              : "chevron-right"),
                                     theme::Ink::Text2, arrow, option.widget));
    const QFont font = theme::fontOf(theme::TextRole::BodyBold, option.widget);
    painter.setFont(font);
    painter.setPen(tokens(theme::Ink::Text));
    //: Head of a group in a list: its name and how many rows it has
    const QString words =
        tr("%1   %2").arg(index.data().toString()).arg(index.data(theme::GroupCountRole).toInt());
    const QRect text = QStyle::visualRect(option.direction, content, content.adjusted(arrow + kGap, 0, 0, 0));
    painter.drawText(text, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
                     QFontMetrics(font).elidedText(words, Qt::ElideMiddle, text.width()));
}

void CellDelegate::paintWords(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const theme::Tokens tokens = theme::tokensOf(option.widget);
    const QRect content = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    QRect text = content;
    const QString mark = index.data(theme::IconNameRole).toString();
    if (!mark.isEmpty()) {
        const int size = theme::scaled(15, option.widget);
        const QRect place(content.left(), content.center().y() - size / 2, size, size);
        painter.drawPixmap(
            QStyle::visualRect(option.direction, content, place),
            theme::pixmap(mark, inkOf(index, theme::IconInkRole, theme::Ink::Text2), size, option.widget));
        text.adjust(size + kGap, 0, 0, 0);
    }
    const QFont font = theme::fontOf(textRoleOf(index), option.widget);
    const auto given = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    const Qt::Alignment across = given & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft;
    painter.setFont(font);
    painter.setPen(tokens(inkOf(index, theme::TextInkRole, theme::Ink::Text)));
    const QRect placed = QStyle::visualRect(option.direction, content, text);
    const auto cut = index.data(theme::ElideMiddleRole).toBool() ? Qt::ElideMiddle : Qt::ElideRight;
    painter.drawText(placed, int(QStyle::visualAlignment(option.direction, across | Qt::AlignVCenter)),
                     QFontMetrics(font).elidedText(index.data().toString(), cut, placed.width()));
}

} // namespace aw::widgets
