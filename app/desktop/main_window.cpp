// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/main_window.h"

#include "app/desktop/side_bar.h"
#include "app/desktop/top_bar.h"
#include "core/base/background.h"
#include "ui/models/words.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/pages.h"
#include "ui/pages/trouble.h"
#include "ui/theme/icons.h"
#include "ui/widgets/popover.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QStatusBar>
#include <utility>

namespace aw::desktop {

using pages::Place;

MainWindow::MainWindow(pages::Workspace &workspace, theme::Theme &theme, Preferences &preferences)
    : m_workspace(workspace), m_theme(theme), m_preferences(preferences), m_menus(makeMenus(*this))
{
    m_exports.setMaxThreadCount(1);
    setWindowTitle(tr("Airworthy"));
    setWindowIcon(QIcon(theme::pixmap(QStringLiteral("logo"), theme::Ink::AccentFill, 64, this)));
    setMinimumSize(800, 560);
    resize(1440, 900);
    buildBody();
    connectActions();
    connectView();
    connectHelp();
    connect(&workspace, &pages::Workspace::changed, this, &MainWindow::refresh);
    connect(&m_workspace, &pages::Workspace::noticed, this, &MainWindow::say);
    connect(&workspace, &pages::Workspace::tokenWanted, this, &MainWindow::askForToken);
    restoreGeometry(preferences.file().value(QStringLiteral("window")).toByteArray());
    showPage(QStringLiteral("overview"));
    refresh();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildBody()
{
    m_outer = new QStackedWidget;
    auto *body = new QWidget;
    auto *columns = new QHBoxLayout(body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_side = new SideBar(m_workspace);
    columns->addWidget(m_side);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    m_top = new TopBar(m_workspace, m_menus.exports);
    right->addWidget(m_top);
    m_bannerPlace = new QVBoxLayout;
    m_bannerPlace->setContentsMargins(24, 0, 24, 0);
    right->addLayout(m_bannerPlace);
    m_stack = new QStackedWidget;
    right->addWidget(m_stack, 1);
    columns->addLayout(right, 1);
    m_outer->addWidget(body);
    setCentralWidget(m_outer);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->hide();
    connect(statusBar(), &QStatusBar::messageChanged, this,
            [this](const QString &words) { statusBar()->setVisible(!words.isEmpty()); });
    connect(m_side, &SideBar::chosen, this, &MainWindow::showPage);
    connect(m_side, &SideBar::connectWanted, this, [this] { askForToken({}); });
    connect(m_top, &TopBar::syncPageWanted, this, [this] { showPage(QStringLiteral("sync")); });
}

void MainWindow::connectActions()
{
    connect(m_menus.sync, &QAction::triggered, &m_workspace, &pages::Workspace::sync);
    connect(m_menus.cancelSync, &QAction::triggered, &m_workspace, &pages::Workspace::cancelSync);
    connect(m_menus.connectOrg, &QAction::triggered, this, [this] { askForToken({}); });
    connect(m_menus.openDemo, &QAction::triggered, &m_workspace, &pages::Workspace::openDemo);
    connect(m_menus.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_menus.copy, &QAction::triggered, this, &MainWindow::copySelection);
    connect(m_menus.copyFix, &QAction::triggered, this, &MainWindow::copyFixCommands);
    connect(m_menus.filter, &QAction::triggered, this, [this] {
        showPage(QStringLiteral("findings"));
        page()->focusFilter();
    });
    const auto exports = [this](QAction *action, pages::ExportFormat format) {
        connect(action, &QAction::triggered, this, [this, format] { askWhereToExport(format); });
    };
    exports(m_menus.exportPdf, pages::ExportFormat::Pdf);
    exports(m_menus.exportJson, pages::ExportFormat::Json);
    exports(m_menus.exportCsv, pages::ExportFormat::Csv);
    for (QAction *place : m_menus.places)
        connect(place, &QAction::triggered, this, [this, place] { showPage(place->data().toString()); });
    connect(m_menus.nextRegion, &QAction::triggered, this, [this] { moveRegion(1); });
    connect(m_menus.previousRegion, &QAction::triggered, this, [this] { moveRegion(-1); });
    auto *back = new QAction(this); // not in a menu: what it does depends on where one is
    back->setShortcut(Qt::Key_Escape);
    addAction(back);
    connect(back, &QAction::triggered, this, [this] {
        if (m_outer->currentIndex() == 0)
            page()->stepBack();
    });
}

void MainWindow::connectView()
{
    for (QAction *each : m_menus.themes->actions()) {
        each->setChecked(each->data().toInt() == int(m_theme.scheme()));
        connect(each, &QAction::triggered, this,
                [this, each] { applyTheme(theme::Scheme(each->data().toInt()), m_theme.scale()); });
    }
    constexpr double kStep = 0.25;
    const auto grow = [this](double by) { applyTheme(m_theme.scheme(), m_theme.scale() + by); };
    connect(m_menus.larger, &QAction::triggered, this, [grow] { grow(kStep); });
    connect(m_menus.smaller, &QAction::triggered, this, [grow] { grow(-kStep); });
    connect(m_menus.normalSize, &QAction::triggered, this, [this] { applyTheme(m_theme.scheme(), 1.0); });
    connect(&m_theme, &theme::Theme::changed, this, &MainWindow::updateShape);
}

void MainWindow::connectHelp()
{
    connect(m_menus.help, &QAction::triggered, this, [this] {
        if (m_outer->currentIndex() == 0)
            explain(tr("About this page"), page()->help(), 520);
    });
    connect(m_menus.keys, &QAction::triggered, this,
            [this] { explain(tr("Keyboard"), keyboardList(m_menus), 520); });
    connect(m_menus.about, &QAction::triggered, this, [this] {
        explain(
            tr("About Airworthy"),
            tr("Airworthy %1 reads a Fly.io organization, judges it and shows what it found. It only reads, "
               "and its data stays on this computer.\n\n"
               "Free software under the GNU General Public License, version 3 or later, without any "
               "warranty. "
               "It is not made by Fly.io.")
                .arg(QCoreApplication::applicationVersion()),
            440);
    });
}

void MainWindow::applyTheme(theme::Scheme scheme, double scale)
{
    m_theme.apply(scheme, scale);
    m_preferences.setScheme(m_theme.scheme());
    m_preferences.setTextScale(m_theme.scale());
}

void MainWindow::explain(const QString &title, const QString &text, int width)
{
    auto *popover = new widgets::Popover(title, m_top);
    popover->body()->addWidget(new widgets::TextLabel(theme::TextRole::Body, theme::Ink::Text, text,
                                                      widgets::TextLabel::Fit::Wrapped));
    popover->open(theme::scaled(width, this));
}

pages::Page *MainWindow::pageOf(const QString &id)
{
    if (pages::Page *known = m_pages.value(id))
        return known;
    for (const pages::PageRow &row : pages::pages()) {
        if (id != QLatin1String(row.id))
            continue;
        pages::Page *made = row.make(m_workspace, m_stack);
        m_stack->addWidget(made);
        m_pages.insert(id, made);
        QSettings &file = m_preferences.file();
        file.beginGroup(id);
        made->recall(file);
        file.endGroup();
        connect(made, &pages::Page::wants, this, &MainWindow::go);
        connect(made, &pages::Page::contextChanged, this, &MainWindow::refreshTop);
        return made;
    }
    return nullptr;
}

pages::Page *MainWindow::page() const
{
    return m_pages.value(m_current);
}

void MainWindow::showPage(const QString &id)
{
    pages::Page *page = pageOf(id);
    if (!page)
        return;
    m_asking = false;
    m_current = id;
    m_stack->setCurrentWidget(page);
    page->setFocus(Qt::OtherFocusReason);
    m_side->setCurrent(id);
    refresh();
}

void MainWindow::go(const Place &place)
{
    if (!place.finding.isEmpty() && !m_workspace.state().posture) {
        m_pending = place;
        return;
    }
    showPage(place.page);
    if (page())
        page()->go(place);
}

void MainWindow::refresh()
{
    const pages::State &state = m_workspace.state();
    const bool nothing = state.org.isEmpty() && !state.loading && !state.dataTrouble;
    if ((nothing || m_asking) && !m_firstRun) {
        m_firstRun = new pages::FirstRunPage(m_workspace);
        m_outer->addWidget(m_firstRun);
        connect(m_firstRun, &pages::FirstRunPage::backWanted, this, [this] {
            m_asking = false;
            refresh();
        });
    }
    if (state.loading || state.syncing)
        m_asking = false; // what was asked for is under way
    if (m_firstRun)
        m_firstRun->offerBack(!nothing);
    m_outer->setCurrentIndex(m_firstRun && (nothing || m_asking) ? 1 : 0);
    if (!state.org.isEmpty() && !state.loading)
        m_preferences.setLastOrganization(state.org);
    setWindowTitle(state.org.isEmpty() ? tr("Airworthy") : tr("%1 – Airworthy").arg(state.name()));
    refreshActions();
    refreshTop();
    refreshBanner();
    if (state.posture && !m_pending.finding.isEmpty())
        go(std::exchange(m_pending, {}));
}

void MainWindow::refreshActions()
{
    const pages::State &state = m_workspace.state();
    m_menus.sync->setEnabled(state.canSync());
    m_menus.cancelSync->setEnabled(state.syncing && !state.syncing->cancelling);
    const bool main = m_outer->currentIndex() == 0;
    for (QAction *each : {m_menus.exportPdf, m_menus.exportJson, m_menus.exportCsv})
        each->setEnabled(state.posture && state.catalogue);
    for (QAction *each : {m_menus.copy, m_menus.copyFix, m_menus.filter, m_menus.help})
        each->setEnabled(main);
    for (QAction *each : m_menus.places)
        each->setEnabled(main || m_asking);
    m_menus.openDemo->setEnabled(!state.loading && !state.dataTrouble);
    m_menus.connectOrg->setEnabled(!state.loading && !state.dataTrouble);
}

void MainWindow::refreshTop()
{
    for (const pages::PageRow &row : pages::pages()) {
        if (m_current == QLatin1String(row.id) && page())
            m_top->setPage(pages::titleOf(row), page()->context(), page()->offersExport());
    }
}

void MainWindow::refreshBanner()
{
    // The sync page itself says what could not be read.
    const bool told = m_current == QLatin1String("sync") && !m_workspace.state().syncTrouble &&
                      !m_workspace.state().readOnly;
    QWidget *fresh =
        told ? nullptr : pages::bannerFor(m_workspace, [this](const Place &place) { go(place); });
    const QString words =
        fresh ? fresh->accessibleName() + QLatin1Char('\n') + fresh->accessibleDescription() : QString();
    if (words == m_bannerFor) {
        delete fresh;
        return;
    }
    m_bannerFor = words;
    if (m_banner) {
        m_banner->hide();
        m_banner->deleteLater();
    }
    m_banner = fresh;
    const int side = pages::effectiveWidth(this) < pages::kNarrowWidth ? 16 : 24;
    m_bannerPlace->setContentsMargins(side, fresh ? 14 : 0, side, 0);
    if (fresh)
        m_bannerPlace->addWidget(fresh);
}

void MainWindow::askForToken(const QString &org)
{
    m_asking = true;
    refresh();
    m_firstRun->askForToken(org);
}

void MainWindow::copySelection()
{
    const QString text = page()->selectionAsText();
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    say(tr("Copied."));
}

void MainWindow::copyFixCommands()
{
    const QString commands = page()->fixCommands();
    if (commands.isEmpty()) {
        say(tr("No fix commands are shown. Open a finding that has some."));
        return;
    }
    QGuiApplication::clipboard()->setText(commands);
    say(models::counted(commands.count(QLatin1Char('\n')) + 1,
                        tr("Copied 1 command. Airworthy never runs it."),
                        tr("Copied %1 commands. Airworthy never runs them.")));
}

void MainWindow::moveRegion(int by)
{
    if (m_outer->currentIndex() != 0)
        return;
    QList<QWidget *> regions{m_side, m_top};
    regions += page()->regions();
    if (m_banner)
        regions.append(m_banner);
    int now = -1;
    for (int i = 0; i < regions.size(); ++i) {
        if (focusWidget() && (regions[i] == focusWidget() || regions[i]->isAncestorOf(focusWidget())))
            now = i;
    }
    for (int step = 1; step <= regions.size(); ++step) {
        QWidget *region = regions[(now + by * step + 2 * int(regions.size())) % int(regions.size())];
        QList<QWidget *> parts{region};
        parts += region->findChildren<QWidget *>();
        for (QWidget *part : parts) {
            if (part->isVisible() && part->isEnabled() && part->focusPolicy() & Qt::TabFocus) {
                part->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

void MainWindow::askWhereToExport(pages::ExportFormat format)
{
    auto *dialog = new QFileDialog(this, tr("Export"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString name = pages::exportName(m_workspace.state(), format);
    dialog->setDefaultSuffix(name.section(QLatin1Char('.'), -1));
    const QString last = m_preferences.file().value(QStringLiteral("export-folder")).toString();
    dialog->setDirectory(last.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                                        : last);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &path) {
        m_preferences.file().setValue(QStringLiteral("export-folder"), QFileInfo(path).absolutePath());
        exportTo(format, path);
    });
    dialog->open();
}

void MainWindow::exportTo(pages::ExportFormat format, const QString &path)
{
    if (!m_workspace.state().posture)
        return;
    say(tr("Writing %1").arg(path));
    const auto writing = pages::exportTo(m_exports, m_workspace.state(), format, path, m_workspace.now());
    whenDone(writing, this, [this, path](const Result<void> &result) {
        say(result ? tr("Written: %1").arg(path) : result.error().what);
    });
}

void MainWindow::say(const QString &words)
{
    constexpr int kMilliseconds = 10'000;
    statusBar()->showMessage(words, kMilliseconds);
}

void MainWindow::updateShape()
{
    const bool narrow = pages::effectiveWidth(this) < pages::kNarrowWidth;
    m_side->setNarrow(narrow);
    m_top->setNarrow(narrow);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    updateShape();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings &file = m_preferences.file();
    file.setValue(QStringLiteral("window"), saveGeometry());
    for (auto each = m_pages.begin(); each != m_pages.end(); ++each) {
        file.beginGroup(each.key());
        each.value()->remember(file);
        file.endGroup();
    }
    QMainWindow::closeEvent(event);
}

} // namespace aw::desktop
