// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/gaps.h"
#include "core/checks/image_time.h"
#include "core/checks/registry.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <QHash>
#include <array>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::Environment;
using model::Machine;
using model::Origin;
using model::Service;
using model::Severity;

namespace {

/// Whether a started machine goes away when nobody uses it.
enum class Rest { StopsByItself, AlwaysOn, NotKnown };

Rest restOf(const Service &service)
{
    // Absent or null counts as 0 machines kept running; a value of another type leaves the whole
    // configuration incomplete, which the gaps of the machine tell.
    const bool kept = service.minMachinesRunning.known() && *service.minMachinesRunning > 0;
    return service.autostop == Service::Autostop::Off || kept ? Rest::AlwaysOn : Rest::StopsByItself;
}

Rest restOf(const Machine &machine)
{
    if (!machine.configComplete && machine.config.services.empty())
        return Rest::NotKnown;
    if (!machine.config.schedule.isEmpty())
        return Rest::StopsByItself;
    if (machine.config.services.empty())
        return Rest::AlwaysOn;
    for (const Service &service : machine.config.services) {
        if (restOf(service) == Rest::AlwaysOn)
            return Rest::AlwaysOn;
    }
    return machine.configComplete ? Rest::StopsByItself : Rest::NotKnown;
}

/// The machines of an app that run an old image day and night.
struct Stale {
    QStringList machines;
    double oldest = 0; ///< days; at least, where the date is a bound
    Gaps gaps;
    std::vector<Origin> failing;
    std::vector<Origin> read;
    std::vector<Fills::Row> rows;
    qsizetype started = 0;
};

void addFailing(Stale &stale, const Machine &machine, double age, const ImageTime &time)
{
    stale.machines.push_back(machine.id);
    stale.oldest = std::max(stale.oldest, age);
    stale.failing.push_back(machine.stateOrigin);
    stale.failing.push_back(time.origin);
    for (const Service &service : machine.config.services)
        stale.failing.push_back(service.autostopOrigin);
    stale.rows.push_back({{u"machine_id"_s, machine.id}});
}

void look(Stale &stale, const View &view, const App &app, const Machine &machine)
{
    const double maxAge = double(view.entry.number(u"max_age"_s));
    const ImageTime time = imageTime(app, machine, view.snapshot);
    const Rest rest = restOf(machine);
    stale.read.push_back(machine.stateOrigin);
    stale.read.push_back(time.origin);
    const std::optional<QDateTime> at = time.made ? time.made : time.before;
    const std::optional<double> age = at ? view.age(*at) : std::nullopt;
    const bool old = age && *age > maxAge;
    const bool young = age && time.made && !old;
    if (old && rest == Rest::AlwaysOn)
        addFailing(stale, machine, *age, time);
    else if (!young && rest == Rest::NotKnown)
        stale.gaps.push_back(
            faultIn(machinesRequest(app),
                    Words::tr("machine %1 does not say whether it stops").arg(shown(machine.id))));
    else if (!young && !old && rest == Rest::AlwaysOn)
        stale.gaps.push_back(time.made
                                 ? faultIn(machinesRequest(app),
                                           Words::tr("the date of the image of machine %1 lies in the future")
                                               .arg(shown(machine.id)))
                                 : time.gap);
}

Stale staleOf(const View &view, const App &app)
{
    Stale stale;
    for (const Machine &machine : app.machines.items) {
        if (machine.state != "started"_L1)
            continue;
        ++stale.started;
        look(stale, view, app, machine);
    }
    const Gaps gaps = machineGaps(app);
    stale.gaps.insert(stale.gaps.end(), gaps.begin(), gaps.end());
    return stale;
}

Outcome judged(const View &view, const App &app, const Stale &stale, Environment environment)
{
    const QString name = shown(app.name);
    if (environment == Environment::Production)
        return notApplicable(Words::tr("%1 is production.").arg(name));
    const QString limit = days(view.entry.number(u"max_age"_s));
    Seen seen;
    if (!stale.machines.isEmpty()) {
        seen.fails = failed(
            Words::tr(
                "%1 is not production, yet keeps %2 started day and night on an image that is at least %3 "
                "old: %4.")
                .arg(name, machines(stale.machines.size()), days(qint64(stale.oldest)),
                     listed(stale.machines)),
            stale.failing);
    }
    seen.gaps = stale.gaps;
    seen.whether = Words::tr("whether %1 runs an image older than %2 day and night").arg(name, limit);
    std::vector<Origin> read = app.machines.origins;
    read.insert(read.end(), stale.read.begin(), stale.read.end());
    seen.passes = passed(
        stale.started == 0
            ? Words::tr("No machine of %1 is started.").arg(name)
            : Words::tr("Each started machine of %1 (%2) stops when idle or runs an image younger than %3.")
                  .arg(name, QString::number(stale.started), limit),
        std::move(read));
    return settle(std::move(seen), view.entry);
}

/// How many production apps are on each network; one that was not told may be any of them.
struct ProductionNetworks {
    QHash<QString, int> apps;
    int untold = 0;
    int all = 0;
    bool unlisted = false; ///< apps that could not be listed may be production too

    /// Whether another production app may share the network of `app`.
    [[nodiscard]] bool mayNeighbor(const App &app, bool itself) const
    {
        const int near = app.network.isEmpty() ? all : apps.value(app.network) + untold;
        return unlisted || near > (itself ? 1 : 0);
    }
};

bool production(const View &view, const App &app)
{
    return view.intent(app).environment.value == Environment::Production;
}

ProductionNetworks productionNetworks(const View &view)
{
    ProductionNetworks networks;
    networks.unlisted = !view.snapshot.appsComplete;
    for (const App &app : view.snapshot.apps) {
        if (!production(view, app))
            continue;
        ++networks.all;
        if (app.network.isEmpty())
            ++networks.untold;
        else
            ++networks.apps[app.network];
    }
    return networks;
}

bool mayBePublic(const App &app)
{
    return !app.addresses.complete() ||
           std::any_of(app.addresses.items.begin(), app.addresses.items.end(),
                       [](const model::IpAddress &address) { return address.publicIngress(); });
}

std::vector<Result> staleImageAlwaysOn(const View &view)
{
    const ProductionNetworks networks = productionNetworks(view);
    std::vector<Result> results;
    for (const App &app : view.snapshot.apps) {
        const Stale stale = staleOf(view, app);
        UnderIntent under = underIntent(
            view.intent(app).environment, kEnvironments,
            Words::tr(
                "It depends on whether %1 is production, which nobody has declared: declare its environment "
                "to settle it.")
                .arg(shown(app.name)),
            [&view, &app, &stale](Environment environment) { return judged(view, app, stale, environment); });
        Result result = resultOf(view, app, appResource(app));
        const bool exposed = mayBePublic(app) || networks.mayNeighbor(app, production(view, app));
        result.outcome = std::move(under.outcome);
        result.weighed = {.severity = exposed ? Severity::High : view.entry.severity,
                          .guessed = under.guessed};
        result.fills.rows = stale.rows;
        results.push_back(std::move(result));
    }
    return results;
}

constexpr std::array kChecks{
    Check{.id = "runtime.stale-image-always-on", .run = staleImageAlwaysOn, .overApps = true}};

} // namespace

std::span<const Check> runtimeChecks()
{
    return kChecks;
}

} // namespace aw::checks
