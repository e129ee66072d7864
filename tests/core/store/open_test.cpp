// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "tests/core/store/sample.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

using namespace aw;
using namespace aw::store;

namespace {

constexpr uid_t kNobody = 65'534;

unsigned mode(const QString &path)
{
    struct stat found = {};
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 07777U : 0U;
}

/// A database with three collections, closed.
QByteArray filled(const QString &folder)
{
    const Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
    if (!store)
        qFatal("%s", qPrintable(store.error().what));
    for (const int number : {1, 2, 3}) {
        if (!keepSample(**store, sampleRecord(number)))
            qFatal("not kept");
    }
    return {};
}

QByteArray filledBytes()
{
    const QTemporaryDir folder;
    filled(folder.path());
    return contents(databaseIn(folder.path()));
}

void lieThere(const QString &folder, const QByteArray &database)
{
    const QString file = databaseIn(folder);
    QFile::remove(file + QLatin1String("-wal"));
    QFile::remove(file + QLatin1String("-shm"));
    if (!store::write(file, database))
        qFatal("not written");
}

/// Every call; each must answer or fail as a Storage error with words.
bool answersOrSaysWhy(Store &store)
{
    const auto fine = [](const auto &result) {
        return result || (result.error().kind == ErrorKind::Storage && !result.error().what.isEmpty());
    };
    const QString acme = QStringLiteral("acme");
    bool good = fine(store.organizations()) && fine(store.firstSeen(acme)) && fine(store.intents(acme)) &&
                fine(store.oldDigestKey());
    const Result<std::vector<SnapshotRow>> rows = store.snapshots(acme);
    good = good && fine(rows);
    if (rows) {
        for (const SnapshotRow &row : *rows) {
            const Result<collect::Record> record = store.record(row.id);
            good = good && fine(record) && (!record || record->id() == row.id);
        }
    }
    return good && fine(keepSample(store, sampleRecord(4)));
}

} // namespace

class OpenTest : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheOwnerMayRead();
    void closesWhatIsOpenToOthers();
    void choosesTheFolder();
    void refusesAndTouchesNothing_data();
    void refusesAndTouchesNothing();
    void refusesANewerVersionInTheLog();
    void refusesWhatIsNoFile();
    void refusesAnotherUsersFile();
    void refusesAFolderOpenToAll();
    void readsNothingFromNothing();
    void readsInAFolderItMayNotWrite();
    void readsWhileAnotherWrites();
    void waitsForAnotherWriter();
    void survivesFlippedBytes();
    void survivesAShorterFile();
    void saysWhatWasAltered();
};

void OpenTest::onlyTheOwnerMayRead()
{
    const QTemporaryDir parent;
    const QString folder = parent.filePath(QStringLiteral("a/b/airworthy"));
    const mode_t before = ::umask(0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
    const bool kept = store && keepSample(**store, sampleRecord(1));
    ::umask(before);
    QVERIFY(kept);
    QCOMPARE(mode(folder), 0700U);
    for (const char *end : {"", "-wal", "-shm"})
        QCOMPARE(mode(databaseIn(folder) + QLatin1String(end)), 0600U);
}

void OpenTest::closesWhatIsOpenToOthers()
{
    const QTemporaryDir folder;
    filled(folder.path());
    ::chmod(qPrintable(databaseIn(folder.path())), 0644);
    QVERIFY(openSqlite(folder.path(), Access::ReadWrite));
    QCOMPARE(mode(databaseIn(folder.path())), 0600U);
}

void OpenTest::choosesTheFolder()
{
    qputenv("XDG_DATA_HOME", "/x/data");
    qunsetenv("AIRWORTHY_DATA_DIR");
    QCOMPARE(dataFolder({}), QStringLiteral("/x/data/airworthy"));
    qputenv("AIRWORTHY_DATA_DIR", "/y");
    QCOMPARE(dataFolder({}), QStringLiteral("/y"));
    QCOMPARE(dataFolder(QStringLiteral("/z/../w/")), QStringLiteral("/w"));
    QCOMPARE(dataFolder(QStringLiteral("rel")), QDir::current().absoluteFilePath(QStringLiteral("rel")));
    qunsetenv("AIRWORTHY_DATA_DIR");
}

void OpenTest::refusesAndTouchesNothing_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto made = [](const char *sql, bool empty) {
        const QTemporaryDir folder;
        if (!empty)
            filled(folder.path());
        else
            lieThere(folder.path(), {});
        {
            const Result<Connection> db =
                Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
            if (!db || !db->run(sql))
                qFatal("not made");
            db->foldLogOnClose(true);
        }
        return contents(databaseIn(folder.path()));
    };
    const QByteArray good = filledBytes();
    QTest::newRow("a newer version") << made("PRAGMA user_version = 99", false)
                                     << QStringLiteral("newer Airworthy (its version is 99");
    QTest::newRow("another program's database")
        << made("CREATE TABLE places(url TEXT); PRAGMA user_version = 3", true)
        << QStringLiteral("belongs to another program");
    QTest::newRow("another program's, by its id")
        << made("PRAGMA application_id = 77", true) << QStringLiteral("belongs to another program");
    QTest::newRow("text") << QByteArray("Dear diary, this is no database.\n").repeated(200)
                          << QStringLiteral("not an Airworthy database");
    QTest::newRow("one byte") << QByteArray("x") << QStringLiteral("not an Airworthy database");
    QTest::newRow("half of it") << good.left(good.size() / 2) << QStringLiteral("damaged");
    QTest::newRow("the first page only") << good.left(4'096) << QStringLiteral("damaged");
}

void OpenTest::refusesAndTouchesNothing()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
        const QTemporaryDir folder;
        lieThere(folder.path(), file);
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), access);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Storage);
        QVERIFY2(store.error().what.contains(says), qPrintable(store.error().what));
        QCOMPARE(store.error().where, databaseIn(folder.path()));
        QVERIFY(contents(databaseIn(folder.path())) == file);
    }
}

void OpenTest::refusesANewerVersionInTheLog()
{
    const QTemporaryDir source;
    filled(source.path());
    const Result<Connection> newer = Connection::open(databaseIn(source.path()), Connection::Mode::Write);
    QVERIFY(newer->run("PRAGMA user_version = 99"));
    const QTemporaryDir folder;
    const QString file = databaseIn(folder.path());
    QVERIFY(QFile::copy(databaseIn(source.path()), file));
    QVERIFY(QFile::copy(databaseIn(source.path()) + QLatin1String("-wal"), file + QLatin1String("-wal")));
    const QByteArray main = contents(file);
    const QByteArray log = contents(file + QLatin1String("-wal"));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY(!store);
    QVERIFY(store.error().what.contains(QLatin1String("newer Airworthy")));
    QVERIFY(contents(file) == main);
    QVERIFY(contents(file + QLatin1String("-wal")) == log);
}

void OpenTest::refusesWhatIsNoFile()
{
    const QTemporaryDir elsewhere;
    filled(elsewhere.path());
    const QTemporaryDir linked;
    QVERIFY(QFile::link(databaseIn(elsewhere.path()), databaseIn(linked.path())));
    const QTemporaryDir dangling;
    QVERIFY(QFile::link(elsewhere.filePath(QStringLiteral("new.db")), databaseIn(dangling.path())));
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("airworthy.db")));
    for (const QTemporaryDir *place : {&linked, &dangling, &folder}) {
        const Result<std::unique_ptr<Store>> store = openSqlite(place->path(), Access::ReadWrite);
        QVERIFY(!store);
        QVERIFY(store.error().what.contains(QLatin1String("a link or no file")));
    }
    QVERIFY(!QFile::exists(elsewhere.filePath(QStringLiteral("new.db"))));
    const Result<std::unique_ptr<Store>> inFile = openSqlite(databaseIn(elsewhere.path()), Access::ReadWrite);
    QVERIFY(!inFile);
    QVERIFY(inFile.error().what.contains(QLatin1String("not a folder")));
}

void OpenTest::refusesAnotherUsersFile()
{
    if (::geteuid() != 0)
        QSKIP("only root can give a file away");
    const QTemporaryDir folder;
    filled(folder.path());
    QCOMPARE(::chown(qPrintable(databaseIn(folder.path())), kNobody, kNobody), 0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY(!store);
    QVERIFY(store.error().what.contains(QLatin1String("belongs to another user")));
    QVERIFY(openSqlite(folder.path(), Access::ReadOnly));
}

void OpenTest::refusesAFolderOpenToAll()
{
    const QTemporaryDir folder;
    ::chmod(qPrintable(folder.path()), 0777);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY(!store);
    QVERIFY(store.error().what.contains(QLatin1String("chmod o-w")));
    QVERIFY(!QFile::exists(databaseIn(folder.path())));
}

void OpenTest::readsNothingFromNothing()
{
    const QTemporaryDir folder;
    const QString missing = folder.filePath(QStringLiteral("none"));
    const Result<std::unique_ptr<Store>> store = openSqlite(missing, Access::ReadOnly);
    QVERIFY(!store);
    QVERIFY(store.error().what.contains(QLatin1String("nothing in the data folder yet")));
    QVERIFY(!QFile::exists(missing));
    lieThere(folder.path(), {});
    QVERIFY(!openSqlite(folder.path(), Access::ReadOnly));
    QVERIFY(openSqlite(folder.path(), Access::ReadWrite));
}

void OpenTest::readsInAFolderItMayNotWrite()
{
    const QTemporaryDir folder;
    filled(folder.path());
    const QString file = databaseIn(folder.path());
    ::chmod(qPrintable(file), 0444);
    ::chmod(qPrintable(folder.path()), 0555);
    const bool root = ::geteuid() == 0;
    if (root)
        QCOMPARE(::seteuid(kNobody), 0);
    const Result<std::unique_ptr<Store>> closed = openSqlite(folder.path(), Access::ReadOnly);
    const bool read = closed && (*closed)->record(sampleRecord(1).id());
    const Result<std::unique_ptr<Store>> written = openSqlite(folder.path(), Access::ReadWrite);
    if (root)
        QCOMPARE(::seteuid(0), 0);
    ::chmod(qPrintable(folder.path()), 0755);
    QVERIFY2(closed, closed ? "" : qPrintable(closed.error().what));
    QVERIFY(read);
    QVERIFY(!written);

    QVERIFY(store::write(file + QLatin1String("-wal"), "unfinished"));
    ::chmod(qPrintable(file + QLatin1String("-wal")), 0444);
    ::chmod(qPrintable(folder.path()), 0555);
    if (root)
        QCOMPARE(::seteuid(kNobody), 0);
    const Result<std::unique_ptr<Store>> unfinished = openSqlite(folder.path(), Access::ReadOnly);
    if (root)
        QCOMPARE(::seteuid(0), 0);
    ::chmod(qPrintable(folder.path()), 0755);
    QVERIFY(!unfinished);
    QVERIFY2(unfinished.error().what.contains(QLatin1String("was not closed")),
             qPrintable(unfinished.error().what));
}

void OpenTest::readsWhileAnotherWrites()
{
    const QTemporaryDir folder;
    filled(folder.path());
    const Result<Connection> other = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
    QVERIFY(other->run("BEGIN IMMEDIATE; INSERT INTO organization VALUES('zeta', 'Zeta', 0)"));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    QVERIFY(store);
    QCOMPARE((*store)->organizations()->size(), std::size_t(1));
    QVERIFY(other->run("COMMIT"));
    QCOMPARE((*store)->organizations()->size(), std::size_t(2));
}

void OpenTest::waitsForAnotherWriter()
{
    const QTemporaryDir folder;
    filled(folder.path());
    const Result<std::unique_ptr<Store>> mine = openSqlite(folder.path(), Access::ReadWrite);
    const Result<Connection> other = Connection::open(databaseIn(folder.path()), Connection::Mode::Write);
    QVERIFY(other->run("BEGIN IMMEDIATE"));
    // Opening a database that needs no update changes nothing, so it need not wait.
    QVERIFY(openSqlite(folder.path(), Access::ReadWrite));
    QElapsedTimer timer;
    timer.start();
    const Result<void> kept = keepSample(**mine, sampleRecord(7));
    const qint64 waited = timer.elapsed();
    QVERIFY(!kept);
    QVERIFY2(kept.error().what.contains(QLatin1String("being written by another Airworthy")),
             qPrintable(kept.error().what));
    QVERIFY2(waited >= 4'500 && waited < 20'000, qPrintable(QString::number(waited)));
    QVERIFY(other->run("ROLLBACK"));
    QVERIFY(keepSample(**mine, sampleRecord(7)));
    QVERIFY(openSqlite(folder.path(), Access::ReadWrite));
}

void OpenTest::survivesFlippedBytes()
{
    const QByteArray good = filledBytes();
    QRandomGenerator random(20'261'124);
    int refused = 0;
    for (int round = 0; round < 1'000; ++round) {
        QByteArray bad = good;
        for (int flips = random.bounded(1, 9); flips > 0; --flips) {
            const auto at = qsizetype(random.bounded(round % 2 == 0 ? qint64(bad.size()) : qint64(4'096)));
            bad[at] = char(quint8(bad.at(at)) ^ (1U << random.bounded(8)));
        }
        const QTemporaryDir folder;
        lieThere(folder.path(), bad);
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        if (store) {
            QVERIFY2(answersOrSaysWhy(**store), qPrintable(QString::number(round)));
        } else {
            ++refused;
            QCOMPARE(store.error().kind, ErrorKind::Storage);
            QVERIFY(!store.error().what.isEmpty());
        }
    }
    QVERIFY(refused > 0 && refused < 1'000);
}

void OpenTest::survivesAShorterFile()
{
    const QByteArray good = filledBytes();
    for (qsizetype size = 1; size < good.size(); size += 1'021) {
        const QTemporaryDir folder;
        lieThere(folder.path(), good.left(size));
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        if (store)
            QVERIFY2(answersOrSaysWhy(**store), qPrintable(QString::number(size)));
        else
            QVERIFY(contents(databaseIn(folder.path())) == good.left(size));
        QVERIFY2(!store || size > good.size() - 4'096, "a whole page is missing");
    }
}

void OpenTest::saysWhatWasAltered()
{
    const QTemporaryDir folder;
    QByteArray bytes = (filled(folder.path()), contents(databaseIn(folder.path())));
    const auto at = bytes.indexOf("total_apps\":2");
    QVERIFY(at > 0);
    bytes[at + 12] = '3';
    lieThere(folder.path(), bytes);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
    QVERIFY((*store)->record(sampleRecord(1).id()));
    const Result<collect::Record> record = (*store)->record(sampleRecord(2).id());
    QVERIFY(!record);
    QVERIFY(record.error().what.contains(QLatin1String("is damaged: the answer to GET /v1/apps")));
}

QTEST_GUILESS_MAIN(OpenTest)
#include "open_test.moc"
