// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"
#include "ui/widgets/ground.h"

class QMenu;

namespace aw::widgets {
class ChooserButton;
class NavList;
} // namespace aw::widgets

namespace aw::desktop {

/// The bar of pages, with the organization above it.
class SideBar final : public widgets::Ground
{
    Q_OBJECT
public:
    explicit SideBar(pages::Workspace &workspace, QWidget *parent = nullptr);

    void setNarrow(bool narrow);
    void setCurrent(const QString &page);
    void focusPages();

signals:
    void chosen(const QString &page);
    void connectWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void fillMenu();
    void applyWidth();

    pages::Workspace &m_workspace;
    widgets::ChooserButton *m_org;
    QMenu *m_menu;
    widgets::NavList *m_pages;
    widgets::NavList *m_apart; ///< pages of no group, at the bottom
    QWidget *m_promise;
    bool m_narrow = false;
};

} // namespace aw::desktop
