// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/snapshot.h"

#include <vector>

namespace aw::checks {

using Gaps = std::vector<model::Gap>;

/// What happened and what would settle it, as a clause without a final period: names the request, and
/// for Reason::Permission the missing permission (the gap's own, else `permission`).
[[nodiscard]] QString gapWords(const model::Gap &gap, const QString &permission);

/// The one of `gaps` (not empty) that a message and a reason speak of: what the reader can change
/// comes first, in the order of model::Reason.
[[nodiscard]] const model::Gap &mainGap(const Gaps &gaps);
/// How many of `gaps` tell something else than `main`.
[[nodiscard]] std::size_t otherGaps(const Gaps &gaps, const model::Gap &main);

/// Why `listing` may be short: its gaps, or one that says that nobody read `asked` to its end.
template<class T>
void addGaps(Gaps &gaps, const model::Listing<T> &listing, const QString &asked)
{
    gaps.insert(gaps.end(), listing.gaps.begin(), listing.gaps.end());
    if (listing.gaps.empty() && !listing.asked)
        gaps.push_back(
            {.reason = model::Reason::NotCollected, .asked = asked, .detail = {}, .permission = {}});
}

/// Why `fact`, which is unknown, is; `asked` where the fact itself does not say.
template<class T>
[[nodiscard]] model::Gap gapOf(const model::Fact<T> &fact, const QString &asked)
{
    model::Gap gap = fact.gap();
    if (gap.asked.isEmpty())
        gap.asked = asked;
    return gap;
}

/// A gap of kind Fault: the answer was there and did not hold what it must.
[[nodiscard]] model::Gap faultIn(const QString &asked, const QString &detail);

/// Why the live machines of `app` and their configuration may not all have been seen: a short list,
/// a configuration or state that was not told, a host that does not answer.
[[nodiscard]] Gaps machineGaps(const model::App &app);

/// Why apps may exist that are not listed, when appsComplete is false; never empty.
[[nodiscard]] Gaps unlistedApps(const model::Snapshot &snapshot);

/// "GET /v1/apps/web/machines", for a gap that nobody else has named.
[[nodiscard]] QString machinesRequest(const model::App &app);
[[nodiscard]] QString secretsRequest(const model::App &app);
[[nodiscard]] QString volumesRequest(const model::App &app);
[[nodiscard]] QString addressesRequest(const model::App &app);

} // namespace aw::checks
