// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/buckets.h"

#include <QTest>

using namespace aw::test;
using Millis = Buckets::Millis;

class BucketsTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsThePublishedLimits_data();
    void knowsThePublishedLimits();
    void givesABurstAndThenOneASecond();
    void keepsBucketsApart();
};

void BucketsTest::knowsThePublishedLimits_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<int>("burst");
    const auto row = [](const char *path, const char *bucket, int burst) {
        QTest::newRow(path) << QString::fromLatin1(path) << QString::fromLatin1(bucket) << burst;
    };
    row("/v1/apps", "", 0);
    row("/v1/orgs/o/machines", "", 0);
    row("/v1/tokens/current", "", 0);
    row("/v1/apps/web", "show web", 3);
    row("/v1/apps/web/machines", "machines web", 3);
    row("/v1/apps/web/secrets", "secrets web", 3);
    row("/v1/apps/web/machines/m1", "machine web/m1", 10);
    row("/v1/apps/web/machines/m1/versions", "versions web/m1", 3);
    row("/graphql", "", 0);
}

void BucketsTest::knowsThePublishedLimits()
{
    QFETCH(QString, path);
    QFETCH(QString, bucket);
    QFETCH(int, burst);
    const std::optional<Limit> limit = limitOf(path);
    QCOMPARE(limit.has_value(), !bucket.isEmpty());
    if (limit) {
        QCOMPARE(limit->bucket, bucket);
        QCOMPARE(limit->burst, burst);
    }
}

void BucketsTest::givesABurstAndThenOneASecond()
{
    Buckets buckets;
    const Limit limit{.bucket = QStringLiteral("a")};
    for (int i = 0; i < 3; ++i)
        QVERIFY(buckets.take(limit, Millis(10)));
    QVERIFY(!buckets.take(limit, Millis(10)));
    QVERIFY(!buckets.take(limit, Millis(900)));
    QVERIFY(buckets.take(limit, Millis(1'020)));
    QVERIFY(!buckets.take(limit, Millis(1'030)));
    for (int i = 0; i < 3; ++i)
        QVERIFY(buckets.take(limit, Millis(60'000))); // never more than the burst saved up
    QVERIFY(!buckets.take(limit, Millis(60'000)));
}

void BucketsTest::keepsBucketsApart()
{
    Buckets buckets;
    const Limit one{.bucket = QStringLiteral("a"), .perSecond = 1, .burst = 1};
    const Limit other{.bucket = QStringLiteral("b"), .perSecond = 1, .burst = 1};
    QVERIFY(buckets.take(one, Millis(0)));
    QVERIFY(!buckets.take(one, Millis(0)));
    QVERIFY(buckets.take(other, Millis(0)));
}

QTEST_GUILESS_MAIN(BucketsTest)
#include "buckets_test.moc"
