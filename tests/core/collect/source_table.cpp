// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/source_table.h"

#include "tests/core/collect/answers.h"

namespace aw::collect {
namespace {

fly::WireReply usual(const fly::Request &request)
{
    static const Record kRecord = wholeRecord();
    for (const fly::Reply &reply : kRecord.replies) {
        if (reply.request == request)
            return ok(reply.body);
    }
    return status(404);
}

} // namespace

Result<Record> runWith(const SourceUnderTest &source, const Pages &pages)
{
    Run run(17);
    run.fly.on(source.route, [&](const fly::Request &request) {
        const bool meant =
            request.app == source.app && (source.item.isEmpty() || request.item == source.item);
        return meant ? pages(request.cursor) : usual(request);
    });
    if (!run.ended())
        return fail(ErrorKind::Network, QStringLiteral("The run did not end."));
    return run.result();
}

} // namespace aw::collect
