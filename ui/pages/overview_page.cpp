// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/overview_page.h"

#include "ui/models/words.h"
#include "ui/pages/overview_cards.h"
#include "ui/pages/trouble.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>

namespace aw::pages {

OverviewPage::OverviewPage(Workspace &workspace, QWidget *parent)
    : Page(workspace, parent), m_scroll(new QScrollArea)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Overview"));
    connect(&workspace, &Workspace::changed, this, &OverviewPage::refresh);
    rebuild();
}

QString OverviewPage::context() const
{
    return state().demo ? tr("demo organization, invented") : QString();
}

QString OverviewPage::help() const
{
    return tr("Overview answers in one sentence whether the organization is ready, then says why.\n\n"
              "The arc is solid to the score; the violet part is what unknown results could still add. "
              "“How is this computed?” (key I) shows the formula with its real numbers.\n\n"
              "Do next lists the findings that decide most. Each number links to the findings behind it.\n\n"
              "Unknown is a result of its own: what could not be read never counts as passed.");
}

void OverviewPage::go(const Place &)
{
    m_scroll->verticalScrollBar()->setValue(0);
}

QString OverviewPage::selectionAsText() const
{
    if (!m_shown)
        return {};
    return QStringList{m_shown->verdict.sentence, m_shown->verdict.also,
                       tr("Score %1 of 100, at best %2, strict %3, coverage %4 %")
                           .arg(m_shown->score.score)
                           .arg(m_shown->score.best)
                           .arg(m_shown->score.strict)
                           .arg(m_shown->score.coverage)}
        .join(QLatin1Char('\n'));
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    if (shape() != m_shape)
        rebuild();
}

void OverviewPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_built && shape() != m_shape)
        rebuild();
}

void OverviewPage::refresh()
{
    const bool same = m_shown && m_shown == state().posture && m_org == state().org;
    if (!same || m_loading != state().loading)
        rebuild();
    emit contextChanged();
}

OverviewPage::Shape OverviewPage::shape() const
{
    const int width = effectiveWidth(this);
    return width < kStackedWidth ? Shape::Stacked : width < kNarrowWidth ? Shape::Narrow : Shape::Wide;
}

void OverviewPage::rebuild()
{
    m_built = true;
    m_shape = shape();
    m_shown = state().posture;
    m_org = state().org;
    m_loading = state().loading;
    const int at = m_scroll->verticalScrollBar()->value();
    // The click that leads here may come from inside the old content.
    if (QWidget *old = m_scroll->takeWidget())
        old->deleteLater();
    QWidget *instead = standIn(workspace(), tr("Reading the last snapshot"));
    m_scroll->setWidget(instead ? instead : cards());
    m_scroll->verticalScrollBar()->setValue(at);
}

QWidget *OverviewPage::cards()
{
    const Go to = [this](const Place &place) { emit wants(place); };
    const bool stacked = m_shape == Shape::Stacked;
    const bool wide = m_shape == Shape::Wide;
    auto *content = new QWidget;
    auto *rows = new QVBoxLayout(content);
    rows->setContentsMargins(wide ? 24 : 16, wide ? 18 : 14, wide ? 24 : 16, 16);
    rows->setSpacing(14);
    const auto addRow = [&](const std::vector<std::pair<QWidget *, int>> &cardsInRow) {
        auto *row = new QBoxLayout(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
        row->setSpacing(14);
        for (const auto &[card, share] : cardsInRow)
            row->addWidget(card, stacked ? 0 : share);
        rows->addLayout(row);
    };
    addRow({{verdictCard(state(), stacked, to), 1}});
    addRow({{doNextCard(state(), to), 16}, {severityCard(state(), to), 10}});
    QWidget *coverage = coverageCard(state(), to);
    QWidget *strengths = strengthsCard(state(), stacked, to);
    QWidget *sources = sourcesCard(state(), to);
    if (wide) {
        addRow({{coverage, 8}, {strengths, 14}, {sources, 8}});
    } else {
        addRow({{coverage, 10}, {strengths, 16}});
        addRow({{sources, 1}});
    }
    rows->addStretch(1);
    return content;
}

} // namespace aw::pages
