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
    void readsImages();
    void anImageIsAskedOnceOfTheFirstApp();
    void wrongTypesNeverReadAsSafe_data();
    void wrongTypesNeverReadAsSafe();
    void volumesThatAreNotEncryptedForSureAreUnknown_data();
    void volumesThatAreNotEncryptedForSureAreUnknown();
    void eitherApiCanTellAPostgresCluster_data();
    void eitherApiCanTellAPostgresCluster();
    void aClusterWhoseRoleIsNoneIsUnknown_data();
    void aClusterWhoseRoleIsNoneIsUnknown();
    void anImageThatTellsTooLittleHasGaps_data();
    void anImageThatTellsTooLittleHasGaps();
    void anImageThatFailedIsListedWithItsGap();
    void partialGraphQlAnswersAreReadAndMarked_data();
    void partialGraphQlAnswersAreReadAndMarked();
    void refusedGraphQlFieldsNameTheRight_data();
    void refusedGraphQlFieldsNameTheRight();
};

void ListsTest::everyRouteHasOneCollector()
{
    QHash<int, int> readers;
    for (const auto &collector : all()) {
        for (const Route route : collector->routes())
            ++readers[int(route)];
    }
    QCOMPARE(readers.size(), qsizetype(fly::routes().size()));
    for (const fly::RouteRow &row : fly::routes())
        QCOMPARE(readers.value(int(row.route)), 1);
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

void ListsTest::readsImages()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QCOMPARE(image.ref.repository, QStringLiteral("web"));
    QCOMPARE(image.apps, QStringList{kWeb});
    QCOMPARE(formatTime(*image.createdAt), QStringLiteral("2026-05-06T07:08:09Z"));
    QVERIFY(image.envRead);
    QVERIFY(image.historyRead);
    QVERIFY(image.gaps.empty());
    QCOMPARE(image.env.at(0).name, QStringLiteral("PATH"));
    QCOMPARE(image.env.at(0).origin.pointer, QStringLiteral("/data/app/image/config/config/Env/0"));
    QCOMPARE(image.history.at(0).text, QStringLiteral("RUN make"));
    QCOMPARE(image.history.at(0).origin.pointer,
             QStringLiteral("/data/app/image/config/history/0/created_by"));
}

void ListsTest::anImageIsAskedOnceOfTheFirstApp()
{
    Draft draft;
    for (const QString &name : {QStringLiteral("zeta"), QStringLiteral("alpha"), QStringLiteral("mid")}) {
        model::App app;
        app.name = name;
        model::Machine machine;
        machine.id = name;
        machine.state = QStringLiteral("started");
        machine.image = {.registry = QStringLiteral("r"),
                         .repository = name,
                         .tag = {},
                         .digest = QStringLiteral("sha256:same"),
                         .origin = {}};
        app.machines.items.push_back(machine);
        machine.state = QStringLiteral("destroyed");
        machine.image.digest = QStringLiteral("sha256:gone");
        app.machines.items.push_back(machine);
        draft.add(std::move(app));
    }
    const Next next = collectorOf(Route::AppImage).afterApps(QStringLiteral("o"), draft);
    QCOMPARE(next.size(), std::size_t(1));
    QCOMPARE(next.front().app, QStringLiteral("alpha"));
    QCOMPARE(next.front().item, QStringLiteral("r/alpha@sha256:same"));
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

void ListsTest::eitherApiCanTellAPostgresCluster_data()
{
    QTest::addColumn<QByteArray>("appRole");
    QTest::addColumn<QByteArray>("role");
    const QByteArray cluster = R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})";
    QTest::newRow("both") << QByteArray(R"("app_role":"postgres_cluster")") << cluster;
    QTest::newRow("the list of apps alone")
        << QByteArray(R"("app_role":"postgres_cluster")") << QByteArray("null");
    QTest::newRow("GraphQL alone, against the list") << QByteArray(R"("app_role":"")") << cluster;
    QTest::newRow("GraphQL alone") << QByteArray(R"("x":"")") << cluster;
}

void ListsTest::eitherApiCanTellAPostgresCluster()
{
    QFETCH(QByteArray, appRole);
    QFETCH(QByteArray, role);
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), R"("app_role":"postgres_cluster")", appRole);
    change(answerIn(record, Route::OrgApps),
           R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})", role);
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->app(kDb)->postgresCluster());
    QCOMPARE(sourceIn(*snapshot, Route::AppPostgresRole).asked, 1);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
}

void ListsTest::aClusterWhoseRoleIsNoneIsUnknown_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("another role") << QByteArray(R"({"data":{"app":{"role":{"__typename":"EmptyAppRole"}}}})");
    QTest::newRow("no role") << QByteArray(R"({"data":{"app":{"role":null}}})");
    QTest::newRow("no app") << QByteArray(R"({"data":{"app":null}})");
    QTest::newRow("no users") << QByteArray(
        R"({"data":{"app":{"role":{"__typename":"PostgresClusterAppRole","users":null}}}})");
    QTest::newRow("no data") << QByteArray(R"({"data":null})");
    QTest::newRow("refused at validation")
        << QByteArray(R"({"errors":[{"message":"Field 'role' doesn't exist on type 'App'"}]})");
}

void ListsTest::aClusterWhoseRoleIsNoneIsUnknown()
{
    QFETCH(QByteArray, body);
    Record record = wholeRecord();
    answerIn(record, Route::AppPostgresRole, kDb).body = body;
    const auto snapshot = snapshotOf(record);
    const auto &users = snapshot->app(kDb)->databaseUsers;
    QVERIFY(!users.complete());
    QCOMPARE(users.gaps.at(0).reason, Reason::Fault);
    QCOMPARE(users.gaps.at(0).asked, QStringLiteral("22-app-role-postgres.graphql"));
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_postgres_role")});
}

void ListsTest::anImageThatTellsTooLittleHasGaps_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<std::size_t>("env");
    const auto row = [](const char *name, const char *from, const char *to, std::size_t env) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << env;
    };
    row("no history", R"("has_history":true)", R"("has_history":false)", 1);
    row("no environment", R"("has_env":true)", R"("has_env":false)", 1);
    row("has_env is text", R"("has_env":true)", R"("has_env":"yes")", 1);
    row("an environment entry is a mark", R"("Env":[)", R"("Env":[{"airworthy_type":"number"},)", 1);
    row("a step is text", R"("history":[)", R"("history":["RUN",)", 1);
    row("labels is a mark", R"("Labels":{})", R"("Labels":{"airworthy_type":"array"})", 1);
    row("the configuration is a mark", R"("config":{"has_env")",
        R"("config":{"airworthy_type":"string"},"was":{"has_env")", 0);
    row("another digest", R"("digest":"sha256:aa")", R"("digest":"sha256:cc")", 1);
    row("no digest", R"("digest":"sha256:aa")", R"("x":"sha256:aa")", 1);
    row("an error beside it", R"({"data")", R"({"errors":[{"message":"timeout"}],"data")", 1);
}

void ListsTest::anImageThatTellsTooLittleHasGaps()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(std::size_t, env);
    Record record = wholeRecord();
    change(answerIn(record, Route::AppImage, kWeb), from, to);
    const auto snapshot = snapshotOf(record);
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QVERIFY(!image.gaps.empty());
    QCOMPARE(image.env.size(), env);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_image")});
    QVERIFY(snapshot->images.items.at(1).gaps.empty());
}

void ListsTest::anImageThatFailedIsListedWithItsGap()
{
    Record record = wholeRecord();
    refuse(answerIn(record, Route::AppImage, kWeb), 403, ErrorKind::Refused);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->images.items.size(), std::size_t(2));
    const model::Image &image = snapshot->images.items.at(0);
    QCOMPARE(image.ref.digest, QStringLiteral("sha256:aa"));
    QCOMPARE(image.apps, QStringList{kWeb});
    QCOMPARE(image.gaps.at(0).reason, Reason::Permission);
    QVERIFY(!image.gaps.at(0).permission.isEmpty());
    QVERIFY(!image.envRead);
    QVERIFY(snapshot->images.complete());
}

void ListsTest::partialGraphQlAnswersAreReadAndMarked_data()
{
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<bool>("touched");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const char *errors, bool touched, Reason reason) {
        QTest::newRow(name) << QByteArray(errors) << touched << reason;
    };
    row("an error elsewhere", R"([{"message":"no","path":["organization","billing"]}])", false,
        Reason::Fault);
    row("an error of the field", R"([{"message":"timeout","path":["organization","members"]}])", true,
        Reason::Fault);
    row("an error above the field", R"([{"message":"timeout","path":["organization"]}])", true,
        Reason::Fault);
    row("an error inside the field",
        R"([{"message":"Not authorized","path":["organization","members","edges",0,"node","email"]}])", true,
        Reason::Permission);
    row("an error without a place", R"([{"message":"something"}])", true, Reason::Fault);
    row("a code that speaks of rights", R"([{"message":"no","extensions":{"code":"FORBIDDEN"}}])", true,
        Reason::Permission);
    row("errors is an object", R"({"message":"no"})", true, Reason::Fault);
    row("an error is text", R"(["no"])", true, Reason::Fault);
    row("no errors", "[]", false, Reason::Fault);
    row("null", "null", false, Reason::Fault);
}

void ListsTest::partialGraphQlAnswersAreReadAndMarked()
{
    QFETCH(QByteArray, errors);
    QFETCH(bool, touched);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgMembers), R"({"data")", R"({"errors":)" + errors + R"(,"data")");
    const auto snapshot = snapshotOf(record);
    const auto &members = snapshot->organization.members;
    QCOMPARE(members.items.size(), std::size_t(1));
    QCOMPARE(members.complete(), !touched);
    QCOMPARE(snapshot->complete(), !touched);
    if (touched) {
        QCOMPARE(members.gaps.at(0).reason, reason);
        QCOMPARE(members.gaps.at(0).permission.isEmpty(), reason != Reason::Permission);
    }
}

void ListsTest::refusedGraphQlFieldsNameTheRight_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("null with an authorization error")
        << QByteArray(R"({"data":{"organization":{"members":null}},"errors":[
            {"message":"You do not have permission","path":["organization","members"]}]})")
        << Reason::Permission;
    QTest::newRow("the organization is null, unauthorized")
        << QByteArray(
               R"({"data":{"organization":null},"errors":[{"message":"x","extensions":{"code":"UNAUTHORIZED"}}]})")
        << Reason::Permission;
    QTest::newRow("null without a word")
        << QByteArray(R"({"data":{"organization":{"members":null}}})") << Reason::Fault;
    QTest::newRow("null with a fault")
        << QByteArray(R"({"data":{"organization":null},"errors":[{"message":"Something went wrong"}]})")
        << Reason::Fault;
    QTest::newRow("no data at all") << QByteArray("{}") << Reason::Fault;
    QTest::newRow("a list") << QByteArray("[]") << Reason::Fault;
    QTest::newRow("the field is text")
        << QByteArray(R"({"data":{"organization":{"members":"one"}}})") << Reason::Fault;
    QTest::newRow("the edges are missing")
        << QByteArray(
               R"({"data":{"organization":{"members":{"totalCount":0,"pageInfo":{"hasNextPage":false}}}}})")
        << Reason::Fault;
}

void ListsTest::refusedGraphQlFieldsNameTheRight()
{
    QFETCH(QByteArray, body);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    answerIn(record, Route::OrgMembers).body = body;
    const auto snapshot = snapshotOf(record);
    const auto &members = snapshot->organization.members;
    QVERIFY(!members.asked);
    QVERIFY(!members.complete());
    QCOMPARE(members.gaps.at(0).reason, reason);
    QCOMPARE(members.gaps.at(0).asked, QStringLiteral("04-org-members.graphql"));
    QCOMPARE(members.gaps.at(0).permission.isEmpty(), reason != Reason::Permission);
    QCOMPARE(sourceIn(*snapshot, Route::OrgMembers).reason, reason);
    QCOMPARE(sourceIn(*snapshot, Route::OrgMembers).answered, 0);
}

QTEST_GUILESS_MAIN(ListsTest)
#include "lists_test.moc"
