// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/gaps.h"

#include "core/checks/words.h"

#include <algorithm>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::Gap;
using model::Reason;

namespace {

/// A sentence as the inside of another one.
QString inside(const QString &sentence)
{
    QString clause = sentence.trimmed();
    while (clause.endsWith(u'.'))
        clause.chop(1);
    return clause;
}

/// What was asked, with what happened in brackets.
QString askedWords(const Gap &gap)
{
    const QString asked = gap.asked.isEmpty() ? Words::tr("a field of the answer") : shown(gap.asked);
    const QString detail = inside(gap.detail);
    return detail.isEmpty() ? asked : Words::tr("%1 (%2)").arg(asked, detail);
}

QString request(const model::App &app, QLatin1String what)
{
    return u"GET /v1/apps/%1/%2"_s.arg(app.name, what);
}

} // namespace

QString gapWords(const Gap &gap, const QString &permission)
{
    const QString asked = askedWords(gap);
    const QString needed = gap.permission.isEmpty() ? permission : gap.permission;
    switch (gap.reason) {
    case Reason::Permission:
        return Words::tr("the token may not read %1; it lacks the permission “%2”")
            .arg(asked, inside(needed));
    case Reason::Filtered:
        return Words::tr(
                   "%1 lists less than there is; a token that sees the whole organization would settle it")
            .arg(asked);
    case Reason::Fault:
        return Words::tr("%1 gave no usable answer; a new collection may settle it").arg(asked);
    case Reason::Limit:
        return Words::tr("%1 was not read to its end; a collection that reads all of it would settle it")
            .arg(asked);
    case Reason::Cancelled:
        return Words::tr("the collection was stopped before %1; one that runs to its end would settle it")
            .arg(asked);
    case Reason::NotPublished:
        return Words::tr("the platform tells nobody, as %1 shows; a person who knows has to state it")
            .arg(asked);
    case Reason::NotCollected:
    case Reason::IntentUndeclared:
    case Reason::NotAttested: break;
    }
    return Words::tr("%1 was not read; a collection that reads it would settle it").arg(asked);
}

const Gap &mainGap(const Gaps &gaps)
{
    return *std::min_element(gaps.begin(), gaps.end(),
                             [](const Gap &a, const Gap &b) { return a.reason < b.reason; });
}

std::size_t otherGaps(const Gaps &gaps, const Gap &main)
{
    return std::size_t(std::count_if(gaps.begin(), gaps.end(), [&main](const Gap &gap) {
        return gap.reason != main.reason || gap.asked != main.asked || gap.detail != main.detail;
    }));
}

Gap faultIn(const QString &asked, const QString &detail)
{
    return {.reason = Reason::Fault, .asked = asked, .detail = detail, .permission = {}};
}

Gaps machineGaps(const model::App &app)
{
    Gaps gaps;
    const QString asked = machinesRequest(app);
    addGaps(gaps, app.machines, asked);
    for (const model::Machine &machine : app.machines.items) {
        if (machine.state.isEmpty())
            gaps.push_back(
                faultIn(asked, Words::tr("machine %1 does not say its state").arg(shown(machine.id))));
        if (!machine.live() || machine.whole())
            continue;
        if (machine.hostStatus.known() && *machine.hostStatus != "ok"_L1)
            gaps.push_back(faultIn(asked, Words::tr("the host of machine %1 is “%2”")
                                              .arg(shown(machine.id), shown(*machine.hostStatus))));
        else if (!machine.configComplete)
            gaps.push_back(faultIn(
                asked, Words::tr("the configuration of machine %1 is missing").arg(shown(machine.id))));
        else
            gaps.push_back(gapOf(machine.hostStatus, asked));
    }
    return gaps;
}

Gaps unlistedApps(const model::Snapshot &snapshot)
{
    if (!snapshot.appsGaps.empty())
        return snapshot.appsGaps;
    return {{.reason = Reason::Filtered, .asked = u"GET /v1/apps"_s, .detail = {}, .permission = {}}};
}

QString machinesRequest(const model::App &app)
{
    return request(app, "machines"_L1);
}

QString secretsRequest(const model::App &app)
{
    return request(app, "secrets"_L1);
}

QString volumesRequest(const model::App &app)
{
    return request(app, "volumes"_L1);
}

QString addressesRequest(const model::App &app)
{
    return request(app, "ip_assignments"_L1);
}

} // namespace aw::checks
