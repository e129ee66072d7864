// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/answers.h"
#include "core/store/sqlite_store.h"

#include <QCoreApplication>

namespace aw::store {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

} // namespace

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
    // Asked again in the transaction: another process may be keeping the same one.
    const Result<bool> already = known(snapshot.id);
    if (!already)
        return already.error();
    if (*already)
        return {};
    const Result<BodiesToKeep> bodies = BodiesToKeep::prepare(m_db, bodiesOf(record.replies));
    if (!bodies)
        return bodies.error();
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    const Result<bool> meanwhile = known(snapshot.id);
    if (!meanwhile)
        return meanwhile.error();
    if (*meanwhile)
        return {};
    if (const Result<void> done = keepAll(record, snapshot, findings, *bodies); !done)
        return done.error();
    return whole->commit();
}

Result<void> SqliteStore::keepAll(const collect::Record &record, const model::Snapshot &snapshot,
                                  const model::Findings &findings, const BodiesToKeep &bodies) const
{
    if (const Result<void> done = keepOrganization(snapshot); !done)
        return done.error();
    const Result<qint64> seq = keepSnapshot(record, snapshot);
    if (!seq)
        return seq.error();
    if (const Result<void> done = keepAnswers(*seq, record.replies, bodies); !done)
        return done.error();
    if (const Result<void> done = keepFirstFailed(snapshot, findings); !done)
        return done.error();
    const Result<bool> finished = removeUnfinished(record.org, record.collectedAt);
    if (!finished)
        return finished.error();
    const Result<bool> retired = retire(record.org, *seq);
    if (!retired)
        return retired.error();
    if (!*finished && !*retired)
        return {};
    return removeLeftOver();
}

Result<void> SqliteStore::keepAnswers(qint64 seq, const std::vector<fly::Reply> &replies,
                                      const BodiesToKeep &bodies) const
{
    const Result<std::vector<qint64>> numbers = bodies.keep(m_db);
    if (!numbers)
        return numbers.error();
    const Result<PackedAnswers> list = packed(answersOf(replies), *numbers);
    if (!list)
        return list.error();
    return keepManifest(m_db, seq, *list);
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

} // namespace aw::store
