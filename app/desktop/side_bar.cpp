// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/side_bar.h"

#include "ui/models/words.h"
#include "ui/pages/pages.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_frame.h"
#include "ui/widgets/chooser_button.h"
#include "ui/widgets/nav_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>

namespace aw::desktop {

using theme::Ink;

SideBar::SideBar(pages::Workspace &workspace, QWidget *parent)
    : widgets::Ground(Ink::Sidebar, Qt::RightEdge, parent),
      m_workspace(workspace),
      m_org(new widgets::ChooserButton(QStringLiteral("logo"))),
      m_menu(new QMenu(this)),
      m_pages(new widgets::NavList),
      m_apart(new widgets::NavList),
      m_promise(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 12, 10, 10);
    column->setSpacing(4);
    column->addWidget(m_org);
    column->addWidget(m_pages, 1);
    column->addWidget(m_apart);
    auto *promise = new QHBoxLayout(m_promise);
    promise->setContentsMargins(10, 6, 4, 2);
    promise->addWidget(new widgets::Mark(QStringLiteral("lock"), Ink::Text2, 13));
    promise->addWidget(new widgets::TextLabel(theme::TextRole::Caption, Ink::Text2,
                                              tr("Read-only. Data stays here."),
                                              widgets::TextLabel::Fit::ElideEnd),
                       1);
    column->addWidget(m_promise);
    QString group;
    for (const pages::PageRow &row : pages::pages()) {
        const QString words = pages::groupOf(row);
        widgets::NavList *list = words.isEmpty() ? m_apart : m_pages;
        if (!words.isEmpty() && words != group)
            list->addGroup(words);
        group = words;
        list->addPlace(QString::fromLatin1(row.id), QString::fromLatin1(row.icon), pages::titleOf(row));
    }
    for (widgets::NavList *list : {m_pages, m_apart}) {
        QPalette colors = list->palette();
        colors.setColor(QPalette::Base, Qt::transparent);
        list->setPalette(colors);
        connect(list, &widgets::NavList::chosen, this, &SideBar::chosen);
    }
    m_apart->setAccessibleName(tr("More pages"));
    connect(m_menu, &QMenu::aboutToShow, this, &SideBar::fillMenu);
    connect(m_org, &QAbstractButton::clicked, this,
            [this] { m_menu->popup(m_org->mapToGlobal(QPoint(0, m_org->height() + 4))); });
    connect(&workspace, &pages::Workspace::changed, this, &SideBar::refresh);
    applyWidth();
    refresh();
}

void SideBar::refresh()
{
    const pages::State &state = m_workspace.state();
    const QString name = state.org.isEmpty() ? tr("No organization") : state.name();
    m_org->setWords(name, state.org);
    m_org->setAccessibleName(tr("Organization %1, choose another").arg(name));
    m_org->setToolTip(theme::toolTip(state.org.isEmpty() ? name : tr("%1 (%2)").arg(name, state.org)));
    const int open = state.posture ? state.posture->counts.failed + state.posture->counts.unknown : 0;
    m_pages->setCounter(QStringLiteral("findings"), state.posture ? models::numberWords(open) : QString());
    m_apart->setCounter(QStringLiteral("sync"), {});
}

void SideBar::fillMenu()
{
    m_menu->clear();
    const pages::State &state = m_workspace.state();
    bool demoKnown = false;
    for (const store::OrganizationRow &row : state.organizations) {
        demoKnown = demoKnown || row.demo;
        const QString words = row.demo ? tr("%1 (demo)").arg(row.name) : row.name;
        QAction *choice = m_menu->addAction(theme::label(words.isEmpty() ? row.slug : words));
        choice->setCheckable(true);
        choice->setChecked(row.slug == state.org);
        connect(choice, &QAction::triggered, this, [this, slug = row.slug] { m_workspace.open(slug); });
    }
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Connect an organization…")), &QAction::triggered, this,
            &SideBar::connectWanted);
    if (!demoKnown)
        connect(m_menu->addAction(tr("Open the demo organization")), &QAction::triggered, this,
                [this] { m_workspace.openDemo(); });
}

void SideBar::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    m_org->setNarrow(narrow);
    m_pages->setNarrow(narrow);
    m_apart->setNarrow(narrow);
    m_promise->setVisible(!narrow);
    applyWidth();
}

void SideBar::setCurrent(const QString &page)
{
    for (widgets::NavList *list : {m_pages, m_apart}) {
        list->clearSelection();
        list->selectionModel()->setCurrentIndex({}, QItemSelectionModel::Clear);
        list->setCurrent(page);
    }
}

void SideBar::focusPages()
{
    m_pages->setFocus(Qt::ShortcutFocusReason);
}

void SideBar::applyWidth()
{
    setFixedWidth(theme::scaled(m_narrow ? 60 : 212, this));
    m_apart->setFixedHeight(m_apart->contentHeight() + 2);
}

void SideBar::changeEvent(QEvent *event)
{
    Ground::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    for (widgets::NavList *list : {m_pages, m_apart}) {
        QPalette colors = list->palette();
        colors.setColor(QPalette::Base, Qt::transparent);
        list->setPalette(colors);
    }
    m_org->updateGeometry();
    applyWidth();
}

} // namespace aw::desktop
