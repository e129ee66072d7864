// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

#include <chrono>
#include <map>

namespace aw::collect {

struct Draft;

/// What one source will be asked.
struct PlannedSource {
    QString name;         ///< "app_machines"
    QString request;      ///< its form: "GET /v1/apps/{app}/machines" or "04-org-members.graphql"
    int requests = 0;     ///< as far as is known before the run
    bool atLeast = false; ///< more may turn up: what is asked hangs on answers that are not there yet
};

/// What a collection will ask, and how fast the platform lets it.
struct Plan {
    std::vector<PlannedSource> sources; ///< in the order of the route table; all that are ever asked
    int requests = 0;
    bool atLeast = false;
    int apps = 0;
    /// What the published limits allow at the least: one request a second for each action and machine
    /// or app after a burst of three (working-with-machines-api, "Rate limits"). Apps share no bucket, so
    /// it is zero unless one of them is asked the same thing often. GraphQL publishes no limit.
    std::chrono::milliseconds shortest{0};
};

/// The plan of a run that begins with the answers in `apps` (the list of apps); what only later answers
/// tell is taken from `last`, the newest record of the same organization, where there is one.
[[nodiscard]] Plan planOf(const Record &apps, const Record *last);

/// How many requests of a route the platform's own counts foretell, once the list of apps was read.
[[nodiscard]] std::map<fly::Route, int> foretold(const Draft &draft);

} // namespace aw::collect
