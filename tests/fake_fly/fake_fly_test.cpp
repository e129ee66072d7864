// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "tests/fake_fly/asking.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"

#include <QElapsedTimer>
#include <algorithm>

using namespace aw;
using namespace aw::test;

namespace {

const QString kMachines = QStringLiteral("/v1/apps/app-0001/machines");

demo::Fixture fixture()
{
    return generatedFixture({.apps = 6, .machines = 24});
}

FakeFlyOptions unlimited(Tls tls = Tls::Off)
{
    return {.token = "secret", .latency = {}, .limits = false, .retryAfter = false, .tls = tls, .port = 0};
}

QByteArray membersRequest(const QByteArray &after = "null")
{
    return JsonValue::object()
        .set("operationName", QLatin1String("OrgMembers"))
        .set("query", QString::fromUtf8(fly::document(fly::Route::OrgMembers)))
        .set("variables",
             JsonDocument::parse(R"({"slug":"generated","first":10,"after":)" + after + "}")->root().copy())
        .compact();
}

JsonType typeAt(const QByteArray &body, const char *pointer)
{
    const Result<JsonDocument> document = JsonDocument::parse(body);
    return document ? document->root().resolve(QString::fromLatin1(pointer)).type() : JsonType::Missing;
}

} // namespace

class FakeFlyTest : public QObject
{
    Q_OBJECT
private slots:
    void servesBothApis();
    void checksTheToken_data();
    void checksTheToken();
    void answersReadsAlone();
    void pages();
    void enforcesLimits();
    void takesItsTime();
    void keepsConnections();
    void servesManyAtOnce();
    void strikes_data();
    void strikes();
    void strikesSoOften();
    void spoilsFields();
    void shortensLists();
    void repeatsCursors();
    void failsGraphql();
    void redirectsElsewhere();
    void showsCertificates_data();
    void showsCertificates();
    void remembersWhatWasAsked();
};

void FakeFlyTest::servesBothApis()
{
    FakeFly fly(fixture(), unlimited());
    Asking client;
    const auto apps = client.get(fly.machinesUrl(), QStringLiteral("/v1/apps?org_slug=generated&limit=5000"));
    QCOMPARE(apps.status, 200);
    QCOMPARE(typeAt(apps.body, "/apps/5/name"), JsonType::Text);
    QVERIFY(!apps.requestId.isEmpty());
    const auto members = client.post(fly.graphqlUrl(), membersRequest());
    QCOMPARE(members.status, 200);
    QCOMPARE(typeAt(members.body, "/data/organization/members/edges/9/role"), JsonType::Text);
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/nobody/machines")).status, 404);
}

void FakeFlyTest::checksTheToken_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    QTest::newRow("a macaroon's scheme") << QByteArray("FlyV1 secret") << 200;
    QTest::newRow("a user token's scheme") << QByteArray("Bearer secret") << 200;
    QTest::newRow("another token") << QByteArray("FlyV1 secret2") << 401;
    QTest::newRow("no scheme") << QByteArray("secret") << 401;
    QTest::newRow("nothing") << QByteArray() << 401;
}

void FakeFlyTest::checksTheToken()
{
    QFETCH(QByteArray, header);
    QFETCH(int, status);
    FakeFly fly(fixture(), unlimited());
    Asking client(header);
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps")).status, status);
    QCOMPARE(client.post(fly.graphqlUrl(), membersRequest()).status, status);
}

void FakeFlyTest::answersReadsAlone()
{
    FakeFly fly(fixture(), unlimited());
    Asking client;
    QNetworkRequest request(fly.machinesUrl().resolved(QUrl(kMachines)));
    request.setRawHeader("Authorization", "FlyV1 secret");
    const auto deleted =
        client.finished(std::unique_ptr<QNetworkReply>(client.network().deleteResource(request)));
    QCOMPARE(deleted.status, 405);
    QCOMPARE(client.get(fly.graphqlUrl(), QStringLiteral("/graphql")).status, 405);
    QCOMPARE(fly.unexpected().size(), 2);
}

void FakeFlyTest::pages()
{
    FakeFly fly(fixture(), unlimited());
    Asking client;
    const auto first = client.get(fly.machinesUrl(), kMachines + QStringLiteral("?limit=3"));
    QCOMPARE(typeAt(first.body, "/2"), JsonType::Object);
    QCOMPARE(typeAt(first.body, "/3"), JsonType::Missing);
    QVERIFY(!first.nextCursor.isEmpty());
    const auto second = client.get(fly.machinesUrl(), kMachines + QStringLiteral("?limit=3&cursor=") +
                                                          QString::fromUtf8(first.nextCursor));
    QCOMPARE(typeAt(second.body, "/0"), JsonType::Object);
    QVERIFY(second.nextCursor.isEmpty());
}

void FakeFlyTest::enforcesLimits()
{
    FakeFlyOptions options = unlimited();
    options.limits = true;
    options.retryAfter = true;
    FakeFly fly(fixture(), options);
    Asking client;
    QElapsedTimer since;
    since.start();
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    for (int i = 0; i < 6; ++i)
        replies.push_back(client.begin(fly.machinesUrl().resolved(QUrl(kMachines))));
    int good = 0;
    int refused = 0;
    for (auto &reply : replies) {
        const auto told = client.finished(std::move(reply));
        good += told.status == 200 ? 1 : 0;
        refused += told.status == 429 && told.retryAfter == "1" ? 1 : 0;
    }
    QCOMPARE(good + refused, 6);
    const qint64 seconds = since.elapsed() / 1'000;
    QVERIFY(good >= 3 && good <= 3 + seconds + 1);
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/app-0002/machines")).status, 200);
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/app-0001/secrets")).status, 200);
    bool again = false; // asking takes from the bucket, so a yes is remembered
    QTRY_VERIFY(again = again || client.get(fly.machinesUrl(), kMachines).status == 200);
}

void FakeFlyTest::takesItsTime()
{
    FakeFly fly(fixture(), unlimited());
    fly.setLatency(std::chrono::milliseconds(200));
    Asking client;
    QElapsedTimer since;
    since.start();
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps")).status, 200);
    QVERIFY(since.elapsed() >= 200);
}

void FakeFlyTest::keepsConnections()
{
    FakeFly fly(fixture(), unlimited());
    Asking client;
    for (int i = 0; i < 20; ++i)
        QCOMPARE(client.get(fly.machinesUrl(), kMachines).status, 200);
    QCOMPARE(fly.connections(), 1);
}

void FakeFlyTest::servesManyAtOnce()
{
    FakeFly fly(fixture(), unlimited());
    fly.setLatency(std::chrono::milliseconds(100));
    std::vector<Asking> clients(8); // six connections each
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    QElapsedTimer since;
    since.start();
    for (int i = 0; i < 400; ++i)
        replies.push_back(
            clients[std::size_t(i) % clients.size()].begin(fly.machinesUrl().resolved(QUrl(kMachines))));
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(replies.begin(), replies.end(), [](const auto &reply) { return reply->isFinished(); }),
        30'000);
    const qint64 took = since.elapsed();
    for (auto &reply : replies)
        QCOMPARE(Asking::told(*reply).status, 200);
    qInfo("400 requests, 100 ms each, %d at once: %lld ms", fly.mostInFlight(), took);
    QVERIFY(fly.mostInFlight() >= 30);
}

void FakeFlyTest::strikes_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("error");
    const auto row = [](const char *fault, int status, QNetworkReply::NetworkError error) {
        QTest::newRow(fault) << QString::fromLatin1(fault) + QStringLiteral("@") + kMachines << status
                             << int(error);
    };
    row("status,status=401", 401, QNetworkReply::AuthenticationRequiredError);
    row("status,status=403", 403, QNetworkReply::ContentAccessDenied);
    row("status,status=404", 404, QNetworkReply::ContentNotFoundError);
    row("status,status=503", 503, QNetworkReply::ServiceUnavailableError);
    row("not-json", 200, QNetworkReply::NoError);
    row("truncated", 200, QNetworkReply::RemoteHostClosedError);
    row("stall", 200, QNetworkReply::OperationCanceledError);
    row("reset", 0, QNetworkReply::RemoteHostClosedError);
    row("deep", 200, QNetworkReply::NoError);
}

void FakeFlyTest::strikes()
{
    QFETCH(QString, fault);
    QFETCH(int, status);
    QFETCH(int, error);
    FakeFly fly(fixture(), unlimited());
    fly.inject(*parseFault(fault));
    Asking client;
    QCOMPARE(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/app-0002/machines")).status, 200);
    const auto told = client.get(fly.machinesUrl(), kMachines);
    QCOMPARE(told.status, status);
    QCOMPARE(int(told.error), error);
    fly.clearFaults();
    QCOMPARE(client.get(fly.machinesUrl(), kMachines).status, 200);
}

void FakeFlyTest::strikesSoOften()
{
    FakeFly fly(fixture(), unlimited());
    fly.inject({.kind = FaultKind::Status,
                .where = QStringLiteral("/v1/apps/*/machines"),
                .status = 429,
                .retryAfter = "7",
                .field = {},
                .skip = 1,
                .times = 2});
    Asking client;
    QList<int> statuses;
    for (int i = 0; i < 5; ++i)
        statuses.push_back(client.get(fly.machinesUrl(), kMachines).status);
    QCOMPARE(statuses, QList<int>({200, 429, 429, 200, 200}));
}

void FakeFlyTest::spoilsFields()
{
    FakeFly fly(fixture(), unlimited());
    fly.inject({.kind = FaultKind::WrongTypes,
                .where = kMachines,
                .retryAfter = {},
                .field = QStringLiteral("services")});
    Asking client;
    const QByteArray body = client.get(fly.machinesUrl(), kMachines).body;
    QCOMPARE(typeAt(body, "/0/config/services"), JsonType::Object);
    QCOMPARE(typeAt(body, "/0/id"), JsonType::Text);
}

void FakeFlyTest::shortensLists()
{
    FakeFly fly(fixture(), unlimited());
    fly.inject(
        {.kind = FaultKind::ShorterList, .where = QStringLiteral("/v1/apps"), .retryAfter = {}, .field = {}});
    fly.inject({.kind = FaultKind::ErrorRegions,
                .where = QStringLiteral("/v1/orgs/*/machines"),
                .retryAfter = {},
                .field = {}});
    Asking client;
    const auto apps = JsonDocument::parse(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps")).body);
    QVERIFY(apps);
    QCOMPARE(apps->root().at("apps").size(), std::size_t(3));
    QCOMPARE(apps->root().at("total_apps").integer(), std::optional<qint64>(6));
    const QByteArray machines =
        client.get(fly.machinesUrl(), QStringLiteral("/v1/orgs/generated/machines")).body;
    QCOMPARE(typeAt(machines, "/error_regions/0"), JsonType::Text);
}

void FakeFlyTest::repeatsCursors()
{
    FakeFly fly(fixture(), unlimited());
    for (const QString &where : {kMachines, QStringLiteral("OrgMembers")})
        fly.inject({.kind = FaultKind::RepeatedCursor, .where = where, .retryAfter = {}, .field = {}});
    Asking client;
    for (const char *query : {"?limit=3", "?limit=3&cursor=again"}) {
        const auto told = client.get(fly.machinesUrl(), kMachines + QString::fromLatin1(query));
        QCOMPARE(told.nextCursor, QByteArray("again"));
        QCOMPARE(typeAt(told.body, "/2"), JsonType::Object);
    }
    const auto members = JsonDocument::parse(client.post(fly.graphqlUrl(), membersRequest("\"again\"")).body);
    QVERIFY(members);
    QCOMPARE(members->root().at("data").at("organization").at("members").at("pageInfo").compact(),
             QByteArray(R"({"endCursor":"again","hasNextPage":true})"));
}

void FakeFlyTest::failsGraphql()
{
    FakeFly fly(fixture(), unlimited());
    fly.inject({.kind = FaultKind::GraphqlErrors,
                .where = QStringLiteral("OrgMembers"),
                .retryAfter = {},
                .field = {}});
    Asking client;
    const auto told = client.post(fly.graphqlUrl(), membersRequest());
    QCOMPARE(told.status, 200);
    QCOMPARE(typeAt(told.body, "/data/organization/members"), JsonType::Null);
    QCOMPARE(typeAt(told.body, "/errors/0/path/1"), JsonType::Text);
}

void FakeFlyTest::redirectsElsewhere()
{
    FakeFly fly(fixture(), unlimited());
    fly.inject({.kind = FaultKind::Redirect, .where = kMachines, .retryAfter = {}, .field = {}});
    Asking client;
    const auto told = client.get(fly.machinesUrl(), kMachines);
    QCOMPARE(told.status, 302);
    const QUrl there(QString::fromUtf8(told.location));
    QVERIFY(there.host() != fly.machinesUrl().host());
    QVERIFY(there.port() != fly.machinesUrl().port());
    QVERIFY(fly.elsewhere().empty());
    QCOMPARE(client.finished(client.begin(there)).status, 200);
    QCOMPARE(fly.elsewhere().size(), std::size_t(1));
    QCOMPARE(fly.elsewhere().front().header("Authorization"), QByteArray("FlyV1 secret"));
}

void FakeFlyTest::showsCertificates_data()
{
    QTest::addColumn<int>("tls");
    QTest::addColumn<bool>("trusted");
    QTest::newRow("valid") << int(Tls::Valid) << true;
    QTest::newRow("expired") << int(Tls::Expired) << false;
    QTest::newRow("self-signed") << int(Tls::SelfSigned) << false;
    QTest::newRow("for another host") << int(Tls::WrongHost) << false;
}

void FakeFlyTest::showsCertificates()
{
    QFETCH(int, tls);
    QFETCH(bool, trusted);
    FakeFly fly(fixture(), unlimited(Tls(tls)));
    QCOMPARE(fly.machinesUrl().scheme(), QStringLiteral("https"));
    Asking client;
    client.trust(FakeFly::caFile());
    const auto told = client.get(fly.machinesUrl(), QStringLiteral("/v1/apps"));
    QCOMPARE(told.error, trusted ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(fly.requests().size(), std::size_t(trusted ? 1 : 0));
    Asking distrustful;
    QCOMPARE(distrustful.get(fly.machinesUrl(), QStringLiteral("/v1/apps")).error,
             QNetworkReply::SslHandshakeFailedError);
}

void FakeFlyTest::remembersWhatWasAsked()
{
    FakeFly fly(fixture(), unlimited());
    Asking client;
    static_cast<void>(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps?org_slug=generated")));
    static_cast<void>(client.post(fly.graphqlUrl(), membersRequest()));
    QCOMPARE(fly.unexpected(), QStringList());
    const std::vector<Seen> requests = fly.requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(requests[0].method, QByteArray("GET"));
    QCOMPARE(requests[0].query.queryItemValue(QStringLiteral("org_slug")), QStringLiteral("generated"));
    QCOMPARE(requests[0].header("authorization"), QByteArray("FlyV1 secret"));
    QCOMPARE(requests[1].operation, QStringLiteral("OrgMembers"));
    QCOMPARE(requests[1].status, 200);
    static_cast<void>(
        client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/app-0001/secrets?show_secrets=true")));
    static_cast<void>(client.get(fly.machinesUrl(), QStringLiteral("/v1/apps/app-0001/machines/x/lease")));
    static_cast<void>(client.post(fly.graphqlUrl(),
                                  R"({"operationName":"OrgMembers","query":"mutation OrgMembers { x }"})"));
    QCOMPARE(fly.unexpected().size(), 3);
    fly.clearRequests();
    QVERIFY(fly.requests().empty());
}

QTEST_GUILESS_MAIN(FakeFlyTest)
#include "fake_fly_test.moc"
