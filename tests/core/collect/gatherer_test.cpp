// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/gatherer.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/scripted_fly.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using namespace std::chrono_literals;

namespace {

const QString kOrg = QStringLiteral("example-org");
const QDateTime kNow = QDateTime(QDate(2026, 11, 24), QTime(12, 0, 1, 234), Qt::UTC);
const QString kWeb = QStringLiteral("web");

/// As fast as it goes: the limits of the platform are the client's matter and tried there.
fly::Pace unlimited()
{
    return {.refill = 0ms, .burst = 1'000, .inFlight = 8, .attempts = 2, .backoff = 1ms, .longestWait = 1s};
}

struct Run {
    explicit Run(quint32 seed = 0)
        : fly(seed),
          client(fly, {}, secrets::Reducer(QByteArray(32, 'k'), kNow), unlimited()),
          gatherer(client, [] { return kNow; })
    {
        QObject::connect(&gatherer, &Gatherer::progressed, &gatherer,
                         [this](const Progress &progress) { seen.push_back(progress); });
    }

    void start() { future = gatherer.start(kOrg, false); }

    [[nodiscard]] bool ended()
    {
        start();
        QFutureWatcher<Result<Record>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        return future.isFinished() || finished.wait(20'000);
    }

    [[nodiscard]] Result<Record> result() const
    {
        return future.resultCount() > 0
                   ? future.result()
                   : Result<Record>(fail(ErrorKind::Cancelled, QStringLiteral("no result")));
    }

    ScriptedFly fly;
    fly::Client client;
    Gatherer gatherer;
    std::vector<Progress> seen;
    QFuture<Result<Record>> future;
};

QByteArray appsPage(const QByteArray &names, const QByteArray &cursor, int total)
{
    QByteArray rows;
    for (const QByteArray &name : names.split(' ')) {
        if (!name.isEmpty())
            rows += (rows.isEmpty() ? "" : ",") + QByteArray(R"({"name":")") + name +
                    R"(","app_role":"","machine_count":0,"volume_count":0})";
    }
    return R"({"apps":[)" + rows + R"(],"total_apps":)" + QByteArray::number(total) + R"(,"next_cursor":)" +
           (cursor.isEmpty() ? QByteArray("null") : '"' + cursor + '"') + "}";
}

int countOf(const Record &record, Route route)
{
    return int(std::count_if(record.replies.begin(), record.replies.end(),
                             [route](const fly::Reply &reply) { return reply.request.route == route; }));
}

} // namespace

class GathererTest : public QObject
{
    Q_OBJECT
private slots:
    void gathersEverythingOnce();
    void theOrderOfArrivalLeavesNoTrace();
    void keepsAnswersInTheOrderOfTheTable();
    void followsCursorsInBodies();
    void followsCursorsInHeaders();
    void followsConnections();
    void aRepeatedCursorEndsTheList_data();
    void aRepeatedCursorEndsTheList();
    void aListWithoutEndMeetsTheCap();
    void withoutTheListOfAppsThereIsNoRecord_data();
    void withoutTheListOfAppsThereIsNoRecord();
    void aLaterPageOfAppsThatFailsLeavesARecord();
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

void GathererTest::followsCursorsInBodies()
{
    Run run(3);
    run.fly.on(Route::Apps, [](const fly::Request &request) {
        if (request.cursor.isEmpty())
            return ok(appsPage("a b", "c1", 5));
        return request.cursor == QLatin1String("c1") ? ok(appsPage("b c", "c2", 5))
                                                     : ok(appsPage("d e", "", 5));
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QCOMPARE(countOf(*record, Route::Apps), 3);
    QCOMPARE(record->replies[1].request.cursor, QString());
    QCOMPARE(record->replies[2].request.cursor, QStringLiteral("c1"));
    QCOMPARE(record->replies[3].request.cursor, QStringLiteral("c2"));
    const auto snapshot = snapshotOf(*record);
    QCOMPARE(snapshot->apps.size(), std::size_t(5));
    QCOMPARE(snapshot->apps.back().name, QStringLiteral("e"));
    QCOMPARE(run.fly.sentOf(Route::AppSecrets), 5);
    for (const model::Gap &gap : snapshot->appsGaps)
        QVERIFY2(gap.detail.startsWith(QLatin1String("Other lists name")), qPrintable(gap.detail));
}

void GathererTest::followsCursorsInHeaders()
{
    Run run(4);
    run.fly.on(Route::AppMachines, [](const fly::Request &request) {
        if (request.app != kWeb)
            return ok("[]");
        if (request.cursor.isEmpty())
            return ok("[]", QStringLiteral("h1"));
        return request.cursor == QLatin1String("h1")
                   ? ok(R"([{"id":"m1","state":"started","host_status":"ok","config":{}}])",
                        QStringLiteral("h2"))
                   : ok(R"([{"id":"m2","state":"started","host_status":"ok","config":{}}])");
    });
    QVERIFY(run.ended());
    const auto snapshot = snapshotOf(*run.result());
    QCOMPARE(snapshot->app(kWeb)->machines.items.size(), std::size_t(2));
    QVERIFY(snapshot->app(kWeb)->machines.complete());
    QCOMPARE(snapshot->app(kWeb)->machines.origins.size(), std::size_t(3));
    QCOMPARE(run.fly.sentOf(Route::MachineVersions), 2);
}

void GathererTest::followsConnections()
{
    Run run(5);
    run.fly.on(Route::OrgMembers, [](const fly::Request &request) {
        const QByteArray id = request.cursor.isEmpty() ? "u1" : "u2";
        const QByteArray more = request.cursor.isEmpty() ? "true" : "false";
        return ok(
            R"({"data":{"organization":{"members":{"edges":[{"role":"MEMBER","joinedAt":"2026-01-01T00:00:00Z",
            "node":{"id":")" +
            id + R"(","email":"x@example.com","twoFactorProtection":false}}],"totalCount":2,
            "pageInfo":{"hasNextPage":)" +
            more + R"(,"endCursor":"e1"}}}}})");
    });
    QVERIFY(run.ended());
    const auto snapshot = snapshotOf(*run.result());
    QVERIFY(snapshot->organization.members.complete());
    QCOMPARE(snapshot->organization.members.items.size(), std::size_t(2));
    QCOMPARE(run.fly.sentOf(Route::OrgMembers), 2);
}

void GathererTest::aRepeatedCursorEndsTheList_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("of apps, in the body") << Route::Apps;
    QTest::newRow("of volumes, in the body") << Route::OrgVolumes;
    QTest::newRow("of machines, in the header") << Route::AppMachines;
    QTest::newRow("of members, in the connection") << Route::OrgMembers;
}

void GathererTest::aRepeatedCursorEndsTheList()
{
    QFETCH(Route, route);
    Run run(6);
    run.fly.on(route, [route](const fly::Request &) {
        switch (route) {
        case Route::Apps: return ok(appsPage("web db", "again", 2));
        case Route::OrgVolumes: return ok(R"({"volumes":[],"next_cursor":"again"})");
        case Route::AppMachines: return ok("[]", QStringLiteral("again"));
        default:
            return ok(R"({"data":{"organization":{"members":{"edges":[],"totalCount":0,
                "pageInfo":{"hasNextPage":true,"endCursor":"again"}}}}})");
        }
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    const int lists = route == Route::AppMachines ? 2 : 1;
    QCOMPARE(run.fly.sentOf(route), 2 * lists);
    QCOMPARE(countOf(*record, route), 3 * lists);
    const auto last = std::find_if(record->replies.rbegin(), record->replies.rend(),
                                   [route](const fly::Reply &reply) { return reply.request.route == route; });
    QCOMPARE(last->status, 0);
    QCOMPARE(last->request.cursor, QStringLiteral("again"));
    QVERIFY(last->fault);
    QCOMPARE(last->fault->kind, ErrorKind::Malformed);
    const auto snapshot = snapshotOf(*record);
    const model::Source &source = sourceIn(*snapshot, route);
    QCOMPARE(source.state, model::SourceState::Partial);
    QCOMPARE(source.asked - source.answered, lists);
    QVERIFY2(source.detail.contains(QLatin1String("read already")), qPrintable(source.detail));
    switch (route) {
    case Route::Apps: QVERIFY(!snapshot->appsComplete); break;
    case Route::OrgVolumes: QVERIFY(!snapshot->app(kWeb)->volumes.complete()); break;
    case Route::AppMachines: QVERIFY(!snapshot->app(kWeb)->machines.complete()); break;
    default: QVERIFY(!snapshot->organization.members.complete());
    }
}

void GathererTest::aListWithoutEndMeetsTheCap()
{
    Run run;
    run.fly.on(Route::OrgVolumes, [](const fly::Request &request) {
        const int page = request.cursor.toInt();
        return ok(R"({"volumes":[],"next_cursor":")" + QByteArray::number(page + 1) + R"("})");
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    QCOMPARE(run.fly.sentOf(Route::OrgVolumes), Gatherer::kPageCap);
    const auto snapshot = snapshotOf(*record);
    QVERIFY(!snapshot->app(kWeb)->volumes.complete());
    QCOMPARE(sourceIn(*snapshot, Route::OrgVolumes).state, model::SourceState::Partial);
    const auto &gaps = snapshot->app(kWeb)->volumes.gaps;
    QVERIFY(std::any_of(gaps.begin(), gaps.end(), [](const model::Gap &gap) {
        return gap.reason == Reason::Limit && gap.detail.contains(QLatin1String("1000 pages"));
    }));
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
    QVERIFY(!record.error().what.isEmpty());
    QCOMPARE(run.fly.sentOf(Route::AppMachines), 0);
    const std::size_t sent = run.fly.sent().size();
    QCoreApplication::processEvents();
    QCOMPARE(run.fly.sent().size(), sent);
}

void GathererTest::aLaterPageOfAppsThatFailsLeavesARecord()
{
    Run run(10);
    run.fly.on(Route::Apps, [](const fly::Request &request) {
        return request.cursor.isEmpty() ? ok(appsPage("web db", "c1", 4)) : status(403);
    });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    const auto snapshot = snapshotOf(*record);
    QVERIFY(!snapshot->appsComplete);
    QCOMPARE(snapshot->apps.size(), std::size_t(2));
    QCOMPARE(sourceIn(*snapshot, Route::Apps).reason, Reason::Permission);
    QCOMPARE(snapshot->appsGaps.front().reason, Reason::Permission);
    QVERIFY(!snapshot->appsGaps.front().permission.isEmpty());
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
    QCOMPARE(last.sources.size(), fly::routes().size());
    int asked = 0;
    for (std::size_t i = 0; i < last.sources.size(); ++i) {
        const SourceProgress &source = last.sources[i];
        QCOMPARE(source.name, QString::fromLatin1(fly::routes()[i].source));
        QCOMPARE(source.answered, source.asked);
        QCOMPARE(source.refused, fly::routes()[i].route == Route::AppSecrets ? 2 : 0);
        asked += source.asked;
    }
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
    QFuture<Result<Record>> future = gatherer->start(kOrg, false);
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
