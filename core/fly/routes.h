// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <QUrl>
#include <span>

namespace aw::fly {

enum class Api { Machines, GraphQl };

/// Where a list goes on.
enum class Paging {
    None,
    BodyCursor,   ///< "next_cursor" in the body, "cursor" in the query
    HeaderCursor, ///< response header fly-next-cursor
    Connection,   ///< GraphQL pageInfo{hasNextPage,endCursor}, variable $after
};

/// One row of the allow-list.
struct RouteRow {
    Route route;
    const char *name;   ///< stored with each answer; never renamed
    const char *source; ///< the source it belongs to, as reports name it: "app_secrets"
    Api api;
    const char *path; ///< "/v1/apps/{app}/machines", or the document "04-org-members.graphql"
    Paging paging;
    const char
        *keep; ///< REST: selection of fields that survive redaction; GraphQL: null (the document itself)
    const char *permission; ///< what a token must be allowed to read it, in words
};

[[nodiscard]] std::span<const RouteRow> routes();
[[nodiscard]] const RouteRow &row(Route route);
[[nodiscard]] std::optional<Route> routeNamed(const QString &name);

/// How the request reads as evidence: "GET /v1/apps/web/machines" or "04-org-members.graphql".
[[nodiscard]] QString described(const Request &request);

/// The text of a query document in resources/graphql; empty for a REST route.
[[nodiscard]] QByteArray document(Route route);

/// Where the two APIs are. Defaults and overrides as flyctl has them (FLY-API §1).
struct Endpoints {
    QUrl machines{QStringLiteral("https://api.machines.dev")};
    QUrl graphql{QStringLiteral("https://api.fly.io")};

    /// From FLY_FLAPS_BASE_URL and FLY_API_BASE_URL where set. Refused (Input): anything but https,
    /// except http to a loopback address or to _api.internal; user info, query or fragment in the URL.
    [[nodiscard]] static Result<Endpoints> fromEnvironment();
};

/// A request as it goes over the wire, but for the Authorization header, which the transport adds as
/// it sends. Can only be made from a Request, so nothing outside the allow-list can be expressed.
class WireRequest
{
public:
    [[nodiscard]] static WireRequest from(const Request &request, const Endpoints &endpoints);

    [[nodiscard]] const Request &request() const { return m_request; }
    [[nodiscard]] Api api() const { return m_api; }
    [[nodiscard]] bool post() const { return m_api == Api::GraphQl; } ///< GraphQL queries are the only POST
    [[nodiscard]] const QUrl &url() const { return m_url; }
    [[nodiscard]] const QByteArray &body() const { return m_body; } ///< JSON for GraphQL, else empty

private:
    WireRequest() = default;

    Request m_request;
    Api m_api = Api::Machines;
    QUrl m_url;
    QByteArray m_body;
};

} // namespace aw::fly
