// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/move_answers.h"

#include "core/store/answers.h"
#include "core/store/bodies.h"

namespace aw::store {
namespace {

constexpr const char *kSelect =
    "SELECT route, org, app, item, cursor, status, next_cursor, request_id, at, attempts, fault, "
    "fault_what, fault_where, body FROM reply WHERE snapshot = ?1 ORDER BY n";

Answer answerIn(const Statement &row)
{
    Answer answer{.route = row.bytes(0),
                  .org = row.bytes(1),
                  .app = row.bytes(2),
                  .item = row.bytes(3),
                  .cursor = row.bytes(4),
                  .status = row.integer(5),
                  .nextCursor = row.bytes(6),
                  .requestId = row.bytes(7),
                  .at = {},
                  .attempts = row.integer(9),
                  .fault = {}};
    if (!row.isNull(8))
        answer.at = row.integer(8);
    if (!row.isNull(10))
        answer.fault = Answer::Fault{.kind = row.bytes(10), .what = row.bytes(11), .where = row.bytes(12)};
    return answer;
}

Result<std::vector<qint64>> keepBodies(const Connection &db, const std::vector<QByteArray> &bodies)
{
    std::vector<const QByteArray *> each;
    each.reserve(bodies.size());
    for (const QByteArray &body : bodies)
        each.push_back(&body);
    const Result<BodiesToKeep> toKeep = BodiesToKeep::prepare(db, std::move(each));
    if (!toKeep)
        return toKeep.error();
    return toKeep->keep(db);
}

Result<void> moveSnapshot(const Connection &db, qint64 seq)
{
    Result<Statement> rows = db.prepare(kSelect);
    if (!rows)
        return rows.error();
    rows->bind(1, seq);
    std::vector<Answer> answers;
    std::vector<QByteArray> bodies;
    for (;;) {
        const Result<bool> row = rows->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        answers.push_back(answerIn(*rows));
        bodies.push_back(rows->bytes(13));
    }
    const Result<std::vector<qint64>> numbers = keepBodies(db, bodies);
    if (!numbers)
        return numbers.error();
    const Result<PackedAnswers> list = packed(answers, *numbers);
    if (!list)
        return list.error();
    return keepManifest(db, seq, *list);
}

} // namespace

Result<void> moveAnswers(const Connection &db)
{
    Result<Statement> snapshots = db.prepare("SELECT seq FROM snapshot ORDER BY seq");
    if (!snapshots)
        return snapshots.error();
    for (;;) {
        const Result<bool> row = snapshots->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        if (const Result<void> moved = moveSnapshot(db, snapshots->integer(0)); !moved)
            return moved.error();
    }
    return db.run("DROP TABLE reply; DROP TABLE finding");
}

} // namespace aw::store
