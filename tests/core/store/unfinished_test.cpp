// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>
#include <ctime>

using namespace aw;
using namespace aw::store;

namespace {

const QString kAcme = QStringLiteral("acme");

std::unique_ptr<Store> opened(const QTemporaryDir &folder, Access access = Access::ReadWrite)
{
    Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), access);
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    return *std::move(store);
}

UnfinishedMark markOf(const collect::Record &record)
{
    return {.startedAt = record.startedAt, .demo = record.demo, .asked = "all of it"};
}

bool same(const std::vector<fly::Reply> &a, const std::vector<fly::Reply> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const fly::Reply &x, const fly::Reply &y) { return store::same(x, y); });
}

qint64 count(const QTemporaryDir &folder, const char *sql)
{
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
    const Result<qint64> number = db ? db->number(sql) : db.error();
    return number ? *number : -1;
}

qint64 milliseconds()
{
    return qint64(std::clock()) * 1'000 / CLOCKS_PER_SEC;
}

} // namespace

class UnfinishedTest : public QObject
{
    Q_OBJECT
private slots:
    void thereIsNoneAtFirst();
    void givesBackWhatWasKeptInItsOrder();
    void isKeptForEachOrganization();
    void anotherRunTakesItsPlace_data();
    void anotherRunTakesItsPlace();
    void endsWhenTheCollectionIsKept();
    void outlivesAnEarlierSnapshotThatIsKept();
    void isDroppedWithItsBodies();
    void isNoSnapshot();
    void readOnlyKeepsNone();
    void isCheapToAppendTo();
};

void UnfinishedTest::thereIsNoneAtFirst()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(!store->unfinished(kAcme)->has_value());
    QVERIFY(store->dropUnfinished(kAcme));
}

void UnfinishedTest::givesBackWhatWasKeptInItsOrder()
{
    const QTemporaryDir folder;
    const collect::Record record = sampleRecord(1);
    const UnfinishedMark mark = markOf(record);
    QVERIFY(opened(folder)->keepUnfinished(kAcme, mark, {}));
    QVERIFY(opened(folder)->unfinished(kAcme)->value().replies.empty());
    for (const std::size_t i : {3, 0, 2, 1})
        QVERIFY(opened(folder)->keepUnfinished(kAcme, mark, {record.replies[i]}));
    QVERIFY(opened(folder)->keepUnfinished(kAcme, mark, record.replies));
    const auto unfinished = opened(folder, Access::ReadOnly)->unfinished(kAcme);
    QVERIFY(unfinished && unfinished->has_value());
    QCOMPARE((*unfinished)->mark, mark);
    std::vector<fly::Reply> expected;
    for (const std::size_t i : {3, 0, 2, 1, 0, 1, 2, 3})
        expected.push_back(record.replies[i]);
    QVERIFY(same((*unfinished)->replies, expected));
}

void UnfinishedTest::isKeptForEachOrganization()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const QString zeta = QStringLiteral("zeta");
    QVERIFY(store->keepUnfinished(kAcme, markOf(sampleRecord(1)), sampleRecord(1).replies));
    QVERIFY(store->keepUnfinished(zeta, markOf(sampleRecord(2)), sampleRecord(2).replies));
    QVERIFY(store->dropUnfinished(kAcme));
    QVERIFY(!store->unfinished(kAcme)->has_value());
    QVERIFY(same(store->unfinished(zeta)->value().replies, sampleRecord(2).replies));
}

void UnfinishedTest::anotherRunTakesItsPlace_data()
{
    QTest::addColumn<UnfinishedMark>("other");
    UnfinishedMark mark = markOf(sampleRecord(1));
    mark.startedAt = mark.startedAt.addMSecs(1);
    QTest::newRow("begun at another time") << mark;
    mark = markOf(sampleRecord(1));
    mark.asked = "half of it";
    QTest::newRow("asking something else") << mark;
    mark.asked = {};
    QTest::newRow("asking nothing") << mark;
    mark = markOf(sampleRecord(1));
    mark.demo = true;
    QTest::newRow("a demo") << mark;
}

void UnfinishedTest::anotherRunTakesItsPlace()
{
    QFETCH(UnfinishedMark, other);
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->keepUnfinished(kAcme, markOf(sampleRecord(1)), sampleRecord(1).replies));
    QVERIFY(store->keepUnfinished(kAcme, other, {sampleRecord(2).replies[0]}));
    const auto unfinished = store->unfinished(kAcme);
    QCOMPARE((*unfinished)->mark, other);
    QVERIFY(same((*unfinished)->replies, {sampleRecord(2).replies[0]}));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 1);
}

void UnfinishedTest::endsWhenTheCollectionIsKept()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const collect::Record record = sampleRecord(1);
    QVERIFY(store->keepUnfinished(kAcme, markOf(record), record.replies));
    const qint64 bodies = count(folder, "SELECT count(*) FROM body");
    QVERIFY(keepSample(*store, record));
    QVERIFY(!store->unfinished(kAcme)->has_value());
    QCOMPARE(count(folder, "SELECT count(*) FROM unfinished_part"), 0);
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), bodies);
    QVERIFY(store::same(*store->record(record.id()), record));
}

void UnfinishedTest::outlivesAnEarlierSnapshotThatIsKept()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->keepUnfinished(kAcme, markOf(sampleRecord(5)), sampleRecord(5).replies));
    QVERIFY(keepSample(*store, sampleRecord(2)));
    QVERIFY(keepSample(*store, sampleRecord(9, QStringLiteral("zeta"))));
    QVERIFY(same(store->unfinished(kAcme)->value().replies, sampleRecord(5).replies));
    // Kept already: nothing changes.
    QVERIFY(keepSample(*store, sampleRecord(2)));
    QVERIFY(store->unfinished(kAcme)->has_value());
    QVERIFY(keepSample(*store, sampleRecord(6)));
    QVERIFY(!store->unfinished(kAcme)->has_value());
}

void UnfinishedTest::isDroppedWithItsBodies()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(keepSample(*store, sampleRecord(1)));
    QVERIFY(store->keepUnfinished(kAcme, markOf(sampleRecord(2)), sampleRecord(2).replies));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 3);
    QVERIFY(store->dropUnfinished(kAcme));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), 2);
    QVERIFY(store::same(*store->record(sampleRecord(1).id()), sampleRecord(1)));
}

void UnfinishedTest::isNoSnapshot()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(store->keepUnfinished(kAcme, markOf(sampleRecord(1)), sampleRecord(1).replies));
    QVERIFY(store->organizations()->empty());
    QVERIFY(store->snapshots(kAcme)->empty());
    QVERIFY(!store->record(sampleRecord(1).id()));
}

void UnfinishedTest::readOnlyKeepsNone()
{
    const QTemporaryDir folder;
    QVERIFY(opened(folder)->keepUnfinished(kAcme, markOf(sampleRecord(1)), sampleRecord(1).replies));
    const auto store = opened(folder, Access::ReadOnly);
    const Result<void> kept = store->keepUnfinished(kAcme, markOf(sampleRecord(1)), {});
    QVERIFY(!kept);
    QVERIFY(kept.error().what.contains(QLatin1String("reading only")));
    QVERIFY(!store->dropUnfinished(kAcme));
    QVERIFY(store->unfinished(kAcme)->has_value());
}

/// 12,000 answers, fifty at a time: what a collector does once a second must not be felt, and the keeping
/// at the end finds every body there.
void UnfinishedTest::isCheapToAppendTo()
{
    constexpr int kAnswers = 12'000;
    constexpr int kAtOnce = 50;
    const QTemporaryDir folder;
    const auto store = opened(folder);
    collect::Record record = sampleRecord(1);
    record.replies.clear();
    qint64 slowest = 0;
    for (int from = 0; from < kAnswers; from += kAtOnce) {
        std::vector<fly::Reply> more;
        for (int i = from; i < from + kAtOnce; ++i) {
            const QByteArray body = "{\"n\":" + QByteArray::number(i) + ",\"env\":\"" +
                                    QByteArray::number(i * 7).repeated(200) + "\"}";
            more.push_back(answered({fly::Route::MachineVersions,
                                     kAcme,
                                     QStringLiteral("app-%1").arg(i / 4),
                                     QString::number(i),
                                     {}},
                                    200, body, record.collectedAt.addMSecs(i)));
        }
        const qint64 begun = milliseconds();
        QVERIFY(store->keepUnfinished(kAcme, markOf(record), more));
        slowest = std::max(slowest, milliseconds() - begun);
        record.replies.insert(record.replies.end(), more.begin(), more.end());
    }
    const Result<std::optional<Unfinished>> unfinished = store->unfinished(kAcme);
    QVERIFY(same((*unfinished)->replies, record.replies));
    const qint64 begun = milliseconds();
    QVERIFY(keepSample(*store, record));
    const qint64 keep = milliseconds() - begun;
    qInfo("fifty answers in %lld ms at most, all of them kept in %lld ms", static_cast<long long>(slowest),
          static_cast<long long>(keep));
    QCOMPARE(count(folder, "SELECT count(*) FROM body"), kAnswers);
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__)
    QVERIFY(slowest < 100);
    QVERIFY(keep < 1'500);
#endif
}

QTEST_GUILESS_MAIN(UnfinishedTest)
#include "unfinished_test.moc"
