// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/https_bench.h"

#include <QTemporaryFile>
#include <QTest>

using namespace aw;
using namespace aw::fly;
using namespace aw::test;

class HttpsTransportTest : public QObject
{
    Q_OBJECT
private slots:
    void sendsWhatTheApisExpect();
    void aHostileNameReachesTheServerAsOneSegment();
    void handsOnBodyAndHeaders();
    void keepsNoCookies();
    void trustsAnExtraCertificate();
    void refusesABadCertificateFile();
    void sendsNoTokenUnencrypted();
    void abortsWithoutAnswering();
    void mayDieWhileRequestsFly();
    void opensAConnectionForEachRequestInFlight();
};

void HttpsTransportTest::sendsWhatTheApisExpect()
{
    LoopbackServer server(always(LoopbackServer::answer("{}")));
    QCOMPARE(ask(server.url()).status, 200);
    QCOMPARE(ask(server.url(), httpsSetup(), request(Route::OrgMembers)).status, 200);
    QCOMPARE(server.asked().size(), std::size_t(2));

    const LoopbackServer::Asked &get = server.asked()[0];
    QCOMPARE(get.line, QByteArray("GET /v1/apps/web/machines?limit=1000 HTTP/1.1"));
    QCOMPARE(get.header("Authorization"), "FlyV1 " + kHttpsSecret); // no user tokens for the Machines API
    QVERIFY(get.header("User-Agent").startsWith("Airworthy/"));
    QCOMPARE(get.header("Accept"), QByteArray("application/json"));
    QVERIFY(get.body.isEmpty());
    QVERIFY(get.header("Cookie").isEmpty());

    const LoopbackServer::Asked &post = server.asked()[1];
    QCOMPARE(post.line, QByteArray("POST /graphql HTTP/1.1"));
    QCOMPARE(post.header("Authorization"), "FlyV1 " + kHttpsSecret + ",fo1_0123456789abcdef");
    QCOMPARE(post.header("Content-Type"), QByteArray("application/json"));
    const QByteArray start = R"({"operationName":"OrgMembers","query":"query OrgMembers($slug)";
    QCOMPARE(post.body.left(start.size()), start);
}

void HttpsTransportTest::aHostileNameReachesTheServerAsOneSegment()
{
    LoopbackServer server(always(LoopbackServer::answer("{}")));
    const QList<QPair<QString, QByteArray>> names{
        {QStringLiteral("../../tokens"), "..%2F..%2Ftokens"},
        {QStringLiteral(".."), "%252E%252E"},
        {QStringLiteral("a?show_secrets=1"), "a%3Fshow_secrets%3D1"},
        {QStringLiteral("a\r\nX: 1"), "a%0D%0AX%3A%201"}};
    for (const auto &[name, segment] : names) {
        QCOMPARE(ask(server.url(), httpsSetup(), request(Route::AppSecrets, name)).status, 200);
        QCOMPARE(server.asked().back().line, "GET /v1/apps/" + segment + "/secrets HTTP/1.1");
    }
}

void HttpsTransportTest::handsOnBodyAndHeaders()
{
    LoopbackServer server(always(
        LoopbackServer::answer(R"([{"id":"m"}])", "200 OK",
                               "fly-request-id: 01JD-fra\r\nFly-Next-Cursor: p2\r\nRetry-After: 7\r\n")));
    const WireReply reply = ask(server.url());
    QVERIFY(!reply.fault);
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray(R"([{"id":"m"}])"));
    QCOMPARE(reply.requestId, QStringLiteral("01JD-fra"));
    QCOMPARE(reply.nextCursor, QStringLiteral("p2"));
    QCOMPARE(reply.retryAfter, QByteArray("7"));
    QCOMPARE(reply.at.timeSpec(), Qt::UTC);
    QVERIFY(qAbs(reply.at.secsTo(QDateTime::currentDateTimeUtc())) < 60);
}

void HttpsTransportTest::keepsNoCookies()
{
    LoopbackServer server(always(LoopbackServer::answer("{}", "200 OK", "Set-Cookie: track=1; Path=/\r\n")));
    const auto transport = opened(httpsSetup());
    int answers = 0;
    for (int i = 1; i <= 12; ++i) { // every manager twice
        transport->send(wire(request(Route::Apps), server.url()), [&](const WireReply &) { ++answers; });
        QTRY_COMPARE(answers, i);
    }
    for (const LoopbackServer::Asked &asked : server.asked())
        QVERIFY(asked.header("Cookie").isEmpty());
}

void HttpsTransportTest::trustsAnExtraCertificate()
{
    LoopbackServer server(always(LoopbackServer::answer("[1]")), kCertificates + QLatin1String("localhost"));
    const WireReply reply = ask(server.url(), trusting());
    QVERIFY2(!reply.fault, reply.fault ? qPrintable(reply.fault->what) : "");
    QCOMPARE(reply.body, QByteArray("[1]"));
    QCOMPARE(server.asked().front().header("Authorization"), "FlyV1 " + kHttpsSecret);
}

void HttpsTransportTest::refusesABadCertificateFile()
{
    HttpsTransport::Setup with = httpsSetup();
    with.caFile = "/nowhere/ca.pem";
    const auto absent = HttpsTransport::open(with);
    QVERIFY(!absent);
    QCOMPARE(absent.error().kind, ErrorKind::Input);
    QCOMPARE(absent.error().where, QStringLiteral("/nowhere/ca.pem"));

    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n");
    file.flush();
    with.caFile = file.fileName().toUtf8();
    const auto nonsense = HttpsTransport::open(with);
    QVERIFY(!nonsense);
    QCOMPARE(nonsense.error().kind, ErrorKind::Input);
}

void HttpsTransportTest::sendsNoTokenUnencrypted()
{
    const WireReply reply = ask(QUrl(QStringLiteral("http://api.machines.dev")));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Input);
    QVERIFY(reply.lasting);
}

void HttpsTransportTest::abortsWithoutAnswering()
{
    LoopbackServer server([](QTcpSocket &, const LoopbackServer::Asked &) {});
    const auto transport = opened(httpsSetup());
    int answers = 0;
    for (int i = 0; i < 10; ++i)
        transport->send(wire(request(Route::Apps), server.url()), [&](const WireReply &) { ++answers; });
    transport->send(wire(request(Route::Apps), QUrl(QStringLiteral("http://api.machines.dev"))),
                    [&](const WireReply &) { ++answers; });
    transport->abort();
    QTest::qWait(50);
    QCOMPARE(answers, 0);
    QVERIFY(server.asked().size() <= std::size_t(10));
}

void HttpsTransportTest::mayDieWhileRequestsFly()
{
    LoopbackServer server([](QTcpSocket &, const LoopbackServer::Asked &) {});
    auto transport = opened(httpsSetup());
    int answers = 0;
    for (int i = 0; i < 40; ++i)
        transport->send(wire(request(Route::Apps), server.url()), [&](const WireReply &) { ++answers; });
    QTRY_VERIFY(!server.asked().empty());
    transport.reset();
    QTest::qWait(50);
    QCOMPARE(answers, 0);
}

void HttpsTransportTest::opensAConnectionForEachRequestInFlight()
{
    LoopbackServer server([](QTcpSocket &, const LoopbackServer::Asked &) {});
    const auto transport = opened(httpsSetup());
    for (int i = 0; i < 36; ++i)
        transport->send(wire(request(Route::Apps), server.url()), [](const WireReply &) {});
    QTRY_COMPARE(server.asked().size(), std::size_t(36)); // none waits for another's answer
    QCOMPARE(server.connections(), 36);
    transport->abort();
}

QTEST_GUILESS_MAIN(HttpsTransportTest)
#include "https_transport_test.moc"
