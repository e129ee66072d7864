// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/paging.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

const QLatin1String kPostgresCluster("postgres_cluster");

/// The apps, and a second look at them through the other API for what the first leaves out: roles,
/// and another count.
class AppsCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override
    {
        return {fly::Route::Apps, fly::Route::OrgApps};
    }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::Apps, .org = org, .app = {}, .item = {}, .cursor = {}},
                {.route = fly::Route::OrgApps, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        return reply.request.route == fly::Route::Apps ? readApps(reader, body->root())
                                                       : readRoles(reader, body->root());
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (reply.request.route == fly::Route::Apps)
            draft.snapshot.appsGaps.push_back(gap);
        else
            draft.appFactGaps.push_back(gap);
    }

private:
    static Result<Next> readApps(Reader &reader, const JsonView &root)
    {
        const JsonView list = root.at("apps");
        const Result<std::vector<JsonView>> rows = reader.listAt(list);
        if (!rows)
            return rows.error();
        std::vector<model::Gap> &gaps = reader.draft().snapshot.appsGaps;
        int unreadable = 0;
        for (const JsonView &row : *rows) {
            model::App app = reader.object(row) ? readApp(reader, row) : model::App();
            if (app.name.isEmpty())
                ++unreadable;
            else if (reader.draft().app(app.name) == nullptr)
                reader.draft().add(std::move(app));
        }
        reader.leaveUnread(gaps, unreadable, 0, rows->size());
        keepTotal(reader, root.at("total_apps"), gaps);
        return nextPage(reader, root, gaps);
    }

    static model::App readApp(Reader &reader, const JsonView &row)
    {
        model::App app;
        app.name = reader.text(row.at("name"));
        app.id = reader.text(row.at("id"));
        app.network = reader.text(row.at("network"));
        app.status = reader.text(row.at("status"));
        app.role = reader.textFact(row.at("app_role"));
        app.machineCount = reader.countFact(row.at("machine_count"));
        app.volumeCount = reader.countFact(row.at("volume_count"));
        app.origin = reader.origin(row);
        return app;
    }

    static Result<Next> readRoles(Reader &reader, const JsonView &root)
    {
        std::vector<model::Gap> gaps;
        const Result<JsonView> connection =
            selectedField(reader, root, {QStringLiteral("organization"), QStringLiteral("apps")}, gaps);
        if (!connection)
            return connection.error();
        const Result<std::vector<JsonView>> rows = reader.listAt(connection->at("nodes"));
        if (!rows)
            return rows.error();
        int unreadable = 0;
        for (const JsonView &row : *rows) {
            const QString name = reader.object(row) ? reader.text(row.at("name")) : QString();
            if (name.isEmpty()) {
                ++unreadable;
                continue;
            }
            reader.draft().namedApps.emplace(name, fly::Route::OrgApps);
            reader.draft().roles.emplace(name, readRole(reader, row.at("role")));
            reader.draft().appFacts.emplace(
                name, AppFacts{.deployed = reader.flagFact(row.at("deployed")),
                               .platformVersion = reader.textOrNoneFact(row.at("platformVersion")),
                               .createdAt = reader.timeFact(row.at("createdAt"))});
        }
        reader.leaveUnread(gaps, unreadable, 0, rows->size());
        keepTotal(reader, connection->at("totalCount"), gaps);
        return nextPage(reader, *connection, gaps);
    }

    /// In the words of the other API: "postgres_cluster" for what GraphQL tells apart by type.
    static model::Fact<QString> readRole(Reader &reader, const JsonView &role)
    {
        if (role.isNull())
            return {QString(), reader.origin(role)};
        const model::Fact<QString> type = reader.textFact(role.at("__typename"));
        if (type.known() && *type == QLatin1String("PostgresClusterAppRole"))
            return {kPostgresCluster, type.origin()};
        return type.known() ? reader.textFact(role.at("name")) : type;
    }
};

} // namespace

std::unique_ptr<Collector> appsCollector()
{
    return std::make_unique<AppsCollector>();
}

} // namespace aw::collect
