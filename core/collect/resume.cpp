// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/resume.h"

#include "core/collect/reading.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace aw::collect {
namespace {

using List = std::tuple<fly::Route, QString, QString>;

List listOf(const fly::Request &request)
{
    return {request.route, request.app, request.item};
}

bool fresh(const fly::Reply &reply, const QString &org, const QDateTime &now)
{
    const qint64 age = reply.at.secsTo(now);
    return reply.usable() && reply.request.org == org && age >= 0 && age < kResumableSeconds;
}

} // namespace

std::vector<fly::Reply> resumable(const QString &org, std::vector<fly::Reply> earlier, const QDateTime &now)
{
    std::erase_if(earlier, [&](const fly::Reply &reply) { return !fresh(reply, org, now); });
    std::set<std::pair<List, QString>> had;
    for (const fly::Reply &reply : earlier)
        had.emplace(listOf(reply.request), reply.request.cursor);

    Reading reading(org);
    static_cast<void>(reading.begin());
    std::set<List> unfinished;
    for (const fly::Reply &reply : earlier) {
        const Next wanted = reading.read(reply);
        if (reading.lastError())
            unfinished.insert(listOf(reply.request));
        for (const fly::Request &next : wanted) {
            if (!next.cursor.isEmpty() && !had.contains({listOf(next), next.cursor}))
                unfinished.insert(listOf(next));
        }
    }
    for (const auto &[list, cursor] : had) {
        if (!had.contains({list, QString()}))
            unfinished.insert(list);
    }
    std::erase_if(earlier,
                  [&](const fly::Reply &reply) { return unfinished.contains(listOf(reply.request)); });
    return earlier;
}

} // namespace aw::collect
