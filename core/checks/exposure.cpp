// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/gaps.h"
#include "core/checks/registry.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <array>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::Exposure;
using model::Origin;

namespace {

/// What the internet could reach of an app: its public addresses and the ports behind them.
struct Reach {
    std::vector<const model::IpAddress *> addresses;
    QStringList addressNames;
    QStringList portNames;
    std::vector<Origin> portOrigins;
    qsizetype machinesWithPorts = 0;
    qsizetype liveMachines = 0;
    std::vector<Fills::Row> rows;
};

/// "443", or "8000-8100" for a range.
QString portText(const model::Port &port)
{
    return port.first == port.last ? QString::number(port.first)
                                   : u"%1-%2"_s.arg(QString::number(port.first), QString::number(port.last));
}

void addPorts(Reach &reach, const model::Machine &machine)
{
    for (const model::Service &service : machine.config.services) {
        const QString protocol = service.protocol.isEmpty() ? u"tcp"_s : service.protocol;
        for (const model::Port &port : service.ports) {
            const QString text = portText(port);
            const QString name = u"%1 %2"_s.arg(shown(protocol), text);
            if (!reach.portNames.contains(name))
                reach.portNames.push_back(name);
            reach.portOrigins.push_back(port.origin);
            reach.rows.push_back(
                {{u"machine_id"_s, machine.id}, {u"port"_s, text}, {u"protocol"_s, protocol}});
        }
    }
}

Reach reachOf(const App &app)
{
    Reach reach;
    for (const model::IpAddress &address : app.addresses.items) {
        if (!address.publicIngress())
            continue;
        reach.addresses.push_back(&address);
        reach.addressNames.push_back(address.address);
        reach.rows.push_back({{u"ip"_s, address.address}});
    }
    for (const model::Machine &machine : app.machines.items) {
        if (!machine.live())
            continue;
        ++reach.liveMachines;
        const std::size_t before = reach.portOrigins.size();
        addPorts(reach, machine);
        reach.machinesWithPorts += reach.portOrigins.size() > before ? 1 : 0;
    }
    return reach;
}

std::vector<Origin> originsOf(const Reach &reach)
{
    std::vector<Origin> origins;
    for (const model::IpAddress *address : reach.addresses)
        origins.push_back(address->origin);
    origins.insert(origins.end(), reach.portOrigins.begin(), reach.portOrigins.end());
    return origins;
}

QString failWords(const App &app, const Reach &reach, const Intent &intent)
{
    const QString name = shown(app.name);
    const QString addresses = listed(reach.addressNames);
    const QString ports = listed(reach.portNames);
    const QString where = machines(reach.machinesWithPorts);
    if (intent.exposure.certainty == Certainty::Declared)
        return Words::tr("%1 is declared internal, yet the internet reaches it at %2, port %3 on %4.")
            .arg(name, addresses, ports, where);
    return Words::tr("%1 seems to be internal (%2), yet the internet reaches it at %3, port %4 on %5.")
        .arg(name, intent.exposure.because, addresses, ports, where);
}

QString passWords(const App &app, const Reach &reach)
{
    const QString name = shown(app.name);
    if (reach.addresses.empty())
        return Words::tr("%1 is internal and has no public address.").arg(name);
    return Words::tr(
               "%1 is internal and has a public address, but no service port on any of its machines (%2).")
        .arg(name, QString::number(reach.liveMachines));
}

Outcome judged(const View &view, const App &app, const Reach &reach, Exposure exposure)
{
    if (exposure == Exposure::Public)
        return notApplicable(Words::tr("%1 is meant to be reached from the internet.").arg(shown(app.name)));
    Seen seen;
    std::vector<Origin> read = app.addresses.origins;
    read.insert(read.end(), app.machines.origins.begin(), app.machines.origins.end());
    if (!reach.addresses.empty() && !reach.portNames.isEmpty())
        seen.fails = failed(failWords(app, reach, view.intent(app)), originsOf(reach));
    seen.gaps = machineGaps(app);
    if (reach.liveMachines == 0)
        seen.notApplicable = notApplicable(Words::tr("%1 has no live machine.").arg(shown(app.name)), read);
    else
        addGaps(seen.gaps, app.addresses, addressesRequest(app));
    seen.whether = Words::tr("whether the internet reaches %1").arg(shown(app.name));
    seen.passes = passed(passWords(app, reach), read);
    return settle(std::move(seen), view.entry);
}

model::Severity severity(model::Environment environment, model::DataClass data)
{
    if (environment == model::Environment::Production && ofPeople(data))
        return model::Severity::Critical;
    if (environment == model::Environment::Dev && data == model::DataClass::None)
        return model::Severity::Medium;
    return model::Severity::High;
}

std::vector<Result> internalServicePublic(const View &view)
{
    std::vector<Result> results;
    for (const App &app : view.snapshot.apps) {
        const Reach reach = reachOf(app);
        const Intent &intent = view.intent(app);
        UnderIntent under = underIntent(
            intent.exposure, kExposures,
            Words::tr(
                "It depends on whether %1 is meant to be internal, which nobody has declared: declare its "
                "exposure to settle it.")
                .arg(shown(app.name)),
            [&view, &app, &reach](Exposure exposure) { return judged(view, app, reach, exposure); });
        Result result = resultOf(view, app, appResource(app));
        result.outcome = std::move(under.outcome);
        result.weighed = weigh(intent, severity);
        result.weighed.guessed = result.weighed.guessed || under.guessed;
        result.fills.rows = reach.rows;
        results.push_back(std::move(result));
    }
    return results;
}

constexpr std::array kChecks{
    Check{.id = "exposure.internal-service-public", .run = internalServicePublic, .overApps = true}};

} // namespace

std::span<const Check> exposureChecks()
{
    return kChecks;
}

} // namespace aw::checks
