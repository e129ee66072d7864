// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/auditor_parts.h"
#include "core/report/wording.h"

#include <algorithm>
#include <map>

namespace aw::report {
namespace {

constexpr std::size_t kMostProblems = 200;

Text stateOf(const model::Source &source)
{
    const bool complete = source.state == model::SourceState::Complete;
    return {{.text = wordOf(source.state), .tone = complete ? Tone::Pass : Tone::Unknown, .mark = true}};
}

Table sourcesOf(const model::Snapshot &snapshot)
{
    Table table{.caption = Words::tr("Every source of the collection and how much of it was read"),
                .columns = {Words::tr("Source"), Words::tr("State"), Words::tr("Answers"),
                            Words::tr("Reason"), Words::tr("What is missing")},
                .widths = {2.1, 1.4, 1.1, 2.4, 3.4}};
    for (const model::Source &source : snapshot.sources) {
        const bool complete = source.state == model::SourceState::Complete;
        table.rows.push_back(
            {rowHead(code(source.name)), cell(stateOf(source)),
             cell(Words::tr("%1 of %2").arg(figureOf(source.answered), figureOf(source.asked))),
             cell(complete ? QString() : causeOf(source.reason)),
             cell(complete ? QString() : source.detail)});
    }
    return table;
}

/// Questions whose answer no API gives, or that only a person can attest, with the number of subjects.
Table peopleQuestions(const Material &material)
{
    Table table{
        .caption = Words::tr("Questions only people can answer"),
        .columns = {Words::tr("Question"), Words::tr("Check"), Words::tr("Open for"), Words::tr("Reason")},
        .widths = {3.8, 2.6, 1.3, 2.6}};
    std::vector<std::pair<QString, model::Reason>> order;
    std::map<std::pair<QString, model::Reason>, int> subjects;
    for (const model::Finding *finding : withStatus(*material.posture->findings, model::Status::Unknown)) {
        const model::Reason reason = finding->reason.value_or(model::Reason::NotCollected);
        if (reason != model::Reason::NotPublished && reason != model::Reason::NotAttested &&
            reason != model::Reason::IntentUndeclared)
            continue;
        if (++subjects[{finding->check, reason}] == 1)
            order.emplace_back(finding->check, reason);
    }
    for (const auto &[check, reason] : order) {
        const catalogue::CheckEntry *entry = material.catalogue->check(check);
        const int count = subjects[{check, reason}];
        table.rows.push_back({rowHead(plain(entry != nullptr ? entry->question : check)), cell(code(check)),
                              cell(counted(count, Words::tr("1 subject"), Words::tr("%1 subjects"))),
                              cell(causeOf(reason))});
    }
    return table;
}

Table problemsOf(const model::Snapshot &snapshot)
{
    Table table{.caption = Words::tr("Answers that were not what the platform documents"),
                .columns = {Words::tr("Request"), Words::tr("Place"), Words::tr("What was wrong")},
                .widths = {3, 2, 4}};
    const std::size_t shown = std::min(snapshot.problems.size(), kMostProblems);
    for (std::size_t i = 0; i < shown; ++i) {
        const model::Problem &problem = snapshot.problems[i];
        const bool known =
            problem.origin.reply >= 0 && std::size_t(problem.origin.reply) < snapshot.replies.size();
        const QString request =
            known ? snapshot.replies[std::size_t(problem.origin.reply)].request : QString();
        table.rows.push_back(
            {rowHead(code(request)), cell(code(problem.origin.pointer)), cell(problem.what)});
    }
    return table;
}

QString readSentence(const model::Snapshot &snapshot)
{
    const auto complete =
        std::count_if(snapshot.sources.begin(), snapshot.sources.end(), [](const model::Source &source) {
            return source.state == model::SourceState::Complete;
        });
    return Words::tr(
               "%1 of %2 were read to their end. What is missing is unknown in this report and never a pass.")
        .arg(figureOf(int(complete)),
             counted(int(snapshot.sources.size()), Words::tr("1 source"), Words::tr("%1 sources")));
}

} // namespace

void addObserved(Blocks &blocks, const Material &material, int number)
{
    const model::Snapshot &snapshot = *material.posture->snapshot;
    blocks.emplace_back(chapter(number, Words::tr("What was and was not observed")));
    blocks.emplace_back(Paragraph{.text = plain(readSentence(snapshot))});
    blocks.emplace_back(
        Paragraph{.text = plain(Words::tr("The collection began %1 and its last answer came %2.")
                                    .arg(momentOf(snapshot.startedAt), momentOf(snapshot.collectedAt)))});
    blocks.emplace_back(sourcesOf(snapshot));

    blocks.emplace_back(Heading{.level = 3, .text = Words::tr("Questions only people can answer")});
    Table questions = peopleQuestions(material);
    if (questions.rows.empty())
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("No check of this catalogue waits for a person's word."))});
    else
        blocks.emplace_back(std::move(questions));

    blocks.emplace_back(Heading{.level = 3, .text = Words::tr("Answers that were not as documented")});
    if (snapshot.problems.empty()) {
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("Every answer had the form that the platform documents."))});
        return;
    }
    const int more = int(snapshot.problems.size()) - int(kMostProblems);
    blocks.emplace_back(problemsOf(snapshot));
    if (more > 0)
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("%1 more are not listed here.").arg(figureOf(more)))});
}

} // namespace aw::report
