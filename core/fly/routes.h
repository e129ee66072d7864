// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <QUrl>
#include <span>

namespace aw::fly {

enum class Api { Machines, GraphQl, Registry };

/// Where a list goes on.
enum class Paging {
    None,
    BodyCursor,   ///< "next_cursor" in the body, "cursor" in the query
    HeaderCursor, ///< response header fly-next-cursor, "cursor" in the query
    Connection,   ///< GraphQL pageInfo{hasNextPage,endCursor}, variable $after
};

/// One row of the allow-list.
///
/// `keep` is a selection as GraphQL writes one: `{ name field field { name } }`. Arrays are
/// transparent, `*` stands for every member of an object whose names are data, everything not named
/// is dropped. A field without braces keeps a scalar or an array of scalars as it is, unless a mark
/// behind it says how the value is reduced:
///   @pairs      object of name -> text: every value reduced. `@pairs { a b }`: a and b stay as they are
///   @env        array of "NAME=value": every value reduced
///   @content    base64 of a file: reduced to the most secret-like part
///   @command    text, or array of texts, that may hold credentials: masked
///   @line       the same, with what was found in it judged beside the text (lines.h)
///   @headers    object of name -> text, array of texts or false; or array of {name, values}: reduced
///   @digest     text replaced by our keyed digest
///   @history    array of an image's build steps: text masked, its pairs listed beside it
///   @image      an OCI image configuration, untyped: env, labels, history and the user kept, reduced
///   @options    an object that no schema describes: names, flags, numbers and a few words kept (options.h)
///   @ssh        text of an OpenSSH certificate or public key: what it says of itself kept
///   @forbidden  must never be answered: dropped, and reported unless null or empty
///
/// A name is any run of characters other than white space, "{" and "}"; it may hold "-" and ".".
/// For GraphQL the document is the selection, and `marks` adds the marks: "path @mark", separated by
/// ";", the path from the root of the answer, dots between names, arrays transparent:
/// "data.app.image.config @image".
struct RouteRow {
    Route route = Route::Apps;
    const char *name = nullptr;   ///< stored with each answer; never renamed
    const char *source = nullptr; ///< the source it belongs to, as reports name it: "app_secrets"; null for
                                  ///< what no collection asks (the intake of a token does)
    Api api = Api::Machines;
    const char *path = nullptr;  ///< "/v1/apps/{app}/machines", or the document "04-org-members.graphql"
    const char *query = nullptr; ///< REST: "org_slug={org}&limit=5000"; empty for none
    Paging paging = Paging::None;
    const char *keep = nullptr;       ///< REST: what survives redaction; GraphQL: null (the document itself)
    const char *marks = nullptr;      ///< GraphQL: marks for fields of the document; null for none
    const char *permission = nullptr; ///< what a token must be allowed to read it, in words (untranslated)
    /// Nobody promises an answer: where the platform has no such route or field the source counts as not
    /// published, which leaves a collection complete.
    bool probe = false;
    /// The one POST beside GraphQL queries; sent only after Client::permit().
    bool consent = false;
};

[[nodiscard]] std::span<const RouteRow> routes(); ///< in the order of Route
[[nodiscard]] const RouteRow &row(Route route);
[[nodiscard]] std::optional<Route> routeNamed(const QString &name);

/// `permission` of the row in the user's language.
[[nodiscard]] QString permissionFor(Route route);

/// How the request reads as evidence: "GET /v1/apps/web/machines" or "04-org-members.graphql".
[[nodiscard]] QString described(const Request &request);

/// The text of a query document in resources/graphql, without comments; empty for a REST route.
[[nodiscard]] QByteArray document(Route route);

/// Whether a token may be sent there: https, or http that stays on this machine or inside the
/// organization's WireGuard network (loopback, _api.internal).
[[nodiscard]] bool mayCarryToken(const QUrl &url);

/// Where the two APIs are. Defaults and overrides as flyctl has them (FLY-API §1).
struct Endpoints {
    QUrl machines{QStringLiteral("https://api.machines.dev")};
    QUrl graphql{QStringLiteral("https://api.fly.io")};
    QUrl registry{QStringLiteral("https://registry.fly.io")};

    /// From FLY_FLAPS_BASE_URL, FLY_API_BASE_URL and FLY_REGISTRY_HOST where set. Refused (Input): what may
    /// not carry a token; user info, query or fragment in the URL.
    [[nodiscard]] static Result<Endpoints> fromEnvironment();
};

/// A request as it goes over the wire, but for the Authorization header, which the transport adds as
/// it sends. Can only be made from a Request, so nothing outside the allow-list can be expressed:
/// whatever a name holds, it stays one segment of the path or one value of the query.
class WireRequest
{
public:
    [[nodiscard]] static WireRequest from(const Request &request, const Endpoints &endpoints);

    [[nodiscard]] const Request &request() const { return m_request; }
    [[nodiscard]] Api api() const { return m_api; }
    /// A GraphQL query, or the question that needs the user's consent; everything else is a GET.
    [[nodiscard]] bool post() const { return m_post; }
    [[nodiscard]] const QUrl &url() const { return m_url; }
    [[nodiscard]] const QByteArray &body() const { return m_body; } ///< JSON for GraphQL, else empty
    /// What is sent: the body, or the question about the very token whose header `authorization` is.
    [[nodiscard]] QByteArray bodyWith(QByteArrayView authorization) const;

private:
    WireRequest() = default;

    Request m_request;
    Api m_api = Api::Machines;
    QUrl m_url;
    QByteArray m_body;
    bool m_post = false;
};

} // namespace aw::fly
