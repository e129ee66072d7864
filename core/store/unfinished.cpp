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

Result<void> SqliteStore::keepUnfinished(const QString &org, const UnfinishedMark &mark,
                                         const std::vector<fly::Reply> &more)
{
    const Result<BodiesToKeep> bodies = BodiesToKeep::prepare(m_db, bodiesOf(more));
    if (!bodies)
        return bodies.error();
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    const Result<qint64> run = unfinishedRun(org, mark);
    if (!run)
        return run.error();
    if (!more.empty()) {
        if (const Result<void> done = keepPart(*run, more, *bodies); !done)
            return done.error();
    }
    return whole->commit();
}

Result<qint64> SqliteStore::unfinishedRun(const QString &org, const UnfinishedMark &mark) const
{
    Result<Statement> rows = m_db.prepare("SELECT run FROM unfinished WHERE org = ?1 AND started_at IS ?2 "
                                          "AND demo = ?3 AND asked = ?4");
    if (!rows)
        return rows.error();
    rows->bind(1, org).bind(2, mark.startedAt).bind(3, qint64(mark.demo ? 1 : 0)).bind(4, mark.asked);
    const Result<std::optional<qint64>> there = rows->firstNumber();
    if (!there)
        return there.error();
    if (*there)
        return **there;
    const Result<bool> removed = removeUnfinished(org, {});
    if (!removed)
        return removed.error();
    if (*removed) {
        if (const Result<void> done = removeLeftOver(); !done)
            return done.error();
    }
    Result<Statement> insert = m_db.prepare(
        "INSERT INTO unfinished(org, started_at, demo, asked) VALUES(?1, ?2, ?3, ?4) RETURNING run");
    if (!insert)
        return insert.error();
    insert->bind(1, org).bind(2, mark.startedAt).bind(3, qint64(mark.demo ? 1 : 0)).bind(4, mark.asked);
    const Result<std::optional<qint64>> run = insert->firstNumber();
    if (!run)
        return run.error();
    return run->value_or(0);
}

Result<void> SqliteStore::keepPart(qint64 run, const std::vector<fly::Reply> &more,
                                   const BodiesToKeep &bodies) const
{
    const Result<std::vector<qint64>> numbers = bodies.keep(m_db);
    if (!numbers)
        return numbers.error();
    const Result<PackedAnswers> list = packed(answersOf(more), *numbers);
    if (!list)
        return list.error();
    Result<Statement> insert =
        m_db.prepare("INSERT INTO unfinished_part(run, n, bodies, answers) "
                     "SELECT ?1, coalesce(max(n), 0) + 1, ?2, ?3 FROM unfinished_part WHERE run = ?1");
    if (!insert)
        return insert.error();
    return insert->bind(1, run).bind(2, list->bodies).bind(3, list->answers).run();
}

Result<std::optional<Unfinished>> SqliteStore::unfinished(const QString &org)
{
    const Result<Transaction> whole = Transaction::begin(m_db, Transaction::Kind::Read);
    if (!whole)
        return whole.error();
    Result<Statement> head =
        m_db.prepare("SELECT run, started_at, demo, asked FROM unfinished WHERE org = ?1");
    if (!head)
        return head.error();
    const Result<bool> there = head->bind(1, org).step();
    if (!there)
        return there.error();
    if (!*there)
        return std::optional<Unfinished>();
    Unfinished out{
        .mark = {.startedAt = head->time(1), .demo = head->integer(2) != 0, .asked = head->bytes(3)},
        .replies = {}};
    Result<std::vector<fly::Reply>> replies = partsOf(head->integer(0), org);
    if (!replies)
        return replies.error();
    out.replies = *std::move(replies);
    return std::optional<Unfinished>(std::move(out));
}

Result<std::vector<fly::Reply>> SqliteStore::partsOf(qint64 run, const QString &org) const
{
    Result<BodyReader> bodies = BodyReader::over(m_db, BodyReader::Check::Hash);
    if (!bodies)
        return bodies.error();
    Result<Statement> rows =
        m_db.prepare("SELECT bodies, answers FROM unfinished_part WHERE run = ?1 ORDER BY n");
    if (!rows)
        return rows.error();
    rows->bind(1, run);
    ReadAnswers answers;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            return std::move(answers.replies);
        const PackedAnswers list{.bodies = rows->bytes(0), .answers = rows->bytes(1)};
        if (const Result<void> read = readAnswers(list, *bodies, m_db.file(), answers); !read)
            return read.error();
        if (answers.damagedAt)
            return fail(ErrorKind::Storage,
                        tr(QT_TRANSLATE_NOOP("store", "What was kept of the unfinished collection of %1 is "
                                                      "damaged. Collect it anew."))
                            .arg(org),
                        m_db.file());
    }
}

Result<void> SqliteStore::dropUnfinished(const QString &org)
{
    Result<Transaction> whole = write();
    if (!whole)
        return whole.error();
    const Result<bool> removed = removeUnfinished(org, {});
    if (!removed)
        return removed.error();
    if (*removed) {
        if (const Result<void> done = removeLeftOver(); !done)
            return done.error();
    }
    return whole->commit();
}

Result<bool> SqliteStore::removeUnfinished(const QString &org, const QDateTime &begunBy) const
{
    Result<Statement> rows = m_db.prepare("SELECT run FROM unfinished WHERE org = ?1 AND "
                                          "(?2 IS NULL OR started_at IS NULL OR started_at <= ?2)");
    if (!rows)
        return rows.error();
    const Result<std::optional<qint64>> run = rows->bind(1, org).bind(2, begunBy).firstNumber();
    if (!run)
        return run.error();
    if (!*run)
        return false;
    for (const char *sql :
         {"DELETE FROM unfinished_part WHERE run = ?1", "DELETE FROM unfinished WHERE run = ?1"}) {
        Result<Statement> remove = m_db.prepare(sql);
        if (!remove)
            return remove.error();
        if (const Result<void> done = remove->bind(1, **run).run(); !done)
            return done.error();
    }
    return true;
}

} // namespace aw::store
