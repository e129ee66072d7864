// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/crosscheck.h"
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

class CrosscheckTest : public QObject
{
    Q_OBJECT
private slots:
    void appsAreHeldAgainstEveryCount_data();
    void appsAreHeldAgainstEveryCount();
    void theSecondListOfAppsIsHeldAgainstItsOwnCount();
    void machinesAreHeldAgainstCountAndInventory_data();
    void machinesAreHeldAgainstCountAndInventory();
    void anInventoryThatKnowsFewerIsPartial();
    void theShortfallOfMachinesIsOneSentence();
    void destroyedMachinesDoNotCount();
    void withoutACountTheInventoryMustBeWhole_data();
    void withoutACountTheInventoryMustBeWhole();
    void regionsThatFailedMakeTheInventoryPartial();
    void hostsThatDoNotAnswerMakeMachinesPartial_data();
    void hostsThatDoNotAnswerMakeMachinesPartial();
    void volumesAreHeldAgainstTheirCount_data();
    void volumesAreHeldAgainstTheirCount();
    void connectionsAreHeldAgainstTheirCount_data();
    void connectionsAreHeldAgainstTheirCount();
    void certificatesAreHeldAgainstTheirCount();
    void theListOfImagesIsAsWholeAsTheMachines();
    void aTokenForAnotherOrganizationIsNoWholeView();
};

void CrosscheckTest::appsAreHeldAgainstEveryCount_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("detail"); // empty: complete
    const auto row = [](const char *name, Route route, const char *from, const char *to, const char *detail) {
        QTest::newRow(name) << route << QByteArray(from) << QByteArray(to) << QString::fromUtf8(detail);
    };
    row("as many as counted", Route::Apps, R"("total_apps":2)", R"("total_apps":2)", "");
    row("more than counted, made since", Route::Apps, R"("total_apps":2)", R"("total_apps":1)", "");
    row("fewer than total_apps", Route::Apps, R"("total_apps":2)", R"("total_apps":41)",
        "2 of 41 apps were listed.");
    row("fewer than GraphQL counts", Route::OrgApps, R"("totalCount":2)", R"("totalCount":3)",
        "2 of 3 apps were listed.");
    row("total_apps of a wrong type", Route::Apps, R"("total_apps":2)", R"("total_apps":"2")",
        "“/total_apps” is text, not a whole number.");
    row("total_apps missing, GraphQL counts", Route::Apps, R"("total_apps":2,)", "", "");
    row("the token reaches one app", Route::CurrentTokens, R"("apps":[])", R"("apps":["web"])",
        "The token reaches only 1 of the organization's apps: web.");
    row("what the token reaches is no list", Route::CurrentTokens, R"("apps":[])", R"("apps":"web")",
        "Which apps the token reaches could not be read.");
    row("a token is null", Route::CurrentTokens, R"([{"org_slug":"example-org","apps":[]}])", "[null]",
        "Which apps the token reaches could not be read.");
    row("one token reaches all, another cannot be read", Route::CurrentTokens, R"([{"org_slug")",
        R"([null,{"org_slug")", "");
    row("one of two tokens reaches all", Route::CurrentTokens, R"([{"org_slug")",
        R"([{"org_slug":"example-org","apps":["web"]},{"org_slug")", "");
    row("the inventory names an app that is not listed", Route::OrgMachines, R"("app_name":"db")",
        R"("app_name":"hidden")", "Apps that other lists name were not listed (1): hidden.");
    row("a volume names an app that is not listed", Route::OrgVolumes, R"("app_name":"db")",
        R"("app_name":"hidden")", "Apps that other lists name were not listed (1): hidden.");
    row("an app without a name", Route::Apps, R"("name":"db")", R"("name":"")",
        "1 of 2 entries could not be read.");
    row("an app is null", Route::Apps, R"("apps":[)", R"("apps":[null,)",
        "1 of 3 entries could not be read.");
    row("where the list goes on is a number", Route::Apps, R"("next_cursor":null)", R"("next_cursor":1)",
        "Where the list goes on could not be read; later pages are missing.");
}

void CrosscheckTest::appsAreHeldAgainstEveryCount()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, detail);
    Record record = wholeRecord();
    change(answerIn(record, route), from, to);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->appsComplete, detail.isEmpty());
    QCOMPARE(snapshot->appsGaps.empty(), detail.isEmpty());
    QCOMPARE(incompleteSources(*snapshot).contains(QStringLiteral("apps")), !detail.isEmpty());
    QCOMPARE(snapshot->images.complete(), detail.isEmpty());
    if (!detail.isEmpty()) {
        QCOMPARE(snapshot->appsGaps.front().detail, detail);
        QVERIFY(sourceIn(*snapshot, Route::Apps).detail.contains(detail));
    }
}

void CrosscheckTest::theSecondListOfAppsIsHeldAgainstItsOwnCount()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgApps), R"({"name":"web")",
           R"({"name":"web","other":null},{"name":"web")");
    change(answerIn(record, Route::OrgApps), R"({"name":"db")", R"({"name":"web")");
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->appsComplete);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("org_apps")});
    QVERIFY(sourceIn(*snapshot, Route::OrgApps).detail.contains(QLatin1String("names 1 of 2 apps")));
}

void CrosscheckTest::machinesAreHeldAgainstCountAndInventory_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("detail"); // of the app's list; empty: complete
    const auto row = [](const char *name, Route route, const char *from, const char *to, const char *detail) {
        QTest::newRow(name) << route << QByteArray(from) << QByteArray(to) << QString::fromUtf8(detail);
    };
    row("fewer than machine_count", Route::Apps, R"("machine_count":2)", R"("machine_count":6)",
        "2 of 6 machines of web were listed.");
    row("more than machine_count", Route::Apps, R"("machine_count":2)", R"("machine_count":1)", "");
    row("the inventory knows another", Route::OrgMachines, R"("machines":[)",
        R"("machines":[{"id":"m9","app_name":"web","state":"stopped"},)",
        "2 of 3 machines of web were listed.");
    row("the other of the inventory is destroyed", Route::OrgMachines, R"("machines":[)",
        R"("machines":[{"id":"m9","app_name":"web","state":"destroyed"},)", "");
}

void CrosscheckTest::machinesAreHeldAgainstCountAndInventory()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, detail);
    Record record = wholeRecord();
    change(answerIn(record, route), from, to);
    const auto snapshot = snapshotOf(record);
    const auto &machines = snapshot->app(kWeb)->machines;
    QCOMPARE(machines.complete(), detail.isEmpty());
    QVERIFY(snapshot->app(kDb)->machines.complete());
    QCOMPARE(incompleteSources(*snapshot),
             detail.isEmpty() ? QStringList() : QStringList{QStringLiteral("app_machines")});
    if (!detail.isEmpty()) {
        QCOMPARE(machines.gaps.front().reason, Reason::Filtered);
        QCOMPARE(machines.gaps.front().detail, detail);
        QCOMPARE(machines.gaps.front().asked, QStringLiteral("GET /v1/apps/web/machines"));
    }
}

void CrosscheckTest::anInventoryThatKnowsFewerIsPartial()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgMachines), R"({"id":"m2","app_name":"web","state":"stopped"},)", "");
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->app(kWeb)->machines.complete());
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("org_machines")});
}

void CrosscheckTest::theShortfallOfMachinesIsOneSentence()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), R"("machine_count":2)", R"("machine_count":4)");
    change(answerIn(record, Route::Apps), R"("machine_count":1)", R"("machine_count":2)");
    const model::Source source = sourceIn(*snapshotOf(record), Route::AppMachines);
    QCOMPARE(source.reason, Reason::Filtered);
    QVERIFY2(source.detail.contains(
                 QLatin1String("3 of 6 machines were not listed: web lists 2 of 4, db lists 1 of 2.")),
             qPrintable(source.detail));
}

void CrosscheckTest::destroyedMachinesDoNotCount()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::AppMachines, kDb), R"("state":"started")", R"("state":"destroyed")");
    std::erase_if(record.replies, [](const fly::Reply &reply) {
        return reply.request.app == kDb &&
               (reply.request.route == Route::MachineVersions || reply.request.route == Route::AppImage);
    });
    auto snapshot = snapshotOf(record);
    QVERIFY(!snapshot->app(kDb)->machines.complete());
    change(answerIn(record, Route::Apps), R"("machine_count":1)", R"("machine_count":0)");
    change(answerIn(record, Route::OrgMachines), R"("app_name":"db","state":"started")",
           R"("app_name":"db","state":"destroyed")");
    snapshot = snapshotOf(record);
    QVERIFY(snapshot->app(kDb)->machines.complete());
    QCOMPARE(incompleteSources(*snapshot), QStringList());
}

void CrosscheckTest::withoutACountTheInventoryMustBeWhole_data()
{
    QTest::addColumn<QByteArray>("count");
    QTest::addColumn<bool>("inventory");
    QTest::newRow("no count, a whole inventory") << QByteArray(R"("x":2)") << true;
    QTest::newRow("no count, no inventory") << QByteArray(R"("x":2)") << false;
    QTest::newRow("a count of a wrong type, no inventory") << QByteArray(R"("machine_count":"2")") << false;
    QTest::newRow("a negative count, no inventory") << QByteArray(R"("machine_count":-2)") << false;
}

void CrosscheckTest::withoutACountTheInventoryMustBeWhole()
{
    QFETCH(QByteArray, count);
    QFETCH(bool, inventory);
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), R"("machine_count":2)", count);
    if (!inventory)
        refuse(answerIn(record, Route::OrgMachines), 500, ErrorKind::Network);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->app(kWeb)->machines.complete(), inventory);
    QCOMPARE(incompleteSources(*snapshot).contains(QStringLiteral("app_machines")), !inventory);
    QVERIFY(snapshot->app(kDb)->machines.complete());
}

void CrosscheckTest::regionsThatFailedMakeTheInventoryPartial()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgMachines), R"("error_regions":[])",
           R"("error_regions":["fra","ams","fra"])");
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("org_machines")});
    const model::Source &source = sourceIn(*snapshot, Route::OrgMachines);
    QCOMPARE(source.reason, Reason::Fault);
    QVERIFY2(source.detail.contains(QLatin1String("some regions (2): ams, fra")), qPrintable(source.detail));
    QVERIFY(snapshot->app(kWeb)->machines.complete());
}

void CrosscheckTest::hostsThatDoNotAnswerMakeMachinesPartial_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("unreachable") << QByteArray(R"("host_status":"ok")")
                                 << QByteArray(R"("host_status":"unreachable")");
    QTest::newRow("unknown") << QByteArray(R"("host_status":"ok")")
                             << QByteArray(R"("host_status":"unknown")");
    QTest::newRow("not said") << QByteArray(R"("host_status":"ok")") << QByteArray(R"("x":"ok")");
    QTest::newRow("no configuration")
        << QByteArray(R"("config":{)") << QByteArray(R"("config":null,"was":{)");
}

void CrosscheckTest::hostsThatDoNotAnswerMakeMachinesPartial()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Record record = wholeRecord();
    change(answerIn(record, Route::AppMachines, kDb), from, to);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_machines")});
    QVERIFY(!snapshot->app(kDb)->machines.items.at(0).whole());
    const QString detail = sourceIn(*snapshot, Route::AppMachines).detail;
    QVERIFY2(detail.contains(QLatin1String("1 of 3 machines")) && detail.contains(QLatin1String("db m3")),
             qPrintable(detail));
}

void CrosscheckTest::volumesAreHeldAgainstTheirCount_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("detail"); // empty: complete
    const auto row = [](const char *name, Route route, const char *from, const char *to, const char *detail) {
        QTest::newRow(name) << route << QByteArray(from) << QByteArray(to) << QString::fromUtf8(detail);
    };
    row("fewer than counted", Route::Apps, R"("machine_count":2,"volume_count":1)",
        R"("machine_count":2,"volume_count":3)", "1 of 3 volumes of web were listed.");
    row("no count", Route::Apps, R"("machine_count":2,"volume_count":1)", R"("machine_count":2)",
        "How many volumes web has could not be read.");
    row("a count of a wrong type", Route::Apps, R"("machine_count":2,"volume_count":1)",
        R"("machine_count":2,"volume_count":[])", "How many volumes web has could not be read.");
    row("one is being destroyed", Route::OrgVolumes, R"("name":"data","app_name":"web","state":"created")",
        R"("name":"data","app_name":"web","state":"pending_destroy")", "");
    row("more than counted", Route::Apps, R"("machine_count":2,"volume_count":1)",
        R"("machine_count":2,"volume_count":0)", "");
}

void CrosscheckTest::volumesAreHeldAgainstTheirCount()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, detail);
    Record record = wholeRecord();
    change(answerIn(record, route), from, to);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->app(kWeb)->volumes.complete(), detail.isEmpty());
    QVERIFY(snapshot->app(kDb)->volumes.complete());
    QCOMPARE(incompleteSources(*snapshot).contains(QStringLiteral("org_volumes")), !detail.isEmpty());
    if (!detail.isEmpty())
        QCOMPARE(snapshot->app(kWeb)->volumes.gaps.front().detail, detail);
}

void CrosscheckTest::connectionsAreHeldAgainstTheirCount_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("members") << Route::OrgMembers;
    QTest::newRow("WireGuard peers") << Route::OrgWireGuard;
    QTest::newRow("tokens") << Route::OrgTokens;
}

void CrosscheckTest::connectionsAreHeldAgainstTheirCount()
{
    QFETCH(Route, route);
    Record record = wholeRecord();
    change(answerIn(record, route), R"("totalCount":1)", R"("totalCount":9)");
    auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QString::fromLatin1(fly::row(route).source)});
    QCOMPARE(sourceIn(*snapshot, route).reason, Reason::Filtered);
    QVERIFY(sourceIn(*snapshot, route).detail.contains(QLatin1String("1 of 9 entries were listed.")));
    const model::Organization &organization = snapshot->organization;
    QCOMPARE(organization.members.complete(), route != Route::OrgMembers);
    QCOMPARE(organization.peers.complete(), route != Route::OrgWireGuard);
    QCOMPARE(organization.tokens.complete(), route != Route::OrgTokens);
    change(answerIn(record, route), R"("totalCount":9)", R"("totalCount":0)");
    QCOMPARE(incompleteSources(*snapshotOf(record)), QStringList());
}

void CrosscheckTest::certificatesAreHeldAgainstTheirCount()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::AppCertificates, kWeb), R"("total_count":1)", R"("total_count":4)");
    auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_certificates")});
    QCOMPARE(snapshot->app(kWeb)->certificates.gaps.front().detail,
             QStringLiteral("1 of 4 certificates of web were listed."));
    QVERIFY(snapshot->app(kDb)->certificates.complete());
    change(answerIn(record, Route::AppCertificates, kWeb), R"("total_count":4,)", "");
    QCOMPARE(incompleteSources(*snapshotOf(record)), QStringList());
}

void CrosscheckTest::theListOfImagesIsAsWholeAsTheMachines()
{
    Record record = wholeRecord();
    QVERIFY(snapshotOf(record)->images.complete());
    change(answerIn(record, Route::AppMachines, kDb), R"("digest":"sha256:bb")", R"("digest":null)");
    auto snapshot = snapshotOf(record);
    QVERIFY(!snapshot->images.complete());
    QVERIFY(snapshot->images.gaps.front().detail.contains(QLatin1String("m3")));
    QVERIFY(incompleteSources(*snapshot).contains(QStringLiteral("app_image")));

    record = wholeRecord();
    refuse(answerIn(record, Route::AppMachines, kWeb), 403, ErrorKind::Refused);
    snapshot = snapshotOf(record);
    QVERIFY(!snapshot->images.complete());
    QCOMPARE(snapshot->images.gaps.front().reason, Reason::Permission);
}

void CrosscheckTest::aTokenForAnotherOrganizationIsNoWholeView()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::CurrentTokens), R"("org_slug":"example-org")", R"("org_slug":"other")");
    const auto snapshot = snapshotOf(record);
    QVERIFY(!snapshot->appsComplete);
    QCOMPARE(snapshot->appsGaps.front().reason, Reason::Filtered);
    QCOMPARE(snapshot->appsGaps.front().asked, QStringLiteral("GET /v1/tokens/current"));
}

QTEST_GUILESS_MAIN(CrosscheckTest)
#include "crosscheck_test.moc"
