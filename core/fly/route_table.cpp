// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "core/fly/selections.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace aw::fly {
namespace {

constexpr auto kReadApp = QT_TRANSLATE_NOOP("fly", "read access to the app");
constexpr auto kReadMachines = QT_TRANSLATE_NOOP("fly", "read access to the app's machines");
constexpr auto kReadSecrets =
    QT_TRANSLATE_NOOP("fly", "read access to the app's secrets (names and dates, never values)");
constexpr auto kReadOrg = QT_TRANSLATE_NOOP("fly", "read access to the organization");
constexpr auto kReadMembers =
    QT_TRANSLATE_NOOP("fly", "read access to the organization's members (feature “membership”)");
constexpr auto kReadPeers =
    QT_TRANSLATE_NOOP("fly", "read access to the organization's WireGuard peers (feature “wg”)");
constexpr auto kReadTokens = QT_TRANSLATE_NOOP(
    "fly", "read access to the organization's tokens, with an organization token or a member's own");
constexpr auto kReadImages = QT_TRANSLATE_NOOP("fly", "read access to the app's images (feature “images”)");
constexpr auto kReadNothing = QT_TRANSLATE_NOOP("fly", "any macaroon token");

constexpr auto kReadPolicies = QT_TRANSLATE_NOOP("fly", "read access to the app's network policies");
constexpr auto kReadDocuments =
    QT_TRANSLATE_NOOP("fly", "an administrator's token (feature “document_signing”)");
constexpr auto kReadSignIn =
    QT_TRANSLATE_NOOP("fly", "read access to the organization's sign-in settings (feature “authentication”)");
constexpr auto kReadAddOns =
    QT_TRANSLATE_NOOP("fly", "read access to the organization's add-ons (feature “addon”)");
constexpr auto kReadOwn = QT_TRANSLATE_NOOP("fly", "the user's own token");

/// Rows of the Machines API ask for the largest page it documents; `show_secrets` is never sent.
constexpr std::array kRows = {
    RouteRow{Route::CurrentTokens, "current_tokens", "current_tokens", Api::Machines, "/v1/tokens/current",
             "", Paging::None, selections::kCurrentTokens, nullptr, kReadNothing},
    RouteRow{Route::PlatformRegions, "platform_regions", "platform_regions", Api::Machines,
             "/v1/platform/regions", "", Paging::None, selections::kPlatformRegions, nullptr, kReadNothing},
    RouteRow{Route::Viewer, "viewer", "viewer", Api::GraphQl, "01-viewer.graphql", "", Paging::None, nullptr,
             nullptr, kReadNothing},
    RouteRow{Route::Apps, "apps", "apps", Api::Machines, "/v1/apps", "org_slug={org}&limit=5000",
             Paging::BodyCursor, selections::kApps, nullptr, kReadOrg},
    RouteRow{Route::OrgMachines, "org_machines", "org_machines", Api::Machines, "/v1/orgs/{org}/machines",
             "limit=1000", Paging::BodyCursor, selections::kOrgMachines, nullptr, kReadOrg},
    RouteRow{Route::OrgVolumes, "org_volumes", "org_volumes", Api::Machines, "/v1/orgs/{org}/volumes",
             "limit=1000", Paging::BodyCursor, selections::kOrgVolumes, nullptr, kReadOrg},
    RouteRow{Route::ManagedPostgres, "managed_postgres", "managed_postgres", Api::Machines, "/v1/postgres",
             "org_slug={org}", Paging::None, selections::kManagedPostgres, nullptr, kReadOrg},
    RouteRow{Route::OrgCore, "org_core", "org_core", Api::GraphQl, "03-org-core.graphql", "", Paging::None,
             nullptr, nullptr, kReadOrg},
    RouteRow{Route::OrgMembers, "org_members", "org_members", Api::GraphQl, "04-org-members.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadMembers},
    RouteRow{Route::OrgMemberDetails, "org_member_details", "org_member_details", Api::GraphQl,
             "26-member-details.graphql", "", Paging::Connection, nullptr, nullptr, kReadMembers, true},
    RouteRow{Route::OrgInvitations, "org_invitations", "org_invitations", Api::GraphQl,
             "05-org-invitations.graphql", "", Paging::Connection, nullptr, nullptr, kReadMembers},
    RouteRow{Route::OrgWireGuard, "org_wireguard", "org_wireguard", Api::GraphQl, "06-org-wireguard.graphql",
             "", Paging::Connection, nullptr, nullptr, kReadPeers},
    RouteRow{Route::OrgDelegatedWireGuard, "org_delegated_wireguard", "org_delegated_wireguard", Api::GraphQl,
             "07-org-delegated-wireguard.graphql", "", Paging::Connection, nullptr, nullptr, kReadPeers},
    RouteRow{Route::OrgTokens, "org_tokens", "org_tokens", Api::GraphQl, "08-org-tokens.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadTokens},
    RouteRow{Route::OrgTokenProfiles, "org_token_profiles", "org_token_profiles", Api::GraphQl,
             "26-token-profiles.graphql", "", Paging::Connection, nullptr,
             "data.organization.limitedAccessTokens.nodes.profileParams @options", kReadTokens, true},
    RouteRow{Route::PersonalTokens, "personal_tokens", "personal_tokens", Api::GraphQl,
             "27-personal-access-tokens.graphql", "", Paging::Connection, nullptr, nullptr, kReadOwn},
    RouteRow{Route::OrgThirdParty, "org_third_party", "org_third_party", Api::GraphQl,
             "10-org-third-party.graphql", "", Paging::Connection, nullptr, nullptr, kReadSignIn},
    RouteRow{Route::OrgSignedDocuments, "org_signed_documents", "org_signed_documents", Api::GraphQl,
             "11-org-signed-documents.graphql", "", Paging::Connection, nullptr, nullptr, kReadDocuments},
    RouteRow{Route::OrgSshCertificates, "org_ssh_certificates", "org_ssh_certificates", Api::GraphQl,
             "12-org-ssh-certs.graphql", "", Paging::Connection, nullptr,
             "data.organization.loggedCertificates.nodes.cert @ssh", kReadPeers},
    RouteRow{Route::OrgAddOns, "org_addons", "org_addons", Api::GraphQl, "24-org-addons.graphql", "",
             Paging::Connection, nullptr,
             "data.organization.addOns.nodes.options @options;"
             "data.organization.addOns.nodes.metadata @options",
             kReadAddOns},
    RouteRow{Route::OrgApps, "org_apps", "org_apps", Api::GraphQl, "13-org-apps.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadOrg},
    RouteRow{Route::PostgresCluster, "postgres_cluster", "postgres_cluster", Api::Machines,
             "/v1/postgres/{item}", "", Paging::None, selections::kPostgresCluster, nullptr, kReadOrg},
    RouteRow{Route::PostgresUsers, "postgres_users", "postgres_users", Api::Machines,
             "/v1/postgres/{item}/users", "", Paging::None, selections::kPostgresUsers, nullptr, kReadOrg},
    RouteRow{Route::PostgresDatabases, "postgres_databases", "postgres_databases", Api::Machines,
             "/v1/postgres/{item}/databases", "", Paging::None, selections::kPostgresDatabases, nullptr,
             kReadOrg},
    RouteRow{Route::PostgresBackups, "postgres_backups", "postgres_backups", Api::Machines,
             "/v1/postgres/{item}/backups", "", Paging::None, selections::kPostgresBackups, nullptr,
             kReadOrg},
    RouteRow{Route::AppMachines, "app_machines", "app_machines", Api::Machines, "/v1/apps/{app}/machines",
             "limit=1000", Paging::HeaderCursor, selections::kAppMachines.data(), nullptr, kReadMachines},
    RouteRow{Route::AppSecrets, "app_secrets", "app_secrets", Api::Machines, "/v1/apps/{app}/secrets", "",
             Paging::None, selections::kAppSecrets, nullptr, kReadSecrets},
    RouteRow{Route::AppSecretOwners, "app_secret_owners", "app_secret_owners", Api::GraphQl,
             "15-app-secrets.graphql", "", Paging::None, nullptr, nullptr, kReadSecrets},
    RouteRow{Route::AppSecretKeys, "app_secret_keys", "app_secret_keys", Api::Machines,
             "/v1/apps/{app}/secretkeys", "", Paging::None, selections::kAppSecretKeys, nullptr,
             kReadSecrets},
    RouteRow{Route::AppAddresses, "app_addresses", "app_addresses", Api::Machines,
             "/v1/apps/{app}/ip_assignments", "", Paging::None, selections::kAppAddresses, nullptr, kReadApp},
    RouteRow{Route::AppEgress, "app_egress", "app_egress", Api::GraphQl, "20-app-egress.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadApp},
    RouteRow{Route::AppNetworkPolicies, "app_network_policies", "app_network_policies", Api::Machines,
             "/v1/apps/{app}/network_policies/", "", Paging::None, selections::kNetworkPolicies, nullptr,
             kReadPolicies, true},
    RouteRow{Route::AppCertificates, "app_certificates", "app_certificates", Api::Machines,
             "/v1/apps/{app}/certificates", "limit=500", Paging::BodyCursor, selections::kAppCertificates,
             nullptr, kReadApp},
    RouteRow{Route::CertificateDetail, "certificate_detail", "certificate_detail", Api::Machines,
             "/v1/apps/{app}/certificates/{item}", "", Paging::None, selections::kCertificateDetail, nullptr,
             kReadApp},
    RouteRow{Route::AppTokens, "app_tokens", "app_tokens", Api::GraphQl, "09-app-tokens.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadTokens},
    RouteRow{Route::AppReleases, "app_releases", "app_releases", Api::GraphQl, "17-app-releases.graphql", "",
             Paging::Connection, nullptr,
             "data.app.releasesUnprocessed.nodes.reason @command;"
             "data.app.releasesUnprocessed.nodes.description @command",
             kReadApp},
    RouteRow{Route::AppChanges, "app_changes", "app_changes", Api::GraphQl, "16-app-changes.graphql", "",
             Paging::Connection, nullptr,
             "data.app.changes.nodes.description @command;"
             "data.app.changes.nodes.actor.reason @command;"
             "data.app.changes.nodes.actor.description @command",
             kReadApp},
    RouteRow{Route::AppPostgresRole, "app_postgres_role", "app_postgres_role", Api::GraphQl,
             "22-app-role-postgres.graphql", "", Paging::None, nullptr, nullptr, kReadApp},
    RouteRow{Route::PostgresAttachments, "postgres_attachments", "postgres_attachments", Api::GraphQl,
             "23-postgres-attachments.graphql", "", Paging::Connection, nullptr, nullptr, kReadApp},
    RouteRow{Route::AppImageDetails, "app_image_details", "app_image_details", Api::GraphQl,
             "19-app-image-details.graphql", "", Paging::None, nullptr, nullptr, kReadApp},
    RouteRow{Route::VolumeSnapshots, "volume_snapshots", "volume_snapshots", Api::Machines,
             "/v1/apps/{app}/volumes/{item}/snapshots", "", Paging::None, selections::kVolumeSnapshots,
             nullptr, kReadMachines},
    RouteRow{Route::MachineVersions, "machine_versions", "machine_versions", Api::Machines,
             "/v1/apps/{app}/machines/{item}/versions", "", Paging::None, selections::kMachineVersions.data(),
             nullptr, kReadMachines},
    RouteRow{Route::AppImage, "app_image", "app_image", Api::GraphQl, "18-app-image.graphql", "",
             Paging::None, nullptr, "data.app.image.config @image", kReadImages},
    RouteRow{Route::RegistryManifest, "registry_manifest", "registry_manifest", Api::Registry,
             "/v2/{repository}/manifests/{digest}", "", Paging::None, selections::kRegistryManifest, nullptr,
             kReadImages},
    RouteRow{Route::RegistryConfig, "registry_config", "registry_config", Api::Registry,
             "/v2/{repository}/blobs/{digest}", "", Paging::None, selections::kRegistryConfig, nullptr,
             kReadImages},
    RouteRow{Route::Organizations, "organizations", nullptr, Api::GraphQl, "02-organizations.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadNothing},
    RouteRow{Route::TokenAuthorize, "token_authorize", nullptr, Api::Machines, "/v1/tokens/authorize", "",
             Paging::None, selections::kTokenAuthorize, nullptr, kReadNothing, false, true},
};

constexpr bool inOrderOfRoute()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].route != Route(i))
            return false;
    }
    return kRows.size() == std::size_t(Route::TokenAuthorize) + 1;
}

static_assert(inOrderOfRoute(), "row() takes the place in the table for the route");

} // namespace

std::span<const RouteRow> routes()
{
    return kRows;
}

const RouteRow &row(Route route)
{
    return kRows.at(std::size_t(route));
}

std::optional<Route> routeNamed(const QString &name)
{
    const auto found = std::find_if(kRows.begin(), kRows.end(),
                                    [&](const RouteRow &route) { return name == QLatin1String(route.name); });
    if (found == kRows.end())
        return std::nullopt;
    return found->route;
}

QString permissionFor(Route route)
{
    return QCoreApplication::translate("fly", row(route).permission);
}

} // namespace aw::fly
