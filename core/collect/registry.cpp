// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/registry.h"

#include "core/collect/reader.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

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

bool namedByAnIndex(const Draft &draft, const QString &item)
{
    return std::any_of(draft.manifests.begin(), draft.manifests.end(),
                       [&item](const auto &known) { return known.second == item; });
}

/// What the manifest names, and the route that it is asked for by.
Result<fly::Request> named(Reader &reader, const JsonView &root)
{
    fly::Request next = reader.request();
    const QString repository = next.item.section(QLatin1Char('@'), 0, 0);
    const bool list = root.at("manifests").isArray();
    if (list && namedByAnIndex(reader.draft(), next.item))
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
    const std::vector<model::App> &apps = draft.snapshot.apps;
    return ref.registry == kOwnRegistry && isDigest(ref.digest) &&
           std::any_of(apps.begin(), apps.end(), [&app](const model::App &each) { return each.name == app; });
}

bool leadsTo(const Draft &draft, const model::ImageRef &ref, const QString &item)
{
    QString here = registryItem(ref);
    for (int step = 0; step < kLongestWay; ++step) {
        if (here == item)
            return true;
        const auto next = draft.manifests.find(here);
        if (next == draft.manifests.end())
            return false;
        here = next->second;
    }
    return false;
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
    draft.manifests[reply.request.item] = next->item;
    return Next{*std::move(next)};
}

} // namespace aw::collect
