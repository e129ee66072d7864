// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/gatherer.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/run.h"

#include <QElapsedTimer>
#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

const QString kWeb = QStringLiteral("web");

} // namespace

class GathererTest : public QObject
{
    Q_OBJECT
private slots:
    void gathersEverythingOnce();
    void theOrderOfArrivalLeavesNoTrace();
    void keepsAnswersInTheOrderOfTheTable();
    void withoutTheListOfAppsThereIsNoRecord_data();
    void withoutTheListOfAppsThereIsNoRecord();
    void answersThatNeverCameAreKeptAsFaults();
    void anEmptyOrganizationIsARecord();
    void progressAddsUp();
    void progressComesAtMostTenTimesASecond();
    void cancellingEndsItWithoutARecord();
    void deletingTheGathererEndsIt();
    void valuesNeverReachTheRecord();
};

void GathererTest::gathersEverythingOnce()
{
    Run run;
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY2(record, qPrintable(record ? QString() : record.error().what));
    QCOMPARE(record->org, kOrg);
    QVERIFY(!record->demo);
    QCOMPARE(record->startedAt, QDateTime(QDate(2026, 11, 24), QTime(12, 0, 1), Qt::UTC));
    QCOMPARE(record->collectedAt, record->startedAt);
    QCOMPARE(record->replies.size(), wholeRecord().replies.size());
    QCOMPARE(run.fly.sent().size(), record->replies.size());
    for (std::size_t i = 0; i < run.fly.sent().size(); ++i) {
        for (std::size_t j = i + 1; j < run.fly.sent().size(); ++j)
            QVERIFY(run.fly.sent()[i] != run.fly.sent()[j]);
    }
    const auto snapshot = snapshotOf(*record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QCOMPARE(snapshot->apps.size(), std::size_t(2));
    QCOMPARE(snapshot->images.items.size(), std::size_t(2));
    QVERIFY(snapshot->problems.empty());
}

void GathererTest::theOrderOfArrivalLeavesNoTrace()
{
    Run first(1);
    QVERIFY(first.ended());
    const QString id = first.result()->id();
    int differently = 0;
    for (const quint32 seed : {2U, 3U, 5U, 8U, 13U, 21U, 34U, 55U, 89U, 144U}) {
        Run other(seed);
        QVERIFY(other.ended());
        QCOMPARE(other.result()->id(), id);
        differently += other.fly.answered() == first.fly.answered() ? 0 : 1;
    }
    QCOMPARE(differently, 10);
}

void GathererTest::keepsAnswersInTheOrderOfTheTable()
{
    Run run(7);
    QVERIFY(run.ended());
    const auto record = run.result();
    const auto key = [](const fly::Reply &reply) {
        return std::tuple(reply.request.route, reply.request.app, reply.request.item);
    };
    for (std::size_t i = 1; i < record->replies.size(); ++i)
        QVERIFY(key(record->replies[i - 1]) <= key(record->replies[i]));
}

void GathererTest::withoutTheListOfAppsThereIsNoRecord_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("401") << 401 << QByteArray("{}") << ErrorKind::Refused;
    QTest::newRow("403") << 403 << QByteArray("{}") << ErrorKind::Refused;
    QTest::newRow("500 each time") << 500 << QByteArray("{}") << ErrorKind::Network;
    QTest::newRow("no JSON") << 200 << QByteArray("<html>") << ErrorKind::Malformed;
    QTest::newRow("no list of apps") << 200 << QByteArray(R"({"error":"x"})") << ErrorKind::Malformed;
    QTest::newRow("apps is an object") << 200 << QByteArray(R"({"apps":{}})") << ErrorKind::Malformed;
    QTest::newRow("too deep") << 200 << QByteArray(100'000, '[') << ErrorKind::Limit;
}

void GathererTest::withoutTheListOfAppsThereIsNoRecord()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    Run run(9);
    run.fly.on(Route::Apps, [code, body](const fly::Request &) {
        fly::WireReply reply = status(code);
        reply.body = body;
        return reply;
    });
    QVERIFY(run.ended());
    QCOMPARE(run.future.resultCount(), 1);
    const auto record = run.result();
    QVERIFY(!record);
    QCOMPARE(record.error().kind, kind);
    QVERIFY2(record.error().where.contains(QStringLiteral("/v1/apps")), qPrintable(record.error().where));
    QVERIFY(!record.error().what.isEmpty());
    QCOMPARE(run.fly.sentOf(Route::AppMachines), 0);
    const std::size_t sent = run.fly.sent().size();
    QCoreApplication::processEvents();
    QCOMPARE(run.fly.sent().size(), sent);
}

void GathererTest::answersThatNeverCameAreKeptAsFaults()
{
    Run run(11);
    run.fly.on(Route::AppSecrets, [](const fly::Request &) {
        fly::WireReply reply;
        reply.fault = fail(ErrorKind::Network, QStringLiteral("The connection was closed."));
        return reply;
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    QCOMPARE(countOf(*record, Route::AppSecrets), 2);
    const auto snapshot = snapshotOf(*record);
    const auto &secrets = snapshot->app(kWeb)->secrets;
    QVERIFY(!secrets.complete());
    QCOMPARE(secrets.gaps.front().reason, Reason::Fault);
    QCOMPARE(secrets.gaps.front().detail, QStringLiteral("The connection was closed."));
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_secrets")});
    QCOMPARE(run.seen.back().retries, 2);
}

void GathererTest::anEmptyOrganizationIsARecord()
{
    Run run;
    run.fly.on(Route::Apps, [](const fly::Request &) { return ok(appsPage("", "", 0)); });
    run.fly.on(Route::OrgMachines,
               [](const fly::Request &) { return ok(R"({"machines":[],"next_cursor":null})"); });
    run.fly.on(Route::OrgVolumes,
               [](const fly::Request &) { return ok(R"({"volumes":[],"next_cursor":null})"); });
    run.fly.on(Route::OrgApps, [](const fly::Request &) {
        return ok(
            R"({"data":{"organization":{"apps":{"nodes":[],"totalCount":0,"pageInfo":{"hasNextPage":false}}}}})");
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    const auto snapshot = snapshotOf(*record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(snapshot->appsComplete);
    QVERIFY(snapshot->images.complete());
}

void GathererTest::progressAddsUp()
{
    Run run(12);
    run.fly.on(Route::AppSecrets, [](const fly::Request &) { return status(403); });
    QVERIFY(run.ended());
    QVERIFY(!run.seen.empty());
    const Progress &last = run.seen.back();
    QCOMPARE(last.asked, int(wholeRecord().replies.size()));
    QCOMPARE(last.answered, last.asked);
    QCOMPARE(last.retries, 0);
    int asked = 0;
    auto source = last.sources.begin();
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.source == nullptr)
            continue;
        QVERIFY(source != last.sources.end());
        QCOMPARE(source->name, QString::fromLatin1(row.source));
        QCOMPARE(source->answered, source->asked);
        QCOMPARE(source->refused, row.route == Route::AppSecrets ? 2 : 0);
        asked += source->asked;
        ++source;
    }
    QVERIFY(source == last.sources.end());
    QCOMPARE(asked, last.asked);
}

void GathererTest::progressComesAtMostTenTimesASecond()
{
    Run run;
    QByteArray names;
    for (int i = 0; i < 200; ++i)
        names += "app-" + QByteArray::number(i) + ' ';
    run.fly.on(Route::Apps, [names](const fly::Request &) { return ok(appsPage(names, "", 200)); });
    run.fly.on(Route::AppMachines, [](const fly::Request &) { return ok("[]"); });
    QElapsedTimer clock;
    clock.start();
    QVERIFY(run.ended());
    const qint64 most = clock.elapsed() / 100 + 2;
    QVERIFY2(qint64(run.seen.size()) <= most, qPrintable(QString::number(run.seen.size())));
    int before = 0;
    for (const Progress &progress : run.seen) {
        QVERIFY(progress.answered >= before);
        QVERIFY(progress.answered <= progress.asked);
        before = progress.answered;
    }
}

void GathererTest::cancellingEndsItWithoutARecord()
{
    Run run;
    run.fly.on(Route::AppMachines, [&run](const fly::Request &) {
        run.fly.hold();
        return ok("[]");
    });
    run.start();
    QVERIFY(QTest::qWaitFor([&run] { return run.fly.sentOf(Route::AppMachines) > 0; }));
    const std::size_t sent = run.fly.sent().size();
    QElapsedTimer clock;
    clock.start();
    run.future.cancel();
    QVERIFY(QTest::qWaitFor([&run] { return run.future.isFinished(); }, 1'000));
    QVERIFY(clock.elapsed() < 1'000);
    QCOMPARE(run.future.resultCount(), 0);
    const std::size_t after = run.fly.sent().size();
    QTest::qWait(0);
    QCoreApplication::processEvents();
    QCOMPARE(run.fly.sent().size(), after);
    QVERIFY(after >= sent);
}

void GathererTest::deletingTheGathererEndsIt()
{
    ScriptedFly scripted;
    fly::Client client(scripted, {}, secrets::Reducer(QByteArray(32, 'k'), kNow), unlimited());
    auto gatherer = std::make_unique<Gatherer>(client, systemClock());
    QFuture<Result<Record>> future = gatherer->start({.org = kOrg});
    QVERIFY(QTest::qWaitFor([&scripted] { return scripted.sentOf(Route::AppMachines) > 0; }));
    gatherer.reset();
    QVERIFY(future.isFinished());
    QCOMPARE(future.resultCount(), 0);
    const std::size_t sent = scripted.sent().size();
    QCoreApplication::processEvents();
    QCOMPARE(scripted.sent().size(), sent);
}

void GathererTest::valuesNeverReachTheRecord()
{
    Run run;
    const QByteArray canary = "hunter2-canary-value-0123456789";
    run.fly.on(Route::AppMachines, [canary](const fly::Request &) {
        return ok(R"([{"id":"m1","state":"started","host_status":"ok","config":{"env":{"DB_PASSWORD":")" +
                  canary + R"("}}}])");
    });
    run.fly.on(Route::AppSecrets, [canary](const fly::Request &) {
        return ok(R"({"secrets":[{"name":"A","digest":"d","value":")" + canary + R"("}]})");
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    for (const fly::Reply &reply : record->replies)
        QVERIFY2(!reply.body.contains("hunter2"), qPrintable(fly::described(reply.request)));
    const auto snapshot = snapshotOf(*record);
    QCOMPARE(snapshot->app(kWeb)->machines.items.at(0).config.env.at(0).name, QStringLiteral("DB_PASSWORD"));
    QVERIFY(!snapshot->app(kWeb)->secrets.complete());
    QVERIFY(
        std::any_of(snapshot->problems.begin(), snapshot->problems.end(), [](const model::Problem &problem) {
            return problem.origin.pointer == QLatin1String("/secrets/0/value");
        }));
}

QTEST_GUILESS_MAIN(GathererTest)
#include "gatherer_test.moc"
