// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/image_config.h"
#include "core/collect/registry.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

QString digestOf(const QString &reference)
{
    return reference.section(QLatin1Char('@'), 1);
}

/// The images that live machines run, one question for each digest, asked of the alphabetically first
/// app that runs it: so the same machines always lead to the same questions. Where GraphQL does not tell
/// how an image was made, the registry is asked for its manifest and configuration.
class ImagesCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override
    {
        return {fly::Route::AppImage, fly::Route::RegistryManifest, fly::Route::RegistryConfig};
    }

    [[nodiscard]] Next afterApps(const QString &org, const Draft &draft) const override
    {
        std::map<QString, std::pair<QString, QString>> byDigest; ///< the app to ask, and its reference
        for (const model::App &app : draft.snapshot.apps) {
            for (const model::Machine &machine : app.machines.items) {
                if (!machine.live() || machine.image.digest.isEmpty())
                    continue;
                const std::pair asked(app.name, machine.image.name());
                const auto [place, first] = byDigest.emplace(machine.image.digest, asked);
                if (!first && asked < place->second)
                    place->second = asked;
            }
        }
        Next next;
        for (const auto &[digest, asked] : byDigest)
            next.push_back({.route = fly::Route::AppImage,
                            .org = org,
                            .app = asked.first,
                            .item = asked.second,
                            .cursor = {}});
        return next;
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        switch (reply.request.route) {
        case fly::Route::RegistryManifest: return readManifest(reply, index, draft);
        case fly::Route::RegistryConfig: return readBlob(reply, index, draft);
        default: return readImage(reply, index, draft);
        }
    }

    [[nodiscard]] Otherwise otherwise(const fly::Reply &reply, const model::Gap & /*gap*/,
                                      const Draft &draft) const override
    {
        if (reply.request.route != fly::Route::AppImage)
            return {};
        const model::ImageRef ref = begun(reply.request, draft).ref;
        if (!inOwnRegistry(ref, draft))
            return {};
        return {.next = {manifestOf(ref, reply.request)}, .takesPlace = false};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (reply.request.route != fly::Route::AppImage) {
            for (model::Image *image : imagesOf(draft, reply.request.item))
                image->gaps.push_back(gap);
            return;
        }
        model::Image *image = draft.image(digestOf(reply.request.item));
        if (image == nullptr)
            image = &draft.add(begun(reply.request, draft));
        image->gaps.push_back(gap);
        if (!inOwnRegistry(image->ref, draft))
            image->gaps.push_back(elsewhere(gap.asked, image->ref));
    }

private:
    /// The image as the machines name it, with the apps that run it.
    static model::Image begun(const fly::Request &request, const Draft &draft)
    {
        model::Image image;
        image.ref.digest = digestOf(request.item);
        for (const auto &[appPlace, machinePlace] : draft.runningImage(image.ref.digest)) {
            const model::App &app = draft.snapshot.apps[appPlace];
            const model::Machine &machine = app.machines.items[machinePlace];
            if (!machine.live())
                continue;
            if (!image.apps.contains(app.name))
                image.apps.push_back(app.name);
            if (machine.image.name() == request.item)
                image.ref = machine.image;
        }
        image.apps.sort();
        return image;
    }

    static Result<Next> readImage(const fly::Reply &reply, int index, Draft &draft)
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        model::Image image = begun(reply.request, draft);
        const Result<JsonView> node =
            selectedField(reader, body->root(), {QStringLiteral("app"), QStringLiteral("image")}, image.gaps);
        if (!node)
            return node.error();
        // What an answer about another image shows can still fail; it cannot pass.
        const model::Fact<QString> digest = reader.textFact(node->at("digest"));
        if (!digest.known() || *digest != image.ref.digest)
            reader.leave(image.gaps,
                         reader.gap(model::Reason::Fault,
                                    Words::tr("The answer names another digest than the machines run.")));
        image.origin = reader.origin(*node);
        image.createdAt = reader.timeFact(node->at("createdAt"));
        readImageConfig(reader, node->at("config"), image);
        Next next = askedFurther(reader, image);
        draft.snapshot.images.asked = true;
        draft.add(std::move(image));
        return next;
    }

    /// Whether GraphQL's untyped configuration holds a history is documented nowhere: where it does not,
    /// the registry is asked, and the source is short only when there is no such way.
    static Next askedFurther(Reader &reader, model::Image &image)
    {
        const std::vector<model::Gap> gaps = untold(reader, image);
        if (gaps.empty())
            return {};
        image.gaps.insert(image.gaps.end(), gaps.begin(), gaps.end());
        if (inOwnRegistry(image.ref, reader.draft()))
            return {manifestOf(image.ref, reader.request())};
        for (const model::Gap &gap : gaps)
            reader.draft().fallShort(reader.request().route, gap);
        image.gaps.push_back(elsewhere(gaps.front().asked, image.ref));
        return {};
    }

    /// A configuration from the registry is the one that the image's digest names, so it settles what
    /// GraphQL left open.
    static Result<Next> readBlob(const fly::Reply &reply, int index, Draft &draft)
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        if (!reader.object(body->root()))
            return fail(ErrorKind::Malformed, Words::tr("The registry's answer is no image configuration."));
        for (model::Image *image : imagesOf(draft, reply.request.item)) {
            image->gaps.clear();
            image->origin = reader.origin(body->root());
            readImageConfig(reader, body->root(), *image);
            for (const model::Gap &gap : untold(reader, *image))
                reader.leave(image->gaps, gap);
        }
        return Next{};
    }

    static fly::Request manifestOf(const model::ImageRef &ref, const fly::Request &asked)
    {
        return {.route = fly::Route::RegistryManifest,
                .org = asked.org,
                .app = asked.app,
                .item = registryItem(ref),
                .cursor = {}};
    }

    static model::Gap elsewhere(const QString &asked, const model::ImageRef &ref)
    {
        return {.reason = model::Reason::NotCollected,
                .asked = asked,
                .detail = Words::tr("The image is not in the organization's own part of Fly's registry (%1), "
                                    "and this program signs in to no other.")
                              .arg(plainText(ref.registry + QLatin1Char('/') + ref.repository, 200)),
                .permission = {}};
    }
};

} // namespace

std::unique_ptr<Collector> imagesCollector()
{
    return std::make_unique<ImagesCollector>();
}

} // namespace aw::collect
