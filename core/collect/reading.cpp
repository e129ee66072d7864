// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/reading.h"

#include "core/collect/reader.h"
#include "core/fly/routes.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// No app or organization that was listed is answered with 404; a probe of a route that may not exist is.
bool notOffered(const fly::Reply &reply, ErrorKind kind)
{
    return kind == ErrorKind::NotOffered || (fly::row(reply.request.route).probe && reply.status == 404);
}

model::Reason reasonOf(const fly::Reply &reply, ErrorKind kind)
{
    const int status = reply.status;
    if (notOffered(reply, kind))
        return model::Reason::NotPublished;
    if (status == 401 || status == 403)
        return model::Reason::Permission;
    switch (kind) {
    case ErrorKind::Refused: return model::Reason::Permission;
    case ErrorKind::RateLimited:
    case ErrorKind::Limit: return model::Reason::Limit;
    case ErrorKind::Cancelled: return model::Reason::Cancelled;
    default: return model::Reason::Fault;
    }
}

} // namespace

model::Gap gapFor(const fly::Reply &reply, const Error &error)
{
    model::Gap gap{.reason = reasonOf(reply, error.kind),
                   .asked = fly::described(reply.request),
                   .detail = error.what.isEmpty() ? Words::tr("The platform answered %1.").arg(reply.status)
                                                  : error.what,
                   .permission = {}};
    if (gap.reason == model::Reason::Permission)
        gap.permission = fly::permissionFor(reply.request.route);
    return gap;
}

Reading::Reading(QString org) : m_org(std::move(org))
{
    m_draft.snapshot.organization.slug = m_org;
}

Next Reading::begin()
{
    Next next;
    for (const std::unique_ptr<Collector> &collector : all()) {
        const Next wanted = collector->begin(m_org);
        next.insert(next.end(), wanted.begin(), wanted.end());
    }
    return want(std::move(next));
}

Next Reading::afterApps()
{
    Next next;
    for (const std::unique_ptr<Collector> &collector : all()) {
        const Next wanted = collector->afterApps(m_org, m_draft);
        next.insert(next.end(), wanted.begin(), wanted.end());
    }
    return want(std::move(next));
}

Tally Reading::tally(fly::Route route) const
{
    const auto found = m_tallies.find(route);
    return found == m_tallies.end() ? Tally() : found->second;
}

/// A first page is wanted once, whoever asks for it again; a cursor each time it is named, so that a
/// list that turns in circles shows.
Next Reading::want(Next next)
{
    Next wanted;
    for (fly::Request &request : next) {
        Count &count = m_counts[Key(request.route, request.app, request.item, request.cursor)];
        if (request.cursor.isEmpty() && count.wanted > 0)
            continue;
        if (++count.wanted > count.answered)
            ++m_tallies[request.route].asked;
        count.request = request;
        wanted.push_back(std::move(request));
    }
    return wanted;
}

Next Reading::read(const fly::Reply &reply)
{
    const fly::Request &request = reply.request;
    Count &count = m_counts[Key(request.route, request.app, request.item, request.cursor)];
    Tally &tally = m_tallies[request.route];
    count.request = request;
    if (++count.answered > count.wanted)
        ++tally.asked;
    ++tally.answered;

    const int index = int(m_draft.snapshot.replies.size());
    m_draft.snapshot.replies.push_back({.request = fly::described(request),
                                        .requestId = reply.requestId,
                                        .at = reply.at,
                                        .status = reply.status,
                                        .body = reply.body});
    m_lastError.reset();
    if (reply.fault)
        return miss(reply, *reply.fault);
    Result<Next> next = collectorOf(request.route).absorb(reply, index, m_draft);
    if (!next)
        return miss(reply, next.error());
    noteDropped(reply, index);
    Next wanted = want(*std::move(next));
    const Next ofApps = beginApps();
    wanted.insert(wanted.end(), ofApps.begin(), ofApps.end());
    return wanted;
}

void Reading::forget(const fly::Request &request)
{
    model::App *app = m_draft.app(request.app);
    if (app == nullptr)
        return;
    for (model::Machine &machine : app->machines.items) {
        machine.config = {};
        machine.versions = {};
    }
}

Next Reading::beginApps()
{
    Next next;
    for (; m_begunApps < m_draft.snapshot.apps.size(); ++m_begunApps) {
        for (const std::unique_ptr<Collector> &collector : all()) {
            const Next wanted = collector->beginApp(m_org, m_draft.snapshot.apps[m_begunApps]);
            next.insert(next.end(), wanted.begin(), wanted.end());
        }
    }
    return want(std::move(next));
}

Next Reading::miss(const fly::Reply &reply, const Error &error)
{
    m_lastError = error;
    const model::Gap gap = gapFor(reply, error);
    Otherwise other = collectorOf(reply.request.route).otherwise(reply, gap, m_draft);
    if (!other.takesPlace) {
        ++m_tallies[reply.request.route].unread;
        note(reply, gap);
    }
    return want(std::move(other.next));
}

void Reading::note(const fly::Reply &reply, const model::Gap &gap)
{
    const Collector &collector = collectorOf(reply.request.route);
    const model::Gap worded = collector.worded(reply, gap);
    m_draft.fallShort(reply.request.route, worded);
    collector.missed(reply, worded, m_draft);
}

/// Redaction names, at the root, what it had to drop because the platform promises not to send it.
void Reading::noteDropped(const fly::Reply &reply, int index)
{
    // Looked for in the bytes first: parsing each answer twice for this would double the work.
    if (!reply.body.contains("\"airworthy_dropped\""))
        return;
    const Result<JsonDocument> body = JsonDocument::parse(reply.body);
    if (!body)
        return;
    const std::vector<JsonView> dropped = body->root().at("airworthy_dropped").items();
    if (dropped.empty())
        return;
    for (const JsonView &pointer : dropped) {
        const QString place = plainText(pointer.text().value_or(QString()), 256);
        m_draft.wrongType(
            reply.request.route,
            {.what = Words::tr("The answer held a value at “%1” that the platform promises not to send; "
                               "it was dropped.")
                         .arg(place),
             .origin = {index, place}});
    }
    note(reply, {.reason = model::Reason::Fault,
                 .asked = fly::described(reply.request),
                 .detail = Words::tr("The answer held values that the platform promises not to send: %1.")
                               .arg(dropped.size()),
                 .permission = {}});
}

void Reading::close()
{
    for (auto &[key, count] : m_counts) {
        fly::Reply absent;
        absent.request = count.request;
        const model::Gap gap{.reason = model::Reason::NotCollected,
                             .asked = fly::described(count.request),
                             .detail = Words::tr("It was not asked for."),
                             .permission = {}};
        for (; count.answered < count.wanted; ++count.answered)
            note(absent, gap);
    }
}

} // namespace aw::collect
