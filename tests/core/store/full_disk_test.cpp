// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/faulty_disk.h"
#include "tests/core/store/sample.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>
#include <sys/mount.h>
#include <unistd.h>

using namespace aw;
using namespace aw::store;

class FullDiskTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { FaultyDisk::install(); }
    void cleanup() { FaultyDisk::repair(); }
    void losesNothingWhereverItFails_data();
    void losesNothingWhereverItFails();
    void beginsAnewWhereverItFails();
    void updatesOrLeavesItWhereverItFails_data() { losesNothingWhereverItFails_data(); }
    void updatesOrLeavesItWhereverItFails();
    void saysThatTheDiskIsFull();
};

void FullDiskTest::losesNothingWhereverItFails_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("forEver");
    QTest::addColumn<QString>("says");
    const QString full = QStringLiteral("The disk is full");
    const QString broken = QStringLiteral("The disk reported an error");
    QTest::newRow("full once") << SQLITE_FULL << false << full;
    QTest::newRow("full from then on") << SQLITE_FULL << true << full;
    QTest::newRow("an error once") << SQLITE_IOERR_WRITE << false << broken;
    QTest::newRow("errors from then on") << SQLITE_IOERR_FSYNC << true << broken;
}

void FullDiskTest::losesNothingWhereverItFails()
{
    QFETCH(int, code);
    QFETCH(bool, forEver);
    QFETCH(QString, says);
    int failures = 0;
    for (int nth = 1;; ++nth) {
        const QTemporaryDir folder;
        {
            const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
            QVERIFY(keepSample(**store, sampleRecord(1)));
        }
        bool kept = false;
        FaultyDisk::breakAt(nth, code, forEver);
        {
            const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
            const Result<void> done = store ? keepSample(**store, sampleRecord(2)) : store.error();
            kept = bool(done);
            if (!kept) {
                ++failures;
                QVERIFY2(done.error().what.contains(says), qPrintable(done.error().what));
            }
        }
        FaultyDisk::repair();
        const bool reached = FaultyDisk::broke();
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        QVERIFY(same(*(*store)->record(sampleRecord(1).id()), sampleRecord(1)));
        const bool there = bool((*store)->record(sampleRecord(2).id()));
        QVERIFY2(there || !kept,
                 qPrintable(QStringLiteral("acknowledged and lost at operation %1").arg(nth)));
        QVERIFY(keepSample(**store, sampleRecord(2)));
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
        QCOMPARE(*db->text("PRAGMA integrity_check"), QStringLiteral("ok"));
        if (!reached)
            break;
    }
    QVERIFY2(failures > 3, qPrintable(QString::number(failures)));
}

void FullDiskTest::beginsAnewWhereverItFails()
{
    int failures = 0;
    for (int nth = 1;; ++nth) {
        const QTemporaryDir folder;
        FaultyDisk::breakAt(nth, SQLITE_FULL, true);
        if (const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite); !store)
            ++failures;
        FaultyDisk::repair();
        const bool reached = FaultyDisk::broke();
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        QVERIFY(keepSample(**store, sampleRecord(1)));
        if (!reached)
            break;
    }
    QVERIFY2(failures > 3, qPrintable(QString::number(failures)));
}

void FullDiskTest::updatesOrLeavesItWhereverItFails()
{
    QFETCH(int, code);
    QFETCH(bool, forEver);
    int failures = 0;
    for (int nth = 1;; ++nth) {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/store/v1.db"),
                            databaseIn(folder.path())));
        FaultyDisk::breakAt(nth, code, forEver);
        if (const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
            !store) {
            ++failures;
            QCOMPARE(store.error().kind, ErrorKind::Storage);
            QVERIFY(!store.error().what.isEmpty());
        }
        FaultyDisk::repair();
        const bool reached = FaultyDisk::broke();
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        for (const int number : {1, 2, 3})
            QVERIFY(same(*(*store)->record(sampleRecord(number).id()), sampleRecord(number)));
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
        QCOMPARE(*db->text("PRAGMA integrity_check"), QStringLiteral("ok"));
        QCOMPARE(*db->number("PRAGMA auto_vacuum"), 2);
        if (!reached)
            break;
    }
    QVERIFY2(failures > 10, qPrintable(QString::number(failures)));
}

void FullDiskTest::saysThatTheDiskIsFull()
{
    const QTemporaryDir folder;
    if (::geteuid() != 0 || ::mount("tmpfs", qPrintable(folder.path()), "tmpfs", 0, "size=1m,mode=700") != 0)
        QSKIP("no small disk can be mounted here");
    {
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY(store);
        QVERIFY(keepSample(**store, sampleRecord(1)));
        collect::Record large = sampleRecord(2);
        // Digits of which no compression makes less than half.
        for (int i = 0; i < 64 * 1024; ++i)
            large.replies.front().body +=
                QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256).toHex();
        const Result<void> kept = keepSample(**store, large);
        QVERIFY(!kept);
        QVERIFY2(kept.error().what.contains(QLatin1String("The disk is full")),
                 qPrintable(kept.error().what));
        QVERIFY(same(*(*store)->record(sampleRecord(1).id()), sampleRecord(1)));
        QVERIFY(keepSample(**store, sampleRecord(3)));
    }
    QCOMPARE(::umount(qPrintable(folder.path())), 0);
}

QTEST_GUILESS_MAIN(FullDiskTest)
#include "full_disk_test.moc"
