// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/figures/figure_view.h"
#include "ui/models/words.h"
#include "ui/pages/overview_cards.h"
#include "ui/pages/overview_figures.h"
#include "ui/pages/score_popover.h"
#include "ui/widgets/card_frame.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::TextLabel;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

QLayout *sentences(const assess::Posture &posture)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    const models::Look look = models::lookOf(posture.verdict.grade);
    head->addWidget(new widgets::Badge(look.icon, posture.verdict.label, look.ink));
    head->addWidget(new TextLabel(TextRole::Small, Ink::Text2,
                                  Words::tr("as of %1").arg(models::timeWords(posture.snapshot->collectedAt)),
                                  TextLabel::Fit::ElideEnd),
                    1);
    column->addLayout(head);
    column->addWidget(
        new TextLabel(TextRole::Display, Ink::Text, posture.verdict.sentence, TextLabel::Fit::Wrapped));
    if (!posture.verdict.also.isEmpty())
        column->addWidget(
            new TextLabel(TextRole::Body, Ink::Text2, posture.verdict.also, TextLabel::Fit::Wrapped));
    column->addStretch(1);
    return column;
}

QLayout *numbers(const assess::Score &score)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(new TextLabel(TextRole::H2, Ink::Text,
                                    score.judged ? Words::tr("Score %1 of 100").arg(score.score)
                                                 : Words::tr("No score: nothing judged")));
    column->addWidget(new TextLabel(TextRole::Small, Ink::Text2,
                                    Words::tr("Strict %1, accepted risks as failed").arg(score.strict)));
    column->addWidget(new TextLabel(
        TextRole::Small, Ink::Text2,
        Words::tr("Coverage %1 %, %2")
            .arg(QString::number(score.coverage), models::counted(score.waivers, Words::tr("1 accepted risk"),
                                                                  Words::tr("%1 accepted risks")))));
    auto *how = new widgets::Button(Words::tr("How is this computed?"), QStringLiteral("info"));
    how->setProperty("small", true);
    how->setShortcut(QKeySequence(Qt::Key_I));
    how->setEnabled(score.judged);
    QObject::connect(how, &QPushButton::clicked, how, [how, score] { explainScore(score, how); });
    auto *row = new QHBoxLayout;
    row->addWidget(how);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    return column;
}

} // namespace

QWidget *verdictCard(const State &state, bool stacked, const Go &)
{
    const assess::Posture &posture = *state.posture;
    auto *card = new widgets::CardFrame;
    card->body()->setContentsMargins(20, 18, 20, 16);
    card->setAccessibleName(Words::tr("Posture of %1: %2").arg(state.name(), posture.verdict.label));
    auto *row = new QBoxLayout(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    row->setSpacing(stacked ? 14 : 28);
    row->addLayout(sentences(posture), 1);
    row->addWidget(new widgets::Hairline(stacked ? Qt::Horizontal : Qt::Vertical));
    auto *score = new QHBoxLayout;
    score->setSpacing(18);
    auto *arc = new figures::FigureView(figures::FigureView::Fit::Natural);
    arc->setFigure(scoreArc(posture.score, posture.verdict));
    score->addWidget(arc, 0, Qt::AlignVCenter);
    score->addLayout(numbers(posture.score));
    if (stacked)
        score->addStretch(1);
    row->addLayout(score);
    card->body()->addLayout(row);
    return card;
}

} // namespace aw::pages
