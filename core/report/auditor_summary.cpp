// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/auditor_parts.h"
#include "core/report/figures.h"
#include "core/report/wording.h"

#include <algorithm>

namespace aw::report {
namespace {

constexpr double kColumn = 515; ///< points: the text column of A4

QString decimal(double value)
{
    return QString::number(value, 'f', 1);
}

double earned(const assess::Score &score)
{
    double sum = 0;
    for (const assess::ScorePart &part : score.parts)
        sum += part.weight * part.credit;
    return sum;
}

QString formula(const assess::Score &score)
{
    const QString computed = Words::tr("100 × %1 earned ÷ %2 possible = %3, rounded down.")
                                 .arg(decimal(earned(score)), figureOf(score.weights), decimal(score.raw));
    if (score.cap >= 100)
        return computed + Words::tr(" Nothing open caps it.");
    const QString cause =
        score.cap < 50 ? Words::tr("An open critical finding") : Words::tr("An open high finding");
    const QString cap = score.raw > score.cap ? Words::tr(" %1 caps the score at %2.")
                                              : Words::tr(" %1 would cap a higher score at %2.");
    return computed + cap.arg(cause, QString::number(score.cap));
}

Facts figuresOf(const assess::Score &score)
{
    Facts facts;
    facts.rows = {
        {Words::tr("Score"),
         plain(Words::tr("%1 of 100: everything unknown counts as not passed").arg(score.score))},
        {Words::tr("At best"), plain(Words::tr("%1: everything unknown counted as pass").arg(score.best))},
        {Words::tr("Strict"), plain(Words::tr("%1: accepted risks counted as fail").arg(score.strict))},
        {Words::tr("Coverage"),
         plain(Words::tr("%1 % of the weight was answered; what no API publishes is left out")
                   .arg(score.coverage))},
        {Words::tr("Accepted risks"), plain(figureOf(score.waivers))},
        {Words::tr("Questions for people"),
         plain(Words::tr("%1 of %2 answered")
                   .arg(figureOf(score.peopleAnswered), figureOf(score.peopleQuestions)))}};
    return facts;
}

Table partsOf(const assess::Score &score)
{
    Table table{.caption = Words::tr("What each check adds to the score"),
                .columns = {Words::tr("Check"), Words::tr("Severity"), Words::tr("Weight"), Words::tr("Pass"),
                            Words::tr("Fail"), Words::tr("Unknown"), Words::tr("Accepted"),
                            Words::tr("Credit"), Words::tr("Earned")},
                .widths = {3.6, 1.4, 0.95, 0.8, 0.7, 1.15, 1.15, 0.9, 0.95},
                .toRight = {false, false, true, true, true, true, true, true, true}};
    for (const assess::ScorePart &part : score.parts) {
        table.rows.push_back({rowHead(code(part.check)), cell(Text{severitySpan(part.severity)}),
                              cell(figureOf(part.weight)), cell(figureOf(part.passed)),
                              cell(figureOf(part.failed)), cell(figureOf(part.unknown)),
                              cell(figureOf(part.waived)), cell(QString::number(part.credit, 'f', 3)),
                              cell(decimal(part.weight * part.credit))});
    }
    table.rows.push_back({rowHead({{.text = Words::tr("Sum"), .strong = true}}), cell(QString()),
                          cell(Text{{.text = figureOf(score.weights), .strong = true}}), cell(QString()),
                          cell(QString()), cell(QString()), cell(QString()), cell(QString()),
                          cell(Text{{.text = decimal(earned(score)), .strong = true}})});
    return table;
}

void addScore(Blocks &blocks, const assess::Posture &posture)
{
    blocks.emplace_back(scoreArc(posture));
    const assess::Score &score = posture.score;
    if (!score.judged) {
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("There is no score: no check had anything to judge."))});
        return;
    }
    blocks.emplace_back(figuresOf(score));
    blocks.emplace_back(Heading{.level = 3, .text = Words::tr("How %1 is computed").arg(score.score)});
    blocks.emplace_back(Paragraph{.text = plain(formula(score))});
    blocks.emplace_back(Paragraph{
        .text = plain(
            Words::tr("Weights: critical 10, high 6, medium 3, low 1, info 0, by the highest effective "
                      "severity among a check's subjects. Credit is pass ÷ (pass + fail + unknown), halved "
                      "as soon as one fails. Accepted risks are left out and come back in the strict score."),
            Tone::Quiet)});
    blocks.emplace_back(partsOf(score));
}

} // namespace

void addSummary(Blocks &blocks, const Material &material, int number)
{
    const assess::Posture &posture = *material.posture;
    const assess::Verdict &verdict = posture.verdict;
    blocks.emplace_back(chapter(number, Words::tr("Summary")));
    blocks.emplace_back(Paragraph{
        .text = {{.text = verdict.label, .strong = true, .tone = toneOf(verdict.grade), .mark = true}},
        .withNext = true});
    blocks.emplace_back(Paragraph{.text = {{.text = verdict.sentence, .strong = true}}});
    if (!verdict.also.isEmpty())
        blocks.emplace_back(Paragraph{.text = plain(verdict.also)});
    addScore(blocks, posture);

    blocks.emplace_back(Heading{.level = 3, .text = Words::tr("Results")});
    blocks.emplace_back(countsBar(posture.counts, kColumn));
    Table table{.caption = Words::tr("Failed results by severity and unknown results by reason"),
                .columns = {Words::tr("Result"), Words::tr("Of which"), Words::tr("Number")},
                .widths = {1.4, 5, 1},
                .toRight = {false, false, true}};
    for (const auto &[severity, count] : posture.counts.failedBySeverity)
        table.rows.push_back({rowHead(plain(wordOf(model::Status::Fail))), cell(Text{severitySpan(severity)}),
                              cell(figureOf(count))});
    for (const auto &[reason, count] : posture.counts.unknownByReason)
        table.rows.push_back({rowHead(plain(wordOf(model::Status::Unknown))),
                              cell(Text{{.text = causeOf(reason), .tone = Tone::Unknown, .mark = true}}),
                              cell(figureOf(count))});
    if (!table.rows.empty())
        blocks.emplace_back(std::move(table));
}

} // namespace aw::report
