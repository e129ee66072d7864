// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace aw::widgets {

/// A part of the window with a color of its own, and a hairline along one edge where one is named.
/// `Qt::LeftEdge` and `Qt::RightEdge` change places in a right-to-left layout.
class Ground : public QWidget
{
    Q_OBJECT
public:
    explicit Ground(theme::Ink fill, Qt::Edges line = {}, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    theme::Ink m_fill;
    Qt::Edges m_line;
};

} // namespace aw::widgets
