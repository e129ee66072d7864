// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/generated_people.h"

#include "tests/support/ssh_text.h"

#include <QDateTime>
#include <algorithm>

namespace aw::test {
namespace {

JsonValue parsed(const QByteArray &text)
{
    const Result<JsonDocument> document = JsonDocument::parse(text);
    if (!document)
        qFatal("%s: %s", qPrintable(document.error().what), text.constData());
    return document->root().copy();
}

JsonValue ofOrganization(const char *connection, JsonValue nodes)
{
    JsonValue rows = JsonValue::object().set("nodes", std::move(nodes));
    return JsonValue::object().set("organization", JsonValue::object().set(connection, std::move(rows)));
}

/// One row alone.
JsonValue oneRow(const char *connection, const QByteArray &node)
{
    return ofOrganization(connection, JsonValue::array().append(parsed(node)));
}

JsonValue person(const JsonView &member)
{
    JsonValue out = JsonValue::object();
    for (const char *field : {"id", "email", "name"})
        out.set(field, member.at("node").at(field).copy());
    return out;
}

JsonValue viewer(const JsonView &member)
{
    JsonValue out = member.at("node").copy();
    out.set("__typename", QLatin1String("User"));
    return JsonValue::object().set("viewer", std::move(out));
}

JsonValue details(const JsonView &members)
{
    JsonValue out = JsonValue::array();
    for (const JsonView &member : members.items()) {
        JsonValue row = parsed(R"({"emailVerified":true,"hasRecoveryCodes":true,"identities":[]})");
        row.set("id", member.at("node").at("id").copy());
        out.append(std::move(row));
    }
    return out;
}

JsonValue profiles(const JsonView &tokens)
{
    JsonValue out = JsonValue::array();
    for (const JsonView &token : tokens.items()) {
        JsonValue row = JsonValue::object().set("profileParams", JsonValue());
        row.set("id", token.at("id").copy());
        out.append(std::move(row));
    }
    return out;
}

JsonValue invitation(const JsonView &inviter)
{
    JsonValue row = parsed(R"({"id":"inv_generated","email":"new@generated.example",
        "createdAt":"2026-11-20T08:00:00Z","redeemed":false,"redeemedAt":null})");
    row.set("inviter", person(inviter));
    return JsonValue::array().append(std::move(row));
}

/// Certificates of half a day, and the key that signs them.
JsonValue certificates(const JsonView &members)
{
    const auto from = quint64(QDateTime(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
    JsonValue root = parsed(R"({"id":"lgc_root","root":true})");
    root.set("cert",
             QString::fromLatin1("ssh-ed25519 " +
                                 (sshString("ssh-ed25519") + sshString(QByteArray(32, 's'))).toBase64()));
    JsonValue out = JsonValue::array().append(std::move(root));
    quint64 serial = 0;
    for (const JsonView &member : members.items()) {
        SshText text;
        text.serial = ++serial;
        text.keyId = member.at("node").at("email").text().value_or(QString()).toUtf8();
        text.principals = {"root", "fly"};
        text.after = from;
        text.before = from + 12 * 3'600;
        text.extensions = {{"permit-pty", {}}};
        JsonValue row = JsonValue::object().set("root", false);
        row.set("id", QStringLiteral("lgc_%1").arg(serial));
        row.set("cert", sshText(text));
        out.append(std::move(row));
    }
    return out;
}

} // namespace

void addPeople(JsonValue &graphql, const JsonView &members, const JsonView &tokens)
{
    const JsonView first = members.at(0);
    graphql.set("OrgCore", parsed(R"({"organization":{"id":"org_generated","internalNumericId":"77",
        "slug":"generated","rawSlug":"generated","name":"Generated","type":"SHARED","viewerRole":"admin",
        "paidPlan":true,"allowAllCrossNetworkReplays":false,"allowedReplaySourceOrgSlugs":[],
        "remoteBuilderApp":null}})"));
    graphql.set("Viewer", viewer(first));
    graphql.set("PersonalAccessTokens", parsed(R"({"accessTokens":{"nodes":[
        {"id":"pat_generated","name":"laptop","type":"flyctl","createdAt":"2026-11-01T08:00:00Z"}]}})"));
    graphql.set("OrgMemberDetails", ofOrganization("members", details(members)));
    graphql.set("OrgTokenProfiles", ofOrganization("limitedAccessTokens", profiles(tokens)));
    graphql.set("OrgInvitations", ofOrganization("invitations", invitation(first)));
    graphql.set("OrgSshCertificates", ofOrganization("loggedCertificates", certificates(members)));
    graphql.set("OrgDelegatedWireGuard",
                oneRow("delegatedWireGuardTokens", R"({"id":"dwg_generated","name":"runners"})"));
    graphql.set(
        "OrgSignedDocuments",
        oneRow("signedDocuments", R"({"documentType":"dpa","signed":true,"signerEmailAddress":null})"));
    graphql.set("OrgThirdParty", oneRow("thirdPartyConfigurations",
                                        R"({"id":"tpc_generated","name":"gate",
            "location":"https://gate.generated.example","flyctlLevel":"REQUIRED","uiexLevel":"REQUIRED",
            "customLevel":"REQUIRED","createdAt":"2026-01-01T08:00:00Z","updatedAt":"2026-01-01T08:00:00Z"})"));
}

void addActivity(JsonValue &app, const JsonView &members, const JsonView &tokens, int number)
{
    JsonValue owners = JsonValue::object();
    int at = number;
    for (const JsonView &secret : app.view().at("secrets").items()) {
        if (members.size() > 0)
            owners.set(secret.at("name").text().value_or(QString()),
                       person(members.at(at++ % int(members.size()))));
    }
    app.set("secret_owners", std::move(owners));
    if (tokens.size() > 0)
        app.set("tokens", JsonValue::array().append(tokens.at(number % int(tokens.size())).at("id").copy()));
}

JsonValue generatedRegions()
{
    return parsed(R"({"nearest":"fra","regions":[
        {"code":"fra","name":"Frankfurt, Germany","geo_region":"europe","deprecated":false},
        {"code":"iad","name":"Ashburn, Virginia","geo_region":"north_america","deprecated":false}]})");
}

} // namespace aw::test
