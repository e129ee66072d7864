// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"

#include <QCoreApplication>

namespace aw::store {
namespace {

constexpr qsizetype kKeyBytes = 32;
constexpr const char *kForget = "DELETE FROM setting WHERE key = 'digest-key'";

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

} // namespace

Result<QByteArray> SqliteStore::storedKey() const
{
    Result<Statement> rows = m_db.prepare("SELECT value FROM setting WHERE key = 'digest-key'");
    if (!rows)
        return rows.error();
    const Result<bool> row = rows->step();
    if (!row)
        return row.error();
    if (!*row)
        return QByteArray();
    QByteArray key = rows->bytes(0);
    if (key.size() != kKeyBytes)
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "The key for digests is damaged. Restore the database from a "
                                          "backup.")),
            m_db.file());
    return key;
}

Result<std::optional<QByteArray>> SqliteStore::oldDigestKey()
{
    const Result<QByteArray> key = storedKey();
    if (!key)
        return key.error();
    return key->isEmpty() ? std::nullopt : std::optional(*key);
}

Result<void> SqliteStore::forgetDigestKey()
{
    {
        Result<Transaction> whole = write();
        if (!whole)
            return whole.error();
        if (const Result<void> done = m_db.run(kForget); !done)
            return done.error();
        if (const Result<void> done = whole->commit(); !done)
            return done.error();
    }
    // Written anew, so that no page that once held the key is left among the free ones.
    if (const Result<void> done = m_db.run("VACUUM"); !done)
        return done.error();
    const Result<qint64> busy = m_db.number("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy)
        return busy.error();
    if (*busy != 0)
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "The old key for digests is gone from the database, but its "
                                          "log is being read by another Airworthy. Close it and try "
                                          "again.")),
            m_db.file());
    return forgetInCopies();
}

Result<void> SqliteStore::forgetInCopies() const
{
    for (const QString &copy : copiesOf(m_db.file())) {
        const Result<Connection> db = Connection::open(copy, Connection::Mode::Write);
        if (!db)
            return db.error();
        // The journal would leave the key on the disk; what an end in the middle spoils is a copy.
        const Result<QString> journal = db->text("PRAGMA journal_mode = MEMORY");
        if (!journal)
            return journal.error();
        if (const Result<void> done = db->run("PRAGMA secure_delete = ON"); !done)
            return done.error();
        if (const Result<void> done = db->run(kForget); !done)
            return done.error();
        if (const Result<void> done = db->run("VACUUM"); !done)
            return done.error();
    }
    return {};
}

} // namespace aw::store
