// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collector.h"
#include "tests/core/collect/machine_list.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

class MachinesTest : public QObject
{
    Q_OBJECT
private slots:
    void readsAMachine();
    void asksForTheVersionsOfEachLiveMachineOnce();
    void followsTheHeadersCursor();
    void aHostThatDoesNotAnswerLeavesThePartThatIsKnown();
    void anUnreadableStateCountsAsLiveAndLeavesAGap_data();
    void anUnreadableStateCountsAsLiveAndLeavesAGap();
    void aListThatIsNoneIsMissed_data();
    void aListThatIsNoneIsMissed();
    void machinesWithoutIdentityMakeTheListIncomplete();
    void readsEarlierVersions();
    void aVersionWithoutConfigurationLeavesAGap_data();
    void aVersionWithoutConfigurationLeavesAGap();
};

void MachinesTest::readsAMachine()
{
    Read read = readList(withConfig(
        R"({"schedule":"daily","mounts":[{"volume":"vol_1","path":"/data"}],
            "services":[{"protocol":"udp","internal_port":5000,"autostop":"suspend","min_machines_running":2,
                         "ports":[{"port":5000}]}]})"));
    QVERIFY(read.app().machines.complete());
    const model::Machine &machine = read.machine();
    QCOMPARE(machine.id, QStringLiteral("m1"));
    QCOMPARE(machine.app, kWeb);
    QCOMPARE(machine.state, QStringLiteral("started"));
    QCOMPARE(machine.stateOrigin.pointer, QStringLiteral("/0/state"));
    QCOMPARE(machine.stateOrigin.reply, 7);
    QCOMPARE(machine.region, QStringLiteral("iad"));
    QCOMPARE(machine.version, QStringLiteral("01A"));
    QCOMPARE(machine.image.name(), QStringLiteral("registry.fly.io/web@sha256:aa"));
    QCOMPARE(machine.createdAt.valueOr({}), QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC));
    QVERIFY(machine.whole());
    QCOMPARE(machine.config.schedule, QStringLiteral("daily"));
    QCOMPARE(machine.config.mounts.at(0).volume, QStringLiteral("vol_1"));
    const model::Service &service = machine.config.services.at(0);
    QCOMPARE(service.protocol, QStringLiteral("udp"));
    QCOMPARE(service.internalPort, quint16(5000));
    QCOMPARE(service.minMachinesRunning.valueOr(-1), qint64(2));
    QCOMPARE(service.autostopOrigin.pointer, QStringLiteral("/0/config/services/0/autostop"));
    QVERIFY(read.draft.snapshot.problems.empty());
}

void MachinesTest::asksForTheVersionsOfEachLiveMachineOnce()
{
    const Read read = readList(
        R"([{"id":"m1","state":"started"},{"id":"m2","state":"destroyed"},{"id":"m3","state":"destroying"},
            {"id":"m4","state":"stopped"},{"id":"m1","state":"started"}])");
    QStringList asked;
    for (const fly::Request &request : read.next) {
        QCOMPARE(request.route, Route::MachineVersions);
        QCOMPARE(request.app, kWeb);
        QCOMPARE(request.org, QStringLiteral("example-org"));
        asked.push_back(request.item);
    }
    QCOMPARE(asked, (QStringList{QStringLiteral("m1"), QStringLiteral("m4")}));
    QCOMPARE(read.draft.snapshot.apps.at(0).machines.items.size(), std::size_t(4));
}

void MachinesTest::followsTheHeadersCursor()
{
    const Read read = readList("[]", QStringLiteral("c/1 +="));
    QCOMPARE(read.next.size(), std::size_t(1));
    QCOMPARE(read.next.front().route, Route::AppMachines);
    QCOMPARE(read.next.front().cursor, QStringLiteral("c/1 +="));
    QCOMPARE(read.next.front().app, kWeb);
    QVERIFY(readList("[]").next.empty());
}

void MachinesTest::aHostThatDoesNotAnswerLeavesThePartThatIsKnown()
{
    Read read = readList(R"([{"id":"m1","state":"started","host_status":"unreachable","config":null,
        "incomplete_config":{"env":{"A":)" +
                         kReduced + R"(}}},{"id":"m2","state":"started","host_status":"ok"}])");
    QVERIFY(!read.machine().configComplete);
    QCOMPARE(read.machine().config.env.size(), std::size_t(1));
    QCOMPARE(read.machine().config.env[0].origin.pointer, QStringLiteral("/0/incomplete_config/env/A"));
    QCOMPARE(read.machine().hostStatus.valueOr({}), QStringLiteral("unreachable"));
    QVERIFY(!read.app().machines.items[1].configComplete);
    QVERIFY(read.app().machines.complete());
}

void MachinesTest::anUnreadableStateCountsAsLiveAndLeavesAGap_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::newRow("missing") << QByteArray();
    QTest::newRow("null") << QByteArray(R"(,"state":null)");
    QTest::newRow("a number") << QByteArray(R"(,"state":3)");
    QTest::newRow("empty") << QByteArray(R"(,"state":"")");
}

void MachinesTest::anUnreadableStateCountsAsLiveAndLeavesAGap()
{
    QFETCH(QByteArray, state);
    Read read = readList(R"([{"id":"m1","host_status":"ok","config":{})" + state + "}]");
    QVERIFY(read.machine().live());
    QVERIFY(!read.app().machines.complete());
    QCOMPARE(read.app().machines.gaps.front().reason, Reason::Fault);
    QVERIFY(read.app().machines.gaps.front().detail.contains(QLatin1String("m1")));
    QCOMPARE(read.next.size(), std::size_t(1));
}

void MachinesTest::aListThatIsNoneIsMissed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("an object") << QByteArray(R"({"error":"no"})");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("text") << QByteArray(R"("[]")");
    QTest::newRow("cut short") << QByteArray(R"([{"id":)");
    QTest::newRow("nothing") << QByteArray();
}

void MachinesTest::aListThatIsNoneIsMissed()
{
    QFETCH(QByteArray, body);
    Read read = readList(body);
    QVERIFY(!read.app().machines.asked);
    QVERIFY(!read.app().machines.complete());
    QVERIFY(read.next.empty());
}

void MachinesTest::machinesWithoutIdentityMakeTheListIncomplete()
{
    Read read = readList(R"([{"id":"m1","state":"started"},{"state":"started"},7])");
    QCOMPARE(read.app().machines.items.size(), std::size_t(1));
    QVERIFY(!read.app().machines.complete());
    QCOMPARE(read.app().machines.gaps.front().detail, QStringLiteral("2 of 3 entries could not be read."));
}

void MachinesTest::readsEarlierVersions()
{
    Read read = readList(withConfig("{}"));
    const fly::Reply reply = answered(Route::MachineVersions,
                                      R"([{"version":"01A","user_config":{}},
        {"version":"019","user_config":{"env":{"OLD":)" +
                                          kReduced + "}}}]",
                                      kWeb, QStringLiteral("m1"));
    const auto next = collectorOf(Route::MachineVersions).absorb(reply, 8, read.draft);
    QVERIFY(next);
    QVERIFY(next->empty());
    const auto &versions = read.machine().versions;
    QVERIFY(versions.complete());
    QCOMPARE(versions.items.size(), std::size_t(2));
    QCOMPARE(versions.items[1].version, QStringLiteral("019"));
    QCOMPARE(versions.items[1].config.env[0].name, QStringLiteral("OLD"));
    QCOMPARE(versions.items[1].config.env[0].origin.reply, 8);
    QCOMPARE(versions.items[1].config.env[0].origin.pointer, QStringLiteral("/1/user_config/env/OLD"));
}

void MachinesTest::aVersionWithoutConfigurationLeavesAGap_data()
{
    QTest::addColumn<QByteArray>("version");
    QTest::newRow("missing") << QByteArray(R"({"version":"019"})");
    QTest::newRow("null") << QByteArray(R"({"version":"019","user_config":null})");
    QTest::newRow("a list") << QByteArray(R"({"version":"019","user_config":[]})");
    QTest::newRow("env of a wrong type") << QByteArray(R"({"version":"019","user_config":{"env":7}})");
    QTest::newRow("no version") << QByteArray(R"({"user_config":{}})");
}

void MachinesTest::aVersionWithoutConfigurationLeavesAGap()
{
    QFETCH(QByteArray, version);
    Read read = readList(withConfig("{}"));
    const fly::Reply reply =
        answered(Route::MachineVersions, "[" + version + "]", kWeb, QStringLiteral("m1"));
    QVERIFY(collectorOf(Route::MachineVersions).absorb(reply, 8, read.draft));
    QVERIFY(!read.machine().versions.complete());
    QCOMPARE(read.machine().versions.gaps.front().reason, Reason::Fault);
    QVERIFY(read.draft.shortfalls.contains(Route::MachineVersions));
}

QTEST_GUILESS_MAIN(MachinesTest)
#include "machines_test.moc"
