// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/overview_cards.h"

#include "ui/models/words.h"
#include "ui/widgets/banner.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <algorithm>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::CardFrame;
using widgets::Mark;
using widgets::TextLabel;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

constexpr std::size_t kSteps = 5;

QWidget *stepRow(const NextStep &step, std::size_t number, const Go &go)
{
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 5, 0, 5);
    line->setSpacing(12);
    auto *ordinal = new TextLabel(TextRole::Caption, Ink::Text2, QString::number(number));
    ordinal->setAlignment(Qt::AlignCenter);
    ordinal->setMinimumWidth(theme::scaled(16, row));
    line->addWidget(ordinal);
    line->addWidget(new Mark(step.icon, step.ink));
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, step.title, TextLabel::Fit::ElideEnd));
    words->addWidget(new TextLabel(TextRole::Small, Ink::Text2, step.detail, TextLabel::Fit::ElideEnd));
    line->addLayout(words, 1);
    if (!step.gain.isEmpty())
        line->addWidget(new TextLabel(TextRole::Small, Ink::Text2, step.gain));
    auto *open = new Button(step.place.finding.isEmpty() ? Words::tr("Show") : Words::tr("Open finding"));
    open->setProperty("small", true);
    open->setAccessibleName(Words::tr("Open: %1").arg(step.title));
    QObject::connect(open, &QPushButton::clicked, open, [go, place = step.place] { go(place); });
    line->addWidget(open);
    return row;
}

/// "internal-ledger" or, for what belongs to no app, the resource's own name.
QString placeWords(const model::Finding &finding)
{
    return finding.resource.app.isEmpty() ? models::subjectOf(finding) : finding.resource.app;
}

/// The first step that mends something; the safe order often begins with looking around.
QString firstChange(const model::Finding &finding)
{
    const auto change = std::find_if(finding.remediation.begin(), finding.remediation.end(),
                                     [](const auto &step) { return step.changesProduction; });
    if (change != finding.remediation.end())
        return change->step;
    return finding.remediation.empty() ? finding.message : finding.remediation.front().step;
}

NextStep stepOf(const State &state, const model::Finding &finding, int more)
{
    NextStep step;
    const models::Look look = models::lookOf(finding.severity);
    step.icon = look.icon;
    step.ink = look.ink;
    step.title = finding.headline;
    QStringList detail{placeWords(finding)};
    if (more > 0)
        detail.append(Words::tr("%1 more like it there").arg(more));
    detail.append(firstChange(finding));
    step.detail = detail.join(QStringLiteral(" · "));
    const catalogue::CheckEntry *entry = state.catalogue->check(finding.check);
    if (entry && entry->blocker() && finding.severity <= model::Severity::High)
        step.gain = Words::tr("blocker");
    step.place = {.page = QStringLiteral("findings"), .query = {}, .finding = finding.id};
    return step;
}

/// Open findings in the order of doing: what decides first, then as judged (worst first).
std::vector<const model::Finding *> openOnes(const assess::Posture &posture)
{
    std::vector<const model::Finding *> open;
    for (const model::Finding &each : *posture.findings) {
        if (each.status == model::Status::Fail)
            open.push_back(&each);
    }
    const std::vector<QString> &first = posture.verdict.decisive;
    const auto place = [&first](const model::Finding *each) {
        return std::find(first.begin(), first.end(), each->id) - first.begin();
    };
    std::stable_sort(open.begin(), open.end(), [&place](const auto *a, const auto *b) {
        return std::pair(place(a), a->severity) < std::pair(place(b), b->severity);
    });
    return open;
}

/// Apps by their open findings, most first, ties as judged.
std::vector<std::pair<QString, int>> appsByOpen(const assess::Posture &posture)
{
    std::vector<std::pair<QString, int>> apps;
    for (const model::Finding &each : *posture.findings) {
        if (each.status != model::Status::Fail || each.resource.app.isEmpty())
            continue;
        const auto known = std::find_if(apps.begin(), apps.end(),
                                        [&](const auto &app) { return app.first == each.resource.app; });
        if (known == apps.end())
            apps.emplace_back(each.resource.app, 1);
        else
            ++known->second;
    }
    std::stable_sort(apps.begin(), apps.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    return apps;
}

void addMostAffected(CardFrame &card, const assess::Posture &posture, const Go &go)
{
    const std::vector<std::pair<QString, int>> apps = appsByOpen(posture);
    if (apps.empty())
        return;
    card.body()->addSpacing(2);
    card.body()->addWidget(new widgets::Hairline);
    card.body()->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, Words::tr("Most affected apps")));
    for (std::size_t i = 0; i < apps.size() && i < kSteps; ++i) {
        const auto &[app, count] = apps[i];
        auto *line = new QHBoxLayout;
        line->addWidget(new TextLabel(TextRole::Small, Ink::Text2, app, TextLabel::Fit::ElideMiddle), 1);
        auto *show = linkTo(models::numberWords(count), go,
                            findingsWith(QStringLiteral("is:open app:\"%1\"").arg(app)));
        show->setAccessibleName(
            Words::tr("Show the open findings of %1: %2").arg(app, models::numberWords(count)));
        line->addWidget(show);
        card.body()->addLayout(line);
    }
}

} // namespace

widgets::Button *linkTo(const QString &words, const Go &go, const Place &place)
{
    auto *button = new Button(words, {}, Button::Kind::Link);
    QObject::connect(button, &QPushButton::clicked, button, [go, place] { go(place); });
    return button;
}

Place findingsWith(const QString &query)
{
    return {.page = QStringLiteral("findings"), .query = query, .finding = {}};
}

std::vector<NextStep> nextSteps(const State &state)
{
    const assess::Posture &posture = *state.posture;
    QHash<QString, int> alike;
    std::vector<const model::Finding *> firsts;
    for (const model::Finding *each : openOnes(posture)) {
        const QString kind = each->check + QLatin1Char('\n') + placeWords(*each);
        if (++alike[kind] == 1)
            firsts.push_back(each);
    }
    std::vector<NextStep> steps;
    for (const model::Finding *each : firsts) {
        if (steps.size() < kSteps)
            steps.push_back(
                stepOf(state, *each, alike[each->check + QLatin1Char('\n') + placeWords(*each)] - 1));
    }
    for (const auto &[reason, count] : posture.counts.unknownByReason) {
        if (steps.size() >= kSteps)
            break;
        const models::Look look = models::lookOf(model::Status::Unknown);
        steps.push_back(
            {.icon = look.icon,
             .ink = look.ink,
             .title = models::counted(count, Words::tr("Find out what 1 unknown result hides"),
                                      Words::tr("Find out what %1 unknown results hide")),
             .detail = models::reasonWords(reason),
             .gain = {},
             .place = findingsWith(QStringLiteral("is:unknown reason:") + model::reasonName(reason))});
    }
    return steps;
}

QWidget *doNextCard(const State &state, const Go &go)
{
    auto *card = new CardFrame;
    const std::vector<NextStep> steps = nextSteps(state);
    const int open = state.posture->counts.failed;
    QHBoxLayout *head = card->addHead(Words::tr("Do next"), Words::tr("the worst first"));
    if (open > 0)
        head->addWidget(
            linkTo(models::counted(open, Words::tr("The open finding"), Words::tr("All %1 open findings")),
                   go, findingsWith(QStringLiteral("is:open"))));
    if (steps.empty())
        card->body()->addWidget(new TextLabel(TextRole::Body, Ink::Text2,
                                              Words::tr("Nothing is open, and nothing is unknown."),
                                              TextLabel::Fit::Wrapped));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i > 0)
            card->body()->addWidget(new widgets::Hairline);
        card->body()->addWidget(stepRow(steps[i], i + 1, go));
    }
    card->body()->addStretch(1);
    return card;
}

QWidget *severityCard(const State &state, const Go &go)
{
    auto *card = new CardFrame;
    const assess::Counts &counts = state.posture->counts;
    card->addHead(Words::tr("Open by severity"),
                  models::counted(counts.failed, Words::tr("1 finding"), Words::tr("%1 findings")));
    int most = 1;
    for (const auto &[severity, count] : counts.failedBySeverity)
        most = qMax(most, count);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const auto &[severity, count] : counts.failedBySeverity) {
        const models::Look look = models::lookOf(severity);
        grid->addWidget(new Mark(look.icon, look.ink), row, 0);
        grid->addWidget(new TextLabel(TextRole::BodyMedium, Ink::Text, look.word), row, 1);
        auto *bar = new widgets::ProgressLine(8);
        bar->setProgress(count, most, look.ink);
        bar->setAccessibleName(Words::tr("%1: %2 open").arg(look.word, models::numberWords(count)));
        grid->addWidget(bar, row, 2, Qt::AlignVCenter);
        auto *show = linkTo(models::numberWords(count), go,
                            findingsWith(QStringLiteral("is:open sev:") + model::severityName(severity)));
        show->setAccessibleName(Words::tr("Show the open findings of severity %1: %2")
                                    .arg(look.word, models::numberWords(count)));
        grid->addWidget(show, row, 3, Qt::AlignRight);
        ++row;
    }
    card->body()->addLayout(grid);
    if (counts.failedBySeverity.empty())
        card->body()->addWidget(
            new TextLabel(TextRole::Body, Ink::Text2,
                          models::counted(counts.passed, Words::tr("1 result passes. None is open."),
                                          Words::tr("%1 results pass. None is open.")),
                          TextLabel::Fit::Wrapped));
    addMostAffected(*card, *state.posture, go);
    card->body()->addStretch(1);
    return card;
}

} // namespace aw::pages
