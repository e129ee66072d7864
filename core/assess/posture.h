// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/score.h"
#include "core/catalogue/catalogue.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

namespace aw::assess {

enum class Grade { NotReady, CannotTell, ReadyWithAcceptedRisks, Ready };
[[nodiscard]] QLatin1String
gradeName(Grade grade); ///< not_ready, cannot_tell, ready_with_accepted_risks, ready

struct Verdict {
    Grade grade = Grade::CannotTell;
    QString label;                 ///< "Not ready"
    QString sentence;              ///< one a manager can repeat
    QString also;                  ///< the line below: other criticals, the unknown share, the smaller points
    std::vector<QString> decisive; ///< ids of up to three open findings whose fix would move it most
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

inline constexpr int kStaleDays = 30;

/// `now` decides only whether the snapshot is stale: after `kStaleDays` the grade becomes
/// "cannot tell (last looked on …)". The collection's completeness stands in for the check
/// governance.evidence-complete. ReadyWithAcceptedRisks is not reached before findings carry waivers.
[[nodiscard]] PosturePtr postureOf(model::SnapshotPtr snapshot, model::FindingsPtr findings,
                                   const catalogue::Catalogue &catalogue, const QDateTime &now);

} // namespace aw::assess
