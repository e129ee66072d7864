// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/paging.h"

#include <QCryptographicHash>
#include <span>

namespace aw::demo {
namespace {

enum class Match { Equals, OneOf, Contains };

struct Filter {
    const char *parameter;
    const char *field;
    Match match;
};

constexpr Filter kAppFilters[] = {{"app_role", "app_role", Match::Equals}};
constexpr Filter kMachineFilters[] = {{"region", "region", Match::Equals}, {"state", "state", Match::OneOf}};
constexpr Filter kCertificateFilters[] = {{"filter", "hostname", Match::Contains}};

/// How one list of the Machines API pages (FLY-API §4).
struct RestList {
    const char *path; ///< "*" stands for one segment
    const char *key;  ///< null: the answer is a bare array, and its cursor a header
    qint64 usual;     ///< items of a page when no limit is given; 0: all
    qint64 most;      ///< largest limit
    bool advisory;    ///< a larger limit is lowered, not refused
    bool cursorNeedsLimit;
    const char *total;  ///< where the count of all stands; null for none
    const char *lastId; ///< where the id of the page's last item stands; null for none
    std::span<const Filter> filters;
};

constexpr RestList kLists[] = {
    {"/v1/apps", "apps", 0, 5'000, false, true, "total_apps", nullptr, kAppFilters},
    {"/v1/orgs/*/machines", "machines", 1'000, 1'000, true, false, nullptr, "last_machine_id",
     kMachineFilters},
    {"/v1/orgs/*/volumes", "volumes", 1'000, 1'000, true, false, nullptr, "last_volume_id", kMachineFilters},
    {"/v1/apps/*/machines", nullptr, 0, 1'000, false, false, nullptr, nullptr, kMachineFilters},
    {"/v1/apps/*/volumes", nullptr, 0, 1'000, false, false, nullptr, nullptr, {}},
    {"/v1/apps/*/certificates", "certificates", 25, 500, false, false, "total_count", nullptr,
     kCertificateFilters},
};

bool matches(const QString &pattern, const QString &path)
{
    const QStringList wanted = pattern.split(QLatin1Char('/'));
    const QStringList given = path.split(QLatin1Char('/'));
    if (wanted.size() != given.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != QLatin1String("*") && wanted[i] != given[i])
            return false;
    }
    return true;
}

const RestList *listAt(const QString &path)
{
    for (const RestList &list : kLists) {
        if (matches(QLatin1String(list.path), path))
            return &list;
    }
    return nullptr;
}

QString parameter(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

bool fits(const JsonView &item, const Filter &filter, const QString &wanted)
{
    const QString value = item.at(filter.field).text().value_or(QString());
    switch (filter.match) {
    case Match::Equals: return value == wanted;
    case Match::OneOf: return wanted.split(QLatin1Char(',')).contains(value);
    case Match::Contains: return value.contains(wanted);
    }
    return false;
}

std::vector<JsonView> filtered(const RestList &list, const JsonView &items, const QUrlQuery &query)
{
    std::vector<JsonView> out = items.items();
    for (const Filter &filter : list.filters) {
        const QString wanted = parameter(query, filter.parameter);
        if (!wanted.isEmpty())
            std::erase_if(out, [&](const JsonView &item) { return !fits(item, filter, wanted); });
    }
    if (parameter(query, "include_deleted") != QLatin1String("true")) {
        std::erase_if(
            out, [](const JsonView &item) { return item.at("state").text() == QStringLiteral("destroyed"); });
    }
    return out;
}

/// A cursor names its list, so that one of another list is refused as the real API refuses it.
QString cursorTo(const QString &path, qint64 offset)
{
    const QByteArray list =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    const QByteArray text = list + ':' + QByteArray::number(offset);
    return QString::fromLatin1(text.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<qint64> offsetOf(const QString &path, const QString &cursor)
{
    const QByteArray text = QByteArray::fromBase64(cursor.toLatin1(), QByteArray::Base64UrlEncoding);
    bool number = false;
    const qint64 offset = text.mid(text.indexOf(':') + 1).toLongLong(&number);
    return number && offset > 0 && cursorTo(path, offset) == cursor ? std::optional(offset) : std::nullopt;
}

struct Window {
    qint64 from = 0;
    qint64 size = 0; ///< 0: to the end
};

Result<Window> windowOf(const RestList &list, const QString &path, const QUrlQuery &query)
{
    Window window{0, list.usual};
    const QString limit = parameter(query, "limit");
    if (!limit.isEmpty()) {
        bool number = false;
        window.size = limit.toLongLong(&number);
        if (list.advisory)
            window.size = std::min(window.size, list.most);
        if (!number || window.size < 1 || window.size > list.most)
            return fail(ErrorKind::Input, QStringLiteral("limit must be between 1 and %1").arg(list.most));
    }
    const QString cursor = parameter(query, "cursor");
    if (cursor.isEmpty())
        return window;
    const std::optional<qint64> offset = offsetOf(path, cursor);
    if (!offset || (list.cursorNeedsLimit && limit.isEmpty()))
        return fail(ErrorKind::Input,
                    offset ? QStringLiteral("cursor needs a limit") : QStringLiteral("invalid cursor"));
    window.from = *offset;
    return window;
}

JsonValue body(const RestList &list, const JsonView &whole, std::span<const JsonView> page, qint64 total)
{
    JsonValue items = JsonValue::array();
    for (const JsonView &item : page)
        items.append(item.copy());
    if (list.key == nullptr)
        return items;
    JsonValue out = JsonValue::object();
    for (const auto &[key, value] : whole.members()) {
        if (key != QLatin1String(list.key))
            out.set(key, value.copy());
    }
    if (list.total != nullptr && whole.at(list.total).missing())
        out.set(list.total, total);
    if (list.lastId != nullptr && !page.empty()) {
        out.set(list.lastId, page.back().at("id").copy());
        out.set("last_updated_at", page.back().at("updated_at").copy());
    }
    out.set(list.key, std::move(items));
    return out;
}

Answer listAnswer(const RestList &list, const QString &path, const JsonView &whole, const QUrlQuery &query)
{
    const Result<Window> window = windowOf(list, path, query);
    if (!window)
        return refusal(400, window.error().what);
    const JsonView items = list.key == nullptr ? whole : whole.at(list.key);
    const std::vector<JsonView> all = filtered(list, items, query);
    const auto total = qint64(all.size());
    const qint64 from = std::min(window->from, total);
    const qint64 to = window->size == 0 ? total : std::min(from + window->size, total);
    const std::span<const JsonView> page(all.data() + from, std::size_t(to - from));
    JsonValue answer = body(list, whole, page, total);
    const QString next = to < total ? cursorTo(path, to) : QString();
    if (list.key == nullptr)
        return {.status = 200, .body = answer.compact(), .nextCursor = next};
    if (!next.isEmpty())
        answer.set("next_cursor", next);
    return {.status = 200, .body = answer.compact(), .nextCursor = {}};
}

/// Relay cursors as Ruby servers make them: the position, in base64.
QString relayCursor(qint64 position)
{
    return QString::fromLatin1(QByteArray::number(position).toBase64());
}

std::optional<qint64> positionAfter(const QString &after)
{
    if (after.isEmpty())
        return 0;
    bool number = false;
    const qint64 position = QByteArray::fromBase64(after.toLatin1()).toLongLong(&number);
    return number && position > 0 && relayCursor(position) == after ? std::optional(position) : std::nullopt;
}

JsonValue connectionPage(const JsonView &connection, const char *list, qint64 from, const Slice &slice)
{
    const std::vector<JsonView> all = connection.at(list).items();
    const auto total = qint64(all.size());
    const qint64 begin = std::min(from, total);
    const qint64 end = slice.first > 0 ? std::min(begin + slice.first, total) : total;
    JsonValue items = JsonValue::array();
    for (qint64 i = begin; i < end; ++i) {
        JsonValue item = all[std::size_t(i)].copy();
        if (qstrcmp(list, "edges") == 0)
            item.set("cursor", relayCursor(i + 1));
        items.append(std::move(item));
    }
    JsonValue out = connection.copy();
    out.set(list, std::move(items));
    JsonValue info = JsonValue::object();
    info.set("hasNextPage", end < total);
    info.set("endCursor", end > begin ? JsonValue(relayCursor(end)) : JsonValue());
    out.set("pageInfo", std::move(info));
    if (slice.counted && connection.at("totalCount").missing())
        out.set("totalCount", total);
    return out;
}

/// Data, organization or app, connection: it is looked for no deeper, so that untyped JSON further
/// down (an image's configuration) is never taken for one.
constexpr int kConnectionDepth = 3;

/// A connection that is asked for with a size of its own, beside the one that is paged.
constexpr QLatin1String kWhole("egressIpAddresses");

JsonValue paged(const JsonView &here, qint64 from, const Slice &slice, int depth)
{
    for (const char *list : {"edges", "nodes"}) {
        if (here.at(list).isArray())
            return connectionPage(here, list, from, slice);
    }
    if (!here.isObject() || depth == kConnectionDepth)
        return here.copy();
    JsonValue out = JsonValue::object();
    for (const auto &[key, value] : here.members())
        out.set(key, key == kWhole ? value.copy() : paged(value, from, slice, depth + 1));
    return out;
}

} // namespace

Answer refusal(int status, const QString &error)
{
    JsonValue body = JsonValue::object();
    body.set("error", error);
    return {.status = status, .body = body.compact(), .nextCursor = {}};
}

Answer restAnswer(const QString &path, const JsonView &whole, const QUrlQuery &query)
{
    if (const RestList *list = listAt(path))
        return listAnswer(*list, path, whole, query);
    return {.status = 200, .body = whole.compact(), .nextCursor = {}};
}

std::optional<JsonValue> connectionAnswer(const JsonView &data, const Slice &slice)
{
    const std::optional<qint64> from = positionAfter(slice.after);
    if (!from)
        return std::nullopt;
    return paged(data, *from, slice, 1);
}

} // namespace aw::demo
