// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/menus.h"

#include "ui/pages/pages.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace aw::desktop {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::desktop)
};

QAction *add(QMenu &menu, const QString &words, const QList<QKeySequence> &keys = {})
{
    QAction *action = menu.addAction(words);
    action->setShortcuts(keys);
    return action;
}

void makeFile(QMainWindow &window, Menus &menus)
{
    QMenu *file = window.menuBar()->addMenu(Words::tr("&File"));
    menus.sync = add(*file, Words::tr("&Sync"), {Qt::CTRL | Qt::Key_R, Qt::Key_F5});
    menus.cancelSync = add(*file, Words::tr("&Cancel sync"));
    file->addSeparator();
    menus.connectOrg = add(*file, Words::tr("Connect an &organization…"));
    menus.openDemo = add(*file, Words::tr("Open the &demo organization"));
    file->addSeparator();
    menus.exports = file->addMenu(Words::tr("&Export"));
    menus.exportPdf = add(*menus.exports, Words::tr("Report as &PDF…"), {Qt::CTRL | Qt::Key_E});
    menus.exportJson = add(*menus.exports, Words::tr("Findings as &JSON…"));
    menus.exportCsv = add(*menus.exports, Words::tr("Findings as &CSV…"));
    file->addSeparator();
    menus.quit = add(*file, Words::tr("&Quit"), {QKeySequence::Quit, Qt::CTRL | Qt::Key_Q});
    menus.quit->setMenuRole(QAction::QuitRole);
}

void makeEdit(QMainWindow &window, Menus &menus)
{
    QMenu *edit = window.menuBar()->addMenu(Words::tr("&Edit"));
    menus.copy = add(*edit, Words::tr("&Copy selection as text"), {Qt::CTRL | Qt::Key_C});
    menus.copyFix = add(*edit, Words::tr("Copy &fix commands"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    edit->addSeparator();
    menus.filter = add(*edit, Words::tr("&Filter"), {Qt::Key_F, Qt::Key_Slash});
}

void makeView(QMainWindow &window, Menus &menus)
{
    QMenu *view = window.menuBar()->addMenu(Words::tr("&View"));
    menus.themes = new QActionGroup(&window);
    const auto scheme = [&](const QString &words, theme::Scheme value) {
        QAction *action = add(*view, words);
        action->setCheckable(true);
        action->setData(int(value));
        menus.themes->addAction(action);
    };
    scheme(Words::tr("Theme of the &desktop"), theme::Scheme::System);
    scheme(Words::tr("&Light theme"), theme::Scheme::Light);
    scheme(Words::tr("Dar&k theme"), theme::Scheme::Dark);
    view->addSeparator();
    menus.larger = add(*view, Words::tr("L&arger text"), {Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    menus.smaller = add(*view, Words::tr("S&maller text"), {Qt::CTRL | Qt::Key_Minus});
    menus.normalSize = add(*view, Words::tr("&Normal text"), {Qt::CTRL | Qt::Key_0});
}

void makeGo(QMainWindow &window, Menus &menus)
{
    QMenu *go = window.menuBar()->addMenu(Words::tr("&Go"));
    int key = Qt::Key_1;
    for (const pages::PageRow &row : pages::pages()) {
        QAction *place = add(*go, pages::titleOf(row), {QKeySequence(Qt::CTRL | Qt::Key(key++))});
        place->setData(QString::fromLatin1(row.id));
        menus.places.push_back(place);
    }
    go->addSeparator();
    menus.nextRegion = add(*go, Words::tr("&Next part of the window"), {Qt::Key_F6});
    menus.previousRegion = add(*go, Words::tr("&Previous part of the window"), {Qt::SHIFT | Qt::Key_F6});
}

void makeHelp(QMainWindow &window, Menus &menus)
{
    QMenu *help = window.menuBar()->addMenu(Words::tr("&Help"));
    menus.help = add(*help, Words::tr("About this &page"), {Qt::Key_F1});
    menus.keys = add(*help, Words::tr("&Keyboard"));
    help->addSeparator();
    menus.about = add(*help, Words::tr("&About Airworthy"));
    menus.about->setMenuRole(QAction::AboutRole);
}

} // namespace

Menus makeMenus(QMainWindow &window)
{
    Menus menus;
    makeFile(window, menus);
    makeEdit(window, menus);
    makeView(window, menus);
    makeGo(window, menus);
    makeHelp(window, menus);
    return menus;
}

QString keyboardList(const Menus &menus)
{
    QStringList lines;
    std::vector<const QAction *> actions(menus.places.begin(), menus.places.end());
    for (const QAction *each :
         {menus.sync, menus.exportPdf, menus.filter, menus.copy, menus.copyFix, menus.nextRegion,
          menus.previousRegion, menus.larger, menus.smaller, menus.normalSize, menus.help, menus.quit})
        actions.push_back(each);
    for (const QAction *each : actions) {
        const QString words = QString(each->text()).remove(QLatin1Char('&'));
        lines.append(QStringLiteral("%1\t%2").arg(
            QKeySequence::listToString(each->shortcuts(), QKeySequence::NativeText), words));
    }
    lines.append(Words::tr("Esc\tCloses the details, clears the selection, leaves the filter"));
    lines.append(Words::tr("Enter\tOpens the details of the selected finding"));
    lines.append(Words::tr("I\tShows how the score is computed"));
    return lines.join(QLatin1Char('\n'));
}

} // namespace aw::desktop
