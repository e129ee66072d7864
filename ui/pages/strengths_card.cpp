// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/words.h"
#include "ui/pages/overview_cards.h"
#include "ui/widgets/card_frame.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <algorithm>
#include <utility>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::TextLabel;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

constexpr std::size_t kMost = 5;

/// Checks that fail somewhere, or nowhere as far as could be seen, by weight; among the latter those
/// that could be seen whole come first.
std::vector<const assess::ScorePart *> partsThat(const assess::Score &score, bool fail)
{
    std::vector<const assess::ScorePart *> parts;
    for (const assess::ScorePart &part : score.parts) {
        if (fail ? part.failed > 0 : part.failed == 0 && part.passed + part.unknown > 0)
            parts.push_back(&part);
    }
    std::stable_sort(parts.begin(), parts.end(), [fail](const auto *a, const auto *b) {
        const bool aOpen = !fail && a->unknown > 0;
        const bool bOpen = !fail && b->unknown > 0;
        return std::pair(aOpen, -a->weight) < std::pair(bOpen, -b->weight);
    });
    return parts;
}

QString tally(const assess::ScorePart &part)
{
    const int all = part.passed + part.failed + part.unknown;
    if (part.failed == 0 && part.unknown > 0)
        return Words::tr("%1 of %2 pass, %3 unknown").arg(part.passed).arg(all).arg(part.unknown);
    if (part.failed == 0)
        return Words::tr("%1 of %2 pass").arg(part.passed).arg(all);
    if (part.unknown == 0)
        return Words::tr("%1 of %2 open").arg(part.failed).arg(all);
    return Words::tr("%1 of %2 open, %3 unknown").arg(part.failed).arg(all).arg(part.unknown);
}

QWidget *partRow(const State &state, const assess::ScorePart &part, bool fail, const Go &go)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 2, 0, 2);
    line->setSpacing(8);
    models::Look look = models::lookOf(part.unknown > 0 ? model::Status::Unknown : model::Status::Pass);
    if (fail)
        look = {{}, QStringLiteral("fail"), models::lookOf(part.severity).ink};
    line->addWidget(new widgets::Mark(look.icon, look.ink, 15), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    const catalogue::CheckEntry *entry = state.catalogue->check(part.check);
    const QString title = !entry ? part.check : fail ? entry->headline : entry->title;
    words->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, title, TextLabel::Fit::Wrapped));
    const QString query =
        QStringLiteral("%1 check:%2")
            .arg(fail ? QStringLiteral("is:open,unknown") : QStringLiteral("is:pass,unknown"), part.check);
    auto *show = linkTo(tally(part), go, findingsWith(query));
    show->setAccessibleName(Words::tr("%1: %2").arg(title, tally(part)));
    words->addWidget(show, 0, Qt::AlignLeft);
    line->addLayout(words, 1);
    return row;
}

QLayout *column(const State &state, bool fail, const Go &go)
{
    auto *rows = new QVBoxLayout;
    rows->setSpacing(4);
    const std::vector<const assess::ScorePart *> parts = partsThat(state.posture->score, fail);
    const auto number = qint64(parts.size());
    const QString heading = fail ? models::counted(number, Words::tr("1 check fails somewhere"),
                                                   Words::tr("%1 checks fail somewhere"))
                                 : models::counted(number, Words::tr("1 check without a failure"),
                                                   Words::tr("%1 checks without a failure"));
    rows->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, heading));
    for (std::size_t i = 0; i < parts.size() && i < kMost; ++i)
        rows->addWidget(partRow(state, *parts[i], fail, go));
    rows->addStretch(1);
    return rows;
}

QLayout *sourceRow(const model::Source &source)
{
    const models::SourceWords words = models::sourceWords(source.name);
    const models::Look look = models::lookOf(source.state);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(new widgets::Mark(look.icon, look.ink, 14), 0, Qt::AlignTop);
    auto *text = new QVBoxLayout;
    text->setSpacing(0);
    text->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, words.title, TextLabel::Fit::ElideEnd));
    text->addWidget(
        new TextLabel(TextRole::Small, Ink::Text2,
                      source.detail.isEmpty() ? models::reasonWords(source.reason) : source.detail,
                      TextLabel::Fit::Wrapped));
    line->addLayout(text, 1);
    return line;
}

} // namespace

QWidget *strengthsCard(const State &state, bool stacked, const Go &go)
{
    auto *card = new widgets::CardFrame;
    card->addHead(Words::tr("Strengths and concerns"), Words::tr("by check"));
    auto *columns = new QBoxLayout(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    columns->setSpacing(18);
    columns->addLayout(column(state, false, go), 1);
    columns->addLayout(column(state, true, go), 1);
    card->body()->addLayout(columns, 1);
    return card;
}

QWidget *sourcesCard(const State &state, const Go &go)
{
    auto *card = new widgets::CardFrame;
    const std::vector<model::Source> &sources = state.posture->snapshot->sources;
    const auto complete = std::count_if(sources.begin(), sources.end(), [](const model::Source &source) {
        return source.state == model::SourceState::Complete;
    });
    QHBoxLayout *head = card->addHead(Words::tr("What was read"));
    head->addWidget(
        linkTo(Words::tr("All sources"), go, {.page = QStringLiteral("sync"), .query = {}, .finding = {}}));
    card->body()->addWidget(
        new TextLabel(TextRole::Body, Ink::Text2,
                      Words::tr("%1 of %2 sources were read to their end.").arg(complete).arg(sources.size()),
                      TextLabel::Fit::Wrapped));
    std::size_t shown = 0;
    for (const model::Source &source : sources) {
        if (source.lacking() && shown++ < kMost)
            card->body()->addLayout(sourceRow(source));
    }
    if (shown > kMost)
        card->body()->addWidget(new TextLabel(TextRole::Small, Ink::Text2,
                                              Words::tr("%1 more, see all sources.").arg(shown - kMost),
                                              TextLabel::Fit::Wrapped));
    card->body()->addStretch(1);
    return card;
}

} // namespace aw::pages
