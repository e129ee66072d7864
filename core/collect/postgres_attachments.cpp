// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/paging.h"
#include "core/collect/postgres_clusters.h"

namespace aw::collect {
namespace {

/// How apps are attached to unmanaged Postgres clusters: database, user, and the secret that holds both.
class PostgresAttachmentsCollector final : public AppList<model::PostgresAttachment>
{
public:
    PostgresAttachmentsCollector() : AppList(fly::Route::PostgresAttachments, &model::App::attachments) {}

    [[nodiscard]] Next beginApp(const QString & /*org*/, const model::App & /*app*/) const override
    {
        return {};
    }

    [[nodiscard]] Next afterApps(const QString &org, const Draft &draft) const override
    {
        return ofEachCluster(fly::Route::PostgresAttachments, org, draft);
    }

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<JsonView> connection =
            selectedField(reader, root, {QStringLiteral("postgresAttachments")}, app.attachments.gaps);
        if (!connection)
            return connection.error();
        const Result<void> rows = reader.rows(
            connection->at("nodes"), app.attachments, &model::PostgresAttachment::id,
            [&reader](const JsonView &row) {
                return model::PostgresAttachment{.id = reader.text(row.at("id")),
                                                 .database = reader.text(row.at("databaseName")),
                                                 .user = reader.text(row.at("databaseUser")),
                                                 .variable = reader.text(row.at("environmentVariableName")),
                                                 .origin = {}};
            });
        if (!rows)
            return rows.error();
        keepTotal(reader, connection->at("totalCount"), app.attachments.gaps);
        return nextPage(reader, *connection, app.attachments.gaps);
    }
};

} // namespace

std::unique_ptr<Collector> postgresAttachmentsCollector()
{
    return std::make_unique<PostgresAttachmentsCollector>();
}

} // namespace aw::collect
