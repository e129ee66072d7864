// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/client_bench.h"

#include <QElapsedTimer>
#include <QTest>

using namespace aw;
using namespace aw::fly;
using namespace aw::test;
using namespace std::chrono_literals;

class ClientQueueTest : public QObject
{
    Q_OBJECT
private slots:
    void waitsAsLongAsThePlatformAsks();
    void a429HoldsTheWholeLane();
    void keepsToThePaceOfALane();
    void lanesDoNotWaitForEachOther();
    void keepsToTheMostInFlight();
    void takesLanesByTurns();
    void asksOneThingAtATimeOfALane();
    void cancelsWhatIsQueuedAndWhatFlies();
    void cancelsFromWithinAnAnswer();
    void mayDieWhileRequestsFly();
    void mayBeDeletedFromWithinAnAnswer();
    void asksMoreFromWithinAnAnswer();
    void carriesTenThousand();
};

void ClientQueueTest::waitsAsLongAsThePlatformAsks()
{
    for (const int status : {429, 503}) {
        Bench bench([status](const WireRequest &, int times) {
            return times == 0 ? refusal(status, "1") : answered(200);
        });
        bench.ask(request(Route::AppMachines));
        QTRY_COMPARE_WITH_TIMEOUT(bench.replies.size(), std::size_t(1), 5'000);
        QVERIFY(bench.replies.front().usable());
        const auto &sent = bench.transport.sent();
        QVERIFY2(sent[1].at - sent[0].at >= 1'000, qPrintable(QString::number(sent[1].at - sent[0].at)));
    }
}

void ClientQueueTest::a429HoldsTheWholeLane()
{
    Pace pace = quick();
    pace.inFlight = 1; // so that the first answer is known before the second request
    Bench bench(
        [](const WireRequest &wire, int times) {
            const bool refused = wire.request().item == QLatin1String("a") && times == 0;
            return refused ? refusal(429, "1") : answered(200);
        },
        pace);
    bench.ask(request(Route::AppImage, QStringLiteral("web"), QStringLiteral("a")));
    bench.ask(request(Route::AppImage, QStringLiteral("web"), QStringLiteral("b")));
    bench.ask(request(Route::AppImage, QStringLiteral("api"), QStringLiteral("c")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.replies.size(), std::size_t(3), 5'000);
    qint64 refusedAt = -1;
    for (const FakeTransport::Sent &one : bench.transport.sent()) {
        if (one.request.item == QLatin1String("a") && refusedAt < 0)
            refusedAt = one.at;
        else if (one.request.app == QLatin1String("web"))
            QVERIFY2(one.at - refusedAt >= 1'000, qPrintable(one.request.item));
        else
            QVERIFY2(one.at - refusedAt < 900, "another app's lane was held back too");
    }
    QCOMPARE(bench.replies.front().request.item, QStringLiteral("c"));
}

void ClientQueueTest::keepsToThePaceOfALane()
{
    Bench bench(always(answered(200)), quick());
    for (int i = 0; i < 10; ++i)
        bench.ask(request(Route::AppImage, QStringLiteral("web"), QString::number(i)));
    QTRY_COMPARE(bench.replies.size(), std::size_t(10));
    const auto &sent = bench.transport.sent();
    for (std::size_t i = 3; i < sent.size(); ++i) {
        // Three in a burst, then one each 40 ms, counted from the first.
        QVERIFY2(sent[i].at - sent[0].at >= qint64(i - 2) * 40 - 2,
                 qPrintable(QString::number(sent[i].at - sent[0].at)));
        QCOMPARE(sent[i].request.item, QString::number(i)); // in order
    }
}

void ClientQueueTest::lanesDoNotWaitForEachOther()
{
    Pace pace = quick();
    pace.refill = 60'000ms;
    pace.burst = 1;
    Bench bench(always(answered(200)), pace);
    bench.ask(request(Route::AppMachines, QStringLiteral("a")));
    bench.ask(request(Route::AppMachines, QStringLiteral("a"))); // has to wait for a minute
    for (int i = 0; i < 200; ++i)
        bench.ask(request(Route::AppMachines, QString::number(i)));
    QTRY_COMPARE(bench.replies.size(), std::size_t(201));
}

void ClientQueueTest::keepsToTheMostInFlight()
{
    Bench bench(always(answered(200)));
    bench.transport.setDelay(2ms);
    for (int i = 0; i < 100; ++i)
        bench.ask(request(Route::AppMachines, QString::number(i)));
    QTRY_COMPARE(bench.replies.size(), std::size_t(100));
    QCOMPARE(bench.transport.mostInFlight(), quick().inFlight);
}

void ClientQueueTest::takesLanesByTurns()
{
    Pace pace = unpaced();
    pace.inFlight = 1;
    Bench bench(always(answered(200)), pace);
    for (int i = 0; i < 50; ++i)
        bench.ask(request(Route::AppMachines, QStringLiteral("full")));
    bench.ask(request(Route::AppMachines, QStringLiteral("other")));
    QTRY_COMPARE(bench.replies.size(), std::size_t(51));
    QCOMPARE(bench.replies[1].request.app, QStringLiteral("other"));
}

void ClientQueueTest::asksOneThingAtATimeOfALane()
{
    Bench bench(always(answered(200)));
    bench.transport.setDelay(2ms);
    for (int i = 0; i < 20; ++i)
        bench.ask(request(Route::AppImage, QStringLiteral("web"), QString::number(i)));
    QTRY_COMPARE(bench.replies.size(), std::size_t(20));
    QCOMPARE(bench.transport.mostInFlight(), 1);
    bench.ask(request(Route::AppImage, QStringLiteral("web"), QStringLiteral("a")));
    bench.ask(request(Route::AppImage, QStringLiteral("api"), QStringLiteral("a")));
    QTRY_COMPARE(bench.replies.size(), std::size_t(22));
    QCOMPARE(bench.transport.mostInFlight(), 2);
}

void ClientQueueTest::cancelsWhatIsQueuedAndWhatFlies()
{
    Bench bench(always(answered(200)));
    bench.transport.hold();
    for (int i = 0; i < 50; ++i)
        bench.ask(request(Route::AppMachines, QString::number(i)));
    QTRY_COMPARE(bench.transport.inFlight(), quick().inFlight);
    bench.client->cancel();
    QCOMPARE(bench.transport.aborts(), 1);
    QCOMPARE(bench.transport.inFlight(), 0);
    QTest::qWait(50);
    QVERIFY(bench.replies.empty());
    QCOMPARE(int(bench.transport.sent().size()), quick().inFlight);
}

void ClientQueueTest::cancelsFromWithinAnAnswer()
{
    Bench bench(always(answered(200)));
    bench.client->submit(request(Route::Apps), [&](Reply reply) {
        bench.replies.push_back(std::move(reply));
        bench.client->cancel();
    });
    for (int i = 0; i < 50; ++i)
        bench.ask(request(Route::AppMachines, QString::number(i)));
    QTRY_VERIFY(!bench.replies.empty());
    QTest::qWait(50);
    QCOMPARE(bench.replies.size(), std::size_t(1));
    bench.ask(request(Route::AppMachines)); // and is fit for use again
    QTRY_COMPARE(bench.replies.size(), std::size_t(2));
}

void ClientQueueTest::mayDieWhileRequestsFly()
{
    Bench bench(always(answered(503)));
    bench.transport.setDelay(5ms);
    for (int i = 0; i < 50; ++i)
        bench.ask(request(Route::AppMachines, QString::number(i)));
    QTRY_VERIFY(bench.transport.inFlight() > 0);
    bench.client.reset();
    QCOMPARE(bench.transport.aborts(), 1);
    QTest::qWait(50);
    QVERIFY(bench.replies.empty());
}

void ClientQueueTest::mayBeDeletedFromWithinAnAnswer()
{
    Bench bench(always(answered(200)));
    bool answered = false;
    bench.client->submit(request(Route::Apps), [&](const Reply &) {
        answered = true;
        bench.client.reset();
    });
    bench.ask(request(Route::AppMachines));
    QTRY_VERIFY(answered);
    QTest::qWait(20);
    QVERIFY(bench.replies.empty());
}

void ClientQueueTest::asksMoreFromWithinAnAnswer()
{
    Bench bench(always(answered(200)));
    bench.client->submit(request(Route::Apps), [&](const Reply &) {
        for (int i = 0; i < 5; ++i)
            bench.ask(request(Route::AppMachines, QString::number(i)));
    });
    QTRY_COMPARE(bench.replies.size(), std::size_t(5));
}

void ClientQueueTest::carriesTenThousand()
{
    Pace pace = unpaced();
    pace.inFlight = 36;
    Bench bench(
        [](const WireRequest &wire, int times) {
            const bool fails = wire.request().app.toInt() % 100 == 7 && times == 0;
            return fails ? answered(502) : answered(200);
        },
        pace);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 10'000; ++i)
        bench.ask(
            request(i % 2 == 0 ? Route::AppMachines : Route::AppSecrets, QString::number(i / 2 % 1'000)));
    QTRY_COMPARE_WITH_TIMEOUT(bench.replies.size(), std::size_t(10'000), 60'000);
    qInfo("10,000 requests through 2,000 lanes: %lld ms", static_cast<long long>(clock.elapsed()));
    for (const Reply &reply : bench.replies)
        QVERIFY(reply.usable());
    QCOMPARE(bench.transport.sent().size(), std::size_t(10'000 + bench.client->retries()));
    QVERIFY(bench.client->retries() > 0);
    QVERIFY2(clock.elapsed() < 20'000, "far more than one pass over the queue");
}

QTEST_GUILESS_MAIN(ClientQueueTest)
#include "client_queue_test.moc"
