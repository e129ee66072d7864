// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/graphql.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

constexpr qsizetype kHistoryCap = 65'536;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

QString digestOf(const QString &reference)
{
    return reference.section(QLatin1Char('@'), 1);
}

/// The images that live machines run, one question for each digest, asked of the alphabetically first
/// app that runs it: so the same machines always lead to the same questions.
class ImagesCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::AppImage}; }

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
        readConfig(reader, node->at("config"), image);
        draft.snapshot.images.asked = true;
        draft.snapshot.images.items.push_back(std::move(image));
        return Next{};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        std::vector<model::Image> &images = draft.snapshot.images.items;
        const QString digest = digestOf(reply.request.item);
        auto image = std::find_if(images.begin(), images.end(), [&digest](const model::Image &other) {
            return other.ref.digest == digest;
        });
        if (image == images.end())
            image = images.insert(images.end(), begun(reply.request, draft));
        image->gaps.push_back(gap);
    }

private:
    /// The image as the machines name it, with the apps that run it.
    static model::Image begun(const fly::Request &request, const Draft &draft)
    {
        model::Image image;
        image.ref.digest = digestOf(request.item);
        for (const model::App &app : draft.snapshot.apps) {
            for (const model::Machine &machine : app.machines.items) {
                if (machine.image.digest != image.ref.digest || !machine.live())
                    continue;
                if (!image.apps.contains(app.name))
                    image.apps.push_back(app.name);
                if (machine.image.name() == request.item)
                    image.ref = machine.image;
            }
        }
        image.apps.sort();
        return image;
    }

    static void readConfig(Reader &reader, const JsonView &node, model::Image &image)
    {
        const int before = reader.wrongs();
        const JsonView config = node.at("config");
        if (reader.object(node)) {
            image.envRead = reader.flagFact(node.at("has_env")).valueOr(false);
            image.historyRead = reader.flagFact(node.at("has_history")).valueOr(false);
            readSettings(reader, config.at("Env"), QStringLiteral("Env"), image.env);
            readLabels(reader, config.at("Labels"), image.env);
            readHistory(reader, node.at("history"), image.history);
        }
        if (reader.wrongs() > before)
            reader.leaveUnread(image.gaps, 0, reader.wrongs() - before, node.size());
        if (!image.envRead)
            reader.leave(image.gaps,
                         reader.gap(model::Reason::Fault,
                                    Words::tr("The image's configuration tells no environment.")));
        if (!image.historyRead)
            reader.leave(image.gaps,
                         reader.gap(model::Reason::Fault,
                                    Words::tr("The image's configuration tells no build history.")));
    }

    static void readSettings(Reader &reader, const JsonView &list, const QString &place,
                             std::vector<model::Setting> &out)
    {
        for (const JsonView &pair : reader.objects(list))
            out.push_back({.name = reader.text(pair.at("name")),
                           .place = place,
                           .value = reader.reduced(pair.at("value")),
                           .origin = reader.origin(pair)});
    }

    static void readLabels(Reader &reader, const JsonView &labels, std::vector<model::Setting> &out)
    {
        if (labels.missing() || labels.isNull() || !reader.object(labels))
            return;
        for (const auto &[name, value] : labels.members())
            out.push_back({.name = plainText(name, Reader::kTextCap),
                           .place = QStringLiteral("Labels"),
                           .value = reader.reduced(value),
                           .origin = reader.origin(value)});
    }

    static void readHistory(Reader &reader, const JsonView &history, std::vector<model::HistoryLine> &out)
    {
        for (const JsonView &step : reader.objects(history)) {
            const JsonView command = step.at("created_by");
            if (command.missing() || command.isNull() || !reader.object(command))
                continue;
            model::HistoryLine line;
            line.text = reader.text(command.at("text"), kHistoryCap);
            line.origin = reader.origin(command);
            readSettings(reader, command.at("settings"), QStringLiteral("history"), line.settings);
            out.push_back(std::move(line));
        }
    }
};

} // namespace

std::unique_ptr<Collector> imagesCollector()
{
    return std::make_unique<ImagesCollector>();
}

} // namespace aw::collect
