// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <functional>
#include <vector>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace aw::desktop {

/// Every action of the window, each in a menu and each with its shortcut shown there.
struct Menus {
    QMenu *exports = nullptr; ///< the part of File that exports
    QAction *exportPdf = nullptr;
    QAction *exportJson = nullptr;
    QAction *exportCsv = nullptr;
    QAction *sync = nullptr;
    QAction *cancelSync = nullptr;
    QAction *connectOrg = nullptr;
    QAction *openDemo = nullptr;
    QAction *quit = nullptr;
    QAction *copy = nullptr;
    QAction *copyFix = nullptr;
    QAction *filter = nullptr;
    QActionGroup *themes = nullptr; ///< each action's data is the int of a theme::Scheme
    QAction *larger = nullptr;
    QAction *smaller = nullptr;
    QAction *normalSize = nullptr;
    std::vector<QAction *> places; ///< one a page, data is its id
    QAction *nextRegion = nullptr;
    QAction *previousRegion = nullptr;
    QAction *help = nullptr;
    QAction *keys = nullptr;
    QAction *about = nullptr;
};

/// Fills the menu bar of `window`.
[[nodiscard]] Menus makeMenus(QMainWindow &window);

/// Every shortcut with what it does, one a line.
[[nodiscard]] QString keyboardList(const Menus &menus);

} // namespace aw::desktop
