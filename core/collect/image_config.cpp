// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/image_config.h"

#include "core/collect/config_values.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

constexpr qsizetype kHistoryCap = 65'536;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

void readSettings(Reader &reader, const JsonView &list, const QString &place,
                  std::vector<model::Setting> &out)
{
    for (const JsonView &pair : reader.objects(list))
        out.push_back({.name = reader.text(pair.at("name")),
                       .place = place,
                       .value = reader.reduced(pair.at("value")),
                       .origin = reader.origin(pair)});
}

void readLabels(Reader &reader, const JsonView &labels, std::vector<model::Setting> &out)
{
    if (isNothing(labels) || !reader.object(labels))
        return;
    for (const auto &[name, value] : labels.members())
        out.push_back({.name = plainText(name, Reader::kTextCap),
                       .place = QStringLiteral("Labels"),
                       .value = reader.reduced(value),
                       .origin = reader.origin(value)});
}

void readHistory(Reader &reader, const JsonView &history, std::vector<model::HistoryLine> &out)
{
    for (const JsonView &step : reader.objects(history)) {
        const JsonView command = step.at("created_by");
        if (isNothing(command) || !reader.object(command))
            continue;
        model::HistoryLine line;
        line.text = reader.text(command.at("text"), kHistoryCap);
        line.origin = reader.origin(command);
        readSettings(reader, command.at("settings"), QStringLiteral("history"), line.settings);
        out.push_back(std::move(line));
    }
}

/// What runs, and as whom. Values in the commands count with the environment: they come with the image.
void readRun(Reader &reader, const JsonView &config, model::Image &image)
{
    model::ConfiguredValues found;
    ConfigValues values(reader, found);
    image.command = {.exec = {},
                     .entrypoint = values.lines(config.at("Entrypoint"), QStringLiteral("Entrypoint")),
                     .cmd = values.lines(config.at("Cmd"), QStringLiteral("Cmd"))};
    image.env.insert(image.env.end(), found.elsewhere.begin(), found.elsewhere.end());
    const JsonView user = config.at("User");
    image.user =
        isNothing(user) ? model::Fact<QString>(QString(), reader.origin(config)) : reader.textFact(user);
}

} // namespace

void readImageConfig(Reader &reader, const JsonView &config, model::Image &image)
{
    image.env.clear();
    image.history.clear();
    image.envRead = false;
    image.historyRead = false;
    const int before = reader.wrongs();
    if (reader.object(config)) {
        const JsonView inner = config.at("config");
        image.envRead = reader.flagFact(config.at("has_env")).valueOr(false);
        image.historyRead = reader.flagFact(config.at("has_history")).valueOr(false);
        readSettings(reader, inner.at("Env"), QStringLiteral("Env"), image.env);
        readLabels(reader, inner.at("Labels"), image.env);
        if (reader.object(inner))
            readRun(reader, inner, image);
        readHistory(reader, config.at("history"), image.history);
        const QString os = reader.text(config.at("os"));
        const QString architecture = reader.text(config.at("architecture"));
        if (!os.isEmpty() && !architecture.isEmpty())
            image.platform = os + QLatin1Char('/') + architecture;
        if (!image.createdAt.known())
            image.createdAt = reader.timeFact(config.at("created"));
    }
    if (reader.wrongs() > before)
        reader.leaveUnread(image.gaps, 0, reader.wrongs() - before, config.size());
}

std::vector<model::Gap> untold(const Reader &reader, const model::Image &image)
{
    std::vector<model::Gap> gaps;
    if (!image.envRead)
        gaps.push_back(
            reader.gap(model::Reason::Fault, Words::tr("The image's configuration tells no environment.")));
    if (!image.historyRead)
        gaps.push_back(
            reader.gap(model::Reason::Fault, Words::tr("The image's configuration tells no build history.")));
    return gaps;
}

} // namespace aw::collect
