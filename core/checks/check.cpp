// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/check.h"

#include "core/checks/gaps.h"
#include "core/checks/words.h"

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::Status;

namespace {

constexpr std::size_t kMostEvidence = 100;

Outcome outcome(Status status, QString message, std::vector<model::Origin> evidence)
{
    std::vector<model::Origin> kept;
    for (model::Origin &origin : evidence) {
        if (origin.reply >= 0 && kept.size() < kMostEvidence)
            kept.push_back(std::move(origin));
    }
    return {.status = status, .message = std::move(message), .reason = {}, .evidence = std::move(kept)};
}

} // namespace

Outcome failed(QString message, std::vector<model::Origin> evidence)
{
    return outcome(Status::Fail, std::move(message), std::move(evidence));
}

Outcome passed(QString message, std::vector<model::Origin> evidence)
{
    return outcome(Status::Pass, std::move(message), std::move(evidence));
}

Outcome notApplicable(QString message, std::vector<model::Origin> evidence)
{
    return outcome(Status::NotApplicable, std::move(message), std::move(evidence));
}

Outcome open(model::Reason reason, QString message, std::vector<model::Origin> evidence)
{
    Outcome result = outcome(Status::Unknown, std::move(message), std::move(evidence));
    result.reason = reason;
    return result;
}

Outcome unseen(const QString &whether, const std::vector<model::Gap> &gaps,
               const catalogue::CheckEntry &entry, std::vector<model::Origin> evidence)
{
    const model::Gap &main = mainGap(gaps);
    const QString settling = gapWords(main, entry.permission);
    const std::size_t others = otherGaps(gaps, main);
    const QString message = others == 0 ? Words::tr("Not known %1: %2.").arg(whether, settling)
                                        : Words::tr("Not known %1: %2 (gaps besides this: %3).")
                                              .arg(whether, settling, QString::number(others));
    return open(main.reason, message, std::move(evidence));
}

Outcome settle(Seen seen, const catalogue::CheckEntry &entry)
{
    if (seen.fails)
        return *std::move(seen.fails);
    if (!seen.gaps.empty())
        return unseen(seen.whether, seen.gaps, entry, std::move(seen.passes.evidence));
    if (seen.notApplicable)
        return *std::move(seen.notApplicable);
    return std::move(seen.passes);
}

const Intent &View::intent(const model::App &app) const
{
    static const Intent kNone;
    const auto found = intents.constFind(app.name);
    return found == intents.constEnd() ? kNone : *found;
}

std::optional<double> View::age(const QDateTime &at) const
{
    constexpr double kSecondsADay = 86400;
    constexpr double kClockSkew = -1; // days that two clocks may differ
    if (!at.isValid() || !snapshot.collectedAt.isValid())
        return std::nullopt;
    const double age = double(at.secsTo(snapshot.collectedAt)) / kSecondsADay;
    return age < kClockSkew ? std::nullopt : std::optional(age);
}

model::Resource appResource(const model::App &app)
{
    return {.type = u"app"_s, .id = app.name, .name = app.name, .app = app.name, .region = {}};
}

model::Resource organizationResource(const model::Snapshot &snapshot)
{
    const model::Organization &organization = snapshot.organization;
    return {.type = u"organization"_s,
            .id = organization.slug,
            .name = organization.name.valueOr(organization.slug),
            .app = {},
            .region = {}};
}

Result resultOf(const View &view, const model::App &app, model::Resource resource)
{
    const Intent &intent = view.intent(app);
    Result result;
    result.resource = std::move(resource);
    result.weighed.severity = view.entry.severity;
    result.fills.fixed.insert(u"app"_s, app.name);
    result.fills.fixed.insert(u"org"_s, view.snapshot.organization.slug);
    if (intent.environment.value)
        result.environment = environmentName(*intent.environment.value);
    if (intent.data.value)
        result.dataClass = dataClassName(*intent.data.value);
    return result;
}

Result organizationResult(const View &view)
{
    Result result;
    result.resource = organizationResource(view.snapshot);
    result.weighed.severity = view.entry.severity;
    result.fills.fixed.insert(u"org"_s, view.snapshot.organization.slug);
    return result;
}

} // namespace aw::checks
