// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::store;

namespace {

const QByteArray kOldKey(32, 'U'); // as the database of version 1 in the fixtures has it

/// An installation that was updated: its database, and the copy made before.
void updated(const QTemporaryDir &folder)
{
    if (!QFile::copy(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/store/v1.db"), databaseIn(folder.path())))
        qFatal("no fixture");
}

std::unique_ptr<Store> opened(const QTemporaryDir &folder, Access access = Access::ReadWrite)
{
    Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), access);
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    return *std::move(store);
}

/// The files of the folder that hold the bytes of the key.
QStringList holders(const QTemporaryDir &folder, const QByteArray &key)
{
    QStringList found;
    const QDir dir(folder.path());
    for (const QString &name : dir.entryList(QDir::Files | QDir::Hidden)) {
        if (contents(dir.filePath(name)).contains(key))
            found.append(name);
    }
    return found;
}

} // namespace

class DigestKeyTest : public QObject
{
    Q_OBJECT
private slots:
    void findsTheOldKey();
    void thereIsNoneInANewDatabase();
    void itsBytesAreGone();
    void theBytesOfAFreshOneAreGone();
    void everyCopyForgets();
    void saysWhenTheLogIsInUse();
    void readOnlyForgetsNothing();
};

void DigestKeyTest::findsTheOldKey()
{
    const QTemporaryDir folder;
    updated(folder);
    QCOMPARE(opened(folder)->oldDigestKey()->value(), kOldKey);
    QCOMPARE(opened(folder, Access::ReadOnly)->oldDigestKey()->value(), kOldKey);
}

void DigestKeyTest::thereIsNoneInANewDatabase()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    QVERIFY(!store->oldDigestKey()->has_value());
    QVERIFY(store->forgetDigestKey());
    QVERIFY(keepSample(*store, sampleRecord(1)));
}

void DigestKeyTest::itsBytesAreGone()
{
    const QTemporaryDir folder;
    updated(folder);
    const auto store = opened(folder);
    QVERIFY(holders(folder, kOldKey).size() >= 2);
    QVERIFY(store->forgetDigestKey());
    // While it is open: the log and its index are there.
    QCOMPARE(holders(folder, kOldKey), QStringList());
    QVERIFY(!store->oldDigestKey()->has_value());
    for (const int number : {1, 2, 3})
        QVERIFY(same(*store->record(sampleRecord(number).id()), sampleRecord(number)));
    QCOMPARE(store->intents(QStringLiteral("acme"))->value(QStringLiteral("web")).owner,
             QStringLiteral("Payments"));
}

void DigestKeyTest::theBytesOfAFreshOneAreGone()
{
    const QTemporaryDir folder;
    const auto store = opened(folder);
    const QByteArray key(32, 'V');
    {
        // As the version before this one made its key.
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
        QVERIFY(db->run("INSERT INTO setting VALUES('digest-key', CAST(printf('%.32c', 'V') AS BLOB))"));
    }
    QCOMPARE(store->oldDigestKey()->value(), key);
    // Fills pages behind and before it, so that its own is moved about.
    for (int number = 1; number <= 30; ++number)
        QVERIFY(keepSample(*store, sampleRecord(number)));
    QVERIFY(!holders(folder, key).isEmpty());
    QVERIFY(store->forgetDigestKey());
    QCOMPARE(holders(folder, key), QStringList());
    QVERIFY(!store->oldDigestKey()->has_value());
}

void DigestKeyTest::everyCopyForgets()
{
    const QTemporaryDir folder;
    updated(folder);
    opened(folder).reset();
    const QString copy = copiesOf(databaseIn(folder.path())).value(0);
    QVERIFY(contents(copy).contains(kOldKey));
    const QString older = databaseIn(folder.path()) + QLatin1String(".before-1");
    QVERIFY(QFile::copy(copy, older));
    QVERIFY(opened(folder)->forgetDigestKey());
    for (const QString &each : {copy, older}) {
        QVERIFY(!contents(each).contains(kOldKey));
        const Result<Connection> db = Connection::open(each, Connection::Mode::Frozen);
        QCOMPARE(*db->number("SELECT count(*) FROM reply"), 12);
        QCOMPARE(*db->text("PRAGMA integrity_check"), QStringLiteral("ok"));
    }
}

void DigestKeyTest::saysWhenTheLogIsInUse()
{
    const QTemporaryDir folder;
    updated(folder);
    const auto store = opened(folder);
    QVERIFY(keepSample(*store, sampleRecord(4)));
    const Result<Connection> reader = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
    QVERIFY(reader->run("BEGIN; SELECT count(*) FROM snapshot"));
    const Result<void> forgotten = store->forgetDigestKey();
    QVERIFY(!forgotten);
    QVERIFY2(forgotten.error().what.contains(QLatin1String("another Airworthy")),
             qPrintable(forgotten.error().what));
    QVERIFY(reader->run("COMMIT"));
    QVERIFY(!store->oldDigestKey()->has_value());
    QVERIFY(store->forgetDigestKey());
    QCOMPARE(holders(folder, kOldKey), QStringList());
}

void DigestKeyTest::readOnlyForgetsNothing()
{
    const QTemporaryDir folder;
    updated(folder);
    opened(folder).reset();
    QVERIFY(!opened(folder, Access::ReadOnly)->forgetDigestKey());
    QCOMPARE(opened(folder)->oldDigestKey()->value(), kOldKey);
}

QTEST_GUILESS_MAIN(DigestKeyTest)
#include "digest_key_test.moc"
