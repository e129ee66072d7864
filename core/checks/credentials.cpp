// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/credentials.h"

#include "core/checks/gaps.h"
#include "core/checks/words.h"

namespace aw::checks {
namespace {

void once(QStringList &list, const QString &text)
{
    if (!text.isEmpty() && !list.contains(text))
        list.push_back(text);
}

QString lengthWords(int length)
{
    constexpr int kMore = 512;
    return length >= kMore ? Words::tr("more than 256 characters")
                           : Words::tr("at most %1 characters").arg(length);
}

void addRest(std::vector<Result> &results, Result rest, MachineReading reading, const model::App &app,
             const View &view)
{
    Gaps gaps = machineGaps(app);
    gaps.insert(gaps.end(), reading.gaps.begin(), reading.gaps.end());
    if (gaps.empty() && !reading.flaws.empty())
        return;
    Seen seen;
    seen.gaps = std::move(gaps);
    seen.whether = std::move(reading.whether);
    if (!reading.applies)
        seen.notApplicable = notApplicable(std::move(reading.notApplicable), app.machines.origins);
    seen.passes = passed(std::move(reading.passes), app.machines.origins);
    rest.outcome = settle(std::move(seen), view.entry);
    rest.weighed = reading.weighed;
    results.push_back(std::move(rest));
}

} // namespace

bool credential(const model::ReducedValue &value)
{
    return value.likeness == model::Likeness::Likely || value.likeness == model::Likeness::Certain;
}

void Credential::see(const QString &place, const QString &machine, const model::ReducedValue &value,
                     const model::Origin &origin)
{
    once(places, place);
    once(machines, machine);
    once(digests, value.hmac);
    if (origins.empty() || value.likeness > worst.likeness)
        worst = value;
    origins.push_back(origin);
}

QString Credential::valueWords() const
{
    const QString shape = shown(worst.shape);
    const QString length = lengthWords(worst.length);
    const QString digest = digests.size() > 1 ? Words::tr("%1 different values").arg(digests.size())
                                              : Words::tr("digest %1").arg(worst.hmac);
    if (worst.likeness == model::Likeness::Certain)
        return Words::tr("certainly a credential (%1, %2, %3)").arg(shape, length, digest);
    return Words::tr("likely a credential (%1, %2, %3)").arg(shape, length, digest);
}

void note(Credentials &seen, const model::Setting &setting, const QString &machine)
{
    if (!credential(setting.value))
        return;
    const QString key = setting.name.isEmpty() ? setting.value.shape : setting.name;
    Credential &credential = seen[key];
    credential.name = key;
    credential.see(setting.place, machine, setting.value, setting.origin);
}

std::vector<Result> overMachines(const View &view, MachineReading (*read)(const View &, const model::App &))
{
    std::vector<Result> results;
    for (const model::App &app : view.snapshot.apps) {
        MachineReading reading = read(view, app);
        const Result pattern = resultOf(view, app, appResource(app));
        for (MachineReading::Flaw &flaw : reading.flaws) {
            Result result = pattern;
            result.key = std::move(flaw.key);
            result.outcome = failed(std::move(flaw.message), std::move(flaw.evidence));
            result.weighed = flaw.weighed;
            result.fills.fixed.insert(flaw.fills.fixed);
            result.fills.rows = std::move(flaw.fills.rows);
            results.push_back(std::move(result));
        }
        addRest(results, pattern, std::move(reading), app, view);
    }
    return results;
}

std::vector<const model::Machine *> liveMachines(const model::App &app)
{
    std::vector<const model::Machine *> live;
    for (const model::Machine &machine : app.machines.items) {
        if (machine.live())
            live.push_back(&machine);
    }
    return live;
}

} // namespace aw::checks
