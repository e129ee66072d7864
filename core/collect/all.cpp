// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"

#include <QtGlobal>
#include <algorithm>
#include <array>

namespace aw::collect {

std::span<const std::unique_ptr<Collector>> all()
{
    static const std::array kAll{
        tokenCollector(),           appsCollector(),
        inventoryCollector(),       volumesCollector(),
        managedPostgresCollector(), organizationCollector(),
        membersCollector(),         wireGuardCollector(),
        tokensCollector(),          machinesCollector(),
        secretsCollector(),         addressesCollector(),
        certificatesCollector(),    releasesCollector(),
        postgresRolesCollector(),   machineVersionsCollector(),
        imagesCollector(),          addOnsCollector(),
        secretKeysCollector(),      egressCollector(),
        networkPoliciesCollector(), postgresAttachmentsCollector(),
        imageDetailsCollector(),    appChangesCollector(),
        appTokensCollector(),       delegatedWireGuardCollector(),
        invitationsCollector(),     memberDetailsCollector(),
        regionsCollector(),         secretOwnersCollector(),
        signedDocumentsCollector(), sshCertificatesCollector(),
        thirdPartiesCollector(),    tokenProfilesCollector(),
        viewerCollector(),
    };
    return kAll;
}

const Collector &collectorOf(fly::Route route)
{
    for (const std::unique_ptr<Collector> &collector : all()) {
        const std::vector<fly::Route> routes = collector->routes();
        if (std::find(routes.begin(), routes.end(), route) != routes.end())
            return *collector;
    }
    qFatal("No collector reads route %d.", int(route));
}

} // namespace aw::collect
