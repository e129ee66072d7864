// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/card_frame.h"

#include <QPointer>

namespace aw::widgets {

/// A card over the page that is not modal: Esc, its cross or a click outside closes it, and focus
/// goes back to where it came from. It lives in `anchor`'s window and deletes itself when closed.
class Popover final : public CardFrame
{
    Q_OBJECT
public:
    Popover(const QString &title, QWidget *anchor);

    void open(int width); ///< below the anchor, inside the window

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void dismiss();

    QPointer<QWidget> m_anchor;
};

} // namespace aw::widgets
