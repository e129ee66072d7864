// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/paging.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/run.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

const QString kWeb = QStringLiteral("web");

} // namespace

class PagingTest : public QObject
{
    Q_OBJECT
private slots:
    void followsCursorsInBodies();
    void followsCursorsInHeaders();
    void followsConnections();
    void aRepeatedCursorEndsTheList_data();
    void aRepeatedCursorEndsTheList();
    void aListWithoutEndMeetsTheCap();
    void aLaterPageOfAppsThatFailsLeavesARecord();
};

void PagingTest::followsCursorsInBodies()
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
    QStringList cursors;
    for (const fly::Reply &reply : record->replies) {
        if (reply.request.route == Route::Apps)
            cursors.push_back(reply.request.cursor);
    }
    QCOMPARE(cursors, (QStringList{QString(), QStringLiteral("c1"), QStringLiteral("c2")}));
    const auto snapshot = snapshotOf(*record);
    QCOMPARE(snapshot->apps.size(), std::size_t(5));
    QCOMPARE(snapshot->apps.back().name, QStringLiteral("e"));
    QCOMPARE(run.fly.sentOf(Route::AppSecrets), 5);
    for (const model::Gap &gap : snapshot->appsGaps)
        QVERIFY2(gap.detail.startsWith(QLatin1String("Apps that other lists name")), qPrintable(gap.detail));
}

void PagingTest::followsCursorsInHeaders()
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

void PagingTest::followsConnections()
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

void PagingTest::aRepeatedCursorEndsTheList_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("of apps, in the body") << Route::Apps;
    QTest::newRow("of volumes, in the body") << Route::OrgVolumes;
    QTest::newRow("of machines, in the header") << Route::AppMachines;
    QTest::newRow("of members, in the connection") << Route::OrgMembers;
}

void PagingTest::aRepeatedCursorEndsTheList()
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

void PagingTest::aListWithoutEndMeetsTheCap()
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

void PagingTest::aLaterPageOfAppsThatFailsLeavesARecord()
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

QTEST_GUILESS_MAIN(PagingTest)
#include "paging_test.moc"
