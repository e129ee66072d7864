// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace aw::assess {

/// What one check adds to the score (CHECKS.md §4).
struct ScorePart {
    QString check;
    model::Severity severity = model::Severity::Info; ///< highest effective severity among its subjects
    int weight = 0;                                   ///< critical 10, high 6, medium 3, low 1, info 0
    int passed = 0;
    int failed = 0;       ///< not waived
    int unknown = 0;      ///< not waived
    int notPublished = 0; ///< of the unknown: questions no API answers to anyone
    int waived = 0;
    double credit = 0; ///< 0 to 1
};

struct Score {
    bool judged = false; ///< false: nothing judged, no score
    int score = 0;       ///< worst case of what is not known, 0 to 100
    int best = 0;        ///< every unknown counted as pass
    int strict = 0;      ///< every waived subject counted as fail
    int coverage = 0;    ///< per cent of the weight that was answered; not published questions left out
    double raw = 0;      ///< before the cap
    int cap = 100;       ///< 49 with an open critical finding, 79 with an open high one
    int weights = 0;     ///< sum of the weights
    int waivers = 0;
    int peopleQuestions = 0;      ///< questions only people can answer …
    int peopleAnswered = 0;       ///< … and how many have been
    std::vector<ScorePart> parts; ///< worst first
};

enum class Grade { NotReady, CannotTell, ReadyWithAcceptedRisks, Ready };
[[nodiscard]] QLatin1String
gradeName(Grade grade); ///< not_ready, cannot_tell, ready_with_accepted_risks, ready

struct Verdict {
    Grade grade = Grade::CannotTell;
    QString label;                 ///< "Not ready"
    QString sentence;              ///< one a manager can repeat
    QString also;                  ///< the line below: other criticals, the unknown share, the smaller points
    std::vector<QString> decisive; ///< ids of up to three findings that would move it most
};

struct Counts {
    int passed = 0, failed = 0, unknown = 0, notApplicable = 0, waived = 0;
    std::vector<std::pair<model::Severity, int>> failedBySeverity; ///< worst first, zeros left out
    std::vector<std::pair<model::Reason, int>> unknownByReason;    ///< most frequent first
};

/// A snapshot, judged: what pages, reports and the command line show.
struct Posture {
    model::SnapshotPtr snapshot;
    model::FindingsPtr findings;
    Score score;
    Verdict verdict;
    Counts counts;
};

using PosturePtr = std::shared_ptr<const Posture>;

[[nodiscard]] Score scoreOf(const model::Findings &findings);

/// `now` decides only whether the snapshot is stale: after `kStaleDays` the grade becomes
/// "cannot tell (last looked on …)". The collection's completeness stands in for the check
/// governance.evidence-complete.
inline constexpr int kStaleDays = 30;
[[nodiscard]] PosturePtr postureOf(model::SnapshotPtr snapshot, model::FindingsPtr findings,
                                   const catalogue::Catalogue &catalogue, const QDateTime &now);

} // namespace aw::assess
