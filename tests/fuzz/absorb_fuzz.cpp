// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/collect/record.h"
#include "core/fly/routes.h"

#include <cstdint>
#include <cstdlib>

using namespace aw;

namespace {

fly::Reply reply(fly::Route route, const QByteArray &body)
{
    fly::Reply made;
    made.request.route = route;
    made.request.org = QStringLiteral("o");
    made.request.app = route >= fly::Route::AppMachines ? QStringLiteral("a") : QString();
    made.request.item = route >= fly::Route::MachineVersions ? QStringLiteral("m") : QString();
    made.status = 200;
    made.body = body;
    return made;
}

/// Enough for answers about an app and a machine to have somewhere to go.
collect::Record ground()
{
    collect::Record record;
    record.org = QStringLiteral("o");
    record.replies.push_back(reply(fly::Route::Apps, R"({"total_apps":1,"apps":[{"name":"a","machine_count":1,
        "volume_count":0,"app_role":"postgres_cluster"}]})"));
    record.replies.push_back(reply(
        fly::Route::AppMachines, R"([{"id":"m","state":"started","image_ref":{"digest":"m"},"config":{}}])"));
    return record;
}

} // namespace

/// The first byte picks the route, the rest is its answer. Whatever it is, the snapshot must come out,
/// come out the same twice, and not count an answer as read that is no JSON.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t which = data[0] % fly::routes().size();
    const QByteArray body(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    collect::Record record = ground();
    record.replies.push_back(reply(fly::routes()[which].route, body));
    const model::SnapshotPtr one = collect::snapshotOf(record);
    const model::SnapshotPtr two = collect::snapshotOf(record);
    if (one->sources.size() != two->sources.size() || one->id != two->id)
        std::abort();
    for (std::size_t i = 0; i < one->sources.size(); ++i) {
        if (one->sources[i].state != two->sources[i].state ||
            one->sources[i].detail != two->sources[i].detail)
            std::abort();
    }
    if (!JsonDocument::parse(body) && one->sources[which].state == model::SourceState::Complete)
        std::abort();
    return 0;
}
