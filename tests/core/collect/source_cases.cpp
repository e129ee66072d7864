// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/source_cases.h"

#include "core/fly/routes.h"

#include <optional>

namespace aw::collect {
namespace {

/// `node` with what stands at `path` replaced by what `change` makes of it.
JsonValue edited(const JsonView &node, const QStringList &path,
                 const std::function<JsonValue(const JsonView &)> &change)
{
    if (path.isEmpty())
        return change(node);
    JsonValue out = node.copy();
    out.set(path.front(), edited(node.at(path.front()), path.mid(1), change));
    return out;
}

QByteArray withHolder(const Subject &subject, const QByteArray &body,
                      const std::function<JsonValue(const JsonView &)> &change)
{
    return edited(JsonDocument::parse(body)->root(), subject.path, change).compact();
}

QByteArray withRows(const Subject &subject, const QByteArray &body, const JsonValue &rows,
                    std::optional<qint64> total = {})
{
    return withHolder(subject, body, [&](const JsonView &holder) {
        JsonValue out = holder.copy();
        out.set(subject.rows, rows);
        if (total)
            out.set("totalCount", *total);
        return out;
    });
}

/// The first row under another identity.
JsonValue otherRow(const JsonView &row)
{
    JsonValue out = row.copy();
    if (row.at("node").isObject())
        out.set("node", row.at("node").copy().set("id", QLatin1String("other")));
    else
        out.set("id", QLatin1String("other"));
    return out;
}

/// The page of `rows` that says where the list goes on; empty: nowhere.
QByteArray page(const Subject &subject, const QByteArray &body, const JsonValue &rows, const char *cursor)
{
    const qint64 total = qint64(rowsIn(subject, JsonDocument::parse(body)->root()).size()) + 1;
    return withHolder(subject, withRows(subject, body, rows, total), [&](const JsonView &holder) {
        const bool more = *cursor != '\0';
        JsonValue info = JsonValue::object().set("hasNextPage", more);
        info.set("endCursor", more ? JsonValue(QLatin1String(cursor)) : JsonValue());
        return std::move(holder.copy().set("pageInfo", std::move(info)));
    });
}

fly::WireReply pageOf(Case what, const Subject &subject, const QByteArray &body, const QString &cursor)
{
    const JsonDocument document = *JsonDocument::parse(body);
    const JsonView rows = rowsIn(subject, document.root());
    if (cursor.isEmpty())
        return ok(page(subject, body, JsonValue::array().append(otherRow(rows.at(0))), "c1"));
    if (what == Case::FaultOnPageTwo)
        return status(500);
    const QByteArray second = page(subject, body, rows.copy(), what == Case::RepeatedCursor ? "c1" : "");
    return ok(what == Case::CutOffPageTwo ? second.chopped(2) : second);
}

} // namespace

JsonView rowsIn(const Subject &subject, const JsonView &root)
{
    JsonView here = root;
    for (const QString &step : subject.path)
        here = here.at(step);
    return here.at(subject.rows);
}

fly::WireReply replyIn(Case what, const Subject &subject, const QByteArray &body, const QString &cursor)
{
    const JsonDocument document = *JsonDocument::parse(body);
    const JsonView rows = rowsIn(subject, document.root());
    switch (what) {
    case Case::Full: return ok(body);
    case Case::Empty:
        return ok(withRows(subject, body, JsonValue::array(),
                           subject.path.isEmpty() ? std::nullopt : std::optional(qint64(0))));
    case Case::Refused: return status(403);
    case Case::Gone: return status(500);
    case Case::Shorter: return ok(withRows(subject, body, rows.copy(), qint64(rows.size()) + 2));
    case Case::Uncounted: return ok(QByteArray(body).replace("\"totalCount\"", "\"total\""));
    case Case::RowsAreAnObject: return ok(withRows(subject, body, JsonValue::object()));
    case Case::RowsAreNull: return ok(withRows(subject, body, JsonValue()));
    case Case::ARowIsNull: return ok(withRows(subject, body, std::move(rows.copy().append(JsonValue()))));
    case Case::ARowIsEmpty:
        return ok(withRows(subject, body, std::move(rows.copy().append(JsonValue(QStringLiteral("row"))))));
    case Case::WhetherMoreFollowsIsText:
        return ok(QByteArray(body).replace("\"hasNextPage\":false", "\"hasNextPage\":\"false\""));
    case Case::TwoPages:
    case Case::RepeatedCursor:
    case Case::FaultOnPageTwo:
    case Case::CutOffPageTwo: break;
    }
    return pageOf(what, subject, body, cursor);
}

bool paged(fly::Route route)
{
    return fly::row(route).paging == fly::Paging::Connection;
}

} // namespace aw::collect
