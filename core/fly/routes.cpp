// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"

#include "core/base/json.h"
#include "core/fly/selections.h"

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>
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

/// Rows of the Machines API ask for the largest page it documents; `show_secrets` is never sent.
constexpr std::array kRows = {
    RouteRow{Route::CurrentTokens, "current_tokens", "current_tokens", Api::Machines, "/v1/tokens/current",
             "", Paging::None, selections::kCurrentTokens, nullptr, kReadNothing},
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
    RouteRow{Route::OrgWireGuard, "org_wireguard", "org_wireguard", Api::GraphQl, "06-org-wireguard.graphql",
             "", Paging::Connection, nullptr, nullptr, kReadPeers},
    RouteRow{Route::OrgTokens, "org_tokens", "org_tokens", Api::GraphQl, "08-org-tokens.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadTokens},
    RouteRow{Route::OrgApps, "org_apps", "org_apps", Api::GraphQl, "13-org-apps.graphql", "",
             Paging::Connection, nullptr, nullptr, kReadOrg},
    RouteRow{Route::AppMachines, "app_machines", "app_machines", Api::Machines, "/v1/apps/{app}/machines",
             "limit=1000", Paging::HeaderCursor, selections::kAppMachines.data(), nullptr, kReadMachines},
    RouteRow{Route::AppSecrets, "app_secrets", "app_secrets", Api::Machines, "/v1/apps/{app}/secrets", "",
             Paging::None, selections::kAppSecrets, nullptr, kReadSecrets},
    RouteRow{Route::AppAddresses, "app_addresses", "app_addresses", Api::Machines,
             "/v1/apps/{app}/ip_assignments", "", Paging::None, selections::kAppAddresses, nullptr, kReadApp},
    RouteRow{Route::AppCertificates, "app_certificates", "app_certificates", Api::Machines,
             "/v1/apps/{app}/certificates", "limit=500", Paging::BodyCursor, selections::kAppCertificates,
             nullptr, kReadApp},
    RouteRow{Route::AppReleases, "app_releases", "app_releases", Api::GraphQl, "17-app-releases.graphql", "",
             Paging::Connection, nullptr,
             "data.app.releasesUnprocessed.nodes.reason @command;"
             "data.app.releasesUnprocessed.nodes.description @command",
             kReadApp},
    RouteRow{Route::AppPostgresRole, "app_postgres_role", "app_postgres_role", Api::GraphQl,
             "22-app-role-postgres.graphql", "", Paging::None, nullptr, nullptr, kReadApp},
    RouteRow{Route::MachineVersions, "machine_versions", "machine_versions", Api::Machines,
             "/v1/apps/{app}/machines/{item}/versions", "", Paging::None, selections::kMachineVersions.data(),
             nullptr, kReadMachines},
    RouteRow{Route::AppImage, "app_image", "app_image", Api::GraphQl, "18-app-image.graphql", "",
             Paging::None, nullptr, "data.app.image.config @image", kReadImages},
};

constexpr bool inOrderOfRoute()
{
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].route != Route(i))
            return false;
    }
    return kRows.size() == std::size_t(Route::AppImage) + 1;
}

static_assert(inOrderOfRoute(), "row() takes the place in the table for the route");

constexpr int kPerPage = 100;

/// `name` so that it can be nothing but one segment: even a server that decodes before it splits
/// finds neither a separator nor a step upwards. No app or organization has such a name, so the
/// answer is an honest 404.
QByteArray segment(const QString &name)
{
    QByteArray encoded = QUrl::toPercentEncoding(name);
    if (encoded.isEmpty())
        return "%20";
    if (encoded == "." || encoded == "..")
        return encoded.replace('.', "%252E");
    return encoded;
}

using Encode = QByteArray (*)(const QString &);

QByteArray filled(const char *pattern, const Request &request, Encode encode)
{
    QByteArray text(pattern);
    // Encoded values hold no brace, so one replacement cannot make room for the next.
    text.replace("{org}", encode(request.org));
    text.replace("{app}", encode(request.app));
    text.replace("{item}", encode(request.item));
    return text;
}

QByteArray value(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QUrl below(const QUrl &base, const QByteArray &path)
{
    QByteArray start = base.path(QUrl::FullyEncoded).toLatin1();
    while (start.endsWith('/'))
        start.chop(1);
    QUrl url = base;
    url.setPath(QString::fromLatin1(start + path), QUrl::StrictMode);
    return url;
}

QUrl restUrl(const RouteRow &route, const Request &request, const QUrl &base)
{
    QUrl url = below(base, filled(route.path, request, segment));
    QByteArray query = filled(route.query, request, value);
    if (!request.cursor.isEmpty() && route.paging != Paging::None)
        query += (query.isEmpty() ? "cursor=" : "&cursor=") + value(request.cursor);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

/// The variables the document declares, no others.
JsonValue variables(const QByteArray &text, const Request &request)
{
    JsonValue values = JsonValue::object();
    if (text.contains("$slug:"))
        values.set("slug", request.org);
    if (text.contains("$name:"))
        values.set("name", request.app);
    if (text.contains("$ref:"))
        values.set("ref", request.item);
    if (text.contains("$first:"))
        values.set("first", kPerPage);
    if (text.contains("$after:"))
        values.set("after", request.cursor.isEmpty() ? JsonValue() : JsonValue(request.cursor));
    return values;
}

QByteArray operationName(const QByteArray &text)
{
    const qsizetype start = text.indexOf("query ") + 6;
    return text.mid(start, text.indexOf('(', start) - start).trimmed();
}

QByteArray graphqlBody(Route route, const Request &request)
{
    const QByteArray text = document(route);
    JsonValue body = JsonValue::object();
    body.set("operationName", QString::fromUtf8(operationName(text)));
    body.set("query", QString::fromUtf8(text));
    body.set("variables", variables(text, request));
    return body.compact();
}

Error refusedAddress(const char *variable, const QString &why)
{
    return fail(ErrorKind::Input, why, QString::fromLatin1(variable));
}

/// The address in `variable`, or `fallback` where it is not set.
Result<QUrl> address(const char *variable, const QUrl &fallback)
{
    const QByteArray set = qgetenv(variable).trimmed();
    if (set.isEmpty())
        return fallback;
    const QUrl url(QString::fromUtf8(set), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refusedAddress(variable,
                              QCoreApplication::translate("fly", "This is no address with a host name."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refusedAddress(variable,
                              QCoreApplication::translate(
                                  "fly", "The address may hold no user name, password, query or fragment."));
    if (mayCarryToken(url))
        return url;
    return refusedAddress(
        variable,
        QCoreApplication::translate("fly", "The address must begin with https://: a token sent to %1 without "
                                           "encryption could be read on the way.")
            .arg(url.host().left(100)));
}

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

QString described(const Request &request)
{
    const RouteRow &route = row(request.route);
    if (route.api == Api::GraphQl)
        return QString::fromLatin1(route.path);
    return QLatin1String("GET ") + QString::fromLatin1(filled(route.path, request, segment));
}

QByteArray document(Route route)
{
    if (row(route).api != Api::GraphQl)
        return {};
    QFile file(QLatin1String(":/graphql/") + QLatin1String(row(route).path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The query %s is not in this program's resources.", row(route).path);
    QByteArray text;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.startsWith('#'))
            text += line;
    }
    return text;
}

bool mayCarryToken(const QUrl &url)
{
    if (url.scheme() == QLatin1String("https"))
        return true;
    const QString host = url.host();
    return url.scheme() == QLatin1String("http") &&
           (host == QLatin1String("localhost") || host == QLatin1String("_api.internal") ||
            QHostAddress(host).isLoopback());
}

Result<Endpoints> Endpoints::fromEnvironment()
{
    const Endpoints usual;
    const Result<QUrl> machines = address("FLY_FLAPS_BASE_URL", usual.machines);
    if (!machines)
        return machines.error();
    const Result<QUrl> graphql = address("FLY_API_BASE_URL", usual.graphql);
    if (!graphql)
        return graphql.error();
    return Endpoints{.machines = *machines, .graphql = *graphql};
}

WireRequest WireRequest::from(const Request &request, const Endpoints &endpoints)
{
    const RouteRow &route = row(request.route);
    WireRequest wire;
    wire.m_request = request;
    wire.m_api = route.api;
    if (route.api == Api::GraphQl) {
        wire.m_url = below(endpoints.graphql, "/graphql");
        wire.m_body = graphqlBody(route.route, request);
    } else {
        wire.m_url = restUrl(route, request, endpoints.machines);
    }
    return wire;
}

} // namespace aw::fly
