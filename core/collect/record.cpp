// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/record.h"

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/collect/crosscheck.h"
#include "core/collect/reading.h"
#include "core/collect/sources.h"
#include "core/fly/routes.h"

#include <QCryptographicHash>
#include <algorithm>

namespace aw::collect {
namespace {

constexpr qsizetype kIdLength = 26;

JsonValue valueOf(const fly::Reply &reply)
{
    JsonValue fault;
    if (reply.fault)
        fault.set("kind", int(reply.fault->kind))
            .set("what", reply.fault->what)
            .set("where", reply.fault->where);
    JsonValue value = JsonValue::object();
    value.set("route", QString::fromLatin1(fly::row(reply.request.route).name))
        .set("org", reply.request.org)
        .set("app", reply.request.app)
        .set("item", reply.request.item)
        .set("cursor", reply.request.cursor)
        .set("status", reply.status)
        .set("body", QString::fromUtf8(reply.body))
        .set("next_cursor", reply.nextCursor)
        .set("request_id", reply.requestId)
        .set("at", formatTime(reply.at))
        .set("attempts", reply.attempts)
        .set("fault", std::move(fault));
    return value;
}

} // namespace

QString Record::id() const
{
    // One canonical document, its keys in order, fed to the digest piece by piece: as a whole it would
    // take several times the memory of the replies.
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData("{\"collected_at\":" + JsonValue(formatTime(collectedAt)).compact());
    hash.addData(",\"demo\":" + JsonValue(demo).compact());
    hash.addData(",\"org\":" + JsonValue(org).compact());
    hash.addData(",\"replies\":[");
    bool first = true;
    for (const fly::Reply &reply : replies) {
        if (!std::exchange(first, false))
            hash.addData(",");
        hash.addData(valueOf(reply).compact());
    }
    hash.addData("],\"started_at\":" + JsonValue(formatTime(startedAt)).compact());
    hash.addData("}");
    return QString::fromLatin1(hash.result().toHex().left(kIdLength));
}

model::SnapshotPtr snapshotOf(const Record &record)
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
    snapshot->id = record.id();
    snapshot->demo = record.demo;
    snapshot->startedAt = record.startedAt;
    snapshot->collectedAt = record.collectedAt;
    std::sort(snapshot->apps.begin(), snapshot->apps.end(),
              [](const model::App &a, const model::App &b) { return a.name < b.name; });
    return snapshot;
}

} // namespace aw::collect
