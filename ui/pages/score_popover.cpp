// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/score_popover.h"

#include "ui/models/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/popover.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace aw::pages {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::TextLabel;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

/// What the checks of one severity add up to.
struct Sum {
    model::Severity severity = model::Severity::Info;
    int weight = 0;
    int checks = 0;
    double earned = 0;

    [[nodiscard]] int possible() const { return weight * checks; }
};

/// Checks that count: something about them passed, failed or is unknown.
bool counts(const assess::ScorePart &part)
{
    return part.passed + part.failed + part.unknown > 0;
}

std::vector<Sum> sumsOf(const assess::Score &score)
{
    std::vector<Sum> sums;
    for (const model::Severity severity :
         {model::Severity::Critical, model::Severity::High, model::Severity::Medium, model::Severity::Low}) {
        Sum sum{.severity = severity};
        for (const assess::ScorePart &part : score.parts) {
            if (part.severity != severity || !counts(part))
                continue;
            sum.weight = part.weight;
            ++sum.checks;
            sum.earned += part.weight * part.credit;
        }
        if (sum.checks > 0)
            sums.push_back(sum);
    }
    return sums;
}

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString formula(const assess::Score &score)
{
    double earned = 0;
    for (const Sum &sum : sumsOf(score))
        earned += sum.earned;
    const QString cap = score.cap == 49   ? Words::tr("a critical finding is open")
                        : score.cap == 79 ? Words::tr("a high finding is open")
                                          : Words::tr("nothing critical or high is open");
    const auto line = [](const QString &name, const QString &how, const QString &result) {
        return QStringLiteral("%1 %2 = %3").arg(name, -5).arg(how, -34).arg(result);
    };
    return QStringList{
        line(QStringLiteral("raw"), QStringLiteral("100 × %1 ÷ %2").arg(number(earned)).arg(score.weights),
             number(score.raw)),
        line(QStringLiteral("cap"), cap, QString::number(score.cap)),
        line(QStringLiteral("score"), Words::tr("floor of the smaller"), QString::number(score.score)),
    }
        .join(QLatin1Char('\n'));
}

QLayout *table(const assess::Score &score)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const QStringList heads{Words::tr("Severity"), Words::tr("weight"), Words::tr("checks"),
                            Words::tr("earned"), Words::tr("possible")};
    grid->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, heads[0]), 0, 0, 1, 2);
    for (int column = 1; column < heads.size(); ++column)
        grid->addWidget(new TextLabel(TextRole::Caption, Ink::Text2, heads[column]), 0, column + 1,
                        Qt::AlignRight);
    int row = 1;
    for (const Sum &sum : sumsOf(score)) {
        const models::Look look = models::lookOf(sum.severity);
        grid->addWidget(new widgets::Mark(look.icon, look.ink, 14), row, 0);
        grid->addWidget(new TextLabel(TextRole::Small, Ink::Text, look.word), row, 1);
        const QStringList cells{QString::number(sum.weight), QString::number(sum.checks), number(sum.earned),
                                QString::number(sum.possible())};
        for (int column = 0; column < cells.size(); ++column)
            grid->addWidget(new TextLabel(TextRole::Small, Ink::Text, cells[column]), row, column + 2,
                            Qt::AlignRight);
        ++row;
    }
    return grid;
}

std::vector<std::pair<QString, QString>> otherNumbers(const assess::Score &score)
{
    return {
        {Words::tr("At best %1").arg(score.best),
         Words::tr("every unknown result counted as pass, still capped")},
        {Words::tr("Strict %1").arg(score.strict),
         models::counted(score.waivers, Words::tr("1 accepted risk counted as failed"),
                         Words::tr("%1 accepted risks counted as failed"))},
        {Words::tr("Coverage %1 %").arg(score.coverage),
         Words::tr("of the weight was answered; questions that no API answers are left out")},
    };
}

QString inWords()
{
    return Words::tr(
        "Each check counts once. Its credit is the share of subjects that pass, halved as soon as "
        "one fails. Unknown earns nothing, so not looking cannot raise the score.");
}

} // namespace

QString scoreAsText(const assess::Score &score)
{
    QStringList lines{inWords(), formula(score)};
    for (const Sum &sum : sumsOf(score))
        lines.append(QStringLiteral("%1\t%2\t%3\t%4\t%5")
                         .arg(models::lookOf(sum.severity).word)
                         .arg(sum.weight)
                         .arg(sum.checks)
                         .arg(number(sum.earned))
                         .arg(sum.possible()));
    for (const auto &[name, meaning] : otherNumbers(score))
        lines.append(QStringLiteral("%1: %2").arg(name, meaning));
    return lines.join(QLatin1Char('\n'));
}

void explainScore(const assess::Score &score, QWidget *anchor)
{
    auto *popover = new widgets::Popover(Words::tr("How %1 is computed").arg(score.score), anchor);
    QVBoxLayout *body = popover->body();
    body->setSpacing(10);
    body->addWidget(new TextLabel(TextRole::Small, Ink::Text2, inWords(), TextLabel::Fit::Wrapped));
    auto *frame = new widgets::CardFrame;
    frame->setFill(Ink::Code, Ink::Border);
    frame->setRadius(6);
    frame->body()->setContentsMargins(10, 8, 10, 8);
    frame->body()->addWidget(new TextLabel(TextRole::Mono, Ink::Text, formula(score)));
    body->addWidget(frame);
    body->addLayout(table(score));
    body->addWidget(new widgets::Hairline);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto &[name, meaning] : otherNumbers(score)) {
        grid->addWidget(new TextLabel(TextRole::Small, Ink::Text2, name), row, 0, Qt::AlignTop);
        grid->addWidget(new TextLabel(TextRole::Small, Ink::Text, meaning, TextLabel::Fit::Wrapped), row, 1);
        ++row;
    }
    body->addLayout(grid);
    auto *foot = new QHBoxLayout;
    foot->addWidget(new widgets::CopyButton(Words::tr("Copy as text"), scoreAsText(score),
                                            widgets::Button::Kind::Normal));
    foot->addStretch(1);
    body->addLayout(foot);
    popover->open(theme::scaled(430, anchor));
}

} // namespace aw::pages
