// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/bodies.h"
#include "core/store/sqlite_store.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::store {
namespace {

constexpr int kMostDays = 36'500;
constexpr qint64 kDay = qint64{24} * 60 * 60 * 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("store", text);
}

/// Those of an organization that are old, not among the newest and not held, oldest first.
constexpr const char *kBeyond =
    "SELECT id, org, collected_at, complete, demo, seq FROM snapshot WHERE org = ?1 AND collected_at < ?2 "
    "AND seq NOT IN (SELECT seq FROM snapshot WHERE org = ?1 ORDER BY collected_at DESC, seq DESC LIMIT ?3) "
    "AND seq NOT IN (SELECT snapshot FROM hold) ORDER BY collected_at, seq";

Result<void> acceptable(const Retention &retention)
{
    if (retention.days < 0 || retention.days > kMostDays)
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("store", "Snapshots are kept for 1 to %1 days, or "
                                                                    "for ever with 0."))
                                          .arg(kMostDays));
    if (retention.atLeast < 1)
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("store", "At least the newest snapshot is kept.")));
    return {};
}

} // namespace

Result<Retention> SqliteStore::retention(const QString &org)
{
    return chosenRetention(org);
}

Result<Retention> SqliteStore::chosenRetention(const QString &org) const
{
    Result<Statement> rows = m_db.prepare("SELECT days, at_least FROM retention WHERE org = ?1");
    if (!rows)
        return rows.error();
    const Result<bool> row = rows->bind(1, org).step();
    if (!row)
        return row.error();
    if (!*row)
        return Retention();
    // Out of its bounds it was not written by this program; the bound keeps more, never less.
    return Retention{.days = rows->integer(0) > kMostDays ? 0 : int(std::max<qint64>(rows->integer(0), 0)),
                     .atLeast = int(std::clamp<qint64>(rows->integer(1), 1, kMostDays))};
}

Result<void> SqliteStore::setRetention(const QString &org, const Retention &retention)
{
    if (const Result<void> fine = acceptable(retention); !fine)
        return fine.error();
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    Result<Statement> set =
        m_db.prepare("INSERT INTO retention(org, days, at_least) VALUES(?1, ?2, ?3) ON CONFLICT(org) "
                     "DO UPDATE SET days = excluded.days, at_least = excluded.at_least");
    if (!set)
        return set.error();
    set->bind(1, org).bind(2, qint64(retention.days)).bind(3, qint64(retention.atLeast));
    if (const Result<void> done = set->run(); !done)
        return done.error();
    const Result<bool> retired = retire(org, std::nullopt);
    if (!retired)
        return retired.error();
    if (*retired) {
        if (const Result<void> done = removeLeftOver(); !done)
            return done.error();
    }
    return whole->commit();
}

Result<std::vector<SnapshotRow>> SqliteStore::beyond(const QString &org, const Retention &retention)
{
    if (const Result<void> fine = acceptable(retention); !fine)
        return fine.error();
    const Result<std::vector<OldSnapshot>> old = outlived(org, retention);
    if (!old)
        return old.error();
    std::vector<SnapshotRow> rows;
    for (const OldSnapshot &each : *old)
        rows.push_back(each.row);
    return rows;
}

Result<std::vector<SqliteStore::OldSnapshot>> SqliteStore::outlived(const QString &org,
                                                                    const Retention &retention) const
{
    std::vector<OldSnapshot> found;
    if (retention.days == 0)
        return found;
    Result<Statement> last = m_db.prepare("SELECT max(collected_at) FROM snapshot WHERE org = ?1");
    if (!last)
        return last.error();
    const Result<std::optional<qint64>> newest = last->bind(1, org).firstNumber();
    if (!newest)
        return newest.error();
    const qint64 now = std::min(newest->value_or(0), m_clock().toMSecsSinceEpoch());
    Result<Statement> rows = m_db.prepare(kBeyond);
    if (!rows)
        return rows.error();
    rows->bind(1, org).bind(2, now - retention.days * kDay).bind(3, qint64(retention.atLeast));
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        found.push_back({.seq = rows->integer(5),
                         .row = {rows->text(0), rows->text(1), rows->time(2), rows->integer(3) != 0,
                                 rows->integer(4) != 0}});
    }
}

Result<bool> SqliteStore::retire(const QString &org, std::optional<qint64> except) const
{
    const Result<Retention> set = chosenRetention(org);
    if (!set)
        return set.error();
    const Result<std::vector<OldSnapshot>> old = outlived(org, *set);
    if (!old)
        return old.error();
    bool removed = false;
    for (const char *sql :
         {"DELETE FROM manifest WHERE snapshot = ?1", "DELETE FROM snapshot WHERE seq = ?1"}) {
        Result<Statement> remove = m_db.prepare(sql);
        if (!remove)
            return remove.error();
        for (const OldSnapshot &each : *old) {
            if (each.seq == except)
                continue;
            if (const Result<void> done = remove->bind(1, each.seq).run(); !done)
                return done.error();
            removed = true;
        }
    }
    return removed;
}

Result<void> SqliteStore::removeLeftOver() const
{
    if (const Result<void> swept = sweepBodies(m_db); !swept)
        return swept.error();
    return m_db.run("PRAGMA incremental_vacuum");
}

Result<void> SqliteStore::hold(const QString &snapshotId, const QString &why)
{
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    const Result<qint64> seq = sequenceOf(snapshotId);
    if (!seq)
        return seq.error();
    Result<Statement> insert =
        m_db.prepare("INSERT INTO hold(snapshot, why) VALUES(?1, ?2) ON CONFLICT DO NOTHING");
    if (!insert)
        return insert.error();
    if (const Result<void> done = insert->bind(1, *seq).bind(2, why).run(); !done)
        return done.error();
    return whole->commit();
}

Result<QStringList> SqliteStore::holds(const QString &snapshotId)
{
    const Result<qint64> seq = sequenceOf(snapshotId);
    if (!seq)
        return seq.error();
    Result<Statement> rows = m_db.prepare("SELECT why FROM hold WHERE snapshot = ?1 ORDER BY why");
    if (!rows)
        return rows.error();
    rows->bind(1, *seq);
    QStringList found;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return found;
        found.append(rows->text(0));
    }
}

} // namespace aw::store
