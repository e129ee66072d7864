// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <sys/stat.h>

using namespace aw;
using namespace aw::store;

namespace {

Result<void> weigh(const Connection &db)
{
    return db.run("UPDATE note SET weight = weight + 1");
}

Result<void> giveUp(const Connection &db)
{
    return fail(ErrorKind::Storage, QStringLiteral("not moved"), db.file());
}

constexpr std::array kSteps{
    Step{"CREATE TABLE note(text TEXT NOT NULL) STRICT; INSERT INTO note VALUES('first');"
         "PRAGMA application_id = 0x41697277;"},
    Step{"ALTER TABLE note ADD COLUMN weight INTEGER NOT NULL DEFAULT 6;", weigh},
    Step{"CREATE TABLE more(n INTEGER) STRICT; INSERT INTO more SELECT weight FROM note;"},
};
constexpr std::array kBroken{kSteps[0],
                             Step{"CREATE TABLE half(n INTEGER) STRICT; INSERT INTO nowhere VALUES(1);"}};
constexpr std::array kBrokenThen{kSteps[0], Step{"CREATE TABLE half(n INTEGER) STRICT;", giveUp}};

Result<Connection> database(const QTemporaryDir &folder)
{
    const QString file = databaseIn(folder.path());
    if (!QFile::exists(file) && !store::write(file, {}))
        return fail(ErrorKind::Storage, QStringLiteral("no file"));
    return Connection::open(file, Connection::Mode::Write);
}

std::span<const Step> first(std::size_t count)
{
    return std::span(kSteps).first(count);
}

QString copyBefore(const QTemporaryDir &folder, int version)
{
    return databaseIn(folder.path()) + QStringLiteral(".before-%1").arg(version);
}

} // namespace

class MigrationsTest : public QObject
{
    Q_OBJECT
private slots:
    void takesEveryStepFromEveryVersion_data();
    void takesEveryStepFromEveryVersion();
    void copiesBeforeItChanges();
    void keepsTheLastThreeCopies();
    void aStepIsWholeOrNotTaken_data();
    void aStepIsWholeOrNotTaken();
    void ownStepsAreKept();
    void opensEveryReleasedVersion_data();
    void opensEveryReleasedVersion();
};

void MigrationsTest::takesEveryStepFromEveryVersion_data()
{
    QTest::addColumn<int>("from");
    QTest::newRow("from nothing") << 0;
    QTest::newRow("from the first") << 1;
    QTest::newRow("from the second") << 2;
    QTest::newRow("nothing to do") << 3;
}

void MigrationsTest::takesEveryStepFromEveryVersion()
{
    QFETCH(int, from);
    const QTemporaryDir folder;
    const Result<Connection> db = database(folder);
    QVERIFY(db);
    if (from > 0)
        QVERIFY(migrate(*db, first(std::size_t(from))));
    QVERIFY(migrate(*db, kSteps));
    QCOMPARE(versionOf(*db)->number, 3);
    QCOMPARE(versionOf(*db)->form, Form::Ours);
    QCOMPARE(*db->number("SELECT n FROM more"), 7);
    QCOMPARE(*db->text("PRAGMA integrity_check"), QStringLiteral("ok"));
}

void MigrationsTest::copiesBeforeItChanges()
{
    const QTemporaryDir folder;
    const Result<Connection> db = database(folder);
    QVERIFY(migrate(*db, first(1)));
    QVERIFY(!QFile::exists(copyBefore(folder, 1)));
    QVERIFY(migrate(*db, kSteps));
    const QString copy = copyBefore(folder, 3);
    struct stat found = {};
    QCOMPARE(::stat(qPrintable(copy), &found), 0);
    QCOMPARE(found.st_mode & 0777U, 0600U);
    const Result<Connection> old = Connection::open(copy, Connection::Mode::Frozen);
    QVERIFY(old);
    QCOMPARE(versionOf(*old)->number, 1);
    QCOMPARE(*old->text("SELECT text FROM note"), QStringLiteral("first"));
    QVERIFY(!QFile::exists(copy + QLatin1String(".part")));
}

void MigrationsTest::keepsTheLastThreeCopies()
{
    const QTemporaryDir folder;
    for (const int version : {1, 2, 10})
        QVERIFY(store::write(copyBefore(folder, version), "old"));
    const QString stranger = databaseIn(folder.path()) + QLatin1String(".before-the-move");
    QVERIFY(store::write(stranger, "mine"));
    const Result<Connection> db = database(folder);
    QVERIFY(migrate(*db, first(1)));
    QVERIFY(migrate(*db, kSteps));
    QVERIFY(!QFile::exists(copyBefore(folder, 1)));
    for (const int version : {2, 3, 10})
        QVERIFY(QFile::exists(copyBefore(folder, version)));
    QVERIFY(QFile::exists(stranger));
}

void MigrationsTest::aStepIsWholeOrNotTaken_data()
{
    QTest::addColumn<bool>("sql");
    QTest::newRow("its SQL fails") << true;
    QTest::newRow("what follows the SQL fails") << false;
}

void MigrationsTest::aStepIsWholeOrNotTaken()
{
    QFETCH(bool, sql);
    const QTemporaryDir folder;
    const Result<Connection> db = database(folder);
    QVERIFY(migrate(*db, first(1)));
    const Result<void> done = sql ? migrate(*db, kBroken) : migrate(*db, kBrokenThen);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Storage);
    QCOMPARE(versionOf(*db)->number, 1);
    QCOMPARE(*db->number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), 0);
    QVERIFY(migrate(*db, kSteps));
}

void MigrationsTest::ownStepsAreKept()
{
    const QTemporaryDir folder;
    const Result<Connection> db = database(folder);
    QVERIFY(migrate(*db, migrations()));
    QCOMPARE(versionOf(*db)->number, qint64(migrations().size()));
    QCOMPARE(*db->number("PRAGMA application_id"), kApplicationId);
    QCOMPARE(
        *db->number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'"),
        0);
}

void MigrationsTest::opensEveryReleasedVersion_data()
{
    QTest::addColumn<QString>("file");
    const QDir fixtures(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/store"));
    const QStringList found = fixtures.entryList({QStringLiteral("v*.db")}, QDir::Files);
    QCOMPARE(found.size(), qsizetype(migrations().size()));
    for (const QString &name : found)
        QTest::newRow(qPrintable(name)) << fixtures.filePath(name);
}

void MigrationsTest::opensEveryReleasedVersion()
{
    QFETCH(QString, file);
    const QTemporaryDir folder;
    QVERIFY(QFile::copy(file, databaseIn(folder.path())));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY2(store, store ? "" : qPrintable(store.error().what));
    const Result<std::vector<SnapshotRow>> rows = (*store)->snapshots(QStringLiteral("acme"));
    QCOMPARE(rows->size(), std::size_t(3));
    for (int number = 1; number <= 3; ++number) {
        const Result<collect::Record> record = (*store)->record((*rows)[std::size_t(3 - number)].id);
        QVERIFY2(record, record ? "" : qPrintable(record.error().what));
        QVERIFY(same(*record, sampleRecord(number)));
    }
    QCOMPARE((*store)->intents(QStringLiteral("acme"))->value(QStringLiteral("web")).owner,
             QStringLiteral("Payments"));
    QCOMPARE((*store)->firstSeen(QStringLiteral("acme"))->value(QStringLiteral("f1")),
             sampleRecord(1).collectedAt);
    const Result<std::optional<QByteArray>> key = (*store)->oldDigestKey();
    QVERIFY(key && *key);
    QCOMPARE((*key)->toHex(), QByteArray(64, '5'));
}

QTEST_GUILESS_MAIN(MigrationsTest)
#include "migrations_test.moc"
