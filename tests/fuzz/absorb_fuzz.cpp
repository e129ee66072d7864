// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/collect/record.h"
#include "core/fly/routes.h"

#include <cstdint>
#include <cstdlib>

using namespace aw;

namespace {

/// One name for whatever an answer can be about: a machine, a volume, a host, a cluster.
QString itemOf(fly::Route route)
{
    switch (route) {
    case fly::Route::PostgresCluster:
    case fly::Route::PostgresUsers:
    case fly::Route::PostgresDatabases:
    case fly::Route::PostgresBackups:
    case fly::Route::CertificateDetail:
    case fly::Route::VolumeSnapshots:
    case fly::Route::MachineVersions: return QStringLiteral("m");
    case fly::Route::AppImage:
        return QStringLiteral("registry.fly.io/a@sha256:") + QString(64, QLatin1Char('0'));
    case fly::Route::RegistryManifest: return QStringLiteral("a@sha256:") + QString(64, QLatin1Char('0'));
    case fly::Route::RegistryConfig: return QStringLiteral("a@sha256:") + QString(64, QLatin1Char('1'));
    default: return {};
    }
}

fly::Reply reply(fly::Route route, const QByteArray &body)
{
    fly::Reply made;
    made.request.route = route;
    made.request.org = QStringLiteral("o");
    made.request.app = route >= fly::Route::AppMachines ? QStringLiteral("a") : QString();
    made.request.item = itemOf(route);
    made.status = 200;
    made.body = body;
    return made;
}

/// Enough for answers about an app and what it has to have somewhere to go.
collect::Record ground(fly::Route asked)
{
    const QByteArray image = "sha256:" + QByteArray(64, '0');
    collect::Record record;
    record.org = QStringLiteral("o");
    const auto put = [&](fly::Route route, const QByteArray &body) {
        if (route != asked)
            record.replies.push_back(reply(route, body));
    };
    record.replies.push_back(reply(fly::Route::Apps, R"({"total_apps":1,"apps":[{"name":"a","machine_count":1,
        "volume_count":1,"app_role":"postgres_cluster"}]})"));
    put(fly::Route::OrgVolumes, R"({"volumes":[{"id":"m","app_name":"a","state":"created"}]})");
    put(fly::Route::ManagedPostgres, R"({"data":[{"id":"m","status":"ready","attached_apps":[]}]})");
    put(fly::Route::AppMachines,
        R"([{"id":"m","state":"started","config":{},"image_ref":{"registry":"registry.fly.io","repository":"a",
        "digest":")" +
            image + R"("}}])");
    put(fly::Route::AppCertificates, R"({"certificates":[{"hostname":"m"}],"total_count":1})");
    put(fly::Route::AppImage, R"({"data":{"app":{"image":{"digest":")" + image +
                                  R"(","config":{"has_env":false,"has_history":false,"config":{}}}}}})");
    put(fly::Route::RegistryManifest, R"({"config":{"digest":"sha256:)" + QByteArray(64, '1') + R"("}})");
    return record;
}

/// The routes that a collection asks.
const std::vector<const fly::RouteRow *> &collected()
{
    static const std::vector<const fly::RouteRow *> kRows = [] {
        std::vector<const fly::RouteRow *> rows;
        for (const fly::RouteRow &row : fly::routes()) {
            if (row.source != nullptr)
                rows.push_back(&row);
        }
        return rows;
    }();
    return kRows;
}

} // namespace

/// The first byte picks the route, the rest is its answer. Whatever it is, the snapshot must come out,
/// come out the same twice, and not count an answer as read that is no JSON.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t which = data[0] % collected().size();
    const fly::Route route = collected()[which]->route;
    const QByteArray body(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    collect::Record record = ground(route);
    record.replies.push_back(reply(route, body));
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
