// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/model/finding.h"
#include "core/model/intent.h"
#include "core/model/snapshot.h"

namespace aw::checks {

/// Runs every check over the snapshot. Pure and deterministic: same snapshot, catalogue and intents,
/// same findings in the same order (severity, check, app, resource name, key). Ages are counted from
/// the snapshot's own time. Needs no network, no store, no clock.
[[nodiscard]] model::Findings judge(const model::Snapshot &snapshot, const catalogue::Catalogue &catalogue,
                                    const model::DeclaredIntents &declared);

} // namespace aw::checks
