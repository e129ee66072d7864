// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <optional>

namespace aw::fly {

/// The whole of what this program can ask, in the order answers are kept. A request that is not here
/// cannot be written: the table in routes.cpp is the allow-list. Names are stored with every answer
/// (routeName), so a released one is never renamed.
enum class Route {
    CurrentTokens,   ///< GET /v1/tokens/current
    Apps,            ///< GET /v1/apps?org_slug=
    OrgMachines,     ///< GET /v1/orgs/{org}/machines: inventory, to compare with what apps list
    OrgVolumes,      ///< GET /v1/orgs/{org}/volumes
    ManagedPostgres, ///< GET /v1/postgres?org_slug=
    OrgCore,         ///< 03-org-core.graphql
    OrgMembers,      ///< 04-org-members.graphql
    OrgWireGuard,    ///< 06-org-wireguard.graphql
    OrgTokens,       ///< 08-org-tokens.graphql
    OrgApps,         ///< 13-org-apps.graphql: roles, and a second count of apps
    AppMachines,     ///< GET /v1/apps/{app}/machines
    AppSecrets,      ///< GET /v1/apps/{app}/secrets
    AppAddresses,    ///< GET /v1/apps/{app}/ip_assignments
    AppCertificates, ///< GET /v1/apps/{app}/certificates
    AppReleases,     ///< 17-app-releases.graphql
    AppPostgresRole, ///< 22-app-role-postgres.graphql
    MachineVersions, ///< GET /v1/apps/{app}/machines/{item}/versions
    AppImage,        ///< 18-app-image.graphql, {item} is the image reference
};

/// One thing to ask. Which of app, item and cursor it uses is the route's matter.
struct Request {
    Route route = Route::Apps;
    QString org;
    QString app;
    QString item;   ///< machine id or image reference
    QString cursor; ///< empty for the first page

    friend bool operator==(const Request &, const Request &) = default;
};

/// What came back, after redaction. Exactly these fields are stored, and a collection is re-judged
/// by reading them again.
struct Reply {
    Request request;
    int status = 0;             ///< HTTP status; 0 when nothing came back
    QByteArray body;            ///< redacted JSON; empty when there was none or it was unusable
    QString nextCursor;         ///< from the header fly-next-cursor, where the route pages by header
    QString requestId;          ///< fly-request-id
    QDateTime at;               ///< when it had arrived, UTC
    int attempts = 1;           ///< how often it was sent
    std::optional<Error> fault; ///< why there is no usable body; empty for a 2xx answer that parsed

    [[nodiscard]] bool usable() const { return !fault.has_value(); }
};

} // namespace aw::fly
