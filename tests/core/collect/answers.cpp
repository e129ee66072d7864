// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/answers.h"

#include "core/fly/routes.h"
#include "tests/core/collect/app_answers.h"
#include "tests/core/collect/people_answers.h"

#include <algorithm>

namespace aw::collect {
namespace {

using fly::Route;

const QString kOrg = QStringLiteral("example-org");
const QDateTime kNoon = QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

QByteArray machine(const QByteArray &id, const QByteArray &digest)
{
    return R"({"id":")" + id + R"(","name":"m","state":"started","region":"iad","version":"01AAA",
        "host_status":"ok","created_at":"2026-01-02T03:04:05Z","updated_at":"2026-02-03T04:05:06Z",
        "image_ref":{"registry":"registry.fly.io","repository":"web","tag":"deployment-1","digest":")" +
           digest + R"("},
        "config":{"env":{"PORT":{"hmac":"00112233445566aa","length":8,"shape":"text","rule":"","likeness":"none"}},
            "files":[],"mounts":[],
            "services":[{"protocol":"tcp","internal_port":8080,"autostop":true,"min_machines_running":0,
                "ports":[{"port":80,"handlers":["http"],"force_https":true},
                         {"port":443,"handlers":["tls","http"]}]}]}})";
}

QByteArray connection(const QByteArray &field, const QByteArray &rows, const QByteArray &items, int total)
{
    return R"({"data":{"organization":{")" + field + R"(":{")" + rows + R"(":[)" + items +
           R"(],"pageInfo":{"hasNextPage":false,"endCursor":null},"totalCount":)" +
           QByteArray::number(total) + "}}}}";
}

QByteArray image(const QByteArray &digest)
{
    return R"({"data":{"app":{"image":{"ref":"web","digest":")" + digest +
           R"(","registry":"registry.fly.io","repository":"web","tag":"deployment-1",
        "createdAt":"2026-05-06T07:08:09Z","config":{"has_env":true,"has_history":true,
        "config":{"Env":[{"name":"PATH","value":{"hmac":"0011223344556677","length":64,"shape":"text","rule":"","likeness":"none"}}],
                  "Labels":{},"User":"app"},
        "history":[{"created_by":{"text":"RUN make","settings":[]}}],"created":"2026-05-06T07:08:09Z"}}}}})";
}

void addOrganization(std::vector<fly::Reply> &replies)
{
    replies = {
        answered(Route::CurrentTokens, R"({"tokens":[{"org_slug":"example-org","apps":[]}]})"),
        answered(Route::Apps, R"({"total_apps":2,"next_cursor":null,"apps":[
            {"id":"a1","name":"web","network":"default","status":"deployed","app_role":"","machine_count":2,"volume_count":1},
            {"id":"a2","name":"db","network":"default","status":"deployed","app_role":"postgres_cluster","machine_count":1,"volume_count":1}]})"),
        answered(Route::OrgMachines, R"({"next_cursor":null,"error_regions":[],"machines":[
            {"id":"m1","app_name":"web","state":"started"},{"id":"m2","app_name":"web","state":"stopped"},
            {"id":"m3","app_name":"db","state":"started"}]})"),
        answered(Route::OrgVolumes, R"({"next_cursor":null,"volumes":[
            {"id":"vol_1","name":"data","app_name":"web","state":"created","region":"iad","size_gb":3,"encrypted":true,
             "attached_machine_id":"m1","created_at":"2026-01-01T00:00:00Z","snapshot_retention":5,"host_status":"ok"},
            {"id":"vol_2","name":"pg","app_name":"db","state":"created","region":"iad","size_gb":10,"encrypted":false,
             "attached_machine_id":null,"created_at":"2026-01-01T00:00:00Z","snapshot_retention":5,"host_status":"ok"}]})"),
        answered(Route::ManagedPostgres, R"({"data":[{"id":"c1","name":"main","status":"ready","region":"iad",
            "plan":"launch","created_at":"2026-01-01T00:00:00Z","attached_apps":[{"name":"web"}]}]})"),
        answered(Route::OrgCore,
                 R"({"data":{"organization":{"slug":"example-org","name":"Example","type":"SHARED"}}})"),
        answered(Route::OrgMembers,
                 connection("members", "edges",
                            R"({"joinedAt":"2025-01-01T00:00:00Z","role":"ADMIN","node":{"id":"u1",
                                "email":"one@example.com","name":"One","twoFactorProtection":true}})",
                            1)),
        answered(
            Route::OrgWireGuard,
            connection("wireGuardPeers", "nodes",
                       R"({"id":"p1","name":"laptop","network":null,"peerip":"fdaa:0:1::2","region":"iad"})",
                       1)),
        answered(Route::OrgTokens,
                 connection("limitedAccessTokens", "nodes",
                            R"({"id":"t1","name":"ci","profile":"deploy","createdAt":"2026-01-01T00:00:00Z",
                                "expiresAt":"2046-01-01T00:00:00Z","revokedAt":null,"user":{"email":"one@example.com"}})",
                            1)),
        answered(Route::OrgApps, connection("apps", "nodes",
                                            R"({"name":"web","deployed":true,"platformVersion":"machines",
                                   "createdAt":"2025-06-01T00:00:00Z","role":null},
                               {"name":"db","role":{"__typename":"PostgresClusterAppRole","name":"postgres_cluster"}})",
                                            2))};
}

void addApp(std::vector<fly::Reply> &replies, const QString &app, const QByteArray &machines)
{
    replies.push_back(answered(Route::AppMachines, machines, app));
    replies.push_back(answered(Route::AppSecrets,
                               R"({"secrets":[{"name":"DATABASE_URL","digest":"aabbccddeeff0011",
            "created_at":"2026-01-01T00:00:00Z","updated_at":"2026-03-01T00:00:00Z"}]})",
                               app));
    replies.push_back(
        answered(Route::AppAddresses,
                 R"({"ips":[{"ip":"2a09:8280:1::1","region":"global","shared":false,"egress":false,
            "network":null,"created_at":"2026-01-01T00:00:00Z"}]})",
                 app));
    replies.push_back(
        answered(Route::AppCertificates,
                 R"({"total_count":1,"next_cursor":null,"certificates":[{"hostname":")" + app.toUtf8() +
                     R"(.example.com","status":"active","created_at":"2026-01-01T00:00:00Z"}]})",
                 app));
    replies.push_back(
        answered(Route::AppReleases,
                 R"({"data":{"app":{"releasesUnprocessed":{"nodes":[{"version":7,"status":"complete",
            "imageRef":"registry.fly.io/web:deployment-1","createdAt":"2026-05-06T08:00:00Z","user":{"email":"one@example.com"}}],
            "pageInfo":{"hasNextPage":false,"endCursor":null}}}}})",
                 app));
}

QByteArray versions()
{
    return R"([{"version":"01AAA","user_config":{}},{"version":"01AA0","user_config":{}}])";
}

} // namespace

fly::Reply answered(Route route, const QByteArray &body, const QString &app, const QString &item,
                    const QString &cursor)
{
    fly::Reply reply;
    reply.request = {.route = route, .org = kOrg, .app = app, .item = item, .cursor = cursor};
    reply.status = 200;
    reply.body = body;
    reply.requestId = QStringLiteral("01REQ-iad");
    reply.at = kNoon;
    return reply;
}

fly::Reply faulted(Route route, int status, ErrorKind kind, const QString &app, const QString &item)
{
    fly::Reply reply = answered(route, {}, app, item);
    refuse(reply, status, kind);
    return reply;
}

Record wholeRecord()
{
    Record record;
    record.org = kOrg;
    record.startedAt = kNoon;
    record.collectedAt = kNoon.addSecs(60);
    addOrganization(record.replies);
    addPeople(record.replies);
    addApp(record.replies, QStringLiteral("db"), "[" + machine("m3", "sha256:bb") + "]");
    addApp(record.replies, QStringLiteral("web"),
           "[" + machine("m1", "sha256:aa") + "," + machine("m2", "sha256:aa") + "]");
    record.replies.push_back(answered(Route::AppPostgresRole,
                                      R"({"data":{"app":{"role":{"__typename":"PostgresClusterAppRole",
            "users":[{"username":"postgres","isSuperuser":true,"databases":["postgres"]}]}}}})",
                                      QStringLiteral("db")));
    record.replies.push_back(
        answered(Route::MachineVersions, versions(), QStringLiteral("db"), QStringLiteral("m3")));
    record.replies.push_back(
        answered(Route::MachineVersions, versions(), QStringLiteral("web"), QStringLiteral("m1")));
    record.replies.push_back(
        answered(Route::MachineVersions, versions(), QStringLiteral("web"), QStringLiteral("m2")));
    record.replies.push_back(answered(Route::AppImage, image("sha256:bb"), QStringLiteral("db"),
                                      QStringLiteral("registry.fly.io/web@sha256:bb")));
    record.replies.push_back(answered(Route::AppImage, image("sha256:aa"), QStringLiteral("web"),
                                      QStringLiteral("registry.fly.io/web@sha256:aa")));
    addAppDetails(record.replies);
    return record;
}

fly::Reply &answerIn(Record &record, Route route, const QString &app, const QString &item)
{
    const auto found =
        std::find_if(record.replies.begin(), record.replies.end(), [&](const fly::Reply &reply) {
            const fly::Request &request = reply.request;
            return request.route == route && request.app == app && (item.isEmpty() || request.item == item);
        });
    if (found == record.replies.end())
        qFatal("The record holds no such answer.");
    return *found;
}

void change(fly::Reply &reply, const QByteArray &from, const QByteArray &to)
{
    if (!reply.body.contains(from))
        qFatal("The answer does not hold what should be changed: %s", from.constData());
    reply.body.replace(from, to);
}

void refuse(fly::Reply &reply, int status, ErrorKind kind)
{
    reply.status = status;
    reply.body.clear();
    reply.fault = fail(kind, QStringLiteral("The platform answered %1.").arg(status));
}

const model::Source &sourceIn(const model::Snapshot &snapshot, Route route)
{
    const QString name = QString::fromLatin1(fly::row(route).source);
    const auto found = std::find_if(snapshot.sources.begin(), snapshot.sources.end(),
                                    [&name](const model::Source &source) { return source.name == name; });
    if (found == snapshot.sources.end())
        qFatal("The snapshot has no such source.");
    return *found;
}

QStringList incompleteSources(const model::Snapshot &snapshot)
{
    QStringList names;
    for (const model::Source &source : snapshot.sources) {
        if (source.state != model::SourceState::Complete)
            names.push_back(source.name);
    }
    return names;
}

} // namespace aw::collect
