// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/client_bench.h"

#include <QTest>

using namespace aw;
using namespace aw::fly;
using namespace aw::test;

class ClientTest : public QObject
{
    Q_OBJECT
private slots:
    void handsOnTheRedactedAnswerWithItsEvidence();
    void answersLaterAndOnce();
    void passesTheCursorOnWhereTheRoutePagesByHeader();
    void refusesAPageMarkerThatIsTooLong();
    void asksForConsentBeforeTheOnePost();
    void judges_data();
    void judges();
    void retriesUntilItPasses();
    void givesUpWhenAskedToWaitTooLong();
    void readsOnlyNumbersOfRetryAfter();
    void lastingFaultsAreNotRetried();
    void quotesThePlatformWithoutTheToken();
    void keepsTheTokenOutOfBodiesAndMarkers();
    void redactionErrorsBecomeTheFault();
    void bytesOfAnotherDigestAreNotRead();
};

void ClientTest::handsOnTheRedactedAnswerWithItsEvidence()
{
    WireReply wire = answered(200, R"({"apps":[]})");
    wire.requestId = QStringLiteral("01JD-fra");
    wire.at = QDateTime::fromString(QStringLiteral("2026-11-24T09:12:00Z"), Qt::ISODate);
    Bench bench(always(wire));
    bench.ask(request(Route::Apps));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    const Reply &reply = bench.replies.front();
    QVERIFY(reply.usable());
    QCOMPARE(reply.body, QByteArray(R"(redacted {"apps":[]})"));
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.requestId, QStringLiteral("01JD-fra"));
    QCOMPARE(reply.at, wire.at);
    QCOMPARE(reply.attempts, 1);
    QCOMPARE(reply.request, request(Route::Apps));
    QCOMPARE(bench.transport.sent().front().url.path(), QStringLiteral("/v1/apps"));
}

void ClientTest::answersLaterAndOnce()
{
    Bench bench(always(answered(200)));
    bench.ask(request(Route::Apps));
    QVERIFY(bench.replies.empty());
    QVERIFY(bench.transport.sent().empty());
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    QCoreApplication::processEvents();
    QCOMPARE(bench.replies.size(), std::size_t(1));
}

void ClientTest::passesTheCursorOnWhereTheRoutePagesByHeader()
{
    WireReply wire = answered(200);
    wire.nextCursor = QStringLiteral("page-2");
    Bench bench(always(wire));
    bench.ask(request(Route::AppMachines));
    bench.ask(request(Route::AppSecrets));
    QTRY_COMPARE(bench.replies.size(), std::size_t(2));
    for (const Reply &reply : bench.replies) {
        QCOMPARE(reply.nextCursor,
                 reply.request.route == Route::AppMachines ? QStringLiteral("page-2") : QString());
    }
}

void ClientTest::refusesAPageMarkerThatIsTooLong()
{
    WireReply wire = answered(200);
    wire.nextCursor = QString(5'000, QLatin1Char('x'));
    Bench bench(always(wire));
    bench.ask(request(Route::AppMachines));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    QVERIFY(!bench.replies.front().usable());
    QCOMPARE(bench.replies.front().fault->kind, ErrorKind::Limit);
    QVERIFY(bench.replies.front().nextCursor.isEmpty());
}

void ClientTest::asksForConsentBeforeTheOnePost()
{
    Bench bench(always(answered(200)));
    bench.ask(request(Route::TokenAuthorize));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    QVERIFY(bench.transport.sent().empty());
    QVERIFY(!bench.replies.front().usable());
    QCOMPARE(bench.replies.front().fault->kind, ErrorKind::Cancelled);
    bench.ask(request(Route::TokenAuthorize));
    bench.client->cancel();
    bench.client->permit(Route::TokenAuthorize);
    bench.ask(request(Route::TokenAuthorize));
    QTRY_COMPARE(bench.replies.size(), std::size_t(2));
    QVERIFY(bench.replies.back().usable());
    QCOMPARE(bench.transport.sent().size(), std::size_t(1));
    QVERIFY(bench.transport.sent().front().post);
}

void ClientTest::judges_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<int>("sendings");
    QTest::newRow("a missing or bad token") << 401 << ErrorKind::Refused << 1;
    QTest::newRow("no permission") << 403 << ErrorKind::Refused << 1;
    QTest::newRow("unknown or filtered away") << 404 << ErrorKind::Refused << 1;
    QTest::newRow("a request it cannot read") << 400 << ErrorKind::Malformed << 1;
    QTest::newRow("a request it will not process") << 422 << ErrorKind::Malformed << 1;
    QTest::newRow("a redirect") << 302 << ErrorKind::Network << 1;
    QTest::newRow("not implemented") << 501 << ErrorKind::Network << 1;
    QTest::newRow("too slow a request") << 408 << ErrorKind::Network << 4;
    QTest::newRow("too many requests") << 429 << ErrorKind::RateLimited << 4;
    QTest::newRow("an internal error") << 500 << ErrorKind::Network << 4;
    QTest::newRow("a bad gateway") << 502 << ErrorKind::Network << 4;
    QTest::newRow("an unavailable service") << 503 << ErrorKind::Network << 4;
    QTest::newRow("no status at all") << 0 << ErrorKind::Malformed << 1;
    QTest::newRow("a status that means nothing") << 199 << ErrorKind::Malformed << 1;
}

void ClientTest::judges()
{
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    QFETCH(int, sendings);
    Bench bench(always(answered(status)));
    bench.ask(request(Route::AppSecrets));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    const Reply &reply = bench.replies.front();
    QVERIFY(!reply.usable());
    QCOMPARE(reply.fault->kind, kind);
    QCOMPARE(reply.fault->where, QStringLiteral("GET /v1/apps/web/secrets"));
    QVERIFY(status == 0 || reply.fault->what.contains(QString::number(status)));
    QCOMPARE(reply.status, status);
    QVERIFY(reply.body.isEmpty());
    QCOMPARE(int(bench.transport.sent().size()), sendings);
    QCOMPARE(reply.attempts, sendings);
    QCOMPARE(bench.client->retries(), sendings - 1);
}

void ClientTest::retriesUntilItPasses()
{
    Bench bench([](const WireRequest &, int times) {
        switch (times) {
        case 0: return answered(503);
        case 1: return broken(QStringLiteral("The connection was closed."));
        case 2: return answered(429);
        default: return answered(200, "[]");
        }
    });
    bench.ask(request(Route::AppMachines));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    QVERIFY(bench.replies.front().usable());
    QCOMPARE(bench.replies.front().attempts, 4);
    QCOMPARE(bench.client->retries(), 3);
    const auto &sent = bench.transport.sent();
    QCOMPARE(sent.size(), std::size_t(4));
    // Backoff 4 ms, doubled each time, jittered between a half and three halves.
    QVERIFY(sent[1].at - sent[0].at >= 2);
    QVERIFY(sent[2].at - sent[1].at >= 4);
    QVERIFY(sent[3].at - sent[2].at >= 8);
}

void ClientTest::givesUpWhenAskedToWaitTooLong()
{
    Bench bench(always(refusal(429, "3600")));
    bench.ask(request(Route::AppMachines));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    const Reply &reply = bench.replies.front();
    QCOMPARE(reply.fault->kind, ErrorKind::RateLimited);
    QVERIFY(reply.fault->what.contains(QLatin1String("3600")));
    QCOMPARE(reply.attempts, 1);
}

void ClientTest::readsOnlyNumbersOfRetryAfter()
{
    for (const char *header :
         {"Wed, 21 Oct 2099 07:28:00 GMT", "-5", "1e9", "99999999999999999999", "0x10", " "}) {
        Bench bench([header](const WireRequest &, int times) {
            return times == 0 ? refusal(429, header) : answered(200);
        });
        bench.ask(request(Route::AppMachines));
        QTRY_VERIFY2_WITH_TIMEOUT(bench.replies.size() == 1, header, 500);
        QVERIFY2(bench.replies.front().usable(), header);
    }
}

void ClientTest::lastingFaultsAreNotRetried()
{
    Bench bench(always(broken(QStringLiteral("The certificate is not trusted."), true)));
    bench.ask(request(Route::AppMachines));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    QCOMPARE(bench.replies.front().attempts, 1);
    QCOMPARE(bench.replies.front().fault->what, QStringLiteral("The certificate is not trusted."));
    QCOMPARE(bench.replies.front().status, 0);
}

void ClientTest::quotesThePlatformWithoutTheToken()
{
    const QByteArray token = "fm2_lJPECAAAAAAAAAAAAAxEEHw2Q5z";
    const auto said = [&](const QByteArray &body) {
        Bench bench(always(answered(403, body)), unpaced(), {token});
        bench.ask(request(Route::AppMachines));
        if (!QTest::qWaitFor([&] { return !bench.replies.empty(); }, 2'000))
            return QString();
        return bench.replies.front().fault->what;
    };
    QVERIFY(said(R"({"error":"short","message":"you may not"})").endsWith(QStringLiteral("“you may not”")));
    QVERIFY(said(R"({"error":"unauthorized"})").endsWith(QStringLiteral("“unauthorized”")));
    QVERIFY(said(R"({"errors":{"detail":"no cluster"}})").endsWith(QStringLiteral("“no cluster”")));
    QVERIFY(!said("<html>secret page</html>").contains(QLatin1String("secret page")));
    QVERIFY(!said(R"({"error":{"nested":true}})").isEmpty());
    const QString repeated = said(R"({"error":"bad token )" + token + R"( given"})");
    QVERIFY(repeated.contains(QLatin1String("bad token [token] given")));
    const QString shortened = said(R"({"error":"bad token )" + token.left(15) + R"("})");
    QVERIFY(!shortened.contains(QString::fromLatin1(token.left(12))));
    QVERIFY(said(R"({"error":")" + QByteArray(100'000, 'x') + R"("})").size() < 300);
    QVERIFY(!said(R"({"error":"a\u001b[2J\r\nb"})").contains(QChar(0x1b)));
}

void ClientTest::keepsTheTokenOutOfBodiesAndMarkers()
{
    const QByteArray token = "fm2_lJPECAAAAAAAAAAAAAxEEHw2Q5z";
    WireReply wire = answered(200, "[\"" + token + "\"]");
    wire.nextCursor = QString::fromLatin1(token);
    wire.requestId = QString::fromLatin1(token);
    Bench bench(always(wire), unpaced(), {token});
    bench.ask(request(Route::AppMachines));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    const Reply &reply = bench.replies.front();
    QCOMPARE(reply.body, QByteArray("redacted [\"[token]\"]"));
    QCOMPARE(reply.nextCursor, QStringLiteral("[token]"));
    QCOMPARE(reply.requestId, QStringLiteral("[token]"));
}

void ClientTest::redactionErrorsBecomeTheFault()
{
    Bench bench(always(answered(200, "<html>")));
    bench.ask(request(Route::AppSecrets));
    QTRY_COMPARE(bench.replies.size(), std::size_t(1));
    const Reply &reply = bench.replies.front();
    QCOMPARE(reply.fault->kind, ErrorKind::Malformed);
    QCOMPARE(reply.fault->where, QStringLiteral("GET /v1/apps/web/secrets"));
    QVERIFY(reply.body.isEmpty());
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.attempts, 1);
}

void ClientTest::bytesOfAnotherDigestAreNotRead()
{
    const QString right =
        QStringLiteral("web@sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    Bench bench(always(answered(200, "{}")));
    bench.ask(request(Route::RegistryConfig, QStringLiteral("web"), right));
    bench.ask(request(Route::RegistryConfig, QStringLiteral("web"), QStringLiteral("web@sha256:00")));
    QTRY_COMPARE(bench.replies.size(), std::size_t(2));
    for (const Reply &reply : bench.replies) {
        const bool named = reply.request.item == right;
        QCOMPARE(reply.usable(), named);
        QCOMPARE(reply.body, named ? QByteArray("redacted {}") : QByteArray());
        QCOMPARE(reply.attempts, 1);
        if (!named)
            QCOMPARE(reply.fault->kind, ErrorKind::Malformed);
    }
}

QTEST_GUILESS_MAIN(ClientTest)
#include "client_test.moc"
