// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/snapshot_summary.h"

#include "core/base/time.h"
#include "core/fly/routes.h"

#include <map>

namespace aw::cli {

JsonValue sourceJson(const model::Source &source)
{
    const bool complete = source.state == model::SourceState::Complete;
    JsonValue value = JsonValue::object();
    value.set("name", source.name)
        .set("state", model::sourceStateName(source.state))
        .set("reason", complete ? JsonValue() : JsonValue(model::reasonName(source.reason)))
        .set("detail", complete ? JsonValue() : JsonValue(source.detail))
        .set("asked", source.asked)
        .set("answered", source.answered);
    return value;
}

std::vector<AnswerCount> answerCounts(const collect::Record &record)
{
    std::map<std::pair<fly::Route, int>, AnswerCount> found;
    for (const fly::Reply &reply : record.replies) {
        AnswerCount &count = found[{reply.request.route, reply.status}];
        count.route = QString::fromLatin1(fly::row(reply.request.route).name);
        count.status = reply.status;
        ++count.answers;
        count.bytes += reply.body.size();
    }
    std::vector<AnswerCount> counts;
    counts.reserve(found.size());
    for (const auto &[key, count] : found)
        counts.push_back(count);
    return counts;
}

qint64 bodyBytes(const collect::Record &record)
{
    qint64 bytes = 0;
    for (const fly::Reply &reply : record.replies)
        bytes += reply.body.size();
    return bytes;
}

JsonValue organizationJson(const model::Snapshot &snapshot)
{
    JsonValue organization = JsonValue::object();
    organization.set("slug", snapshot.organization.slug)
        .set("name", snapshot.organization.name.valueOr(snapshot.organization.slug));
    return organization;
}

JsonValue snapshotJson(const model::Snapshot &snapshot)
{
    JsonValue sources = JsonValue::array();
    for (const model::Source &source : snapshot.sources)
        sources.append(sourceJson(source));
    JsonValue about = JsonValue::object();
    about.set("id", snapshot.id)
        .set("started_at", formatTime(snapshot.startedAt))
        .set("collected_at", formatTime(snapshot.collectedAt))
        .set("complete", snapshot.complete())
        .set("demo", snapshot.demo)
        .set("sources", std::move(sources));
    return about;
}

QByteArray summaryJson(const collect::Record &record, const model::Snapshot &snapshot)
{
    JsonValue organization = organizationJson(snapshot);
    JsonValue about = snapshotJson(snapshot);
    JsonValue byRoute = JsonValue::array();
    for (const AnswerCount &count : answerCounts(record)) {
        JsonValue value = JsonValue::object();
        value.set("route", count.route)
            .set("status", count.status)
            .set("answers", count.answers)
            .set("bytes", count.bytes);
        byRoute.append(std::move(value));
    }
    JsonValue answers = JsonValue::object();
    answers.set("count", qint64(record.replies.size()))
        .set("bytes", bodyBytes(record))
        .set("by_route", std::move(byRoute));
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.snapshot-summary/1"))
        .set("organization", std::move(organization))
        .set("snapshot", std::move(about))
        .set("answers", std::move(answers));
    return root.pretty();
}

} // namespace aw::cli
