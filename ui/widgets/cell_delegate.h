// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/cell.h"

#include <QStyledItemDelegate>

namespace aw::widgets {

/// Paints a cell by the roles of theme/cell.h: a mark, words, a group's head across the row. Mirrors
/// itself right to left and shows the focus ring to keyboard users.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    void paintGroupHead(QPainter &painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const;
    void paintWords(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace aw::widgets
