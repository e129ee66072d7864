// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/machine_config.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using Autostop = model::Service::Autostop;

constexpr qint64 kHighestPort = 65'535;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

void readEnv(Reader &reader, const JsonView &env, const QString &place, std::vector<model::Setting> &settings)
{
    if (isNothing(env) || !reader.object(env))
        return;
    for (const auto &[name, value] : env.members())
        settings.push_back({.name = reader.draft().shared(plainText(name, Reader::kTextCap)),
                            .place = place,
                            .value = reader.reduced(value),
                            .origin = reader.origin(value)});
}

/// Of an inline file redaction leaves whether it could be decoded, the pairs found in it, and the most
/// secret-like of them.
void readContent(Reader &reader, const JsonView &content, model::ConfigFile &file)
{
    file.source = model::ConfigFile::Source::Inline;
    file.readable = false;
    if (!reader.object(content))
        return;
    const model::Fact<bool> readable = reader.flagFact(content.at("readable"));
    file.readable = readable.valueOr(false);
    if (file.readable)
        file.content = reader.reduced(content.at("worst"));
}

void readFiles(Reader &reader, const JsonView &files, std::vector<model::ConfigFile> &out)
{
    for (const JsonView &node : reader.objects(files)) {
        model::ConfigFile file;
        file.origin = reader.origin(node);
        file.guestPath = reader.text(node.at("guest_path"));
        if (file.guestPath.isEmpty())
            reader.wrong(node.at("guest_path"), Words::tr("a path"));
        if (!isNothing(node.at("raw_value")))
            readContent(reader, node.at("raw_value"), file);
        else if (!reader.text(node.at("secret_name")).isEmpty())
            file.source = model::ConfigFile::Source::Secret;
        out.push_back(std::move(file));
    }
}

std::optional<quint16> readPortNumber(Reader &reader, const JsonView &node, quint16 absent)
{
    if (isNothing(node))
        return absent;
    const std::optional<qint64> number = node.integer();
    if (number && *number >= 0 && *number <= kHighestPort)
        return quint16(*number);
    reader.wrong(node, Words::tr("a port number"));
    return std::nullopt;
}

/// A single port, or a range whose ends have defaults (FG:machine_types.go:682-699).
void readPort(Reader &reader, const JsonView &node, std::vector<model::Port> &ports)
{
    const bool single = !isNothing(node.at("port"));
    const auto first = readPortNumber(reader, node.at(single ? "port" : "start_port"), 0);
    const auto last = single ? first : readPortNumber(reader, node.at("end_port"), quint16(kHighestPort));
    model::Port port;
    port.handlers = reader.texts(node.at("handlers"));
    port.forceHttps = reader.flag(node.at("force_https"), false);
    port.origin = reader.origin(node);
    if (!first || !last)
        return;
    if (*first > *last) {
        reader.wrong(node.at("end_port"), Words::tr("a port number at or above %1").arg(*first));
        return;
    }
    port.first = *first;
    port.last = *last;
    ports.push_back(std::move(port));
}

/// Booleans are the server's way for off and stop, words are legal too (FG:machine_types.go:770-774).
Autostop readAutostop(Reader &reader, const JsonView &node)
{
    const std::optional<bool> flag = node.flag();
    const QString word = node.text().value_or(QString());
    if (flag)
        return *flag ? Autostop::Stop : Autostop::Off;
    if (word == QLatin1String("stop"))
        return Autostop::Stop;
    if (word == QLatin1String("suspend"))
        return Autostop::Suspend;
    if (!isNothing(node) && word != QLatin1String("off"))
        reader.wrong(node, Words::tr("off, stop or suspend"));
    return Autostop::Off;
}

model::Service readService(Reader &reader, const JsonView &node)
{
    model::Service service;
    service.origin = reader.origin(node);
    service.protocol = reader.text(node.at("protocol"));
    service.internalPort = readPortNumber(reader, node.at("internal_port"), 0).value_or(quint16(0));
    const JsonView autostop = node.at("autostop");
    service.autostop = readAutostop(reader, autostop);
    service.autostopOrigin = reader.origin(autostop.missing() ? node : autostop);
    service.minMachinesRunning = reader.countFact(node.at("min_machines_running"));
    for (const JsonView &port : reader.objects(node.at("ports")))
        readPort(reader, port, service.ports);
    return service;
}

void readMounts(Reader &reader, const JsonView &mounts, std::vector<model::Mount> &out)
{
    for (const JsonView &node : reader.objects(mounts))
        out.push_back({.volume = reader.text(node.at("volume")),
                       .path = reader.text(node.at("path")),
                       .origin = reader.origin(node)});
}

/// The parts of a machine have variables and files of their own; `name` tells them apart for people.
void readParts(Reader &reader, const JsonView &node, model::MachineConfig &config)
{
    int number = 0;
    for (const JsonView &process : reader.objects(node.at("processes")))
        readEnv(reader, process.at("env"), QStringLiteral("processes[%1].env").arg(number++), config.env);
    number = 0;
    for (const JsonView &container : reader.objects(node.at("containers"))) {
        const QString name = reader.text(container.at("name"));
        readEnv(reader, container.at("env"),
                QStringLiteral("containers[%1].env").arg(name.isEmpty() ? QString::number(number) : name),
                config.env);
        readFiles(reader, container.at("files"), config.files);
        ++number;
    }
}

} // namespace

bool readConfig(Reader &reader, const JsonView &node, model::MachineConfig &config)
{
    const int before = reader.wrongs();
    if (!reader.object(node))
        return false;
    readEnv(reader, node.at("env"), QStringLiteral("env"), config.env);
    readParts(reader, node, config);
    readFiles(reader, node.at("files"), config.files);
    for (const JsonView &service : reader.objects(node.at("services")))
        config.services.push_back(readService(reader, service));
    readMounts(reader, node.at("mounts"), config.mounts);
    config.schedule = reader.text(node.at("schedule"));
    return reader.wrongs() == before;
}

} // namespace aw::collect
