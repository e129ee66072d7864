// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"

#include "core/store/move_answers.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

namespace aw::store {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

// Times are milliseconds since 1970, UTC. Flags are 0 or 1. Names (route, status, fault) are those of
// the code, never numbers of an enumeration.
constexpr const char *kStep1 = R"(
CREATE TABLE organization(
    slug TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    demo INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot(
    seq INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    org TEXT NOT NULL REFERENCES organization(slug),
    started_at INTEGER,
    collected_at INTEGER,
    complete INTEGER NOT NULL,
    demo INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshot_by_org ON snapshot(org, collected_at);

CREATE TABLE reply(
    snapshot INTEGER NOT NULL REFERENCES snapshot(seq),
    n INTEGER NOT NULL,
    route TEXT NOT NULL,
    org TEXT NOT NULL,
    app TEXT NOT NULL,
    item TEXT NOT NULL,
    cursor TEXT NOT NULL,
    status INTEGER NOT NULL,
    next_cursor TEXT NOT NULL,
    request_id TEXT NOT NULL,
    at INTEGER,
    attempts INTEGER NOT NULL,
    fault TEXT,
    fault_what TEXT,
    fault_where TEXT,
    body BLOB NOT NULL,
    PRIMARY KEY(snapshot, n)
) STRICT;

CREATE TABLE finding(
    snapshot INTEGER NOT NULL REFERENCES snapshot(seq),
    n INTEGER NOT NULL,
    id TEXT NOT NULL,
    "check" TEXT NOT NULL,
    status TEXT NOT NULL,
    severity TEXT NOT NULL,
    reason TEXT,
    guessed INTEGER NOT NULL,
    resource_type TEXT NOT NULL,
    resource_id TEXT NOT NULL,
    resource_name TEXT NOT NULL,
    app TEXT NOT NULL,
    PRIMARY KEY(snapshot, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE first_failed(
    org TEXT NOT NULL REFERENCES organization(slug),
    finding TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(org, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE intent(
    n INTEGER NOT NULL PRIMARY KEY,
    org TEXT NOT NULL REFERENCES organization(slug),
    app TEXT NOT NULL,
    environment TEXT,
    exposure TEXT,
    data TEXT,
    owner TEXT NOT NULL,
    declared_by TEXT NOT NULL,
    declared_at INTEGER
) STRICT;
CREATE INDEX intent_by_app ON intent(org, app, n);

CREATE TABLE setting(
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA application_id = 0x41697277;
)";

// Bodies once each, compressed; what else is known of the answers of a snapshot as one compressed list
// (manifest.h). A row an answer took 40 times the space, and nobody reads findings back: a snapshot is
// judged again when it is opened.
constexpr const char *kStep2 = R"(
CREATE TABLE body(
    n INTEGER NOT NULL PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE manifest(
    snapshot INTEGER NOT NULL PRIMARY KEY REFERENCES snapshot(seq),
    bodies BLOB NOT NULL,
    answers BLOB NOT NULL
) STRICT;

CREATE TABLE unfinished(
    run INTEGER NOT NULL PRIMARY KEY,
    org TEXT NOT NULL UNIQUE,
    started_at INTEGER,
    demo INTEGER NOT NULL,
    asked BLOB NOT NULL
) STRICT;

CREATE TABLE unfinished_part(
    run INTEGER NOT NULL REFERENCES unfinished(run),
    n INTEGER NOT NULL,
    bodies BLOB NOT NULL,
    answers BLOB NOT NULL,
    PRIMARY KEY(run, n)
) STRICT;

CREATE TABLE hold(
    snapshot INTEGER NOT NULL REFERENCES snapshot(seq),
    why TEXT NOT NULL,
    PRIMARY KEY(snapshot, why)
) STRICT, WITHOUT ROWID;

CREATE TABLE retention(
    org TEXT NOT NULL PRIMARY KEY,
    days INTEGER NOT NULL,
    at_least INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)";

constexpr std::array kSteps{Step{kStep1}, Step{kStep2, moveAnswers}};

Error copyFailed(const QString &copy)
{
    return fail(ErrorKind::Storage,
                tr(QT_TRANSLATE_NOOP("store", "The database needs an update, and no copy of it could be made "
                                              "beforehand. Nothing was changed; check the free space and the "
                                              "permissions of the folder.")),
                copy);
}

void dropOldCopies(const QString &file)
{
    const QStringList copies = copiesOf(file);
    for (const QString &copy : copies.mid(kKeptBackups))
        QFile::remove(copy);
}

/// VACUUM INTO makes its file readable to all; an empty one of mode 0600 is taken as it is.
Result<void> copyBefore(const Connection &db, std::size_t version)
{
    const QString copy = db.file() + QStringLiteral(".before-%1").arg(version);
    const QString part = copy + QLatin1String(".part");
    QFile::remove(part);
    const int made =
        ::open(QFile::encodeName(part).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (made < 0)
        return copyFailed(copy);
    ::close(made);
    Result<Statement> into = db.prepare("VACUUM INTO ?1");
    if (!into)
        return into.error();
    if (const Result<void> copied = into->bind(1, part).run(); !copied) {
        QFile::remove(part);
        return copyFailed(copy);
    }
    QFile::remove(copy);
    if (!QFile::rename(part, copy))
        return copyFailed(copy);
    dropOldCopies(db.file());
    return {};
}

/// Held while a copy is made and the steps are taken: two that update the same file at once would write
/// the same copy. A lock of the kernel on the folder, so that an end in the middle leaves none behind.
class Updating
{
public:
    explicit Updating(const QString &file)
        : m_folder(::open(QFile::encodeName(QFileInfo(file).path()).constData(),
                          O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    {}
    Updating(const Updating &) = delete;
    Updating &operator=(const Updating &) = delete;
    ~Updating()
    {
        if (m_folder >= 0)
            ::close(m_folder);
    }

    /// False when another still has it after as long as is waited for any lock.
    [[nodiscard]] bool begin() const
    {
        constexpr int kTries = 500;
        constexpr int kMilliseconds = 10;
        for (int left = kTries; left > 0; --left) {
            if (::flock(m_folder, LOCK_EX | LOCK_NB) == 0)
                return true;
            sqlite3_sleep(kMilliseconds);
        }
        return false;
    }

private:
    int m_folder;
};

Result<void> takeStep(const Connection &db, const Step &step, qint64 makes)
{
    if (const Result<void> done = db.run(step.sql); !done)
        return done.error();
    if (step.then != nullptr) {
        if (const Result<void> done = step.then(db); !done)
            return done.error();
    }
    return db.run(("PRAGMA user_version = " + QByteArray::number(makes)).constData());
}

Result<void> takeSteps(const Connection &db, std::span<const Step> steps)
{
    Result<Transaction> whole = Transaction::begin(db, Transaction::Kind::Write);
    if (!whole)
        return whole.error();
    const Result<Version> version = versionOf(db);
    if (!version)
        return version.error();
    if (const Result<void> fine = acceptable(*version, steps.size(), db.file()); !fine)
        return fine.error();
    for (auto number = std::size_t(version->number); number < steps.size(); ++number) {
        if (const Result<void> taken = takeStep(db, steps[number], qint64(number) + 1); !taken)
            return taken.error();
    }
    return whole->commit();
}

Result<void> update(const Connection &db, std::span<const Step> steps)
{
    const Updating updating(db.file());
    if (!updating.begin())
        return sqliteError(SQLITE_BUSY, {}, db.file());
    const Result<Version> version = versionOf(db);
    if (!version)
        return version.error();
    if (std::size_t(version->number) >= steps.size())
        return {};
    if (const Result<void> copied = copyBefore(db, steps.size()); !copied)
        return copied.error();
    return takeSteps(db, steps);
}

} // namespace

QStringList copiesOf(const QString &file)
{
    const QFileInfo info(file);
    const QString prefix = info.fileName() + QLatin1String(".before-");
    std::vector<std::pair<int, QString>> copies;
    const QDir folder = info.dir();
    for (const QString &name : folder.entryList({prefix + QLatin1Char('*')}, QDir::Files)) {
        bool numbered = false;
        const int version = name.mid(prefix.size()).toInt(&numbered);
        if (numbered)
            copies.emplace_back(version, folder.filePath(name));
    }
    std::sort(copies.begin(), copies.end(), std::greater<>());
    QStringList paths;
    for (const auto &[version, path] : copies)
        paths.append(path);
    return paths;
}

std::span<const Step> migrations()
{
    return kSteps;
}

Result<Version> versionOf(const Connection &db)
{
    // All three from one moment: another instance may be making the file just now.
    std::optional<Transaction> moment;
    if (!db.inTransaction()) {
        Result<Transaction> begun = Transaction::begin(db, Transaction::Kind::Read);
        if (!begun)
            return begun.error();
        moment.emplace(*std::move(begun));
    }
    const Result<qint64> id = db.number("PRAGMA application_id");
    if (!id)
        return id.error();
    const Result<qint64> version = db.number("PRAGMA user_version");
    if (!version)
        return version.error();
    const Result<qint64> tables = db.number("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables.error();
    if (*id == kApplicationId)
        return Version{Form::Ours, *version};
    const bool empty = *id == 0 && *version == 0 && *tables == 0;
    return Version{empty ? Form::Empty : Form::Foreign, *version};
}

Result<void> acceptable(const Version &version, std::size_t steps, const QString &file)
{
    if (version.form == Form::Foreign || (version.form == Form::Ours && version.number < 1)) {
        return fail(ErrorKind::Storage,
                    tr(QT_TRANSLATE_NOOP("store", "The file belongs to another program. Nothing was changed; "
                                                  "move it away or choose another data folder.")),
                    file);
    }
    if (version.number > qint64(steps)) {
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "The database was made by a newer Airworthy (its version is "
                                          "%1, this program knows %2). Nothing was changed; update "
                                          "the program or choose another data folder."))
                .arg(version.number)
                .arg(steps),
            file);
    }
    return {};
}

Result<void> migrate(const Connection &db, std::span<const Step> steps)
{
    const Result<Version> before = versionOf(db);
    if (!before)
        return before.error();
    if (const Result<void> fine = acceptable(*before, steps.size(), db.file()); !fine)
        return fine.error();
    if (std::size_t(before->number) == steps.size())
        return {};
    return before->form == Form::Ours ? update(db, steps) : takeSteps(db, steps);
}

} // namespace aw::store
