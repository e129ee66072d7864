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
    CurrentTokens,         ///< GET /v1/tokens/current
    PlatformRegions,       ///< GET /v1/platform/regions
    Viewer,                ///< 01-viewer.graphql: whose token it is
    Apps,                  ///< GET /v1/apps?org_slug=
    OrgMachines,           ///< GET /v1/orgs/{org}/machines: inventory, to compare with what apps list
    OrgVolumes,            ///< GET /v1/orgs/{org}/volumes
    ManagedPostgres,       ///< GET /v1/postgres?org_slug=
    OrgCore,               ///< 03-org-core.graphql
    OrgMembers,            ///< 04-org-members.graphql
    OrgMemberDetails,      ///< 26-member-details.graphql: fields that not every schema has
    OrgInvitations,        ///< 05-org-invitations.graphql
    OrgWireGuard,          ///< 06-org-wireguard.graphql
    OrgDelegatedWireGuard, ///< 07-org-delegated-wireguard.graphql
    OrgTokens,             ///< 08-org-tokens.graphql
    OrgTokenProfiles,      ///< 26-token-profiles.graphql: a field that not every schema has
    PersonalTokens,        ///< 27-personal-access-tokens.graphql: of the viewer, when that is a user
    OrgThirdParty,         ///< 10-org-third-party.graphql
    OrgSignedDocuments,    ///< 11-org-signed-documents.graphql: administrators only
    OrgSshCertificates,    ///< 12-org-ssh-certs.graphql
    OrgAddOns,             ///< 24-org-addons.graphql
    OrgApps,               ///< 13-org-apps.graphql: roles, and a second count of apps
    PostgresCluster,       ///< GET /v1/postgres/{item}
    PostgresUsers,         ///< GET /v1/postgres/{item}/users
    PostgresDatabases,     ///< GET /v1/postgres/{item}/databases
    PostgresBackups,       ///< GET /v1/postgres/{item}/backups
    AppMachines,           ///< GET /v1/apps/{app}/machines
    AppSecrets,            ///< GET /v1/apps/{app}/secrets
    AppSecretOwners,       ///< 15-app-secrets.graphql: who set them
    AppSecretKeys,         ///< GET /v1/apps/{app}/secretkeys
    AppAddresses,          ///< GET /v1/apps/{app}/ip_assignments
    AppEgress,             ///< 20-app-egress.graphql
    AppNetworkPolicies,    ///< GET /v1/apps/{app}/network_policies/: documented in prose alone; any {item}:
                           ///< without the last slash
    AppCertificates,       ///< GET /v1/apps/{app}/certificates
    CertificateDetail,     ///< GET /v1/apps/{app}/certificates/{item}, {item} is the host name
    AppTokens,             ///< 09-app-tokens.graphql
    AppReleases,           ///< 17-app-releases.graphql
    AppChanges,            ///< 16-app-changes.graphql
    AppPostgresRole,       ///< 22-app-role-postgres.graphql
    PostgresAttachments,   ///< 23-postgres-attachments.graphql
    AppImageDetails,       ///< 19-app-image-details.graphql
    VolumeSnapshots,       ///< GET /v1/apps/{app}/volumes/{item}/snapshots
    MachineVersions,       ///< GET /v1/apps/{app}/machines/{item}/versions
    AppImage,              ///< 18-app-image.graphql, {item} is the image reference
    RegistryManifest,      ///< GET /v2/{repository}/manifests/{digest}; {item} is repository@digest
    RegistryConfig,        ///< GET /v2/{repository}/blobs/{digest}; {item} is repository@digest
    Organizations,         ///< 02-organizations.graphql: at the intake of a token
    TokenAuthorize,        ///< POST /v1/tokens/authorize: could this token do {item} ("w") to {org}; only
                           ///< when the user allows it
};

/// One thing to ask. Which of app, item and cursor it uses is the route's matter.
struct Request {
    Route route = Route::Apps;
    QString org;
    QString app;
    QString item;   ///< machine, volume or cluster id, host name, or image reference
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
