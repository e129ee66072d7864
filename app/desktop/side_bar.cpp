// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/side_bar.h"

#include "ui/models/words.h"
#include "ui/pages/pages.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_frame.h"
#include "ui/widgets/nav_list.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QEvent>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace aw::desktop {

using theme::Ink;

/// The open organization: mark, name, slug. A click lists the others.
class OrgButton final : public QAbstractButton
{
public:
    using QAbstractButton::QAbstractButton;

    void setOrganization(const QString &name, const QString &slug)
    {
        m_name = name;
        m_slug = slug;
        setAccessibleName(SideBar::tr("Organization %1, choose another").arg(name));
        setToolTip(theme::toolTip(QStringLiteral("%1 (%2)").arg(name, slug)));
        update();
    }

    void setNarrow(bool narrow)
    {
        m_narrow = narrow;
        updateGeometry();
        update();
    }

    [[nodiscard]] QSize sizeHint() const override { return {40, theme::scaled(m_narrow ? 34 : 42, this)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const theme::Tokens tokens = theme::tokensOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int logo = theme::scaled(26, this);
        const bool mirrored = layoutDirection() == Qt::RightToLeft;
        QRect mark(9, (height() - logo) / 2, logo, logo);
        if (m_narrow)
            mark.moveLeft((width() - logo) / 2);
        else
            paintWords(painter, tokens, logo);
        painter.drawPixmap(QStyle::visualRect(mirrored ? Qt::RightToLeft : Qt::LeftToRight, rect(), mark),
                           theme::pixmap(QStringLiteral("logo"), Ink::AccentFill, logo, this));
        if (hasFocus() && m_byKeyboard)
            theme::paintFocusRing(painter, rect(), 8, tokens);
    }

    void focusInEvent(QFocusEvent *event) override
    {
        m_byKeyboard =
            event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
        QAbstractButton::focusInEvent(event);
    }

private:
    void paintWords(QPainter &painter, const theme::Tokens &tokens, int logo)
    {
        painter.setPen(tokens(Ink::Border));
        painter.setBrush(tokens(Ink::Surface));
        painter.drawRoundedRect(QRectF(rect()).adjusted(.5, .5, -.5, -.5), 8, 8);
        const int arrow = theme::scaled(14, this);
        const QRect text = rect().adjusted(logo + 18, 5, -arrow - 12, -5);
        const QRect placed = QStyle::visualRect(layoutDirection(), rect(), text);
        const auto line = [&](const QString &words, theme::TextRole role, Ink ink, Qt::Alignment where) {
            painter.setFont(theme::fontOf(role, this));
            painter.setPen(tokens(ink));
            painter.drawText(placed, int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) | where),
                             painter.fontMetrics().elidedText(words, Qt::ElideRight, placed.width()));
        };
        line(m_name, theme::TextRole::BodyBold, Ink::Text, Qt::AlignTop);
        line(m_slug, theme::TextRole::Caption, Ink::Text2, Qt::AlignBottom);
        const QRect chevrons(width() - arrow - 8, (height() - arrow) / 2, arrow, arrow);
        painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), chevrons),
                           theme::pixmap(QStringLiteral("chevrons"), Ink::Text2, arrow, this));
    }

    QString m_name;
    QString m_slug;
    bool m_narrow = false;
    bool m_byKeyboard = false;
};

SideBar::SideBar(pages::Workspace &workspace, QWidget *parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_org(new OrgButton),
      m_menu(new QMenu(this)),
      m_pages(new widgets::NavList),
      m_apart(new widgets::NavList),
      m_promise(new QWidget)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(10, 12, 10, 10);
    column->setSpacing(4);
    m_org->setFocusPolicy(Qt::StrongFocus);
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
    m_org->setOrganization(state.org.isEmpty() ? tr("No organization") : state.name(), state.org);
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
    QWidget::changeEvent(event);
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

void SideBar::paintEvent(QPaintEvent *)
{
    const theme::Tokens tokens = theme::tokensOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), tokens(Ink::Sidebar));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.fillRect(QRect(edge, 0, 1, height()), tokens(Ink::Border));
}

} // namespace aw::desktop
