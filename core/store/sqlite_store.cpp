// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite_store.h"

#include "core/store/rows.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <array>

namespace aw::store {
namespace {

constexpr qsizetype kKeyBytes = 32;

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

/// Digits of a 256-bit key from the kernel's generator.
QByteArray freshKey()
{
    std::array<quint32, kKeyBytes / sizeof(quint32)> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return {reinterpret_cast<const char *>(words.data()), kKeyBytes};
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

Result<bool> SqliteStore::known(const QString &snapshotId) const
{
    Result<Statement> rows = m_db.prepare("SELECT 1 FROM snapshot WHERE id = ?1");
    if (!rows)
        return rows.error();
    return rows->bind(1, snapshotId).step();
}

Result<void> SqliteStore::keep(const collect::Record &record, const model::Snapshot &snapshot,
                               const model::Findings &findings)
{
    if (record.id() != snapshot.id) {
        return fail(ErrorKind::Storage,
                    tr(QT_TRANSLATE_NOOP("store", "The collection and what was read from it do not belong "
                                                  "together. Nothing was kept.")),
                    m_db.file());
    }
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    const Result<bool> already = known(snapshot.id);
    if (!already)
        return already.error();
    if (*already)
        return {};
    if (const Result<void> done = keepOrganization(snapshot); !done)
        return done.error();
    const Result<qint64> seq = keepSnapshot(record, snapshot);
    if (!seq)
        return seq.error();
    if (const Result<void> done = keepReplies(*seq, record.replies); !done)
        return done.error();
    if (const Result<void> done = keepFindings(*seq, findings); !done)
        return done.error();
    if (const Result<void> done = keepFirstFailed(snapshot, findings); !done)
        return done.error();
    return whole->commit();
}

Result<void> SqliteStore::keepOrganization(const model::Snapshot &snapshot) const
{
    const QString &slug = snapshot.organization.slug;
    Result<Statement> others = m_db.prepare("SELECT 1 FROM snapshot WHERE org = ?1 AND demo <> ?2 LIMIT 1");
    if (!others)
        return others.error();
    const Result<bool> mixed = others->bind(1, slug).bind(2, qint64(snapshot.demo ? 1 : 0)).step();
    if (!mixed)
        return mixed.error();
    if (*mixed) {
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "This data folder holds both a real and a demo organization "
                                          "called %1. Nothing was changed; use another data folder for "
                                          "the demo."))
                .arg(slug),
            m_db.file());
    }
    Result<Statement> insert = m_db.prepare("INSERT INTO organization(slug, name, demo) VALUES(?1, ?2, ?3) "
                                            "ON CONFLICT(slug) DO UPDATE SET name = excluded.name, "
                                            "demo = excluded.demo");
    if (!insert)
        return insert.error();
    const model::Fact<QString> &name = snapshot.organization.name;
    return insert->bind(1, slug)
        .bind(2, name.known() && !name->isEmpty() ? *name : slug)
        .bind(3, qint64(snapshot.demo ? 1 : 0))
        .run();
}

Result<qint64> SqliteStore::keepSnapshot(const collect::Record &record, const model::Snapshot &snapshot) const
{
    Result<Statement> insert =
        m_db.prepare("INSERT INTO snapshot(id, org, started_at, collected_at, complete, demo) "
                     "VALUES(?1, ?2, ?3, ?4, ?5, ?6) RETURNING seq");
    if (!insert)
        return insert.error();
    insert->bind(1, snapshot.id)
        .bind(2, record.org)
        .bind(3, record.startedAt)
        .bind(4, record.collectedAt)
        .bind(5, qint64(snapshot.complete() ? 1 : 0))
        .bind(6, qint64(record.demo ? 1 : 0));
    if (const Result<bool> row = insert->step(); !row)
        return row.error();
    return insert->integer(0);
}

Result<void> SqliteStore::keepReplies(qint64 seq, const std::vector<fly::Reply> &replies) const
{
    Result<Statement> insert = m_db.prepare(kInsertReply);
    if (!insert)
        return insert.error();
    qint64 number = 0;
    for (const fly::Reply &reply : replies) {
        insert->bind(1, seq).bind(2, number++);
        bindReply(*insert, reply);
        if (const Result<void> done = insert->run(); !done)
            return done.error();
    }
    return {};
}

Result<void> SqliteStore::keepFindings(qint64 seq, const model::Findings &findings) const
{
    Result<Statement> insert = m_db.prepare(
        "INSERT INTO finding(snapshot, n, id, \"check\", status, severity, reason, guessed, resource_type, "
        "resource_id, resource_name, app) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
    if (!insert)
        return insert.error();
    qint64 number = 0;
    for (const model::Finding &finding : findings) {
        insert->bind(1, seq)
            .bind(2, number++)
            .bind(3, finding.id)
            .bind(4, finding.check)
            .bind(5, QString(model::statusName(finding.status)))
            .bind(6, QString(model::severityName(finding.severity)));
        if (finding.reason)
            insert->bind(7, QString(model::reasonName(*finding.reason)));
        else
            insert->bindNull(7);
        insert->bind(8, qint64(finding.guessed ? 1 : 0))
            .bind(9, finding.resource.type)
            .bind(10, finding.resource.id)
            .bind(11, finding.resource.name)
            .bind(12, finding.resource.app);
        if (const Result<void> done = insert->run(); !done)
            return done.error();
    }
    return {};
}

Result<void> SqliteStore::keepFirstFailed(const model::Snapshot &snapshot,
                                          const model::Findings &findings) const
{
    Result<Statement> insert =
        m_db.prepare("INSERT INTO first_failed(org, finding, at) VALUES(?1, ?2, ?3) "
                     "ON CONFLICT(org, finding) DO UPDATE SET at = min(at, excluded.at)");
    if (!insert)
        return insert.error();
    for (const model::Finding &finding : findings) {
        if (finding.status != model::Status::Fail)
            continue;
        insert->bind(1, snapshot.organization.slug).bind(2, finding.id).bind(3, snapshot.collectedAt);
        if (const Result<void> done = insert->run(); !done)
            return done.error();
    }
    return {};
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
    Result<Statement> head =
        m_db.prepare("SELECT org, demo, started_at, collected_at, seq FROM snapshot WHERE id = ?1");
    if (!head)
        return head.error();
    const Result<bool> there = head->bind(1, snapshotId).step();
    if (!there)
        return there.error();
    if (!*there) {
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("store", "There is no snapshot %1 in the data folder.")).arg(snapshotId),
            m_db.file());
    }
    collect::Record record{.org = head->text(0),
                           .demo = head->integer(1) != 0,
                           .startedAt = head->time(2),
                           .collectedAt = head->time(3),
                           .replies = {}};
    Result<Statement> rows = m_db.prepare(kSelectReplies);
    if (!rows)
        return rows.error();
    rows->bind(1, head->integer(4));
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        Result<fly::Reply> reply = readReply(*rows, m_db.file());
        if (!reply)
            return reply.error();
        record.replies.push_back(*std::move(reply));
    }
    // SQLite has no checksum of what it stores: a flipped bit in a body would go unseen.
    if (record.id() != snapshotId)
        return altered(snapshotId, m_db.file());
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

Result<QByteArray> SqliteStore::digestKey()
{
    Result<QByteArray> present = storedKey();
    if (!present || !present->isEmpty())
        return present;
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    Result<Statement> insert =
        m_db.prepare("INSERT INTO setting(key, value) VALUES('digest-key', ?1) ON CONFLICT(key) DO NOTHING");
    if (!insert)
        return insert.error();
    const QByteArray fresh = freshKey();
    if (const Result<void> done = insert->bind(1, fresh).run(); !done)
        return done.error();
    // Another instance may have been first; its key is the one.
    Result<QByteArray> key = storedKey();
    if (!key)
        return key;
    if (const Result<void> done = whole->commit(); !done)
        return done.error();
    return key;
}

} // namespace aw::store
