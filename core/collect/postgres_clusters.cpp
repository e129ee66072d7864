// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/postgres_clusters.h"

namespace aw::collect {

Next ofEachCluster(fly::Route route, const QString &org, const Draft &draft)
{
    Next next;
    for (const model::App &app : draft.snapshot.apps) {
        const auto role = draft.roles.find(app.name);
        const bool second = role != draft.roles.end() && role->second.known() &&
                            *role->second == QLatin1String("postgres_cluster");
        if (app.postgresCluster() || second)
            next.push_back({.route = route, .org = org, .app = app.name, .item = {}, .cursor = {}});
    }
    return next;
}

} // namespace aw::collect
