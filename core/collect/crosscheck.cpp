// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/crosscheck.h"

#include "core/collect/app_totals.h"
#include "core/collect/counts.h"
#include "core/collect/crosscheck_people.h"
#include "core/collect/joined.h"
#include "core/fly/routes.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::collect {
namespace {

using fly::Route;
using model::Reason;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

void leaveInApps(Draft &draft, const model::Gap &gap)
{
    draft.fallShort(Route::Apps, gap);
    draft.snapshot.appsGaps.push_back(gap);
}

/// An answer came, but not all of it could be read: then the token may be bound to some apps.
bool unreadable(const model::Listing<model::TokenReach> &reach)
{
    return reach.asked && std::any_of(reach.gaps.begin(), reach.gaps.end(),
                                      [](const model::Gap &gap) { return gap.reason == Reason::Fault; });
}

/// A token bound to some apps makes the list shorter and says nothing (FLY-API §2.4).
void checkReach(Draft &draft)
{
    const model::Organization &organization = draft.snapshot.organization;
    bool whole = false;
    QStringList apps;
    for (const model::TokenReach &token : organization.reach.items) {
        const bool ours = token.orgSlug.isEmpty() || token.orgSlug == organization.slug;
        whole = whole || (ours && token.apps.isEmpty());
        if (ours)
            apps += token.apps;
    }
    if (whole)
        return;
    if (unreadable(organization.reach)) {
        leaveInApps(draft, gapAt(draft, Route::CurrentTokens, {}, Reason::Fault,
                                 Words::tr("Which apps the token reaches could not be read.")));
        return;
    }
    if (organization.reach.items.empty())
        return;
    apps.removeDuplicates();
    apps.sort();
    const QString detail = apps.isEmpty()
                               ? Words::tr("The token is for another organization.")
                               : Words::tr("The token reaches only %1 of the organization's apps: %2.")
                                     .arg(apps.size())
                                     .arg(spelled(apps));
    model::Gap gap = gapAt(draft, Route::CurrentTokens, {}, Reason::Filtered, detail);
    gap.permission = fly::permissionFor(Route::Apps);
    leaveInApps(draft, gap);
}

void checkNamedApps(Draft &draft)
{
    QStringList unlisted;
    for (const auto &[name, route] : draft.namedApps) {
        if (draft.app(name) == nullptr)
            unlisted.push_back(name);
    }
    if (!unlisted.isEmpty())
        leaveInApps(draft, gapAt(draft, Route::Apps, {}, Reason::Filtered,
                                 Words::tr("Apps that other lists name were not listed (%1): %2.")
                                     .arg(unlisted.size())
                                     .arg(spelled(unlisted))));
}

void checkAppCounts(Draft &draft)
{
    const auto listed = qint64(draft.snapshot.apps.size());
    const std::optional<qint64> total = totalOf(draft, Route::Apps);
    const std::optional<qint64> again = totalOf(draft, Route::OrgApps);
    if (!total && !again && draft.snapshot.appsGaps.empty())
        leaveInApps(draft, gapAt(draft, Route::Apps, {}, Reason::Fault,
                                 Words::tr("The platform did not say how many apps there are.")));
    if (const qint64 most = std::max(total.value_or(0), again.value_or(0)); most > listed)
        leaveInApps(draft, gapAt(draft, Route::Apps, {}, Reason::Filtered,
                                 Words::tr("%1 of %2 apps were listed.").arg(listed).arg(most)));
    const auto seen = qint64(draft.roles.size());
    if (again && seen < std::max(*again, listed))
        draft.fallShort(
            Route::OrgApps,
            gapAt(draft, Route::OrgApps, {}, Reason::Filtered,
                  Words::tr("The second list names %1 of %2 apps.").arg(seen).arg(std::max(*again, listed))));
}

void checkApps(Draft &draft)
{
    checkReach(draft);
    checkAppCounts(draft);
    checkNamedApps(draft);
    draft.snapshot.appsComplete = draft.snapshot.appsGaps.empty();
}

/// The figures of what apps fail to list, for one sentence about all of them.
struct Missing {
    qint64 missing = 0;
    qint64 expected = 0;
    QStringList apps;

    void add(const QString &app, qint64 listed, qint64 wanted)
    {
        expected += std::max(listed, wanted);
        if (listed >= wanted)
            return;
        missing += wanted - listed;
        //: %1 is an app, %2 how many it lists, %3 how many it should
        apps.push_back(Words::tr("%1 lists %2 of %3").arg(app).arg(listed).arg(wanted));
    }
};

/// How many machines of the inventory an app's own list lacks.
qint64 unlistedMachines(const Draft &draft, const model::App &app)
{
    const auto inventory = draft.inventory.find(app.name);
    if (inventory == draft.inventory.end())
        return 0;
    std::set<QString> rest = inventory->second;
    for (const model::Machine &machine : app.machines.items)
        rest.erase(machine.id);
    return qint64(rest.size());
}

bool inventoryWhole(const Draft &draft)
{
    return draft.inventoryRead && draft.errorRegions.empty() &&
           !draft.shortfalls.contains(Route::OrgMachines);
}

void checkMachinesOf(const Draft &draft, model::App &app, Missing &sum)
{
    const auto listed = qint64(std::count_if(
        app.machines.items.begin(), app.machines.items.end(),
        [](const model::Machine &machine) { return machine.state != QLatin1String("destroyed"); }));
    const qint64 wanted = std::max(app.machineCount.valueOr(0), listed + unlistedMachines(draft, app));
    sum.add(app.name, listed, wanted);
    if (wanted > listed)
        app.machines.gaps.push_back(
            gapAt(draft, Route::AppMachines, app.name, Reason::Filtered,
                  Words::tr("%1 of %2 machines of %3 were listed.").arg(listed).arg(wanted).arg(app.name)));
}

void checkMachines(Draft &draft)
{
    Missing sum;
    QStringList uncounted;
    for (model::App &app : draft.snapshot.apps) {
        if (!app.machines.asked)
            continue;
        checkMachinesOf(draft, app, sum);
        if (app.machineCount.known() || inventoryWhole(draft))
            continue;
        uncounted.push_back(app.name);
        app.machines.gaps.push_back(
            gapAt(draft, Route::AppMachines, app.name, Reason::Fault,
                  Words::tr("How many machines %1 has could not be read.").arg(app.name)));
    }
    if (sum.missing > 0)
        draft.fallShort(Route::AppMachines,
                        overall(Reason::Filtered, Words::tr("%1 of %2 machines were not listed: %3.")
                                                      .arg(sum.missing)
                                                      .arg(sum.expected)
                                                      .arg(spelled(sum.apps))));
    if (!uncounted.isEmpty())
        draft.fallShort(
            Route::AppMachines,
            overall(Reason::Fault, Words::tr("How many machines these apps have could not be read: %1.")
                                       .arg(spelled(uncounted))));
}

/// The organization's own list must name every live machine that an app lists.
void checkInventory(Draft &draft)
{
    if (!draft.inventoryRead)
        return;
    qint64 live = 0;
    qint64 named = 0;
    for (const model::App &app : draft.snapshot.apps) {
        const auto inventory = draft.inventory.find(app.name);
        for (const model::Machine &machine : app.machines.items) {
            live += machine.live() ? 1 : 0;
            named +=
                machine.live() && inventory != draft.inventory.end() && inventory->second.contains(machine.id)
                    ? 1
                    : 0;
        }
    }
    if (named < live)
        draft.fallShort(
            Route::OrgMachines,
            overall(Reason::Filtered,
                    Words::tr("The organization's list names %1 of the %2 machines that apps list.")
                        .arg(named)
                        .arg(live)));
}

void checkErrorRegions(Draft &draft)
{
    if (draft.errorRegions.empty())
        return;
    const QStringList regions(draft.errorRegions.begin(), draft.errorRegions.end());
    draft.fallShort(
        Route::OrgMachines,
        overall(Reason::Fault,
                Words::tr("The platform could not read its own inventory in some regions (%1): %2.")
                    .arg(regions.size())
                    .arg(spelled(regions))));
}

/// A host that does not answer leaves the configuration out, or as it once was.
void checkHosts(Draft &draft)
{
    qint64 live = 0;
    QStringList partly;
    for (const model::App &app : draft.snapshot.apps) {
        for (const model::Machine &machine : app.machines.items) {
            live += machine.live() ? 1 : 0;
            if (machine.live() && !machine.whole())
                partly.push_back(app.name + QLatin1Char(' ') + machine.id);
        }
    }
    if (!partly.isEmpty())
        draft.fallShort(
            Route::AppMachines,
            overall(Reason::Fault,
                    Words::tr("%1 of %2 machines were seen in part, since the host does not answer or the "
                              "configuration could not be read: %3.")
                        .arg(partly.size())
                        .arg(live)
                        .arg(spelled(partly))));
}

/// Whether volume_count holds what is being destroyed is not documented, so such volumes may make up
/// for a difference.
void checkVolumesOf(const Draft &draft, model::App &app, Missing &sum, QStringList &uncounted)
{
    if (!app.volumeCount.known()) {
        uncounted.push_back(app.name);
        app.volumes.gaps.push_back(
            gapAt(draft, Route::OrgVolumes, {}, Reason::Fault,
                  Words::tr("How many volumes %1 has could not be read.").arg(app.name)));
        return;
    }
    const auto listed = qint64(app.volumes.items.size());
    const qint64 counted = *app.volumeCount;
    sum.add(app.name, listed, counted);
    if (listed < counted)
        app.volumes.gaps.push_back(
            gapAt(draft, Route::OrgVolumes, {}, Reason::Filtered,
                  Words::tr("%1 of %2 volumes of %3 were listed.").arg(listed).arg(counted).arg(app.name)));
}

void checkVolumes(Draft &draft)
{
    Missing sum;
    QStringList uncounted;
    for (model::App &app : draft.snapshot.apps) {
        if (app.volumes.asked)
            checkVolumesOf(draft, app, sum, uncounted);
    }
    if (sum.missing > 0)
        draft.fallShort(Route::OrgVolumes,
                        overall(Reason::Filtered, Words::tr("%1 of %2 volumes were not listed: %3.")
                                                      .arg(sum.missing)
                                                      .arg(sum.expected)
                                                      .arg(spelled(sum.apps))));
    if (!uncounted.isEmpty())
        draft.fallShort(
            Route::OrgVolumes,
            overall(Reason::Fault, Words::tr("How many volumes these apps have could not be read: %1.")
                                       .arg(spelled(uncounted))));
}

void leaveInImages(Draft &draft, const model::App &app, const QString &machine)
{
    const model::Gap gap = gapAt(draft, Route::AppMachines, app.name, Reason::Fault,
                                 Words::tr("Machine %1 names no image digest.").arg(machine));
    draft.fallShort(Route::AppImage, gap);
    draft.snapshot.images.gaps.push_back(gap);
}

/// The list of images is as whole as the lists of machines that it was made of.
void checkImages(Draft &draft)
{
    model::Listing<model::Image> &images = draft.snapshot.images;
    images.asked = true;
    if (!draft.snapshot.appsComplete)
        images.gaps.push_back(draft.snapshot.appsGaps.front());
    for (const model::App &app : draft.snapshot.apps) {
        if (!app.machines.complete())
            images.gaps.push_back(app.machines.gaps.empty() ? model::Gap() : app.machines.gaps.front());
        for (const model::Machine &machine : app.machines.items) {
            if (machine.live() && machine.image.digest.isEmpty())
                leaveInImages(draft, app, machine.id);
        }
    }
    std::sort(images.items.begin(), images.items.end(),
              [](const model::Image &a, const model::Image &b) { return a.ref.digest < b.ref.digest; });
}

} // namespace

void crosscheck(Draft &draft)
{
    model::Organization &organization = draft.snapshot.organization;
    join(draft);
    checkApps(draft);
    checkInventory(draft);
    checkMachines(draft);
    checkErrorRegions(draft);
    checkHosts(draft);
    checkVolumes(draft);
    checkConnection(draft, Route::OrgMembers, organization.members);
    checkConnection(draft, Route::OrgWireGuard, organization.peers);
    checkConnection(draft, Route::OrgTokens, organization.tokens);
    checkConnection(draft, Route::OrgAddOns, organization.addOns);
    checkAppTotals(draft);
    crosscheckPeople(draft);
    checkImages(draft);
}

} // namespace aw::collect
