// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/resume.h"

#include "core/collect/paging.h"
#include "core/collect/reading.h"

#include <algorithm>
#include <set>

namespace aw::collect {
namespace {

/// Whether asking again would bring the same: what was read, and what the platform refused this token.
bool settled(ErrorKind kind)
{
    return kind == ErrorKind::Refused || kind == ErrorKind::NotOffered;
}

bool fresh(const fly::Reply &reply, const QString &org, const QDateTime &now)
{
    const qint64 age = reply.at.secsTo(now);
    return resumes(reply) && reply.request.org == org && age >= 0 && age < kResumableSeconds;
}

} // namespace

bool resumes(const fly::Reply &reply)
{
    // 401 is about the token as a whole and ends a run.
    return reply.usable() || (settled(reply.fault->kind) && reply.status != 401);
}

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
        if (reading.lastError() && !settled(reading.lastError()->kind))
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
