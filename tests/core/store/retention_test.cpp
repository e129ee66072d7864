// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/sample.h"

#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::store;

namespace {

constexpr int kDay = 24 * 60; // a sample is as many minutes old as its number says
const QString kAcme = QStringLiteral("acme");

std::unique_ptr<Store> opened(const QTemporaryDir &folder,
                              const QDateTime &now = sampleRecord(10'000 * kDay).startedAt)
{
    Result<std::unique_ptr<Store>> store =
        openSqlite(folder.path(), Access::ReadWrite, [now] { return now; });
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    return *std::move(store);
}

/// The days of those that are there, oldest first.
QList<int> daysIn(Store &store, const QString &org = kAcme)
{
    QList<int> days;
    for (const SnapshotRow &row : *store.snapshots(org))
        days.prepend(int(sampleRecord(0).startedAt.daysTo(row.collectedAt)));
    return days;
}

QList<int> daysOf(const std::vector<SnapshotRow> &rows)
{
    QList<int> days;
    for (const SnapshotRow &row : rows)
        days.append(int(sampleRecord(0).startedAt.daysTo(row.collectedAt)));
    return days;
}

QString idOf(int day)
{
    return sampleRecord(day * kDay).id();
}

bool keepDay(Store &store, int day, const QString &org = kAcme)
{
    return bool(keepSample(store, sampleRecord(day * kDay, org)));
}

qint64 count(const QTemporaryDir &folder, const char *sql)
{
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
    const Result<qint64> number = db ? db->number(sql) : db.error();
    return number ? *number : -1;
}

} // namespace

class RetentionTest : public QObject
{
    Q_OBJECT
private slots:
    void startsWithTwoYears();
    void isEachOrganizationsOwn();
    void refusesWhatKeepsNothing_data();
    void refusesWhatKeepsNothing();
    void keepsAsLongAsItSays_data();
    void keepsAsLongAsItSays();
    void removesWhenAnotherIsKept();
    void neverRemovesTheOneJustKept();
    void saysWhatItWouldRemove();
    void aSnapshotFromTheFutureAgesNoOther();
    void whatIsHeldStays();
    void holdingIsIdempotentAndNamesItsReasons();
    void onlyASnapshotCanBeHeld();
    void bodiesGoWithTheLastThatNeedsThem();
    void givesRoomBack();
    void remembersWhenAFindingFirstFailed();
    void readOnlyRemovesNothing();
};

void RetentionTest::startsWithTwoYears()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QCOMPARE(*store->retention(kAcme), (Retention{.days = 730, .atLeast = 12}));
    for (const int day : {0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 730})
        QVERIFY(keepDay(*store, day));
    QCOMPARE(daysIn(*store).size(), 14);
    QVERIFY(keepDay(*store, 731));
    QCOMPARE(daysIn(*store).first(), 7);
}

void RetentionTest::isEachOrganizationsOwn()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const QString zeta = QStringLiteral("zeta");
    for (const int day : {1, 2, 300}) {
        QVERIFY(keepDay(*store, day));
        QVERIFY(keepDay(*store, day, zeta));
    }
    QVERIFY(store->setRetention(zeta, {.days = 30, .atLeast = 1}));
    QCOMPARE(*store->retention(zeta), (Retention{.days = 30, .atLeast = 1}));
    QCOMPARE(*store->retention(kAcme), Retention());
    QCOMPARE(daysIn(*store), (QList<int>{1, 2, 300}));
    QCOMPARE(daysIn(*store, zeta), QList<int>{300});
    QVERIFY(store->setRetention(zeta, {.days = 60, .atLeast = 2}));
    QCOMPARE(*opened(folder)->retention(zeta), (Retention{.days = 60, .atLeast = 2}));
}

void RetentionTest::refusesWhatKeepsNothing_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("atLeast");
    QTest::newRow("less than no day") << -1 << 12;
    QTest::newRow("more than a century") << 36'501 << 12;
    QTest::newRow("not even the newest") << 30 << 0;
    QTest::newRow("less than none") << 30 << -5;
}

void RetentionTest::refusesWhatKeepsNothing()
{
    QFETCH(int, days);
    QFETCH(int, atLeast);
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(keepDay(*store, 1));
    const Retention retention{.days = days, .atLeast = atLeast};
    const Result<void> set = store->setRetention(kAcme, retention);
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::Input);
    QVERIFY(!store->beyond(kAcme, retention));
    QCOMPARE(*store->retention(kAcme), Retention());
    QCOMPARE(daysIn(*store).size(), 1);
}

void RetentionTest::keepsAsLongAsItSays_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("atLeast");
    QTest::addColumn<QList<int>>("left");
    QTest::newRow("for ever") << 0 << 1 << QList<int>{1, 50, 90, 99, 100};
    QTest::newRow("to the day") << 50 << 1 << QList<int>{50, 90, 99, 100};
    QTest::newRow("a day less") << 49 << 1 << QList<int>{90, 99, 100};
    QTest::newRow("a day, but three at least") << 1 << 3 << QList<int>{90, 99, 100};
    QTest::newRow("a day, but more than there are") << 1 << 30 << QList<int>{1, 50, 90, 99, 100};
    QTest::newRow("a day, and the newest") << 1 << 1 << QList<int>{99, 100};
}

void RetentionTest::keepsAsLongAsItSays()
{
    QFETCH(int, days);
    QFETCH(int, atLeast);
    QFETCH(QList<int>, left);
    const QTemporaryDir folder;
    const auto store = opened(folder);
    for (const int day : {100, 1, 90, 50, 99})
        QVERIFY(keepDay(*store, day));
    QVERIFY(store->setRetention(kAcme, {.days = days, .atLeast = atLeast}));
    QCOMPARE(daysIn(*store), left);
    for (const int day : left)
        QVERIFY(same(*store->record(idOf(day)), sampleRecord(day * kDay)));
    for (const int day : {1, 50, 90, 99, 100})
        QCOMPARE(bool(store->record(idOf(day))), left.contains(day));
}

void RetentionTest::removesWhenAnotherIsKept()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->setRetention(kAcme, {.days = 10, .atLeast = 2}));
    for (const int day : {1, 2, 3})
        QVERIFY(keepDay(*store, day));
    QCOMPARE(daysIn(*store), (QList<int>{1, 2, 3}));
    QVERIFY(keepDay(*store, 12));
    QCOMPARE(daysIn(*store), (QList<int>{2, 3, 12}));
    QVERIFY(keepDay(*store, 100));
    QCOMPARE(daysIn(*store), (QList<int>{12, 100}));
}

void RetentionTest::neverRemovesTheOneJustKept()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->setRetention(kAcme, {.days = 10, .atLeast = 1}));
    QVERIFY(keepDay(*store, 100));
    QVERIFY(keepDay(*store, 1));
    QCOMPARE(daysIn(*store), (QList<int>{1, 100}));
    QVERIFY(store->hold(idOf(1), QStringLiteral("import")));
    QVERIFY(keepDay(*store, 101));
    QCOMPARE(daysIn(*store), (QList<int>{1, 100, 101}));
}

void RetentionTest::saysWhatItWouldRemove()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->beyond(kAcme, {.days = 1, .atLeast = 1})->empty());
    for (const int day : {1, 50, 90, 100})
        QVERIFY(keepDay(*store, day));
    QVERIFY(store->hold(idOf(50), QStringLiteral("review")));
    const Retention retention{.days = 5, .atLeast = 1};
    QCOMPARE(daysOf(*store->beyond(kAcme, retention)), (QList<int>{1, 90}));
    QCOMPARE(daysIn(*store).size(), 4);
    QVERIFY(store->setRetention(kAcme, retention));
    QCOMPARE(daysIn(*store), (QList<int>{50, 100}));
    QVERIFY(store->beyond(kAcme, retention)->empty());
}

void RetentionTest::aSnapshotFromTheFutureAgesNoOther()
{
    const QTemporaryDir folder;
    const auto store = opened(folder, sampleRecord(100 * kDay).startedAt);
    QVERIFY(store->setRetention(kAcme, {.days = 30, .atLeast = 1}));
    for (const int day : {60, 80, 100, 5'000})
        QVERIFY(keepDay(*store, day));
    QCOMPARE(daysIn(*store), (QList<int>{80, 100, 5'000}));
}

void RetentionTest::whatIsHeldStays()
{
    const QTemporaryDir folder;
    {
        const auto store = opened(folder);
        for (const int day : {1, 2, 3})
            QVERIFY(keepDay(*store, day));
        QVERIFY(store->hold(idOf(2), QStringLiteral("review 2026-Q4")));
        QVERIFY(store->setRetention(kAcme, {.days = 1, .atLeast = 1}));
        QVERIFY(keepDay(*store, 1'000));
        QCOMPARE(daysIn(*store), (QList<int>{2, 1'000}));
        QVERIFY(same(*store->record(idOf(2)), sampleRecord(2 * kDay)));
    }
    // Not even by another way: the database itself refuses.
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
    QVERIFY(!db->run("DELETE FROM snapshot WHERE seq IN (SELECT snapshot FROM hold)"));
}

void RetentionTest::holdingIsIdempotentAndNamesItsReasons()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(keepDay(*store, 1));
    QVERIFY(store->holds(idOf(1))->isEmpty());
    for (const char *why : {"review b", "review a", "review b"})
        QVERIFY(store->hold(idOf(1), QString::fromLatin1(why)));
    QCOMPARE(*store->holds(idOf(1)), (QStringList{QStringLiteral("review a"), QStringLiteral("review b")}));
}

void RetentionTest::onlyASnapshotCanBeHeld()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const Result<void> held = store->hold(QStringLiteral("f00d"), QStringLiteral("review"));
    QVERIFY(!held);
    QCOMPARE(held.error().kind, ErrorKind::Storage);
    QVERIFY(held.error().what.contains(QLatin1String("no snapshot f00d")));
    QVERIFY(!store->holds(QStringLiteral("f00d")));
}

void RetentionTest::bodiesGoWithTheLastThatNeedsThem()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    for (const int day : {1, 2, 3})
        QVERIFY(keepDay(*store, day));
    // One that all share, one of each, and none for the empty ones.
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 4);
    QVERIFY(store->keepUnfinished(kAcme,
                                  {.startedAt = sampleRecord(9 * kDay).startedAt, .demo = false, .asked = {}},
                                  sampleRecord(9 * kDay).replies));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 5);
    QVERIFY(store->setRetention(kAcme, {.days = 1, .atLeast = 1}));
    QCOMPARE(daysIn(*store), (QList<int>{2, 3}));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 4);
    QVERIFY(same(store->unfinished(kAcme)->value().replies[0], sampleRecord(9 * kDay).replies[0]));
    QVERIFY(keepDay(*store, 9));
    QCOMPARE(daysIn(*store), QList<int>{9});
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 2);
    QCOMPARE(count(folder, "SELECT count(*) FROM manifest"), 1);
    QCOMPARE(count(folder, "SELECT count(*) FROM unfinished_part"), 0);
    QVERIFY(same(*store->record(idOf(9)), sampleRecord(9 * kDay)));
}

void RetentionTest::givesRoomBack()
{
    const QTemporaryDir folder;
    QRandomGenerator random(3);
    const auto large = [&random](int day) {
        collect::Record record = sampleRecord(day * kDay);
        for (int i = 0; i < 100'000; ++i)
            record.replies[0].body += char('a' + random.bounded(26));
        return record;
    };
    {
        const auto store = opened(folder);
        for (int day = 1; day <= 20; ++day)
            QVERIFY(keepSample(*store, large(day)));
    }
    const qint64 before = QFileInfo(databaseIn(folder.path())).size();
    {
        const auto store = opened(folder);
        QVERIFY(store->setRetention(kAcme, {.days = 1, .atLeast = 2}));
    }
    const qint64 after = QFileInfo(databaseIn(folder.path())).size();
    QVERIFY2(after < before / 5, qPrintable(QStringLiteral("%1 of %2").arg(after).arg(before)));
    QCOMPARE(count(folder, "PRAGMA freelist_count"), 0);
}

void RetentionTest::remembersWhenAFindingFirstFailed()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->setRetention(kAcme, {.days = 1, .atLeast = 1}));
    for (const int day : {1, 100})
        QVERIFY(keepDay(*store, day));
    QCOMPARE(daysIn(*store), QList<int>{100});
    QCOMPARE(store->firstSeen(kAcme)->value(QStringLiteral("f1")), sampleRecord(kDay).collectedAt);
}

void RetentionTest::readOnlyRemovesNothing()
{
    const QTemporaryDir folder;
    QVERIFY(keepDay(*opened(folder), 1));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    for (const Result<void> &done :
         {(*store)->setRetention(kAcme, {.days = 1, .atLeast = 1}), (*store)->hold(idOf(1), kAcme)}) {
        QVERIFY(!done);
        QVERIFY(done.error().what.contains(QLatin1String("reading only")));
    }
    QCOMPARE(*(*store)->retention(kAcme), Retention());
    QVERIFY((*store)->beyond(kAcme, {}));
}

QTEST_GUILESS_MAIN(RetentionTest)
#include "retention_test.moc"
