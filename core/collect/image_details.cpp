// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"

namespace aw::collect {
namespace {

/// Whether an app runs an image that Fly makes, and a newer one is there.
class ImageDetailsCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::AppImageDetails}; }

    [[nodiscard]] Next beginApp(const QString &org, const model::App &app) const override
    {
        return {
            {.route = fly::Route::AppImageDetails, .org = org, .app = app.name, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        model::App *app = draft.app(reply.request.app);
        if (app == nullptr)
            return unlistedApp(reply.request);
        Reader reader(reply, index, draft);
        std::vector<model::Gap> gaps;
        const Result<JsonView> node = selectedField(reader, body->root(), {QStringLiteral("app")}, gaps);
        if (!node)
            return node.error();
        model::ImageDetails details;
        details.tracked = reader.flagFact(node->at("imageVersionTrackingEnabled"));
        details.upgradeAvailable = reader.flagFact(node->at("imageUpgradeAvailable"));
        details.version = version(reader, node->at("imageDetails"));
        details.latestVersion = version(reader, node->at("latestImageDetails"));
        app->imageDetails = {std::move(details), reader.origin(*node)};
        return Next{};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (model::App *app = draft.app(reply.request.app))
            app->imageDetails = gap;
    }

private:
    static model::Fact<QString> version(Reader &reader, const JsonView &image)
    {
        return image.missing() || image.isNull() || !reader.object(image)
                   ? reader.textFact({})
                   : reader.textFact(image.at("version"));
    }
};

} // namespace

std::unique_ptr<Collector> imageDetailsCollector()
{
    return std::make_unique<ImageDetailsCollector>();
}

} // namespace aw::collect
