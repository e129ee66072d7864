// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/collect/collector.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

const QString kWeb = QStringLiteral("web");
const QString kDb = QStringLiteral("db");

} // namespace

/// The collectors of plain lists, read through a whole record in which one answer was changed.
class ListsTest : public QObject
{
    Q_OBJECT
private slots:
    void everyRouteHasOneCollector();
    void readsApps();
    void readsTheOrganization();
    void readsMembers();
    void readsPeersAndTokens();
    void readsVolumes();
    void readsSecretsAddressesAndCertificates();
    void readsReleases();
    void moreReleasesThanAskedForAreNoFault();
    void readsDatabaseUsers();
    void wrongTypesNeverReadAsSafe_data();
    void wrongTypesNeverReadAsSafe();
    void volumesThatAreNotEncryptedForSureAreUnknown_data();
    void volumesThatAreNotEncryptedForSureAreUnknown();
};

void ListsTest::everyRouteHasOneCollector()
{
    QHash<int, int> readers;
    for (const auto &collector : all()) {
        for (const Route route : collector->routes())
            ++readers[int(route)];
    }
    for (const fly::RouteRow &row : fly::routes())
        QCOMPARE(readers.value(int(row.route)), row.source == nullptr ? 0 : 1);
}

void ListsTest::readsApps()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::App &web = *snapshot->app(kWeb);
    QCOMPARE(web.id, QStringLiteral("a1"));
    QCOMPARE(web.network, QStringLiteral("default"));
    QCOMPARE(web.status, QStringLiteral("deployed"));
    QCOMPARE(web.machineCount.valueOr(-1), qint64(2));
    QCOMPARE(web.volumeCount.valueOr(-1), qint64(1));
    QCOMPARE(web.role.valueOr(QStringLiteral("?")), QString());
    QCOMPARE(web.origin.pointer, QStringLiteral("/apps/0"));
    QCOMPARE(snapshot->app(kDb)->role.valueOr({}), QStringLiteral("postgres_cluster"));
}

void ListsTest::readsTheOrganization()
{
    const auto snapshot = snapshotOf(wholeRecord());
    QCOMPARE(snapshot->organization.slug, QStringLiteral("example-org"));
    QCOMPARE(snapshot->organization.type.valueOr({}), QStringLiteral("SHARED"));
    QCOMPARE(snapshot->organization.name.origin().pointer, QStringLiteral("/data/organization/name"));
    QCOMPARE(snapshot->organization.reach.items.at(0).orgSlug, QStringLiteral("example-org"));
    QVERIFY(snapshot->organization.reach.items.at(0).apps.isEmpty());
}

void ListsTest::readsMembers()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Member &member = snapshot->organization.members.items.at(0);
    QCOMPARE(member.id, QStringLiteral("u1"));
    QCOMPARE(member.email, QStringLiteral("one@example.com"));
    QCOMPARE(member.role, QStringLiteral("ADMIN"));
    QVERIFY(member.twoFactor.valueOr(false));
    QCOMPARE(member.origin.pointer, QStringLiteral("/data/organization/members/edges/0"));
    QCOMPARE(formatTime(*member.joinedAt), QStringLiteral("2025-01-01T00:00:00Z"));
}

void ListsTest::readsPeersAndTokens()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgTokens), R"("totalCount":1)", R"("totalCount":2)");
    change(answerIn(record, Route::OrgTokens), R"("nodes":[)",
           R"("nodes":[{"id":"t0","name":"old","profile":"deploy","createdAt":"2026-01-01T00:00:00Z",
               "expiresAt":"2026-02-01T00:00:00Z","revokedAt":"2026-01-15T00:00:00Z","user":null},)");
    const auto snapshot = snapshotOf(record);
    const model::WireGuardPeer &peer = snapshot->organization.peers.items.at(0);
    QCOMPARE(peer.name, QStringLiteral("laptop"));
    QCOMPARE(peer.network, QString());
    QCOMPARE(peer.peerIp, QStringLiteral("fdaa:0:1::2"));
    const auto &tokens = snapshot->organization.tokens;
    QVERIFY(tokens.complete());
    QVERIFY(*tokens.items.at(0).revoked);
    QCOMPARE(tokens.items.at(0).userEmail, QString());
    QVERIFY(!*tokens.items.at(1).revoked);
    QCOMPARE(tokens.items.at(1).userEmail, QStringLiteral("one@example.com"));
    QCOMPARE(tokens.items.at(1).profile, QStringLiteral("deploy"));
    QCOMPARE(formatTime(*tokens.items.at(1).expiresAt), QStringLiteral("2046-01-01T00:00:00Z"));
}

void ListsTest::readsVolumes()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Volume &one = snapshot->app(kWeb)->volumes.items.at(0);
    QCOMPARE(one.id, QStringLiteral("vol_1"));
    QCOMPARE(one.app, kWeb);
    QVERIFY(*one.encrypted);
    QCOMPARE(one.sizeGb.valueOr(0), qint64(3));
    QCOMPARE(*one.attachedMachine, QStringLiteral("m1"));
    QCOMPARE(one.snapshotRetentionDays.valueOr(0), qint64(5));
    const model::Volume &two = snapshot->app(kDb)->volumes.items.at(0);
    QVERIFY(!*two.encrypted);
    QVERIFY(two.attachedMachine.known());
    QCOMPARE(*two.attachedMachine, QString());
    QCOMPARE(snapshot->app(kWeb)->volumes.origins.at(0).pointer, QStringLiteral("/volumes"));
}

void ListsTest::readsSecretsAddressesAndCertificates()
{
    Record record = wholeRecord();
    change(
        answerIn(record, Route::AppAddresses, kWeb), R"({"ips":[)",
        R"({"ips":[{"ip":"fdaa:0:1::3","region":"","shared":false,"egress":false,"created_at":"2026-01-01T00:00:00Z",
               "network":{"name":"","org_slug":"other-org"}},
              {"ip":"203.0.113.9","egress":true,"created_at":"2026-01-01T00:00:00Z"},)");
    const auto snapshot = snapshotOf(record);
    const model::App &web = *snapshot->app(kWeb);
    QCOMPARE(web.secrets.items.at(0).name, QStringLiteral("DATABASE_URL"));
    QCOMPARE(web.secrets.items.at(0).hmac, QStringLiteral("aabbccddeeff0011"));
    QCOMPARE(formatTime(*web.secrets.items.at(0).updatedAt), QStringLiteral("2026-03-01T00:00:00Z"));
    const auto &addresses = web.addresses;
    QVERIFY(addresses.complete());
    QVERIFY(addresses.items.at(0).flycast());
    QCOMPARE(addresses.items.at(0).networkOrg.valueOr({}), QStringLiteral("other-org"));
    QVERIFY(!addresses.items.at(1).publicIngress());
    QVERIFY(addresses.items.at(2).publicIngress());
    QVERIFY(!addresses.items.at(2).networkOrg.known());
    QCOMPARE(web.certificates.items.at(0).hostname, QStringLiteral("web.example.com"));
    QCOMPARE(web.certificates.items.at(0).status, QStringLiteral("active"));
}

void ListsTest::readsReleases()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Release &release = snapshot->app(kWeb)->releases.items.at(0);
    QCOMPARE(release.version, QStringLiteral("7"));
    QCOMPARE(release.imageRef, QStringLiteral("registry.fly.io/web:deployment-1"));
    QCOMPARE(release.user, QStringLiteral("one@example.com"));
    QCOMPARE(release.origin.pointer, QStringLiteral("/data/app/releasesUnprocessed/nodes/0"));
}

void ListsTest::moreReleasesThanAskedForAreNoFault()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::AppReleases, kWeb), R"("hasNextPage":false)", R"("hasNextPage":true)");
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(!snapshot->app(kWeb)->releases.complete());
    QCOMPARE(snapshot->app(kWeb)->releases.gaps.at(0).reason, Reason::Limit);
    QVERIFY(snapshot->app(kDb)->releases.complete());
}

void ListsTest::readsDatabaseUsers()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const auto &users = snapshot->app(kDb)->databaseUsers;
    QVERIFY(users.complete());
    QCOMPARE(users.items.at(0).name, QStringLiteral("postgres"));
    QVERIFY(*users.items.at(0).superuser);
    QCOMPARE(users.items.at(0).databases, QStringList{QStringLiteral("postgres")});
    QVERIFY(!snapshot->app(kWeb)->databaseUsers.asked);
}

void ListsTest::wrongTypesNeverReadAsSafe_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QString>("app");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, Route route, const QString &app, const char *from, const char *to) {
        QTest::newRow(name) << route << app << QByteArray(from) << QByteArray(to);
    };
    row("egress is text", Route::AppAddresses, kWeb, R"("egress":false)", R"("egress":"true")");
    row("an address is a number", Route::AppAddresses, kWeb, R"("ip":"2a09:8280:1::1")", R"("ip":7)");
    row("ips is null", Route::AppAddresses, kWeb, R"({"ips":[)", R"({"ips":null,"was":[)");
    row("ips is gone", Route::AppAddresses, kWeb, R"({"ips":[)", R"({"was":[)");
    row("secrets is an object", Route::AppSecrets, kWeb, R"({"secrets":[)", R"({"secrets":{},"was":[)");
    row("a secret's date is no date", Route::AppSecrets, kWeb, R"("updated_at":"2026-03-01T00:00:00Z")",
        R"("updated_at":"soon")");
    row("the next page of certificates is a number", Route::AppCertificates, kWeb, R"("next_cursor":null)",
        R"("next_cursor":5)");
    row("the count of certificates is text", Route::AppCertificates, kWeb, R"("total_count":1)",
        R"("total_count":"1")");
    row("a volume without an app", Route::OrgVolumes, {}, R"("app_name":"web")", R"("app_name":"")");
    row("the state of a volume is a number", Route::OrgVolumes, {}, R"("state":"created")", R"("state":3)");
    row("a member is null", Route::OrgMembers, {}, R"("edges":[)", R"("edges":[null,)");
    row("two-factor is text", Route::OrgMembers, {}, R"("twoFactorProtection":true)",
        R"("twoFactorProtection":"yes")");
    row("a peer without id", Route::OrgWireGuard, {}, R"("id":"p1")", R"("id":null)");
    row("whether more peers follow is text", Route::OrgWireGuard, {}, R"("hasNextPage":false)",
        R"("hasNextPage":"false")");
    row("more peers follow but no cursor", Route::OrgWireGuard, {}, R"("hasNextPage":false)",
        R"("hasNextPage":true)");
    row("the count of peers is missing", Route::OrgWireGuard, {}, R"("totalCount":1)", R"("other":1)");
    row("the count of peers is text", Route::OrgWireGuard, {}, R"("totalCount":1)", R"("totalCount":"1")");
    row("when a token was revoked is a flag", Route::OrgTokens, {}, R"("revokedAt":null)",
        R"("revokedAt":false)");
    row("the token's apps are text", Route::CurrentTokens, {}, R"("apps":[])", R"("apps":"all")");
    row("an app of the token is a number", Route::CurrentTokens, {}, R"("apps":[])", R"("apps":[5])");
    row("a token is null", Route::CurrentTokens, {}, R"([{"org_slug")", R"([null,{"org_slug")");
    row("the release list's end is missing", Route::AppReleases, kWeb, R"("hasNextPage":false)",
        R"("x":false)");
    row("superuser is text", Route::AppPostgresRole, kDb, R"("isSuperuser":true)", R"("isSuperuser":"no")");
    row("error_regions is text", Route::OrgMachines, {}, R"("error_regions":[])", R"("error_regions":"iad")");
    row("a machine of the inventory without id", Route::OrgMachines, {}, R"("id":"m3")", R"("id":3)");
    row("attached apps is text", Route::ManagedPostgres, {}, R"([{"name":"web"}])", R"("web")");
}

void ListsTest::wrongTypesNeverReadAsSafe()
{
    QFETCH(Route, route);
    QFETCH(QString, app);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Record record = wholeRecord();
    change(answerIn(record, route, app), from, to);
    const auto snapshot = snapshotOf(record);
    const QStringList incomplete = incompleteSources(*snapshot);
    QVERIFY2(incomplete.contains(QString::fromLatin1(fly::row(route).source)),
             qPrintable(incomplete.join(u' ')));
    QVERIFY(!sourceIn(*snapshot, route).detail.isEmpty());
    const model::Organization &organization = snapshot->organization;
    bool complete = true;
    switch (route) {
    case Route::AppAddresses: complete = snapshot->app(kWeb)->addresses.complete(); break;
    case Route::AppSecrets: complete = snapshot->app(kWeb)->secrets.complete(); break;
    case Route::AppCertificates: complete = snapshot->app(kWeb)->certificates.complete(); break;
    case Route::AppReleases: complete = snapshot->app(kWeb)->releases.complete(); break;
    case Route::AppPostgresRole: complete = snapshot->app(kDb)->databaseUsers.complete(); break;
    case Route::OrgVolumes: complete = snapshot->app(kWeb)->volumes.complete(); break;
    case Route::OrgMembers: complete = organization.members.complete(); break;
    case Route::OrgWireGuard: complete = organization.peers.complete(); break;
    case Route::OrgTokens: complete = organization.tokens.complete(); break;
    case Route::CurrentTokens: complete = organization.reach.complete(); break;
    default: complete = false;
    }
    QVERIFY(!complete);
}

void ListsTest::volumesThatAreNotEncryptedForSureAreUnknown_data()
{
    QTest::addColumn<QByteArray>("encrypted");
    QTest::newRow("absent") << QByteArray(R"("x":1)");
    QTest::newRow("null") << QByteArray(R"("encrypted":null)");
    QTest::newRow("text") << QByteArray(R"("encrypted":"true")");
    QTest::newRow("a number") << QByteArray(R"("encrypted":1)");
}

void ListsTest::volumesThatAreNotEncryptedForSureAreUnknown()
{
    QFETCH(QByteArray, encrypted);
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgVolumes), R"("encrypted":true)", encrypted);
    const auto snapshot = snapshotOf(record);
    const model::Volume &volume = snapshot->app(kWeb)->volumes.items.at(0);
    QVERIFY(!volume.encrypted.known());
    QCOMPARE(volume.encrypted.gap().reason, Reason::Fault);
    QVERIFY(volume.encrypted.gap().detail.contains(QLatin1String("encrypted")));
    QCOMPARE(volume.encrypted.gap().asked, QStringLiteral("GET /v1/orgs/example-org/volumes"));
}

QTEST_GUILESS_MAIN(ListsTest)
#include "lists_test.moc"
