// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/people_answers.h"

#include "tests/core/collect/answers.h"
#include "tests/support/ssh_text.h"

namespace aw::collect {
namespace {

using fly::Route;

/// What redaction makes of sshRaw().
const QByteArray kCertificate =
    R"({"critical_options":[],"extensions":[{"name":"permit-pty","value":""}],)"
    R"("fingerprint":"SHA256:nW+EEt4t36HwtyFoUYMmkcU/6ycAk6gcBZR3m+AEX0g","form":"certificate",)"
    R"("key_id":"one@example.com","key_type":"ssh-ed25519","kind":"user","principals":["root","fly"],)"
    R"("serial":"7","signed_by":"SHA256:x","valid_after":"2026-11-24T00:00:00Z",)"
    R"("valid_before":"2026-11-25T00:00:00Z"})";

QByteArray sshRaw()
{
    const auto at = [](int day) {
        return quint64(QDateTime(QDate(2026, 11, day), QTime(0, 0), Qt::UTC).toSecsSinceEpoch());
    };
    test::SshText text;
    text.serial = 7;
    text.keyId = "one@example.com";
    text.principals = {"root", "fly"};
    text.after = at(24);
    text.before = at(25);
    text.extensions = {{"permit-pty", {}}};
    return '"' + test::sshText(text).toLatin1() + '"';
}

QByteArray connection(const QByteArray &owner, const QByteArray &field, const QByteArray &items, int total)
{
    const QByteArray page = '"' + field + R"(":{"nodes":[)" + items +
                            R"(],"pageInfo":{"hasNextPage":false,"endCursor":null},"totalCount":)" +
                            QByteArray::number(total) + '}';
    return R"({"data":{)" + (owner.isEmpty() ? page : '"' + owner + R"(":{)" + page + '}') + "}}";
}

void ofOrganization(std::vector<fly::Reply> &replies, Route route, const char *field, const QByteArray &items)
{
    replies.push_back(answered(route, connection("organization", field, items, 1)));
}

void addOrganization(std::vector<fly::Reply> &replies)
{
    replies.push_back(answered(Route::PlatformRegions, R"({"regions":[
        {"code":"iad","name":"Ashburn, Virginia","geo_region":"north_america","deprecated":false}]
})"));
    replies.push_back(answered(Route::Viewer, R"({"data":{"viewer":{"__typename":"User","id":"u1",
        "email":"one@example.com","name":"One","username":"one","twoFactorProtection":true}}})"));
    ofOrganization(replies, Route::OrgMemberDetails, "members",
                   R"({"id":"u1","emailVerified":true,"hasRecoveryCodes":false,
                       "identities":[{"provider":"github","email":"one@example.com"}]})");
    ofOrganization(
        replies, Route::OrgInvitations, "invitations",
        R"({"id":"i1","email":"two@example.com","createdAt":"2026-11-01T00:00:00Z","redeemed":false,
                       "redeemedAt":null,"inviter":{"id":"u1","email":"one@example.com","name":"One"}})");
    ofOrganization(replies, Route::OrgDelegatedWireGuard, "delegatedWireGuardTokens",
                   R"({"id":"d1","name":"runners"})");
    ofOrganization(replies, Route::OrgTokenProfiles, "limitedAccessTokens",
                   R"({"id":"t1","profileParams":null})");
    replies.push_back(answered(
        Route::PersonalTokens,
        connection({}, "accessTokens",
                   R"({"id":"pt1","name":"laptop","type":"flyctl","createdAt":"2026-10-01T00:00:00Z"})", 1)));
    ofOrganization(
        replies, Route::OrgThirdParty, "thirdPartyConfigurations",
        R"({"id":"tp1","name":"gate","location":"https://gate.example.com","flyctlLevel":"REQUIRED",
                       "uiexLevel":"OPT_IN","customLevel":"DISABLED","createdAt":"2026-01-01T00:00:00Z",
                       "updatedAt":"2026-02-01T00:00:00Z"})");
    ofOrganization(replies, Route::OrgSignedDocuments, "signedDocuments",
                   R"({"documentType":"baa","signed":true,"signerEmailAddress":"one@example.com"})");
    ofOrganization(replies, Route::OrgSshCertificates, "loggedCertificates",
                   R"({"id":"c1","root":false,"cert":)" + kCertificate + "}");
}

void addApp(std::vector<fly::Reply> &replies, const QString &app)
{
    const QByteArray id = app.toLatin1();
    replies.push_back(answered(Route::AppSecretOwners, R"({"data":{"app":{"secrets":[{"id":"s1",
        "name":"DATABASE_URL","createdAt":"2026-03-01T00:00:00Z",
        "user":{"id":"u1","email":"one@example.com","name":"One"}}]}}})",
                               app));
    replies.push_back(
        answered(Route::AppTokens,
                 connection("app", "limitedAccessTokens",
                            R"({"id":"t-)" + id +
                                R"(","name":"deploy","profile":"deploy","createdAt":"2026-01-01T00:00:00Z",
                       "expiresAt":"2046-01-01T00:00:00Z","revokedAt":null,"revokedBy":null,
                       "user":{"id":"u1","email":"one@example.com","name":"One"}})",
                            1),
                 app));
    replies.push_back(answered(
        Route::AppChanges,
        connection("app", "changes",
                   R"({"id":"ch2","createdAt":"2026-11-20T00:00:00Z","updatedAt":"2026-11-20T00:00:00Z",
                       "actorType":"Release","description":"Release v7","status":"complete",
                       "user":{"id":"u1","email":"one@example.com","name":"One"},
                       "actor":{"__typename":"Release","version":7,"reason":"change","description":"Release",
                                "user":{"email":"one@example.com"}}},
                      {"id":"ch1","createdAt":"2026-11-19T00:00:00Z","updatedAt":"2026-11-19T00:00:00Z",
                       "actorType":"Secret","description":"Secret set","status":null,"user":null,
                       "actor":{"__typename":"Secret","name":"DATABASE_URL"}})",
                   2),
        app));
}

} // namespace

void addPeople(std::vector<fly::Reply> &replies)
{
    addOrganization(replies);
    addApp(replies, QStringLiteral("db"));
    addApp(replies, QStringLiteral("web"));
}

QByteArray unredactedPeople(Route route, QByteArray body)
{
    return route == Route::OrgSshCertificates ? body.replace(kCertificate, sshRaw()) : body;
}

} // namespace aw::collect
