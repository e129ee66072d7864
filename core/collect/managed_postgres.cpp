// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/reader.h"

namespace aw::collect {
namespace {

/// Which apps are attached to a Managed Postgres cluster. Its clusters' own settings are read by no
/// check, and their credentials never (FLY-API §4).
class ManagedPostgresCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::ManagedPostgres}; }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::ManagedPostgres, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        const Result<std::vector<JsonView>> clusters = reader.listAt(body->root().at("data"));
        if (!clusters)
            return clusters.error();
        for (const JsonView &cluster : *clusters) {
            if (!reader.object(cluster))
                continue;
            for (const JsonView &attached : reader.objects(cluster.at("attached_apps"))) {
                if (model::App *app = draft.app(reader.text(attached.at("name"))))
                    app->managedPostgresAttached = true;
            }
        }
        return Next{};
    }

    /// What is attached then stays unsaid; the source tells that it was not read.
    void missed(const fly::Reply & /*reply*/, const model::Gap & /*gap*/, Draft & /*draft*/) const override {}
};

} // namespace

std::unique_ptr<Collector> managedPostgresCollector()
{
    return std::make_unique<ManagedPostgresCollector>();
}

} // namespace aw::collect
