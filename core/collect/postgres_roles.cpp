// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/postgres_clusters.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// The logins of unmanaged Postgres clusters. Asked last, when both APIs have said which apps are
/// clusters: either may know of one that the other does not.
class PostgresRolesCollector final : public AppList<model::DatabaseUser>
{
public:
    PostgresRolesCollector() : AppList(fly::Route::AppPostgresRole, &model::App::databaseUsers) {}

    [[nodiscard]] Next beginApp(const QString & /*org*/, const model::App & /*app*/) const override
    {
        return {};
    }

    [[nodiscard]] Next afterApps(const QString &org, const Draft &draft) const override
    {
        return ofEachCluster(fly::Route::AppPostgresRole, org, draft);
    }

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<JsonView> role = selectedField(
            reader, root, {QStringLiteral("app"), QStringLiteral("role")}, app.databaseUsers.gaps);
        if (!role)
            return role.error();
        const JsonView type = role->at("__typename");
        if (reader.text(type) != QLatin1String("PostgresClusterAppRole"))
            return fail(ErrorKind::Malformed,
                        QCoreApplication::translate(
                            "collect", "The app counts as a Postgres cluster, but its role is none."));
        const Result<void> rows = reader.rows(role->at("users"), app.databaseUsers,
                                              &model::DatabaseUser::name, [&reader](const JsonView &row) {
                                                  model::DatabaseUser user;
                                                  user.name = reader.text(row.at("username"));
                                                  user.superuser = reader.flagFact(row.at("isSuperuser"));
                                                  user.databases = reader.texts(row.at("databases"));
                                                  return user;
                                              });
        if (!rows)
            return rows.error();
        return Next{};
    }
};

} // namespace

std::unique_ptr<Collector> postgresRolesCollector()
{
    return std::make_unique<PostgresRolesCollector>();
}

} // namespace aw::collect
