// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/reader.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using fly::Route;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// Managed Postgres: the clusters, which apps are attached to them, and of each its settings, users,
/// databases and backups. Credentials and queries are never asked for (FLY-API §4).
class ManagedPostgresCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<Route> routes() const override
    {
        return {Route::ManagedPostgres, Route::PostgresCluster, Route::PostgresUsers,
                Route::PostgresDatabases, Route::PostgresBackups};
    }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = Route::ManagedPostgres, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        const JsonView data = body->root().at("data");
        if (reply.request.route == Route::ManagedPostgres)
            return readClusters(reader, data);
        model::ManagedCluster *cluster = find(draft, reply.request.item);
        if (cluster == nullptr)
            return fail(ErrorKind::Malformed,
                        Words::tr("The answer is about a cluster that was not listed."));
        const Result<void> read = readPart(reader, data, *cluster);
        if (!read)
            return read.error();
        return Next{};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (reply.request.route == Route::ManagedPostgres) {
            draft.snapshot.organization.clusters.gaps.push_back(gap);
            return;
        }
        model::ManagedCluster *cluster = find(draft, reply.request.item);
        if (cluster == nullptr)
            return;
        switch (reply.request.route) {
        case Route::PostgresUsers: cluster->users.gaps.push_back(gap); break;
        case Route::PostgresDatabases: cluster->databases.gaps.push_back(gap); break;
        case Route::PostgresBackups: cluster->backups.gaps.push_back(gap); break;
        default: cluster->detail = gap; break;
        }
    }

private:
    static model::ManagedCluster *find(Draft &draft, const QString &id)
    {
        std::vector<model::ManagedCluster> &items = draft.snapshot.organization.clusters.items;
        const auto found = std::find_if(items.begin(), items.end(),
                                        [&id](const model::ManagedCluster &each) { return each.id == id; });
        return found == items.end() ? nullptr : &*found;
    }

    static Result<Next> readClusters(Reader &reader, const JsonView &data)
    {
        model::Listing<model::ManagedCluster> &clusters = reader.draft().snapshot.organization.clusters;
        const Result<void> rows =
            reader.rows(data, clusters, &model::ManagedCluster::id,
                        [&reader](const JsonView &row) { return readCluster(reader, row); });
        if (!rows)
            return rows.error();
        Next next;
        for (const model::ManagedCluster &cluster : clusters.items) {
            if (cluster.leaving())
                continue;
            for (const Route route : {Route::PostgresCluster, Route::PostgresUsers, Route::PostgresDatabases,
                                      Route::PostgresBackups})
                next.push_back({.route = route,
                                .org = reader.request().org,
                                .app = {},
                                .item = cluster.id,
                                .cursor = {}});
        }
        return next;
    }

    static model::ManagedCluster readCluster(Reader &reader, const JsonView &row)
    {
        model::ManagedCluster cluster;
        cluster.id = reader.text(row.at("id"));
        cluster.name = reader.text(row.at("name"));
        cluster.status = reader.text(row.at("status"));
        cluster.region = reader.text(row.at("region"));
        cluster.plan = reader.text(row.at("plan"));
        cluster.createdAt = reader.timeFact(row.at("created_at"));
        const JsonView apps = row.at("attached_apps");
        const int before = reader.wrongs();
        for (const JsonView &attached : reader.objects(apps)) {
            cluster.apps.push_back(reader.text(attached.at("name")));
            if (model::App *app = reader.draft().app(cluster.apps.back()))
                app->managedPostgresAttached = true;
        }
        cluster.appsComplete = apps.isArray() && reader.wrongs() == before;
        return cluster;
    }

    static Result<void> readPart(Reader &reader, const JsonView &data, model::ManagedCluster &cluster)
    {
        switch (reader.request().route) {
        case Route::PostgresUsers:
            return reader.rows(data, cluster.users, &model::ManagedUser::name, [&](const JsonView &row) {
                return model::ManagedUser{.name = reader.text(row.at("username")),
                                          .role = reader.textFact(row.at("role")),
                                          .origin = {}};
            });
        case Route::PostgresDatabases:
            return reader.rows(
                data, cluster.databases, &model::ManagedDatabase::name, [&](const JsonView &row) {
                    return model::ManagedDatabase{.name = reader.text(row.at("name")), .origin = {}};
                });
        case Route::PostgresBackups:
            return reader.rows(data, cluster.backups, &model::ManagedBackup::id,
                               [&](const JsonView &row) { return readBackup(reader, row); });
        default: return readDetail(reader, data, cluster);
        }
    }

    static model::ManagedBackup readBackup(Reader &reader, const JsonView &row)
    {
        return {.id = reader.text(row.at("id")),
                .type = reader.text(row.at("type")),
                .status = reader.text(row.at("status")),
                .startedAt = reader.timeFact(row.at("started_at")),
                .finishedAt = reader.timeFact(row.at("finished_at")),
                .sizeBytes = reader.countFact(row.at("size_bytes")),
                .origin = {}};
    }

    static Result<void> readDetail(Reader &reader, const JsonView &data, model::ManagedCluster &cluster)
    {
        if (!data.isObject() || reader.text(data.at("id")) != cluster.id)
            return fail(ErrorKind::Malformed, Words::tr("The answer is about another cluster."));
        model::ManagedClusterDetail detail;
        detail.version = reader.textFact(data.at("pg_major_version"));
        detail.replicas = reader.countFact(data.at("replicas"));
        detail.diskSizeGb = reader.countFact(data.at("disk_size_gb"));
        detail.storageUsedBytes = reader.countFact(data.at("storage_used_bytes"));
        detail.storageProvisionedBytes = reader.countFact(data.at("storage_provisioned_bytes"));
        detail.postgis = reader.flagFact(data.at("postgis_enabled"));
        detail.plan = reader.textFact(data.at("plan"));
        detail.status = reader.textFact(data.at("status"));
        cluster.detail = {std::move(detail), reader.origin(data)};
        return {};
    }
};

} // namespace

std::unique_ptr<Collector> managedPostgresCollector()
{
    return std::make_unique<ManagedPostgresCollector>();
}

} // namespace aw::collect
