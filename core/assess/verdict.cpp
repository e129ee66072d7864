// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/verdict.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <tuple>

namespace aw::assess {

using model::Finding;
using model::Reason;
using model::Severity;
using model::Status;

namespace {

constexpr int kLeastCoverage = 80;
constexpr std::size_t kMostDecisive = 3;
constexpr std::size_t kMostNamed = 3;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(assess)
};

bool serious(const Finding &finding)
{
    return finding.severity == Severity::Critical || finding.severity == Severity::High;
}

/// Whether the finding decides the verdict: a serious one of a blocker check, on the organization or
/// on an app that is production. No blocker check is serious elsewhere because of production yet.
bool decides(const Finding &finding, const catalogue::Catalogue &catalogue)
{
    const catalogue::CheckEntry *entry = catalogue.check(finding.check);
    const bool counts = finding.environment.isEmpty() || finding.environment == QLatin1String("production");
    return entry != nullptr && entry->blocker() && serious(finding) && counts;
}

int dataRank(const Finding &finding)
{
    static const QStringList kWorstFirst{QStringLiteral("regulated"), QStringLiteral("personal"),
                                         QStringLiteral("internal"), QStringLiteral("none")};
    const qsizetype rank = kWorstFirst.indexOf(finding.dataClass);
    return rank < 0 ? int(kWorstFirst.size()) : int(rank);
}

auto urgency(const Finding &finding)
{
    const bool production = finding.environment == QLatin1String("production");
    return std::tuple(finding.severity, production ? 0 : 1, dataRank(finding));
}

using Picked = std::vector<const Finding *>;

Picked picked(const model::Findings &findings, const catalogue::Catalogue &catalogue, Status status)
{
    Picked found;
    for (const Finding &finding : findings) {
        if (finding.status == status && decides(finding, catalogue))
            found.push_back(&finding);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Finding *a, const Finding *b) { return urgency(*a) < urgency(*b); });
    return found;
}

QString organizationName(const model::Snapshot &snapshot)
{
    const QString name = snapshot.organization.name.valueOr(snapshot.organization.slug).simplified().left(80);
    return name.isEmpty() ? Words::tr("The organization") : name;
}

/// Where a finding is, for the end of a sentence.
QString subjectOf(const Finding &finding)
{
    const QString name = finding.resource.app.isEmpty() ? finding.resource.name : finding.resource.app;
    return name.simplified().left(80);
}

QString dayOf(const QDateTime &at)
{
    return at.toUTC().date().toString(Qt::ISODate);
}

QString reasonWords(Reason reason)
{
    switch (reason) {
    case Reason::Permission: return Words::tr("the token may not read what would answer them");
    case Reason::Filtered: return Words::tr("the platform listed less than there is");
    case Reason::Fault: return Words::tr("the platform gave no usable answer");
    case Reason::Limit: return Words::tr("not everything was read to its end");
    case Reason::Cancelled: return Words::tr("the collection was stopped");
    case Reason::NotCollected: return Words::tr("not everything was collected");
    case Reason::NotPublished: return Words::tr("the platform does not publish the answer");
    case Reason::IntentUndeclared: return Words::tr("nobody has declared what the apps are meant to be");
    case Reason::NotAttested: break;
    }
    return Words::tr("nobody has attested what only people can know");
}

Reason mostFrequent(const Picked &open)
{
    std::map<Reason, int> count;
    for (const Finding *finding : open)
        ++count[finding->reason.value_or(Reason::NotCollected)];
    return std::max_element(count.begin(), count.end(),
                            [](const auto &a, const auto &b) { return a.second < b.second; })
        ->first;
}

QString notReadySentence(const QString &organization, const Picked &problems)
{
    const Finding &first = *problems.front();
    if (problems.size() == 1)
        return Words::tr("%1 is not ready: 1 serious problem is open, “%2” in %3.")
            .arg(organization, first.headline, subjectOf(first));
    return Words::tr("%1 is not ready: %2 serious problems are open, the first is “%3” in %4.")
        .arg(organization, QString::number(problems.size()), first.headline, subjectOf(first));
}

QString cannotTellSentence(const Posture &posture, const Picked &questions)
{
    const QString organization = organizationName(*posture.snapshot);
    if (questions.size() == 1)
        return Words::tr("We cannot tell whether %1 is ready: 1 serious question has no answer, because %2.")
            .arg(organization, reasonWords(mostFrequent(questions)));
    if (!questions.empty())
        return Words::
            tr("We cannot tell whether %1 is ready: %2 serious questions have no answer, mostly because %3.")
                .arg(organization, QString::number(questions.size()), reasonWords(mostFrequent(questions)));
    if (!posture.score.judged)
        return Words::tr("We cannot tell whether %1 is ready: there was nothing to judge.").arg(organization);
    if (posture.score.coverage < kLeastCoverage)
        return Words::tr("We cannot tell whether %1 is ready: only %2 % of what counts was answered.")
            .arg(organization, QString::number(posture.score.coverage));
    const auto &sources = posture.snapshot->sources;
    const auto missing = std::count_if(sources.begin(), sources.end(),
                                       [](const model::Source &source) { return source.lacking(); });
    return Words::tr("We cannot tell whether %1 is ready: the collection is incomplete (%2 of %3 sources).")
        .arg(organization, QString::number(missing), QString::number(sources.size()));
}

/// A snapshot that asked for nothing is not a complete one.
bool complete(const model::Snapshot &snapshot)
{
    return !snapshot.sources.empty() && snapshot.complete();
}

bool stale(const Posture &posture, const QDateTime &now)
{
    const QDateTime &looked = posture.snapshot->collectedAt;
    return !looked.isValid() || looked.addDays(kStaleDays) < now;
}

QString staleSentence(const Posture &posture, const QDateTime &now)
{
    const QDateTime &looked = posture.snapshot->collectedAt;
    if (!looked.isValid())
        return Words::tr("We cannot tell whether %1 is ready: the date of the collection is not known.")
            .arg(organizationName(*posture.snapshot));
    return Words::tr("We cannot tell whether %1 is ready: it was last looked at on %2, %3 days ago.")
        .arg(organizationName(*posture.snapshot), dayOf(looked), QString::number(looked.daysTo(now)));
}

QString readySentence(const Posture &posture)
{
    const QString organization = organizationName(*posture.snapshot);
    const QString day = dayOf(posture.snapshot->collectedAt);
    const int looked = posture.counts.passed + posture.counts.failed;
    if (looked == 1)
        return Words::tr("%1 is ready as of %2: 1 thing was looked at and nothing serious is open.")
            .arg(organization, day);
    return Words::tr("%1 is ready as of %2: %3 things were looked at and nothing serious is open.")
        .arg(organization, day, QString::number(looked));
}

QString alsoCritical(const Picked &problems)
{
    QStringList names;
    qsizetype more = 0;
    for (std::size_t i = 1; i < problems.size(); ++i) {
        if (problems[i]->severity != Severity::Critical)
            continue;
        if (std::size_t(names.size()) < kMostNamed)
            names.push_back(Words::tr("“%1” in %2").arg(problems[i]->headline, subjectOf(*problems[i])));
        else
            ++more;
    }
    if (names.isEmpty())
        return {};
    const QString list = names.join(QStringLiteral(", "));
    return more == 0 ? Words::tr("Also critical: %1.").arg(list)
                     : Words::tr("Also critical: %1 and %2 more.").arg(list, QString::number(more));
}

QString smallerPoints(int points)
{
    if (points == 0)
        return {};
    return points == 1 ? Words::tr("1 smaller point is on the work list.")
                       : Words::tr("%1 smaller points are on the work list.").arg(points);
}

QString elsewhere(int problems)
{
    if (problems == 0)
        return {};
    return problems == 1 ? Words::tr("1 more serious problem does not hold back a launch.")
                         : Words::tr("%1 more serious problems do not hold back a launch.").arg(problems);
}

QString alsoSentence(const Posture &posture, const Picked &problems)
{
    const Counts &counts = posture.counts;
    const int all = counts.passed + counts.failed + counts.unknown;
    int smaller = 0;
    int others = 0;
    for (const Finding &finding : *posture.findings) {
        smaller += finding.status == Status::Fail && !serious(finding) ? 1 : 0;
        others += finding.status == Status::Fail && serious(finding) ? 1 : 0;
    }
    QStringList sentences{alsoCritical(problems)};
    if (counts.unknown > 0) {
        sentences.push_back(Words::tr("%1 of %2 results are unknown, so the real picture may be worse.")
                                .arg(QString::number(counts.unknown), QString::number(all)));
    }
    sentences.push_back(elsewhere(others - int(problems.size())));
    sentences.push_back(smallerPoints(smaller));
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

/// The score if `finding`, which is open, passed.
Score without(const Finding &finding, const Posture &posture, const std::vector<ScorePart> &parts)
{
    std::vector<ScorePart> changed = parts;
    for (ScorePart &part : changed) {
        if (part.check != finding.check)
            continue;
        ++part.passed;
        if (finding.status == Status::Unknown) {
            --part.unknown;
            continue;
        }
        --part.failed;
        part.worstFailed.reset();
        for (const Finding &other : *posture.findings) {
            if (&other != &finding && other.check == finding.check && other.status == Status::Fail)
                part.worstFailed = std::min(part.worstFailed.value_or(other.severity), other.severity);
        }
    }
    return scoreOfParts(std::move(changed));
}

/// Open failures first: those that decide the verdict, then by what their fix does to the score.
/// Where fewer than three are open, the questions in order of what their answer could do.
std::vector<QString> decisive(const Posture &posture, const catalogue::Catalogue &catalogue)
{
    struct Candidate {
        const Finding *finding;
        std::tuple<int, int, Severity, double, double> rank;
    };

    const std::vector<ScorePart> parts = partsOf(*posture.findings);
    // Findings of one check, severity and status move the score alike: judged once.
    std::map<std::tuple<QString, Severity, Status>, std::pair<double, double>> gains;
    std::vector<Candidate> candidates;
    for (const Finding &finding : *posture.findings) {
        if (finding.status != Status::Fail && finding.status != Status::Unknown)
            continue;
        const auto kind = std::tuple(finding.check, finding.severity, finding.status);
        auto known = gains.find(kind);
        if (known == gains.end()) {
            const Score after = without(finding, posture, parts);
            known = gains
                        .emplace(kind, std::pair(double(posture.score.score - after.score),
                                                 posture.score.raw - after.raw))
                        .first;
        }
        candidates.push_back({&finding,
                              {finding.status == Status::Fail ? 0 : 1, decides(finding, catalogue) ? 0 : 1,
                               finding.severity, known->second.first, known->second.second}});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.rank < b.rank; });
    std::vector<QString> ids;
    for (std::size_t i = 0; i < std::min(candidates.size(), kMostDecisive); ++i)
        ids.push_back(candidates[i].finding->id);
    return ids;
}

QString labelOf(Grade grade)
{
    switch (grade) {
    case Grade::NotReady: return Words::tr("Not ready");
    case Grade::CannotTell: return Words::tr("Cannot tell");
    case Grade::ReadyWithAcceptedRisks: return Words::tr("Ready with accepted risks");
    case Grade::Ready: break;
    }
    return Words::tr("Ready");
}

} // namespace

Verdict verdictOf(const Posture &posture, const catalogue::Catalogue &catalogue, const QDateTime &now)
{
    const Picked problems = picked(*posture.findings, catalogue, Status::Fail);
    const Picked questions = picked(*posture.findings, catalogue, Status::Unknown);
    Verdict verdict;
    verdict.decisive = decisive(posture, catalogue);
    if (stale(posture, now)) {
        verdict.grade = Grade::CannotTell;
        verdict.sentence = staleSentence(posture, now);
    } else if (!problems.empty()) {
        verdict.grade = Grade::NotReady;
        verdict.sentence = notReadySentence(organizationName(*posture.snapshot), problems);
    } else if (!questions.empty() || posture.score.coverage < kLeastCoverage ||
               !complete(*posture.snapshot)) {
        verdict.grade = Grade::CannotTell;
        verdict.sentence = cannotTellSentence(posture, questions);
    } else {
        verdict.grade = Grade::Ready;
        verdict.sentence = readySentence(posture);
    }
    verdict.label = labelOf(verdict.grade);
    verdict.also = alsoSentence(posture, problems);
    return verdict;
}

} // namespace aw::assess
