// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::store;

/// What the store says when something in its file is not what it kept there.
class DamageTest : public QObject
{
    Q_OBJECT
private slots:
    void namesTheSnapshot_data();
    void namesTheSnapshot();
    void aDamagedListKeepsEveryBody();
    void anotherAnswersBodyIsNoticed();
    void aBodyThatIsNoTextIsHeldToItsHash();
    void anUnfinishedCollectionCanBeDropped();
};

namespace {

/// Four collections in `folder`; then `sql` happens to it.
void spoiled(const QString &folder, const char *sql)
{
    {
        const Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
        for (const int number : {1, 2, 3, 4}) {
            if (!store || !keepSample(**store, sampleRecord(number)))
                qFatal("not kept");
        }
    }
    const Result<Connection> db = Connection::open(databaseIn(folder), Connection::Mode::Write);
    if (!db || !db->run("PRAGMA foreign_keys = OFF") || !db->run(sql))
        qFatal("not spoiled");
}

std::unique_ptr<Store> opened(const QString &folder)
{
    Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    return *std::move(store);
}

} // namespace

void DamageTest::namesTheSnapshot_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *sql, const char *says) {
        QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(says);
    };
    // Bodies are numbered as they came: two of the first snapshot, and the third is the second's own.
    const char *answer = "the answer to GET /v1/apps is not what was kept";
    const char *list = "the list of its answers cannot be read";
    row("a body is gone", "DELETE FROM body WHERE n = 3", answer);
    row("a body is empty", "UPDATE body SET packed = x'' WHERE n = 3", answer);
    row("a body is cut short", "UPDATE body SET packed = substr(packed, 1, length(packed) - 1) WHERE n = 3",
        answer);
    row("a body is another's, whole",
        "UPDATE body SET (size, packed) = (SELECT size, packed FROM body ORDER BY n LIMIT 1) "
        "WHERE n = 3",
        answer);
    row("a body has another size", "UPDATE body SET size = size + 1 WHERE n = 3", answer);
    row("a body claims to be beyond every limit",
        "UPDATE body SET packed = x'28b52ffde4ffffffff000000000000000000000000000000' "
        "WHERE n = 3",
        answer);
    row("the list is gone", "DELETE FROM manifest WHERE snapshot = 2", list);
    row("the list is cut short",
        "UPDATE manifest SET answers = substr(answers, 1, length(answers) - 1) WHERE snapshot = 2", list);
    row("the list is no list", "UPDATE manifest SET bodies = answers WHERE snapshot = 2", list);
    row("the list is another's",
        "UPDATE manifest SET (bodies, answers) = (SELECT bodies, answers FROM manifest WHERE snapshot = 1) "
        "WHERE snapshot = 2",
        "is not what was collected");
    row("the bodies are another's",
        "UPDATE manifest SET bodies = (SELECT bodies FROM manifest WHERE snapshot = 1) WHERE snapshot = 2",
        "is not what was collected");
    row("the time is another", "UPDATE snapshot SET collected_at = collected_at + 1000 WHERE seq = 2",
        "is not what was collected");
}

void DamageTest::namesTheSnapshot()
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    spoiled(folder.path(), sql.constData());
    const auto store = opened(folder.path());
    const Result<collect::Record> record = store->record(sampleRecord(2).id());
    QVERIFY(!record);
    QCOMPARE(record.error().kind, ErrorKind::Storage);
    QVERIFY2(record.error().what.contains(says), qPrintable(record.error().what));
    QVERIFY(record.error().what.contains(sampleRecord(2).id()));
    QCOMPARE(record.error().where, databaseIn(folder.path()));
    for (const int number : {1, 3, 4})
        QVERIFY(same(*store->record(sampleRecord(number).id()), sampleRecord(number)));
    QVERIFY(keepSample(*store, sampleRecord(5)));
    QVERIFY(same(*store->record(sampleRecord(5).id()), sampleRecord(5)));
}

void DamageTest::aDamagedListKeepsEveryBody()
{
    const QTemporaryDir folder;
    spoiled(folder.path(), "UPDATE manifest SET bodies = x'00' WHERE snapshot = 1");
    const QString acme = QStringLiteral("acme");
    const auto bodies = [&folder] {
        return *Connection::open(databaseIn(folder.path()), Connection::Mode::Read)
                    ->number("SELECT count(*) FROM body");
    };
    const collect::Record later = sampleRecord(10 * 24 * 60);
    const Result<std::unique_ptr<Store>> store =
        openSqlite(folder.path(), Access::ReadWrite, [&later] { return later.collectedAt; });
    QVERIFY((*store)->hold(sampleRecord(1).id(), QStringLiteral("review")));
    QVERIFY(keepSample(**store, later));
    const qint64 before = bodies();
    QVERIFY((*store)->setRetention(acme, {.days = 1, .atLeast = 1}));
    QCOMPARE((*store)->snapshots(acme)->size(), std::size_t(2));
    QCOMPARE(bodies(), before);
    QVERIFY(same(*(*store)->record(later.id()), later));
    QVERIFY(!(*store)->record(sampleRecord(1).id()));
}

void DamageTest::anotherAnswersBodyIsNoticed()
{
    const QTemporaryDir folder;
    {
        const auto store = opened(folder.path());
        collect::Record record = sampleRecord(1);
        record.replies[1].body = "{\"machines\":[1]}";
        QVERIFY(keepSample(*store, record));
        QVERIFY(keepSample(*store, sampleRecord(2)));
    }
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
    // Both whole, both with a hash that fits: only the id can tell that they changed places.
    QVERIFY(db->run("UPDATE body SET n = -n WHERE n IN (1, 2); UPDATE body SET n = 3 + n WHERE n < 0"));
    QVERIFY(same(*opened(folder.path())->record(sampleRecord(2).id()), sampleRecord(2)));
    collect::Record changed = sampleRecord(1);
    changed.replies[1].body = "{\"machines\":[1]}";
    const Result<collect::Record> swapped = opened(folder.path())->record(changed.id());
    QVERIFY(!swapped);
    QVERIFY(swapped.error().what.contains(QLatin1String("is not what was collected")));
}

void DamageTest::aBodyThatIsNoTextIsHeldToItsHash()
{
    const QTemporaryDir folder;
    collect::Record record = sampleRecord(1);
    record.replies[0].body = QByteArray("\xff\xfe", 2);
    collect::Record other = sampleRecord(2);
    other.replies[0].body = QByteArray("\xfe\xff", 2);
    {
        const auto store = opened(folder.path());
        QVERIFY(keepSample(*store, record));
        QVERIFY(keepSample(*store, other));
    }
    const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
    QVERIFY(db->run("UPDATE body SET packed = (SELECT packed FROM body WHERE n = 3) WHERE n = 1"));
    const Result<collect::Record> read = opened(folder.path())->record(record.id());
    QVERIFY(!read);
    QVERIFY2(read.error().what.contains(QLatin1String("the answer to GET /v1/apps")),
             qPrintable(read.error().what));
}

void DamageTest::anUnfinishedCollectionCanBeDropped()
{
    const QTemporaryDir folder;
    const collect::Record record = sampleRecord(1);
    const UnfinishedMark mark{.startedAt = record.startedAt, .demo = false, .asked = {}};
    QVERIFY(opened(folder.path())->keepUnfinished(record.org, mark, record.replies));
    {
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
        QVERIFY(db->run("UPDATE unfinished_part SET answers = x'01'"));
    }
    const auto store = opened(folder.path());
    const auto unfinished = store->unfinished(record.org);
    QVERIFY(!unfinished);
    QVERIFY(unfinished.error().what.contains(QLatin1String("unfinished collection of acme is damaged")));
    QVERIFY(store->dropUnfinished(record.org));
    QVERIFY(!store->unfinished(record.org)->has_value());
    QVERIFY(keepSample(*store, record));
}

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
