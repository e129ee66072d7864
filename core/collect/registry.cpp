// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/registry.h"

#include "core/collect/reader.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace aw::collect {
namespace {

constexpr QLatin1String kOwnRegistry("registry.fly.io");
constexpr int kLongestWay = 3; ///< index, manifest, configuration

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

bool isDigest(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^sha256:[0-9a-f]{64}$"));
    return form.match(text).hasMatch();
}

/// The digest of the manifest in an index that Fly's machines run; empty when there is none.
QString chosenFrom(Reader &reader, const std::vector<JsonView> &manifests)
{
    for (const JsonView &each : manifests) {
        const JsonView platform = each.at("platform");
        if (reader.text(platform.at("os")) == QLatin1String("linux") &&
            reader.text(platform.at("architecture")) == QLatin1String("amd64"))
            return reader.text(each.at("digest"));
    }
    return {};
}

/// What the manifest names, and the route that it is asked for by.
Result<fly::Request> named(Reader &reader, const JsonView &root)
{
    fly::Request next = reader.request();
    const QString repository = next.item.section(QLatin1Char('@'), 0, 0);
    const bool list = root.at("manifests").isArray();
    if (list && reader.draft().namedBy.contains(next.item))
        return fail(ErrorKind::Malformed, Words::tr("The image's index names another index."));
    const QString digest = list ? chosenFrom(reader, reader.objects(root.at("manifests")))
                                : reader.text(root.at("config").at("digest"));
    if (list && digest.isEmpty())
        return fail(ErrorKind::Malformed, Words::tr("The image's index names no image for linux/amd64."));
    if (!isDigest(digest))
        return fail(ErrorKind::Malformed, Words::tr("The image's manifest names no configuration."));
    next.route = list ? fly::Route::RegistryManifest : fly::Route::RegistryConfig;
    next.item = repository + QLatin1Char('@') + digest;
    return next;
}

} // namespace

QString registryItem(const model::ImageRef &ref)
{
    return ref.repository + QLatin1Char('@') + ref.digest;
}

bool inOwnRegistry(const model::ImageRef &ref, const Draft &draft)
{
    const QString app = ref.repository.section(QLatin1Char('/'), 0, 0);
    return ref.registry == kOwnRegistry && isDigest(ref.digest) && draft.app(app) != nullptr;
}

std::vector<model::Image *> imagesOf(Draft &draft, const QString &item)
{
    std::vector<model::Image *> images;
    std::set<QString> here{item};
    for (int step = 0; step < kLongestWay; ++step) {
        std::set<QString> above;
        for (const QString &each : here) {
            model::Image *image = draft.image(each.section(QLatin1Char('@'), 1));
            if (image != nullptr && registryItem(image->ref) == each)
                images.push_back(image);
            const auto named = draft.namedBy.find(each);
            if (named != draft.namedBy.end())
                above.insert(named->second.begin(), named->second.end());
        }
        here = std::move(above);
    }
    return images;
}

Result<Next> readManifest(const fly::Reply &reply, int index, Draft &draft)
{
    const Result<JsonDocument> body = JsonDocument::parse(reply.body);
    if (!body)
        return body.error();
    Reader reader(reply, index, draft);
    if (!reader.object(body->root()))
        return fail(ErrorKind::Malformed, Words::tr("The registry's answer is no manifest."));
    Result<fly::Request> next = named(reader, body->root());
    if (!next)
        return next.error();
    draft.namedBy[next->item].insert(reply.request.item);
    return Next{*std::move(next)};
}

} // namespace aw::collect
