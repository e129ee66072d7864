// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/app_answers.h"

#include "tests/core/collect/answers.h"

namespace aw::collect {
namespace {

using fly::Route;

void addCluster(std::vector<fly::Reply> &replies)
{
    const QString id = QStringLiteral("c1");
    replies.push_back(answered(
        Route::PostgresCluster,
        R"({"data":{"id":"c1","name":"main","status":"ready","region":"iad","plan":"launch","replicas":1,
            "pg_major_version":"17","postgis_enabled":false,"disk_size_gb":20,"storage_used_bytes":1000,
            "storage_provisioned_bytes":20000,"created_at":"2026-01-01T00:00:00Z","attached_apps":[{"name":"web"}]}})",
        {}, id));
    replies.push_back(answered(
        Route::PostgresUsers,
        R"({"data":[{"username":"app","role":"writer"},{"username":"admin","role":"schema_admin"}]})", {},
        id));
    replies.push_back(answered(Route::PostgresDatabases, R"({"data":[{"name":"app"}]})", {}, id));
    replies.push_back(answered(
        Route::PostgresBackups,
        R"({"data":[{"id":"b1","type":"full","status":"completed","started_at":"2026-11-24T01:00:00Z",
            "finished_at":"2026-11-24T01:10:00Z","size_bytes":1000}]})",
        {}, id));
}

void addAddOns(std::vector<fly::Reply> &replies)
{
    replies.push_back(
        answered(Route::OrgAddOns,
                 R"({"data":{"organization":{"addOns":{"nodes":[{"id":"ao1","name":"assets","status":"ready",
            "createdAt":"2026-01-01T00:00:00Z","primaryRegion":"iad","readRegions":[],"hostname":"fly.storage.example.com",
            "privateIp":null,"addOnPlanName":"Pay as you go",
            "addOnProvider":{"id":"p1","name":"tigris","displayName":"Tigris"},
            "options":{"public":false},"metadata":null,"app":{"name":"web"},
            "apps":{"nodes":[{"name":"web"}],"totalCount":1}}],
            "pageInfo":{"hasNextPage":false,"endCursor":null},"totalCount":1}}}})"));
}

void addDetailsOf(std::vector<fly::Reply> &replies, const QString &app, const QByteArray &machines)
{
    const QByteArray host = app.toUtf8() + ".example.com";
    replies.push_back(
        answered(Route::AppSecretKeys,
                 R"({"secret_keys":[{"name":"signing","type":"hs256","created_at":"2026-01-01T00:00:00Z",
            "updated_at":"2026-02-01T00:00:00Z"}]})",
                 app));
    replies.push_back(answered(
        Route::AppEgress,
        R"({"data":{"app":{"egressIpAddresses":{"nodes":[{"id":"eg_)" + app.toUtf8() +
            R"(","ip":"192.0.2.7","version":4,"region":"iad","updatedAt":"2026-01-01T00:00:00Z"}],"totalCount":1},
            "machines":{"nodes":[)" +
            machines + R"(],"pageInfo":{"hasNextPage":false,"endCursor":null},"totalCount":)" +
            QByteArray::number(machines.count("\"id\"")) + "}}}}",
        app));
    replies.push_back(answered(
        Route::AppNetworkPolicies,
        R"([{"id":"np1","name":"web-only","selector":{"all":true},"rules":[{"action":"allow","direction":"ingress",
            "ports":[{"protocol":"tcp","port":8080}]}]}])",
        app));
    replies.push_back(
        answered(Route::CertificateDetail,
                 R"({"hostname":")" + host +
                     R"(","status":"active","configured":true,"acme_requested":true,"dns_provider":null,
            "rate_limited_until":null,"certificates":[{"source":"fly","status":"active","created_at":"2026-01-01T00:00:00Z",
            "expires_at":"2027-02-01T00:00:00Z","issuer":"Example CA","issued":[{"type":"ecdsa",
            "expires_at":"2027-02-01T00:00:00Z","certificate_authority":"Example CA"}]}],
            "validation":{"dns_configured":true,"alpn_configured":true,"http_configured":false,
            "ownership_txt_configured":false},"validation_errors":[]})",
                 app, QString::fromUtf8(host)));
    replies.push_back(
        answered(Route::AppImageDetails,
                 R"({"data":{"app":{"imageVersionTrackingEnabled":false,"imageUpgradeAvailable":false,
            "imageDetails":null,"latestImageDetails":null}}})",
                 app));
}

QByteArray machineWithout(const QByteArray &id)
{
    return R"({"id":")" + id + R"(","region":"iad","egressIpAddresses":{"nodes":[],"totalCount":0}})";
}

void addSnapshots(std::vector<fly::Reply> &replies, const QString &app, const QString &volume)
{
    replies.push_back(answered(
        Route::VolumeSnapshots,
        R"([{"id":"vs_1","status":"created","digest":"00112233","size":1000,"volume_size":3000,"retention_days":5,
            "created_at":"2026-11-24T02:00:00Z"},{"id":"vs_0","status":"created","digest":"00112234","size":1000,
            "volume_size":3000,"retention_days":null,"created_at":"2026-11-23T02:00:00Z"}])",
        app, volume));
}

} // namespace

void addAppDetails(std::vector<fly::Reply> &replies)
{
    addCluster(replies);
    addAddOns(replies);
    addDetailsOf(replies, QStringLiteral("db"), machineWithout("m3"));
    addDetailsOf(replies, QStringLiteral("web"), machineWithout("m1") + "," + machineWithout("m2"));
    replies.push_back(answered(
        Route::PostgresAttachments,
        R"({"data":{"postgresAttachments":{"nodes":[{"id":"at1","databaseName":"web","databaseUser":"web",
            "environmentVariableName":"DATABASE_URL"}],"pageInfo":{"hasNextPage":false,"endCursor":null},
            "totalCount":1}}})",
        QStringLiteral("db")));
    addSnapshots(replies, QStringLiteral("db"), QStringLiteral("vol_2"));
    addSnapshots(replies, QStringLiteral("web"), QStringLiteral("vol_1"));
}

} // namespace aw::collect
