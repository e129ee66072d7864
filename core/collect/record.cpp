// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/record.h"

#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/base/time.h"
#include "core/collect/crosscheck.h"
#include "core/collect/reading.h"
#include "core/collect/sources.h"
#include "core/fly/routes.h"

#include <algorithm>

namespace aw::collect {
namespace {

constexpr qsizetype kIdLength = 26;

QByteArray textOf(const QString &text)
{
    return jsonText(text.toUtf8());
}

QByteArray faultOf(const std::optional<Error> &fault)
{
    if (!fault)
        return "null";
    return "{\"kind\":" + QByteArray::number(int(fault->kind)) + ",\"what\":" + textOf(fault->what) +
           ",\"where\":" + textOf(fault->where) + '}';
}

/// A body counts as the text it is, and QString knows no byte order mark at the beginning of one.
QByteArray bodyOf(const QByteArray &body)
{
    return body.startsWith("\xef\xbb\xbf") ? textOf(QString::fromUtf8(body)) : jsonText(body);
}

/// Gives the hash the reply as canonical JSON, its members in the order of their names.
void addTo(Sha256 &hash, const fly::Reply &reply)
{
    const fly::Request &request = reply.request;
    hash.add("{\"app\":" + textOf(request.app) + ",\"at\":" + textOf(formatTime(reply.at)) +
             ",\"attempts\":" + QByteArray::number(reply.attempts) + ",\"body\":");
    hash.add(bodyOf(reply.body));
    hash.add(",\"cursor\":" + textOf(request.cursor) + ",\"fault\":" + faultOf(reply.fault) +
             ",\"item\":" + textOf(request.item) + ",\"next_cursor\":" + textOf(reply.nextCursor) +
             ",\"org\":" + textOf(request.org) + ",\"request_id\":" + textOf(reply.requestId) +
             ",\"route\":" + jsonText(fly::row(request.route).name) +
             ",\"status\":" + QByteArray::number(reply.status) + '}');
}

} // namespace

QString Record::id() const
{
    // One canonical document, its keys in order, fed to the digest piece by piece: as a whole it would
    // take several times the memory of the replies. Written down directly: with a value for each of its
    // parts this took longer than all else that opening a large snapshot takes.
    Sha256 hash;
    hash.add("{\"collected_at\":" + JsonValue(formatTime(collectedAt)).compact());
    hash.add(",\"demo\":" + JsonValue(demo).compact());
    hash.add(",\"org\":" + JsonValue(org).compact());
    hash.add(",\"replies\":[");
    bool first = true;
    for (const fly::Reply &reply : replies) {
        if (!std::exchange(first, false))
            hash.add(",");
        addTo(hash, reply);
    }
    hash.add("],\"started_at\":" + JsonValue(formatTime(startedAt)).compact());
    hash.add("}");
    return QString::fromLatin1(hash.result().toHex().left(kIdLength));
}

model::SnapshotPtr snapshotOf(const Record &record)
{
    return snapshotOf(record, record.id());
}

model::SnapshotPtr snapshotOf(const Record &record, const QString &id)
{
    Reading reading(record.org);
    static_cast<void>(reading.begin());
    for (const fly::Reply &reply : record.replies)
        static_cast<void>(reading.read(reply));
    static_cast<void>(reading.afterApps());
    reading.close();
    crosscheck(reading.draft());

    std::vector<model::Source> sources = sourcesOf(reading);
    auto snapshot = std::make_shared<model::Snapshot>(std::move(reading.draft().snapshot));
    snapshot->sources = std::move(sources);
    snapshot->id = id;
    snapshot->demo = record.demo;
    snapshot->startedAt = record.startedAt;
    snapshot->collectedAt = record.collectedAt;
    std::sort(snapshot->apps.begin(), snapshot->apps.end(),
              [](const model::App &a, const model::App &b) { return a.name < b.name; });
    return snapshot;
}

} // namespace aw::collect
