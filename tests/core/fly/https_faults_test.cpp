// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/https_bench.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace aw;
using namespace aw::fly;
using namespace aw::test;
using namespace std::chrono_literals;

class HttpsFaultsTest : public QObject
{
    Q_OBJECT
private slots:
    void refusalsAreAnswers_data();
    void refusalsAreAnswers();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void badAnswersAreFaults_data();
    void badAnswersAreFaults();
    void endsAnEndlessBody();
    void unpacksALongListOfLikeThings();
    void endsABombEarly();
    void endsASilentAnswer();
    void endsAnAnswerThatDrips();
    void tellsWhatIsWrongWithACertificate();
    void namesAHostThatIsNotThere();
};

void HttpsFaultsTest::refusalsAreAnswers_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("401 that asks for a password")
        << QByteArray("401 Unauthorized") << QByteArray("WWW-Authenticate: Basic realm=\"x\"\r\n");
    QTest::newRow("401 that asks for a token")
        << QByteArray("401 Unauthorized") << QByteArray("WWW-Authenticate: Bearer\r\n");
    QTest::newRow("403") << QByteArray("403 Forbidden") << QByteArray();
    QTest::newRow("404") << QByteArray("404 Not Found") << QByteArray();
    QTest::newRow("408") << QByteArray("408 Request Timeout") << QByteArray();
    QTest::newRow("429") << QByteArray("429 Too Many Requests") << QByteArray();
    QTest::newRow("500") << QByteArray("500 Internal Server Error") << QByteArray();
    QTest::newRow("503") << QByteArray("503 Service Unavailable") << QByteArray();
}

void HttpsFaultsTest::refusalsAreAnswers()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, headers);
    LoopbackServer server(always(LoopbackServer::answer(R"({"error":"no"})", status, headers)));
    const WireReply reply = ask(server.url());
    QVERIFY2(!reply.fault, reply.fault ? qPrintable(reply.fault->what) : "");
    QCOMPARE(reply.status, status.left(3).toInt());
    QCOMPARE(reply.body, QByteArray(R"({"error":"no"})"));
    QCOMPARE(server.asked().size(), std::size_t(1)); // Qt sends nothing again by itself
}

void HttpsFaultsTest::followsNoRedirect_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<Route>("route");
    QTest::newRow("301") << QByteArray("301 Moved Permanently") << Route::AppMachines;
    QTest::newRow("302") << QByteArray("302 Found") << Route::AppMachines;
    QTest::newRow("307 of a query") << QByteArray("307 Temporary Redirect") << Route::OrgMembers;
    QTest::newRow("308") << QByteArray("308 Permanent Redirect") << Route::AppMachines;
}

void HttpsFaultsTest::followsNoRedirect()
{
    QFETCH(QByteArray, status);
    QFETCH(Route, route);
    LoopbackServer other(always(LoopbackServer::answer("{}")));
    const QByteArray target = "http://127.0.0.1:" + QByteArray::number(other.port()) + "/v1/apps";
    LoopbackServer server(always(LoopbackServer::answer("{}", status, "Location: " + target + "\r\n")));
    const WireReply reply = ask(server.url(), httpsSetup(), request(route));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Network);
    QVERIFY(reply.fault->what.contains(QLatin1String("redirect to 127.0.0.1")));
    QVERIFY(reply.lasting);
    QTest::qWait(50);
    QCOMPARE(other.connections(), 0);
}

void HttpsFaultsTest::badAnswersAreFaults_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("hangUp");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<bool>("lasting");
    const QByteArray large(kCap + 1, 'x');
    QTest::newRow("cut short of its length")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"apps\":[") << true
        << ErrorKind::Network << false;
    QTest::newRow("cut short in chunks")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1,2,") << true
        << ErrorKind::Network << false;
    QTest::newRow("closed without a word") << QByteArray() << true << ErrorKind::Network << false;
    QTest::newRow("no HTTP") << QByteArray("220 mail.example ESMTP\r\n") << true << ErrorKind::Network
                             << false;
    QTest::newRow("one byte too large") << LoopbackServer::answer(large) << false << ErrorKind::Limit << true;
    QTest::newRow("announced too large")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[") << false << ErrorKind::Limit
        << true;
    QTest::newRow("a refusal that is too large")
        << LoopbackServer::answer(large, "500 Internal Server Error") << false << ErrorKind::Limit << true;
    QTest::newRow("compressed, and then not")
        << LoopbackServer::answer("no gzip at all", "200 OK", "Content-Encoding: gzip\r\n") << false
        << ErrorKind::Malformed << false;
}

void HttpsFaultsTest::badAnswersAreFaults()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, hangUp);
    QFETCH(ErrorKind, kind);
    QFETCH(bool, lasting);
    LoopbackServer server(always(answer, hangUp));
    const WireReply reply = ask(server.url());
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, kind);
    QCOMPARE(reply.lasting, lasting);
    QVERIFY(reply.body.isEmpty());
    QVERIFY2(reply.fault->what.endsWith(QLatin1Char('.')), qPrintable(reply.fault->what));
    QCOMPARE(reply.fault->where, QStringLiteral("localhost"));
}

void HttpsFaultsTest::endsAnEndlessBody()
{
    LoopbackServer server([](QTcpSocket &socket, const LoopbackServer::Asked &) {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        const QByteArray chunk = "1000\r\n" + QByteArray(0x1000, 'x') + "\r\n";
        connect(&socket, &QTcpSocket::bytesWritten, &socket, [&socket, chunk] {
            if (socket.bytesToWrite() < chunk.size())
                socket.write(chunk);
        });
        socket.write(chunk);
    });
    const WireReply reply = ask(server.url());
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Limit);
    QVERIFY(reply.fault->what.contains(QString::number(kCap)));
}

void HttpsFaultsTest::unpacksALongListOfLikeThings()
{
    HttpsTransport::Setup with = httpsSetup();
    with.limits.bodyBytes = 20'000'000;
    const QByteArray body = '[' + QByteArray(R"({"state":"started"},)").repeated(750'000) + "0]";
    const QByteArray packed = qCompress(body, 9).mid(4); // without Qt's length: the zlib form HTTP means
    QVERIFY(body.size() > 40 * packed.size());
    LoopbackServer server(always(LoopbackServer::answer(packed, "200 OK", "Content-Encoding: deflate\r\n")));
    const WireReply reply = ask(server.url(), std::move(with));
    QVERIFY2(!reply.fault, reply.fault ? qPrintable(reply.fault->what) : "");
    QCOMPARE(reply.body.size(), body.size());
}

void HttpsFaultsTest::endsABombEarly()
{
    const QByteArray packed = qCompress(QByteArray(50'000'000, '\0'), 9).mid(4);
    LoopbackServer server(always(LoopbackServer::answer(packed, "200 OK", "Content-Encoding: deflate\r\n")));
    HttpsTransport::Setup with = httpsSetup();
    with.limits.bodyBytes = 1'000'000;
    QElapsedTimer clock;
    clock.start();
    const WireReply reply = ask(server.url(), std::move(with));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Limit);
    QVERIFY2(clock.elapsed() < 2'000, qPrintable(QString::number(clock.elapsed())));
}

void HttpsFaultsTest::endsASilentAnswer()
{
    LoopbackServer server(always("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n[1,"));
    HttpsTransport::Setup with = httpsSetup();
    with.limits.stall = 200ms;
    QElapsedTimer clock;
    clock.start();
    const WireReply reply = ask(server.url(), std::move(with));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Network);
    QVERIFY(reply.fault->what.contains(QLatin1String("0.2 seconds")));
    QVERIFY(!reply.lasting);
    QVERIFY(clock.elapsed() >= 150 && clock.elapsed() < 5'000);
}

void HttpsFaultsTest::endsAnAnswerThatDrips()
{
    LoopbackServer server([](QTcpSocket &socket, const LoopbackServer::Asked &) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        auto *drip = new QTimer(&socket);
        connect(drip, &QTimer::timeout, &socket, [&socket] { socket.write("x"); });
        drip->start(20ms);
    });
    HttpsTransport::Setup with = httpsSetup();
    with.limits.stall = 2s;
    with.limits.overall = 400ms;
    QElapsedTimer clock;
    clock.start();
    const WireReply reply = ask(server.url(), std::move(with));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Network);
    QVERIFY(reply.fault->what.contains(QLatin1String("0.4 seconds")));
    QVERIFY(reply.lasting);
    QVERIFY(clock.elapsed() >= 300 && clock.elapsed() < 5'000);
}

void HttpsFaultsTest::tellsWhatIsWrongWithACertificate()
{
    LoopbackServer unknown(always(LoopbackServer::answer("{}")), kCertificates + QLatin1String("localhost"));
    WireReply reply = ask(unknown.url()); // its authority is not among the system's
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Network);
    QVERIFY2(reply.fault->what.contains(QLatin1String("Airworthy test authority")),
             qPrintable(reply.fault->what));
    QVERIFY(reply.fault->what.contains(QLatin1String("CA file")));
    QVERIFY(reply.lasting);
    QVERIFY(unknown.asked().empty());

    LoopbackServer elsewhere(always(LoopbackServer::answer("{}")),
                             kCertificates + QLatin1String("elsewhere"));
    reply = ask(elsewhere.url(), trusting());
    QVERIFY(reply.fault);
    QVERIFY2(reply.fault->what.contains(QLatin1String("elsewhere.example")), qPrintable(reply.fault->what));
    QVERIFY(reply.fault->what.contains(QLatin1String("FLY_FLAPS_BASE_URL")));
    QVERIFY(reply.lasting);
    QVERIFY(elsewhere.asked().empty());
}

void HttpsFaultsTest::namesAHostThatIsNotThere()
{
    WireReply reply = ask(QUrl(QStringLiteral("https://nowhere.invalid")));
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Network);
    QVERIFY2(reply.fault->what.contains(QLatin1String("nowhere.invalid")), qPrintable(reply.fault->what));
    QCOMPARE(reply.status, 0);

    quint16 port = 0;
    {
        LoopbackServer closed(always({}));
        port = closed.port();
    }
    reply = ask(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port)), httpsSetup(), request(Route::OrgCore));
    QVERIFY(reply.fault);
    QVERIFY2(reply.fault->what.contains(QString::number(port)), qPrintable(reply.fault->what));
    QVERIFY(reply.fault->what.contains(QLatin1String("FLY_API_BASE_URL")));
    QVERIFY(!reply.lasting);
}

QTEST_GUILESS_MAIN(HttpsFaultsTest)
#include "https_faults_test.moc"
