// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/posture.h"

#include "core/assess/verdict.h"

#include <algorithm>
#include <map>

namespace aw::assess {
namespace {

Counts countsOf(const model::Findings &findings)
{
    Counts counts;
    std::map<model::Severity, int> failed;
    std::map<model::Reason, int> unknown;
    for (const model::Finding &finding : findings) {
        switch (finding.status) {
        case model::Status::Pass: ++counts.passed; break;
        case model::Status::Fail:
            ++counts.failed;
            ++failed[finding.severity];
            break;
        case model::Status::Unknown:
            ++counts.unknown;
            ++unknown[finding.reason.value_or(model::Reason::NotCollected)];
            break;
        case model::Status::NotApplicable: ++counts.notApplicable; break;
        }
    }
    counts.failedBySeverity.assign(failed.begin(), failed.end());
    counts.unknownByReason.assign(unknown.begin(), unknown.end());
    std::stable_sort(counts.unknownByReason.begin(), counts.unknownByReason.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    return counts;
}

} // namespace

QLatin1String gradeName(Grade grade)
{
    switch (grade) {
    case Grade::NotReady: return QLatin1String("not_ready");
    case Grade::CannotTell: return QLatin1String("cannot_tell");
    case Grade::ReadyWithAcceptedRisks: return QLatin1String("ready_with_accepted_risks");
    case Grade::Ready: break;
    }
    return QLatin1String("ready");
}

PosturePtr postureOf(model::SnapshotPtr snapshot, model::FindingsPtr findings,
                     const catalogue::Catalogue &catalogue, const QDateTime &now)
{
    auto posture = std::make_shared<Posture>();
    posture->snapshot = std::move(snapshot);
    posture->findings = std::move(findings);
    posture->score = scoreOf(*posture->findings);
    posture->counts = countsOf(*posture->findings);
    posture->verdict = verdictOf(*posture, catalogue, now);
    return posture;
}

} // namespace aw::assess
