// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/lanes.h"

#include <QTest>

using namespace aw::fly;
using Millis = Lanes::Millis;

namespace {

const QString kLane = QStringLiteral("app_machines\nweb");

} // namespace

class LanesTest : public QObject
{
    Q_OBJECT
private slots:
    void letsABurstPassAndThenOneAtATime();
    void fillsUpAgainButNotBeyondTheBurst();
    void lanesDoNotTouchEachOther();
    void neverLetsMoreThroughThanTheRate();
    void holdsALaneBackWithoutABurstAfter();
    void aShorterHoldDoesNotEndALongerOne();
    void countsByActionAndIdentifier_data();
    void countsByActionAndIdentifier();
};

void LanesTest::letsABurstPassAndThenOneAtATime()
{
    Lanes lanes(Millis(1'000), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(lanes.take(kLane, Millis(0)), Millis(0));
    QCOMPARE(lanes.take(kLane, Millis(0)), Millis(1'000));
    QCOMPARE(lanes.take(kLane, Millis(400)), Millis(600));
    QCOMPARE(lanes.take(kLane, Millis(1'000)), Millis(0));
    QCOMPARE(lanes.take(kLane, Millis(1'000)), Millis(1'000));
}

void LanesTest::fillsUpAgainButNotBeyondTheBurst()
{
    Lanes lanes(Millis(1'000), 3);
    QCOMPARE(lanes.take(kLane, Millis(0)), Millis(0));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(lanes.take(kLane, Millis(3'600'000)), Millis(0));
    QVERIFY(lanes.take(kLane, Millis(3'600'000)) > Millis(0));
}

void LanesTest::lanesDoNotTouchEachOther()
{
    Lanes lanes(Millis(1'000), 1);
    QCOMPARE(lanes.take(kLane, Millis(0)), Millis(0));
    QCOMPARE(lanes.take(QStringLiteral("app_machines\napi"), Millis(0)), Millis(0));
    QVERIFY(lanes.take(kLane, Millis(0)) > Millis(0));
}

void LanesTest::neverLetsMoreThroughThanTheRate()
{
    Lanes lanes(Millis(1'000), 3);
    int passed = 0;
    for (int now = 0; now <= 60'000; now += 7) {
        if (lanes.take(kLane, Millis(now)) == Millis(0))
            ++passed;
    }
    QCOMPARE(passed, 3 + 60 - 1); // the step of 7 ms loses less than one
}

void LanesTest::holdsALaneBackWithoutABurstAfter()
{
    Lanes lanes(Millis(1'000), 3);
    lanes.hold(kLane, Millis(0), Millis(5'000));
    QCOMPARE(lanes.take(kLane, Millis(0)), Millis(5'000));
    QCOMPARE(lanes.take(kLane, Millis(4'999)), Millis(1));
    QCOMPARE(lanes.take(kLane, Millis(5'000)), Millis(0));
    QCOMPARE(lanes.take(kLane, Millis(5'000)), Millis(1'000));
}

void LanesTest::aShorterHoldDoesNotEndALongerOne()
{
    Lanes lanes(Millis(1'000), 3);
    lanes.hold(kLane, Millis(0), Millis(5'000));
    lanes.hold(kLane, Millis(0), Millis(1'000));
    QCOMPARE(lanes.take(kLane, Millis(0)), Millis(5'000));
}

void LanesTest::countsByActionAndIdentifier_data()
{
    QTest::addColumn<Request>("one");
    QTest::addColumn<Request>("other");
    QTest::addColumn<bool>("same");
    const QString org = QStringLiteral("acme");
    const QString web = QStringLiteral("web");
    const auto request = [&](Route route, const QString &app, const QString &item) {
        return Request{.route = route, .org = org, .app = app, .item = item, .cursor = {}};
    };
    QTest::newRow("two machines of one app")
        << request(Route::MachineVersions, web, QStringLiteral("m1"))
        << request(Route::MachineVersions, web, QStringLiteral("m2")) << false;
    QTest::newRow("two images of one app") << request(Route::AppImage, web, QStringLiteral("i1"))
                                           << request(Route::AppImage, web, QStringLiteral("i2")) << true;
    QTest::newRow("two actions on one app")
        << request(Route::AppMachines, web, {}) << request(Route::AppSecrets, web, {}) << false;
    QTest::newRow("two apps") << request(Route::AppMachines, web, {})
                              << request(Route::AppMachines, QStringLiteral("api"), {}) << false;
    QTest::newRow("two pages")
        << request(Route::AppMachines, web, {})
        << Request{.route = Route::AppMachines, .org = org, .app = web, .item = {}, .cursor = web} << true;
    QTest::newRow("organization lists")
        << request(Route::OrgMachines, {}, {}) << request(Route::OrgVolumes, {}, {}) << false;
}

void LanesTest::countsByActionAndIdentifier()
{
    QFETCH(Request, one);
    QFETCH(Request, other);
    QFETCH(bool, same);
    QCOMPARE(laneOf(one) == laneOf(other), same);
}

QTEST_GUILESS_MAIN(LanesTest)
#include "lanes_test.moc"
