// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/app_sources.h"

namespace aw::collect {
namespace {

using fly::Route;
using model::Snapshot;
using Page = SourceUnderTest::Page;

const QString kWeb = QStringLiteral("web");
const QString kDb = QStringLiteral("db");
const QString kCluster = QStringLiteral("c1");
const QString kVolume = QStringLiteral("vol_1");

/// An object with the rows under that name.
Page under(const QByteArray &name)
{
    return [name](const QByteArray &rows, const QByteArray &, int) -> QByteArray {
        return R"({")" + name + R"(":[)" + rows + "]}";
    };
}

/// A bare list.
QByteArray bare(const QByteArray &rows, const QByteArray & /*cursor*/, int /*total*/)
{
    return "[" + rows + "]";
}

/// An answer about one thing: there is no list of it.
QByteArray single(const QByteArray &rows, const QByteArray & /*cursor*/, int /*total*/)
{
    return rows;
}

const model::ManagedCluster &cluster(const Snapshot &snapshot)
{
    return snapshot.organization.clusters.items.at(0);
}

std::vector<SourceUnderTest> ofManagedPostgres()
{
    return {
        {.route = Route::ManagedPostgres,
         .app = {},
         .item = {},
         .page = under("data"),
         .first = R"({"id":"c1","name":"main","status":"ready","region":"iad","plan":"launch",
             "created_at":"2026-01-01T00:00:00Z","attached_apps":[{"name":"web"}]})",
         .second = {},
         .counted = false,
         .doubtful = {R"("name":"web")", R"("name":7)"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.organization.clusters); }},
        {.route = Route::PostgresCluster,
         .app = {},
         .item = kCluster,
         .page = single,
         .first = R"({"data":{"id":"c1","plan":"launch","status":"ready","replicas":1,"pg_major_version":"17",
             "postgis_enabled":false,"disk_size_gb":20,"storage_used_bytes":1,"storage_provisioned_bytes":9}})",
         .second = {},
         .counted = false,
         .doubtful = {R"("replicas":1)", R"("replicas":"1")"},
         .read = [](const Snapshot &snapshot) { return seen(cluster(snapshot).detail); }},
        {.route = Route::PostgresUsers,
         .app = {},
         .item = kCluster,
         .page = under("data"),
         .first = R"({"username":"app","role":"writer"})",
         .second = {},
         .counted = false,
         .doubtful = {R"("writer")", "true"},
         .read = [](const Snapshot &snapshot) { return seen(cluster(snapshot).users); }},
        {.route = Route::PostgresDatabases,
         .app = {},
         .item = kCluster,
         .page = under("data"),
         .first = R"({"name":"app"})",
         .second = {},
         .counted = false,
         .doubtful = {R"("app")", R"(["app"])"},
         .read = [](const Snapshot &snapshot) { return seen(cluster(snapshot).databases); }},
        {.route = Route::PostgresBackups,
         .app = {},
         .item = kCluster,
         .page = under("data"),
         .first = R"({"id":"b1","type":"full","status":"completed","started_at":"2026-11-24T01:00:00Z",
             "finished_at":"2026-11-24T01:10:00Z","size_bytes":1000})",
         .second = {},
         .counted = false,
         .doubtful = {R"("2026-11-24T01:10:00Z")", "1764000000"},
         .read = [](const Snapshot &snapshot) { return seen(cluster(snapshot).backups); }},
    };
}

QByteArray egress(const QByteArray &machines, const QByteArray &cursor, int total)
{
    return R"({"data":{"app":{"egressIpAddresses":{"nodes":[],"totalCount":0},"machines":{"nodes":[)" +
           machines + "]," + connectionEnd(cursor, total) + "}}}}";
}

QByteArray egressMachine(const QByteArray &id, const QByteArray &address)
{
    return R"({"id":")" + id + R"(","region":"iad","egressIpAddresses":{"nodes":[{"ip":")" + address +
           R"(","version":4,"region":"iad","updatedAt":"2026-01-01T00:00:00Z"}],"totalCount":1}})";
}

std::vector<SourceUnderTest> ofTheNetwork()
{
    return {
        {.route = Route::AppSecretKeys,
         .app = kWeb,
         .item = {},
         .page = under("secret_keys"),
         .first =
             R"({"name":"k","type":"hs256","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:00Z"})",
         .second = {},
         .counted = false,
         .doubtful = {R"("hs256")", "256"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kWeb)->secretKeys); }},
        {.route = Route::AppEgress,
         .app = kWeb,
         .item = {},
         .page = egress,
         .first = egressMachine("m1", "192.0.2.1"),
         .second = egressMachine("m2", "192.0.2.2"),
         .counted = true,
         .doubtful = {R"("version":4)", R"("version":"4")"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kWeb)->egress); }},
        {.route = Route::AppNetworkPolicies,
         .app = kWeb,
         .item = {},
         .page = bare,
         .first =
             R"({"id":"np1","name":"n","selector":{"all":true},"rules":[{"action":"allow","direction":"egress",
             "ports":[{"protocol":"tcp","port":443}]}]})",
         .second = {},
         .counted = false,
         .doubtful = {R"("all":true)", R"("all":"yes")"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kWeb)->policies); }},
    };
}

Page certificates()
{
    return [](const QByteArray &rows, const QByteArray &cursor, int total) -> QByteArray {
        return R"({"total_count":)" + QByteArray::number(total) + R"(,"next_cursor":)" +
               (cursor.isEmpty() ? QByteArray("null") : '"' + cursor + '"') + R"(,"certificates":[)" + rows +
               "]}";
    };
}

QByteArray certificate(const QByteArray &host)
{
    return R"({"hostname":")" + host +
           R"(","status":"active","configured":true,"acme_requested":true,"has_fly_certificate":true,
               "has_custom_certificate":false,"created_at":"2026-01-01T00:00:00Z"})";
}

std::vector<SourceUnderTest> ofCertificates()
{
    return {
        {.route = Route::AppCertificates,
         .app = kWeb,
         .item = {},
         .page = certificates(),
         .first = certificate("web.example.com"),
         .second = certificate("www.example.com"),
         .counted = true,
         .doubtful = {R"("status":"active")", R"("status":1)"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kWeb)->certificates); }},
        {.route = Route::CertificateDetail,
         .app = kWeb,
         .item = QStringLiteral("web.example.com"),
         .page = single,
         .first = R"({"hostname":"web.example.com","status":"active","configured":true,"acme_requested":true,
             "rate_limited_until":null,"validation":{"dns_configured":true},"validation_errors":[],
             "certificates":[{"source":"fly","status":"active","expires_at":"2027-02-01T00:00:00Z","issued":[]}]})",
         .second = {},
         .counted = false,
         .doubtful = {R"("2027-02-01T00:00:00Z")", "1800000000"},
         .read =
             [](const Snapshot &snapshot) {
                 return seen(snapshot.app(kWeb)->certificates.items.at(0).detail);
             }},
    };
}

QByteArray attachments(const QByteArray &rows, const QByteArray &cursor, int total)
{
    return R"({"data":{"postgresAttachments":{"nodes":[)" + rows + "]," + connectionEnd(cursor, total) +
           "}}}";
}

QByteArray attachment(const QByteArray &id)
{
    return R"({"id":")" + id +
           R"(","databaseName":"web","databaseUser":"web","environmentVariableName":"DATABASE_URL"})";
}

QByteArray addOn(const QByteArray &id)
{
    return R"({"id":")" + id +
           R"(","name":"assets","status":"ready","createdAt":"2026-01-01T00:00:00Z","primaryRegion":"iad",
              "readRegions":[],"addOnProvider":{"id":"p1","name":"tigris","displayName":"Tigris"},
              "options":{"public":false},"metadata":null,"app":null,"apps":{"nodes":[],"totalCount":0}})";
}

std::vector<SourceUnderTest> ofData()
{
    return {
        {.route = Route::PostgresAttachments,
         .app = kDb,
         .item = {},
         .page = attachments,
         .first = attachment("at1"),
         .second = attachment("at2"),
         .counted = true,
         .doubtful = {R"("databaseUser":"web")", R"("databaseUser":{})"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kDb)->attachments); }},
        {.route = Route::AppImageDetails,
         .app = kWeb,
         .item = {},
         .page = single,
         .first = R"({"data":{"app":{"imageVersionTrackingEnabled":true,"imageUpgradeAvailable":true,
             "imageDetails":{"version":"v1"},"latestImageDetails":{"version":"v2"}}}})",
         .second = {},
         .counted = false,
         .doubtful = {R"("imageUpgradeAvailable":true)", R"("imageUpgradeAvailable":"yes")"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.app(kWeb)->imageDetails); }},
        {.route = Route::VolumeSnapshots,
         .app = kWeb,
         .item = kVolume,
         .page = bare,
         .first = R"({"id":"vs_1","status":"created","digest":"00112233","size":1,"volume_size":3,
             "retention_days":5,"created_at":"2026-11-24T02:00:00Z"})",
         .second = {},
         .counted = false,
         .doubtful = {R"("size":1)", R"("size":-1)"},
         .read =
             [](const Snapshot &snapshot) {
                 return seen(snapshot.app(kWeb)->volumes.items.at(0).snapshots);
             }},
        {.route = Route::OrgAddOns,
         .app = {},
         .item = {},
         .page = ofOrganization("addOns", "nodes"),
         .first = addOn("ao1"),
         .second = addOn("ao2"),
         .counted = true,
         .doubtful = {R"("status":"ready")", R"("status":[])"},
         .read = [](const Snapshot &snapshot) { return seen(snapshot.organization.addOns); }},
    };
}

} // namespace

const std::vector<SourceUnderTest> &appSources()
{
    static const std::vector<SourceUnderTest> kAll = [] {
        std::vector<SourceUnderTest> all;
        for (auto part : {ofManagedPostgres(), ofTheNetwork(), ofCertificates(), ofData()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return kAll;
}

} // namespace aw::collect
