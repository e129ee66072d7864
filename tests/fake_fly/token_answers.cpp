// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/token_answers.h"

#include "core/base/json.h"

namespace aw::test {
namespace {

Response refused(int status, const char *message)
{
    return {.status = status,
            .body = JsonValue::object().set("error", QLatin1String(message)).compact(),
            .headers = {}};
}

Response data(const char *field, JsonValue value)
{
    JsonValue root = JsonValue::object();
    root.set("data", JsonValue::object().set(field, std::move(value)));
    return {.status = 200, .body = root.compact(), .headers = {}};
}

Response viewer(const FakeToken &token)
{
    JsonValue who = JsonValue::object();
    if (token.user)
        who.set("__typename", QLatin1String("User"))
            .set("email", QLatin1String("ines@example.com"))
            .set("name", QLatin1String("Ines Alvarado"))
            .set("id", QLatin1String("usr_1"))
            .set("username", QLatin1String("ines"))
            .set("twoFactorProtection", true);
    else
        who.set("__typename", QLatin1String("Macaroon"))
            .set("email", QLatin1String("0b7d1c9e-6a57-5c44-9d0a-3a2b1f0e4d5c@tokens.fly.io"))
            .set("name", JsonValue());
    return data("viewer", std::move(who));
}

JsonValue organization(const QString &slug)
{
    JsonValue node = JsonValue::object();
    node.set("id", QLatin1String("org_") + slug)
        .set("slug", slug)
        .set("rawSlug", slug)
        .set("name", slug.left(1).toUpper() + slug.mid(1))
        .set("type", QLatin1String("SHARED"))
        .set("viewerRole", QLatin1String("admin"))
        .set("paidPlan", false);
    return node;
}

Response organizations(const JsonView &variables, const FakeToken &token, const QString &org)
{
    const QStringList all = QStringList(org) + token.alsoReaches;
    const qsizetype first = qsizetype(variables.at("first").integer().value_or(100));
    const qsizetype from = variables.at("after").text().value_or(QString()).toLongLong();
    JsonValue nodes = JsonValue::array();
    for (const QString &slug : all.mid(from, first))
        nodes.append(organization(slug));
    const bool more = from + first < all.size();
    JsonValue page = JsonValue::object();
    page.set("hasNextPage", more)
        .set("endCursor", more ? JsonValue(QString::number(from + first)) : JsonValue());
    JsonValue list = JsonValue::object();
    list.set("nodes", std::move(nodes)).set("pageInfo", std::move(page)).set("totalCount", int(all.size()));
    return data("organizations", std::move(list));
}

Response authorized(const Seen &seen, const FakeToken &token, const QString &org)
{
    const Result<JsonDocument> asked = JsonDocument::parse(seen.body);
    const JsonView access = asked ? asked->root().at("access") : JsonView();
    const QString action = access.at("action").text().value_or(QString());
    const QString slug = access.at("org_slug").text().value_or(QString());
    if (asked && asked->root().at("header").text() != QString::fromUtf8(seen.header("authorization")))
        return refused(400, "the header is another token's");
    const bool reached = slug == org || token.alsoReaches.contains(slug);
    if (!reached || (action != QLatin1String("r") && !token.writes))
        return refused(token.refusal, "unauthorized");
    // The mask by its bits (resset.Action): read 1, write 2.
    JsonValue granted = JsonValue::object();
    granted.set("action", action == QLatin1String("r") ? 1 : 2).set("orgid", 7);
    return {.status = 200,
            .body = JsonValue::object().set("access", std::move(granted)).compact(),
            .headers = {}};
}

} // namespace

std::optional<Response> tokenAnswer(const Seen &seen, const FakeToken &token, const QString &org)
{
    if (seen.path == QLatin1String("/v1/tokens/authorize"))
        return authorized(seen, token, org);
    if (seen.path == QLatin1String("/v1/tokens/current") && token.user)
        return refused(401, "no macaroon among the tokens");
    if (seen.operation == QLatin1String("Viewer"))
        return viewer(token);
    if (seen.operation == QLatin1String("Organizations")) {
        const Result<JsonDocument> asked = JsonDocument::parse(seen.body);
        return organizations(asked ? asked->root().at("variables") : JsonView(), token, org);
    }
    return std::nullopt;
}

bool isAuthorizeQuestion(const Seen &seen)
{
    if (seen.method != "POST" || seen.path != QLatin1String("/v1/tokens/authorize"))
        return false;
    const Result<JsonDocument> asked = JsonDocument::parse(seen.body);
    return asked && asked->root().size() == 2 && asked->root().at("header").text() &&
           asked->root().at("access").size() == 2 && asked->root().at("access").at("action").text() &&
           asked->root().at("access").at("org_slug").text();
}

} // namespace aw::test
