// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace aw::store {
namespace {

constexpr mode_t kFileMode = S_IRUSR | S_IWUSR;
constexpr mode_t kFolderMode = S_IRWXU;
constexpr off_t kLeastBytes = 512; ///< SQLite's smallest page

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

Error storage(const char *sentence, const QString &where)
{
    return fail(ErrorKind::Storage, tr(sentence), where);
}

/// Files are looked at by name only: opening one a second time and closing it would drop the locks
/// that SQLite holds on it in this process.
std::optional<struct stat> lookAt(const QString &path)
{
    struct stat found = {};
    if (::lstat(QFile::encodeName(path).constData(), &found) != 0)
        return std::nullopt;
    return found;
}

Result<void> makeFolder(const QString &folder)
{
    const QString parent = QFileInfo(folder).path();
    if (!QDir().mkpath(parent))
        return storage(QT_TRANSLATE_NOOP("store", "The data folder cannot be made. Check the permissions of "
                                                  "the folder it is to be in."),
                       folder);
    if (::mkdir(QFile::encodeName(folder).constData(), kFolderMode) != 0 && errno != EEXIST)
        return storage(QT_TRANSLATE_NOOP("store", "The data folder cannot be made. Check the permissions of "
                                                  "the folder it is to be in."),
                       folder);
    struct stat found = {};
    if (::stat(QFile::encodeName(folder).constData(), &found) != 0 || !S_ISDIR(found.st_mode))
        return storage(QT_TRANSLATE_NOOP("store", "The data folder is not a folder. Choose another."),
                       folder);
    if ((found.st_mode & S_IWOTH) != 0)
        return storage(QT_TRANSLATE_NOOP("store", "Everyone on this machine may write to the data folder. "
                                                  "Take that right away (chmod o-w) or choose another."),
                       folder);
    return {};
}

Result<void> makeFile(const QString &file)
{
    const int made = ::open(QFile::encodeName(file).constData(),
                            O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, kFileMode);
    if (made >= 0) {
        ::close(made);
        return {};
    }
    if (errno == EEXIST)
        return {};
    if (errno == ENOSPC || errno == EDQUOT)
        return storage(QT_TRANSLATE_NOOP("store",
                                         "The disk is full. Nothing was changed; free some space and "
                                         "try again."),
                       file);
    return storage(QT_TRANSLATE_NOOP("store", "The database cannot be made. Check the permissions of the "
                                              "data folder."),
                   file);
}

Result<void> trusted(const QString &file, Access access)
{
    const std::optional<struct stat> found = lookAt(file);
    if (!found && errno != ENOENT)
        return storage(QT_TRANSLATE_NOOP("store", "The data folder cannot be read. Check its permissions, or "
                                                  "choose another folder."),
                       file);
    if (!found)
        return storage(QT_TRANSLATE_NOOP("store", "There is nothing in the data folder yet. Collect an "
                                                  "organization first."),
                       file);
    if (!S_ISREG(found->st_mode))
        return storage(QT_TRANSLATE_NOOP("store", "The database is a link or no file at all. Nothing was "
                                                  "changed; choose the folder it lies in."),
                       file);
    // SQLite takes a file of one byte for an empty one.
    if (found->st_size > 0 && found->st_size < kLeastBytes)
        return sqliteError(SQLITE_NOTADB, {}, file);
    if (access == Access::ReadOnly)
        return {};
    if (found->st_uid != ::geteuid())
        return storage(QT_TRANSLATE_NOOP("store", "The database belongs to another user of this machine. "
                                                  "Nothing was changed; run as that user or choose another "
                                                  "data folder."),
                       file);
    if ((found->st_mode & (S_IRWXG | S_IRWXO)) != 0 &&
        ::chmod(QFile::encodeName(file).constData(), kFileMode) != 0)
        return storage(QT_TRANSLATE_NOOP("store", "Others may read the database, and that cannot be changed. "
                                                  "Take the right away (chmod 600)."),
                       file);
    return {};
}

/// Refuses a foreign or a newer file before anything is opened for writing. What cannot be told from
/// the file as it lies there (an end without closing leaves the rest in the log) is left to the
/// connection that reads both.
Result<void> glance(const QString &file)
{
    const Result<Connection> db = Connection::open(file, Connection::Mode::Frozen);
    if (!db)
        return {};
    const Result<Version> version = versionOf(*db);
    if (!version)
        return {};
    return acceptable(*version, migrations().size(), file);
}

bool endedWithoutClosing(const QString &file)
{
    const std::optional<struct stat> log = lookAt(file + QLatin1String("-wal"));
    return log && log->st_size > 0;
}

Result<void> sound(const Connection &db)
{
    const Result<QString> verdict = db.text("PRAGMA quick_check(1)");
    if (!verdict)
        return verdict.error();
    if (*verdict == QLatin1String("ok"))
        return {};
    return fail(ErrorKind::Storage,
                tr(QT_TRANSLATE_NOOP("store", "The database is damaged (%1). Nothing was changed; restore it "
                                              "from a backup, or move it away to start anew."))
                    .arg(verdict->simplified().left(200)),
                db.file());
}

/// SQLite does not wait by itself for a lock when it changes how it keeps its log, as the first to
/// open a new file does.
Result<QString> changeToLog(const Connection &db)
{
    constexpr int kTries = 500;
    constexpr int kMilliseconds = 10;
    for (int left = kTries;; --left) {
        Result<QString> mode = db.text("PRAGMA journal_mode = WAL");
        if (mode || left == 0 || !db.wasBusy())
            return mode;
        sqlite3_sleep(kMilliseconds);
    }
}

Result<void> useLog(const Connection &db)
{
    const Result<QString> mode = changeToLog(db);
    if (!mode)
        return mode.error();
    if (*mode != QLatin1String("wal"))
        return storage(QT_TRANSLATE_NOOP("store", "The database cannot be kept safely in this folder; it may "
                                                  "be on a network drive. Choose a folder on a local disk."),
                       db.file());
    return db.run(
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 4194304");
}

/// A file of an earlier version keeps the room of what was removed from it until it is written anew,
/// once: SQLite does that wholly or not at all, so an end in the middle of it leaves the file as it was.
Result<void> giveRoomBack(const Connection &db)
{
    constexpr qint64 kIncremental = 2;
    const Result<qint64> mode = db.number("PRAGMA auto_vacuum");
    if (!mode)
        return mode.error();
    if (*mode == kIncremental)
        return {};
    Result<void> done = db.run("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
    // Neither is a reason to keep anybody from his data; the next opening does it.
    if (!done && (db.wasFull() || db.wasBusy()))
        return {};
    return done;
}

Result<std::unique_ptr<Store>> openToWrite(const QString &file, Clock clock)
{
    const bool suspect = endedWithoutClosing(file);
    Result<Connection> db = Connection::open(file, Connection::Mode::Write);
    if (!db)
        return db.error();
    const Result<Version> version = versionOf(*db);
    if (!version)
        return version.error();
    if (const Result<void> fine = acceptable(*version, migrations().size(), file); !fine)
        return fine.error();
    if (suspect) {
        if (const Result<void> whole = sound(*db); !whole)
            return whole.error();
    }
    // Only a file with nothing in it, not even a log's mark, takes this without being written anew.
    if (version->form == Form::Empty) {
        if (const Result<void> set = db->run("PRAGMA auto_vacuum = INCREMENTAL"); !set)
            return set.error();
    }
    if (const Result<void> set = useLog(*db); !set)
        return set.error();
    if (const Result<void> done = migrate(*db, migrations()); !done)
        return done.error();
    if (const Result<void> done = giveRoomBack(*db); !done)
        return done.error();
    db->foldLogOnClose(true);
    std::unique_ptr<Store> store = std::make_unique<SqliteStore>(*std::move(db), false, std::move(clock));
    return store;
}

Result<std::unique_ptr<Store>> readVersion(Connection db)
{
    const Result<Version> version = versionOf(db);
    if (!version)
        return version.error();
    if (const Result<void> fine = acceptable(*version, migrations().size(), db.file()); !fine)
        return fine.error();
    if (version->form == Form::Empty)
        return storage(QT_TRANSLATE_NOOP("store", "There is nothing in the data folder yet. Collect an "
                                                  "organization first."),
                       db.file());
    if (std::size_t(version->number) < migrations().size())
        return storage(QT_TRANSLATE_NOOP("store",
                                         "The database was made by an earlier Airworthy and needs an "
                                         "update. Open it once for writing."),
                       db.file());
    std::unique_ptr<Store> store = std::make_unique<SqliteStore>(std::move(db), true, systemClock());
    return store;
}

/// A database in a folder one may not write to (a read-only disk) has nowhere to put the log's index,
/// and SQLite refuses it. Closed cleanly it has no log, and nobody can write to it: then it is read as
/// it lies there.
Result<std::unique_ptr<Store>> openFrozen(const QString &file)
{
    if (endedWithoutClosing(file))
        return storage(QT_TRANSLATE_NOOP("store", "The database was not closed and lies in a folder that may "
                                                  "not be written to. Copy it, with the file that ends in "
                                                  "-wal, to a folder of your own."),
                       file);
    Result<Connection> db = Connection::open(file, Connection::Mode::Frozen);
    if (!db)
        return db.error();
    return readVersion(*std::move(db));
}

Result<std::unique_ptr<Store>> openToRead(const QString &file)
{
    Result<Connection> db = Connection::open(file, Connection::Mode::Read);
    if (!db)
        return db.error();
    if (!db->number("PRAGMA user_version")) {
        const QByteArray folder = QFile::encodeName(QFileInfo(file).path());
        if (::faccessat(AT_FDCWD, folder.constData(), W_OK, AT_EACCESS) != 0)
            return openFrozen(file);
    }
    return readVersion(*std::move(db));
}

} // namespace

Result<std::unique_ptr<Store>> openSqlite(const QString &folder, Access access, Clock clock)
{
    const QString file = QDir(folder).absoluteFilePath(QStringLiteral("airworthy.db"));
    if (access == Access::ReadWrite) {
        if (const Result<void> made = makeFolder(QFileInfo(file).path()); !made)
            return made.error();
        if (const Result<void> made = makeFile(file); !made)
            return made.error();
    }
    if (const Result<void> fine = trusted(file, access); !fine)
        return fine.error();
    if (const Result<void> fine = glance(file); !fine)
        return fine.error();
    if (access == Access::ReadWrite)
        return openToWrite(file, std::move(clock));
    return openToRead(file);
}

QString dataFolder(const QString &fromOption)
{
    QString folder = fromOption;
    if (folder.isEmpty())
        folder = qEnvironmentVariable("AIRWORTHY_DATA_DIR");
    if (folder.isEmpty())
        folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                 QLatin1String("/airworthy");
    return QDir::cleanPath(QDir::current().absoluteFilePath(folder));
}

} // namespace aw::store
