// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite_store.h"

#include "core/store/answers.h"
#include "core/store/rows.h"

#include <QCoreApplication>

namespace aw::store {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

Error altered(const QString &snapshotId, const QString &file)
{
    return fail(
        ErrorKind::Storage,
        tr(QT_TRANSLATE_NOOP("store", "The snapshot %1 is not what was collected: its answers no longer "
                                      "give its id. The database is damaged or was changed by another "
                                      "program."))
            .arg(snapshotId),
        file);
}

Error damaged(const QString &snapshotId, const QString &request, const QString &file)
{
    if (request.isEmpty())
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "The snapshot %1 is damaged: the list of its answers cannot "
                                          "be read. Other snapshots are not touched by this; restore "
                                          "the database from a backup."))
                .arg(snapshotId),
            file);
    return fail(ErrorKind::Storage,
                tr(QT_TRANSLATE_NOOP("store", "The snapshot %1 is damaged: the answer to %2 is not what was "
                                              "kept. Restore the database from a backup."))
                    .arg(snapshotId, request),
                file);
}

} // namespace

Result<Transaction> SqliteStore::write() const
{
    if (m_readOnly) {
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "The data folder was opened for reading only; nothing can be "
                                          "kept in it.")),
            m_db.file());
    }
    return Transaction::begin(m_db, Transaction::Kind::Write);
}

Result<qint64> SqliteStore::sequenceOf(const QString &snapshotId) const
{
    Result<Statement> rows = m_db.prepare("SELECT seq FROM snapshot WHERE id = ?1");
    if (!rows)
        return rows.error();
    const Result<std::optional<qint64>> seq = rows->bind(1, snapshotId).firstNumber();
    if (!seq)
        return seq.error();
    if (*seq)
        return **seq;
    return fail(ErrorKind::Storage,
                tr(QT_TRANSLATE_NOOP("store", "There is no snapshot %1 in the data folder.")).arg(snapshotId),
                m_db.file());
}

Result<std::vector<OrganizationRow>> SqliteStore::organizations()
{
    Result<Statement> rows = m_db.prepare("SELECT slug, name, demo FROM organization ORDER BY slug");
    if (!rows)
        return rows.error();
    std::vector<OrganizationRow> found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        found.push_back({rows->text(0), rows->text(1), rows->integer(2) != 0});
    }
}

Result<std::vector<SnapshotRow>> SqliteStore::snapshots(const QString &org)
{
    Result<Statement> rows = m_db.prepare("SELECT id, org, collected_at, complete, demo FROM snapshot "
                                          "WHERE org = ?1 ORDER BY collected_at DESC, seq DESC");
    if (!rows)
        return rows.error();
    rows->bind(1, org);
    std::vector<SnapshotRow> found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        found.push_back(
            {rows->text(0), rows->text(1), rows->time(2), rows->integer(3) != 0, rows->integer(4) != 0});
    }
}

Result<collect::Record> SqliteStore::record(const QString &snapshotId)
{
    const Result<Transaction> whole = Transaction::begin(m_db, Transaction::Kind::Read);
    if (!whole)
        return whole.error();
    // The id is a hash of every answer: a hash of each besides would only take as long again.
    Result<collect::Record> record = storedRecord(snapshotId, BodyReader::Check::Checksum);
    if (!record || record->id() == snapshotId)
        return record;
    // Not what was kept; the hashes of the bodies tell which answer it is, if it is one of them.
    record = storedRecord(snapshotId, BodyReader::Check::Hash);
    return record ? altered(snapshotId, m_db.file()) : record;
}

Result<collect::Record> SqliteStore::storedRecord(const QString &snapshotId, BodyReader::Check check) const
{
    const Result<qint64> seq = sequenceOf(snapshotId);
    if (!seq)
        return seq.error();
    Result<Statement> row = m_db.prepare(
        "SELECT org, demo, started_at, collected_at, bodies, answers FROM snapshot LEFT JOIN manifest "
        "ON snapshot = seq WHERE seq = ?1");
    if (!row)
        return row.error();
    if (const Result<bool> there = row->bind(1, *seq).step(); !there)
        return there.error();
    collect::Record record{.org = row->text(0),
                           .demo = row->integer(1) != 0,
                           .startedAt = row->time(2),
                           .collectedAt = row->time(3),
                           .replies = {}};
    Result<BodyReader> bodies = BodyReader::over(m_db, check);
    if (!bodies)
        return bodies.error();
    ReadAnswers answers;
    const PackedAnswers list{.bodies = row->bytes(4), .answers = row->bytes(5)};
    if (const Result<void> read = readAnswers(list, *bodies, m_db.file(), answers); !read)
        return read.error();
    if (answers.damagedAt)
        return damaged(snapshotId, *answers.damagedAt, m_db.file());
    record.replies = std::move(answers.replies);
    return record;
}

Result<QHash<QString, QDateTime>> SqliteStore::firstSeen(const QString &org)
{
    Result<Statement> rows = m_db.prepare("SELECT finding, at FROM first_failed WHERE org = ?1");
    if (!rows)
        return rows.error();
    rows->bind(1, org);
    QHash<QString, QDateTime> found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        found.insert(rows->text(0), rows->time(1));
    }
}

Result<model::DeclaredIntents> SqliteStore::intents(const QString &org)
{
    Result<Statement> rows = m_db.prepare(kSelectIntents);
    if (!rows)
        return rows.error();
    rows->bind(1, org);
    model::DeclaredIntents found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        const Result<model::DeclaredIntent> intent = readIntent(*rows, m_db.file());
        if (!intent)
            return intent.error();
        found.insert(rows->text(0), *intent);
    }
}

Result<void> SqliteStore::know(const QString &org)
{
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    Result<Statement> known = m_db.prepare(
        "INSERT INTO organization(slug, name, demo) VALUES(?1, ?1, 0) ON CONFLICT(slug) DO NOTHING");
    if (!known)
        return known.error();
    if (const Result<void> done = known->bind(1, org).run(); !done)
        return done.error();
    return whole->commit();
}

Result<void> SqliteStore::declare(const QString &org, const QString &app, const model::DeclaredIntent &intent)
{
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    Result<Statement> known = m_db.prepare(
        "INSERT INTO organization(slug, name, demo) VALUES(?1, ?1, 0) ON CONFLICT(slug) DO NOTHING");
    if (!known)
        return known.error();
    if (const Result<void> done = known->bind(1, org).run(); !done)
        return done.error();
    Result<Statement> insert = m_db.prepare(kInsertIntent);
    if (!insert)
        return insert.error();
    insert->bind(1, org).bind(2, app);
    bindIntent(*insert, intent);
    if (const Result<void> done = insert->run(); !done)
        return done.error();
    return whole->commit();
}

} // namespace aw::store
