// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"
#include "core/model/snapshot.h"

#include <vector>

namespace aw::collect {

/// A finished collection as it is kept: the redacted answers, from which everything else follows.
struct Record {
    QString org;
    bool demo = false;
    QDateTime startedAt;
    QDateTime collectedAt;
    std::vector<fly::Reply> replies; ///< in canonical order: route, app, item, page

    /// First 26 hex digits of the SHA-256 over all of the above in canonical JSON.
    [[nodiscard]] QString id() const;
};

/// Reads the answers of `record` through the collectors, compares what was listed with what the
/// platform counts (total_apps, machine_count, volume_count, totalCount, error_regions, the token's
/// own app list), and states each source's completeness. Pure: the same record gives the same snapshot.
[[nodiscard]] model::SnapshotPtr snapshotOf(const Record &record);
/// The same where the record's id is known already, as that of one the store gives back: to work it out
/// takes a third of the time.
[[nodiscard]] model::SnapshotPtr snapshotOf(const Record &record, const QString &id);

} // namespace aw::collect
