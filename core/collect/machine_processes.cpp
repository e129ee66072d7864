// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/machine_processes.h"

#include "core/collect/machine_services.h"

namespace aw::collect {
namespace {

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

model::Command readCommand(ConfigValues &values, const JsonView &node, const QString &place)
{
    return {.exec = values.lines(node.at("exec"), place + QLatin1String(".exec")),
            .entrypoint = values.lines(node.at("entrypoint"), place + QLatin1String(".entrypoint")),
            .cmd = values.lines(node.at("cmd"), place + QLatin1String(".cmd"))};
}

std::vector<model::VariableSource> readSources(Reader &reader, const JsonView &list, const char *from)
{
    std::vector<model::VariableSource> out;
    for (const JsonView &node : reader.objects(list))
        out.push_back({.variable = reader.text(node.at("env_var")), .from = reader.text(node.at(from))});
    return out;
}

model::Process readProcess(ConfigValues &values, const JsonView &node, const QString &place)
{
    Reader &reader = values.reader();
    values.env(node.at("env"), place + QLatin1String(".env"));
    return {.command = readCommand(values, node, place),
            .user = reader.text(node.at("user")),
            .ignoresAppSecrets = reader.flag(node.at("ignore_app_secrets"), false),
            .secrets = readSources(reader, node.at("secrets"), "name"),
            .variables = readSources(reader, node.at("env_from"), "field_ref"),
            .origin = reader.origin(node)};
}

/// A container's check names its way by the object that it has (fly.ContainerHealthcheck).
model::HealthCheck readContainerCheck(ConfigValues &values, const JsonView &node, const QString &place)
{
    Reader &reader = values.reader();
    const auto has = [&](const char *way) { return !isNothing(node.at(way)) && reader.object(node.at(way)); };
    const bool http = has("http");
    const bool exec = has("exec");
    model::HealthCheck check = readCheck(values, http ? node.at("http") : JsonView(), place);
    check.name = reader.text(node.at("name"));
    check.kind = reader.text(node.at("kind"));
    check.type = exec ? QStringLiteral("exec") : (http ? QStringLiteral("http") : QStringLiteral("tcp"));
    if (has("tcp"))
        check.port = reader.countFact(node.at("tcp").at("port"));
    if (exec)
        check.path = values.lines(node.at("exec").at("command"), place + QLatin1String(".exec"))
                         .join(QLatin1Char(' '));
    check.interval = readDuration(reader, node.at("interval"));
    check.timeout = readDuration(reader, node.at("timeout"));
    check.gracePeriod = readDuration(reader, node.at("grace_period"));
    check.origin = reader.origin(node);
    return check;
}

model::Container readContainer(ConfigValues &values, const JsonView &node, const QString &place)
{
    Reader &reader = values.reader();
    model::Container container;
    container.name = reader.text(node.at("name"));
    container.image = reader.text(node.at("image"));
    container.process = readProcess(values, node, place);
    container.restart = readRestart(reader, node.at("restart"));
    for (const JsonView &other : reader.objects(node.at("depends_on")))
        container.dependsOn.push_back(reader.text(other.at("name")));
    int number = 0;
    for (const JsonView &check : reader.objects(node.at("healthchecks")))
        container.checks.push_back(readContainerCheck(
            values, check, QStringLiteral("%1.healthchecks[%2]").arg(place).arg(number++)));
    container.origin = reader.origin(node);
    values.files(node.at("files"));
    return container;
}

} // namespace

std::optional<model::RestartPolicy> readRestart(Reader &reader, const JsonView &node)
{
    if (isNothing(node) || !reader.object(node))
        return std::nullopt;
    return model::RestartPolicy{.policy = reader.text(node.at("policy")),
                                .maxRetries = reader.countFact(node.at("max_retries"))};
}

void readPrograms(ConfigValues &values, const JsonView &node, model::MachineConfig &config)
{
    Reader &reader = values.reader();
    const JsonView init = node.at("init");
    if (!isNothing(init) && reader.object(init)) {
        config.init = readCommand(values, init, QStringLiteral("init"));
        static_cast<void>(values.lines(init.at("kernel_args"), QStringLiteral("init.kernel_args")));
    }
    int number = 0;
    for (const JsonView &process : reader.objects(node.at("processes")))
        config.processes.push_back(
            readProcess(values, process, QStringLiteral("processes[%1]").arg(number++)));
    number = 0;
    for (const JsonView &container : reader.objects(node.at("containers"))) {
        const QString name = reader.text(container.at("name"));
        const QString shown = name.isEmpty() ? QString::number(number) : name;
        config.containers.push_back(
            readContainer(values, container, QStringLiteral("containers[%1]").arg(shown)));
        ++number;
    }
}

} // namespace aw::collect
