// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/figures/figure_view.h"
#include "ui/models/words.h"
#include "ui/pages/overview_cards.h"
#include "ui/pages/overview_figures.h"
#include "ui/widgets/card_frame.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <array>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::TextLabel;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

QLayout *countsGrid(const assess::Counts &counts)
{
    struct Count {
        const char *icon;
        Ink ink;
        int number;
        QString word;
    };
    const std::array cells{
        Count{"pass", Ink::Ok, counts.passed, Words::tr("pass")},
        Count{"fail", Ink::High, counts.failed, Words::tr("open")},
        Count{"unknown", Ink::Unk, counts.unknown, Words::tr("unknown")},
        Count{"na", Ink::Text3, counts.notApplicable, Words::tr("not applicable")},
    };
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    for (int i = 0; i < int(cells.size()); ++i) {
        const Count &count = cells[std::size_t(i)];
        auto *cell = new QHBoxLayout;
        cell->setSpacing(6);
        cell->addWidget(new widgets::Mark(QString::fromLatin1(count.icon), count.ink, 14));
        cell->addWidget(new TextLabel(TextRole::BodyBold, Ink::Text, models::numberWords(count.number)));
        cell->addWidget(new TextLabel(TextRole::Small, Ink::Text2, count.word), 1);
        grid->addLayout(cell, i / 2, i % 2);
    }
    return grid;
}

QLayout *reasonLine(model::Reason reason, int number, const Go &go)
{
    auto *line = new QHBoxLayout;
    const QString why = models::reasonWords(reason);
    line->addWidget(new TextLabel(TextRole::Small, Ink::Text2, why, TextLabel::Fit::ElideEnd), 1);
    auto *show = linkTo(models::numberWords(number), go,
                        findingsWith(QStringLiteral("is:unknown reason:") + model::reasonName(reason)));
    show->setAccessibleName(Words::tr("Show what is unknown: %1, %2").arg(why, models::numberWords(number)));
    line->addWidget(show);
    return line;
}

} // namespace

QWidget *coverageCard(const State &state, const Go &go)
{
    auto *card = new widgets::CardFrame;
    const assess::Posture &posture = *state.posture;
    const assess::Counts &counts = posture.counts;
    const int results = counts.passed + counts.failed + counts.unknown + counts.waived;
    QHBoxLayout *head =
        card->addHead(Words::tr("Coverage %1 %").arg(posture.score.coverage),
                      models::counted(results, Words::tr("1 result"), Words::tr("%1 results")));
    if (counts.unknown > 0)
        head->addWidget(linkTo(Words::tr("All unknown"), go, findingsWith(QStringLiteral("is:unknown"))));
    auto *bar = new figures::FigureView(figures::FigureView::Fit::StretchAcross);
    bar->setFigure(coverageBar(counts));
    card->body()->addWidget(bar);
    card->body()->addLayout(countsGrid(counts));
    if (counts.unknown > 0) {
        card->body()->addWidget(new widgets::Hairline);
        //: heading of a list of reasons with their numbers
        card->body()->addWidget(new TextLabel(
            TextRole::BodyMedium, Ink::Text,
            models::counted(counts.unknown, Words::tr("Why 1 is unknown"), Words::tr("Why %1 are unknown"))));
    }
    for (const auto &[reason, number] : counts.unknownByReason)
        card->body()->addLayout(reasonLine(reason, number, go));
    if (posture.score.peopleQuestions > 0) {
        const QString people = Words::tr("Questions for people do not lower coverage: %1 of %2 answered.")
                                   .arg(posture.score.peopleAnswered)
                                   .arg(posture.score.peopleQuestions);
        card->body()->addWidget(
            new TextLabel(TextRole::Caption, Ink::Text2, people, TextLabel::Fit::Wrapped));
    }
    card->body()->addStretch(1);
    return card;
}

} // namespace aw::pages
