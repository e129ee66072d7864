// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/desktop/menus.h"
#include "app/desktop/preferences.h"
#include "ui/pages/exporting.h"
#include "ui/pages/page.h"
#include "ui/theme/theme.h"

#include <QHash>
#include <QMainWindow>
#include <QThreadPool>

class QStackedWidget;
class QVBoxLayout;

namespace aw::pages {
class FirstRunPage;
}

namespace aw::desktop {

class SideBar;
class TopBar;

/// The window: menu bar, pages beside their navigation, a banner when something is the matter. Pages
/// are made when first visited. Reads and writes nothing itself but its own preferences.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(pages::Workspace &workspace, theme::Theme &theme, Preferences &preferences);
    ~MainWindow() override;

    void go(const pages::Place &place); ///< at once, or as soon as there is a snapshot
    [[nodiscard]] QString currentPage() const { return m_current; }
    void exportTo(pages::ExportFormat format, const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildBody();
    void connectActions();
    void connectView();
    void connectHelp();
    void refresh();
    void refreshActions();
    void refreshBanner();
    void refreshTop();
    void updateShape();
    void showPage(const QString &id);
    [[nodiscard]] pages::Page *pageOf(const QString &id);
    [[nodiscard]] pages::Page *page() const;
    void askForToken(const QString &org);
    void askWhereToExport(pages::ExportFormat format);
    void applyTheme(theme::Scheme scheme, double scale);
    void copySelection();
    void copyFixCommands();
    void moveRegion(int by);
    void say(const QString &words); ///< in the status line, for ten seconds
    void explain(const QString &title, const QString &text, int width);

    pages::Workspace &m_workspace;
    theme::Theme &m_theme;
    Preferences &m_preferences;
    Menus m_menus;
    QStackedWidget *m_outer = nullptr; ///< the pages, or the first run
    SideBar *m_side = nullptr;
    TopBar *m_top = nullptr;
    QVBoxLayout *m_bannerPlace = nullptr;
    QWidget *m_banner = nullptr;
    QString m_bannerFor; ///< what the banner says now, to leave it alone while nothing changes
    QStackedWidget *m_stack = nullptr;
    pages::FirstRunPage *m_firstRun = nullptr;
    bool m_asking = false; ///< the first-run page shows although an organization is open
    QHash<QString, pages::Page *> m_pages;
    QString m_current;
    pages::Place m_pending; ///< where to go once there is a snapshot
    QThreadPool m_exports;
};

} // namespace aw::desktop
