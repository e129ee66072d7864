// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/machine_services.h"

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

std::optional<model::TlsOptions> readTls(Reader &reader, const JsonView &node)
{
    if (isNothing(node) || !reader.object(node))
        return std::nullopt;
    return model::TlsOptions{.versions = reader.texts(node.at("versions")),
                             .alpn = reader.texts(node.at("alpn")),
                             .defaultSelfSigned = reader.flag(node.at("default_self_signed"), false),
                             .origin = reader.origin(node)};
}

/// The object at `node`; Missing where there is none.
JsonView objectAt(Reader &reader, const JsonView &node)
{
    return !isNothing(node) && reader.object(node) ? node : JsonView();
}

/// A single port, or a range whose ends have defaults (FG:machine_types.go:682-699).
void readPort(ConfigValues &values, const JsonView &node, const QString &place,
              std::vector<model::Port> &ports)
{
    Reader &reader = values.reader();
    const bool single = !isNothing(node.at("port"));
    const auto first = readPortNumber(reader, node.at(single ? "port" : "start_port"), 0);
    const auto last = single ? first : readPortNumber(reader, node.at("end_port"), quint16(kHighestPort));
    model::Port port;
    port.handlers = reader.texts(node.at("handlers"));
    port.forceHttps = reader.flag(node.at("force_https"), false);
    port.tls = readTls(reader, node.at("tls_options"));
    port.proxyProtocol = reader.text(objectAt(reader, node.at("proxy_proto_options")).at("version"));
    port.origin = reader.origin(node);
    const JsonView http = objectAt(reader, node.at("http_options"));
    values.headers(objectAt(reader, http.at("response")).at("headers"), place + QLatin1String(".headers"));
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

std::optional<model::Concurrency> readConcurrency(Reader &reader, const JsonView &node)
{
    if (isNothing(node) || !reader.object(node))
        return std::nullopt;
    return model::Concurrency{.type = reader.text(node.at("type")),
                              .hardLimit = reader.countFact(node.at("hard_limit")),
                              .softLimit = reader.countFact(node.at("soft_limit"))};
}

model::Service readService(ConfigValues &values, const JsonView &node, const QString &place)
{
    Reader &reader = values.reader();
    model::Service service;
    service.origin = reader.origin(node);
    service.protocol = reader.text(node.at("protocol"));
    service.internalPort = readPortNumber(reader, node.at("internal_port"), 0).value_or(quint16(0));
    const JsonView autostop = node.at("autostop");
    service.autostop = readAutostop(reader, autostop);
    service.autostopOrigin = reader.origin(autostop.missing() ? node : autostop);
    service.autostart = reader.flagFact(node.at("autostart"));
    service.minMachinesRunning = reader.countFact(node.at("min_machines_running"));
    service.concurrency = readConcurrency(reader, node.at("concurrency"));
    int number = 0;
    for (const JsonView &port : reader.objects(node.at("ports")))
        readPort(values, port, QStringLiteral("%1.ports[%2]").arg(place).arg(number++), service.ports);
    number = 0;
    for (const JsonView &check : reader.objects(node.at("checks")))
        service.checks.push_back(
            readCheck(values, check, QStringLiteral("%1.checks[%2]").arg(place).arg(number++)));
    return service;
}

} // namespace

QString readDuration(Reader &reader, const JsonView &node)
{
    const std::optional<qint64> seconds = node.integer();
    return seconds ? QStringLiteral("%1s").arg(*seconds) : reader.text(node);
}

model::HealthCheck readCheck(ConfigValues &values, const JsonView &node, const QString &place)
{
    Reader &reader = values.reader();
    model::HealthCheck check;
    check.type = reader.text(node.at("type"));
    check.kind = reader.text(node.at("kind"));
    check.port = reader.countFact(node.at("port"));
    check.method = reader.text(node.at("method"));
    check.path = values.line(node.at("path"), place + QLatin1String(".path"));
    check.interval = readDuration(reader, node.at("interval"));
    check.timeout = readDuration(reader, node.at("timeout"));
    check.gracePeriod = readDuration(reader, node.at("grace_period"));
    check.tlsSkipVerify = reader.flag(node.at("tls_skip_verify"), false);
    check.origin = reader.origin(node);
    values.headers(node.at("headers"), place + QLatin1String(".headers"));
    return check;
}

void readServices(ConfigValues &values, const JsonView &services, std::vector<model::Service> &out)
{
    int number = 0;
    for (const JsonView &node : values.reader().objects(services))
        out.push_back(readService(values, node, QStringLiteral("services[%1]").arg(number++)));
}

void readChecks(ConfigValues &values, const JsonView &checks, std::vector<model::HealthCheck> &out)
{
    Reader &reader = values.reader();
    if (isNothing(checks) || !reader.object(checks))
        return;
    for (const auto &[name, node] : checks.members()) {
        if (!reader.object(node))
            continue;
        const QString plain = plainText(name, Reader::kTextCap);
        out.push_back(readCheck(values, node, QStringLiteral("checks[%1]").arg(plain)));
        out.back().name = plain;
    }
}

} // namespace aw::collect
