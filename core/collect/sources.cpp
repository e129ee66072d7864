// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/sources.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace aw::collect {
namespace {

using fly::Route;
using model::Reason;
using model::SourceState;

/// Of several causes the first of these is the source's reason: what a person can act on comes first.
constexpr std::array kWeight{Reason::Permission, Reason::Filtered,     Reason::Cancelled,   Reason::Limit,
                             Reason::Fault,      Reason::NotPublished, Reason::NotCollected};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

template<class T>
std::optional<model::Gap> whyShort(const model::Listing<T> &listing)
{
    if (listing.complete())
        return std::nullopt;
    return listing.gaps.empty() ? model::Gap() : listing.gaps.front();
}

std::optional<model::Gap> roleUnknown(const model::Snapshot &snapshot)
{
    const auto app = std::find_if(snapshot.apps.begin(), snapshot.apps.end(),
                                  [](const model::App &each) { return !each.role.known(); });
    return app == snapshot.apps.end() ? std::nullopt : std::optional(app->role.gap());
}

std::optional<model::Gap> machinesUnknown(const model::Snapshot &snapshot)
{
    for (const model::App &app : snapshot.apps) {
        if (auto gap = whyShort(app.machines))
            return gap;
    }
    return std::nullopt;
}

std::optional<model::Gap> certificatesUnknown(const model::Snapshot &snapshot)
{
    for (const model::App &app : snapshot.apps) {
        if (auto gap = whyShort(app.certificates))
            return gap;
    }
    return std::nullopt;
}

std::optional<model::Gap> volumesUnknown(const model::Snapshot &snapshot)
{
    for (const model::App &app : snapshot.apps) {
        if (auto gap = whyShort(app.volumes))
            return gap;
    }
    return std::nullopt;
}

/// The registry is asked about what GraphQL left open, and for a configuration when a manifest named it.
std::optional<model::Gap> registryUnknown(Reading &reading, Route before)
{
    const Draft &draft = reading.draft();
    const auto missed = draft.shortfalls.find(before);
    if (before == Route::RegistryManifest && missed != draft.shortfalls.end() &&
        !missed->second.causes.empty())
        return missed->second.causes.begin()->second.first;
    return reading.tally(Route::AppImage).asked > 0 ? std::nullopt : machinesUnknown(draft.snapshot);
}

/// Why nothing may have been asked although there was something: what the route's subjects come from
/// was not read whole. Empty when there is nothing to read.
std::optional<model::Gap> subjectsUnknown(Route route, Reading &reading)
{
    const model::Snapshot &snapshot = reading.draft().snapshot;
    if (route == Route::PersonalTokens)
        return whyShort(snapshot.organization.personalTokens);
    if (!snapshot.appsComplete)
        return snapshot.appsGaps.front();
    switch (route) {
    case Route::AppPostgresRole:
    case Route::PostgresAttachments: return roleUnknown(snapshot);
    case Route::CertificateDetail: return certificatesUnknown(snapshot);
    case Route::VolumeSnapshots: return volumesUnknown(snapshot);
    case Route::PostgresCluster:
    case Route::PostgresUsers:
    case Route::PostgresDatabases:
    case Route::PostgresBackups: return whyShort(snapshot.organization.clusters);
    case Route::RegistryManifest: return registryUnknown(reading, Route::AppImage);
    case Route::RegistryConfig: return registryUnknown(reading, Route::RegistryManifest);
    case Route::MachineVersions:
    case Route::AppImage: return machinesUnknown(snapshot);
    default: return std::nullopt;
    }
}

void putReason(const Shortfall &shortfall, model::Source &source)
{
    QStringList sentences;
    if (source.answered < source.asked)
        sentences.push_back(
            Words::tr("%1 of %2 answers are missing.").arg(source.asked - source.answered).arg(source.asked));
    source.reason = Reason::Fault;
    bool first = true;
    for (const Reason reason : kWeight) {
        const auto cause = shortfall.causes.find(reason);
        if (cause == shortfall.causes.end())
            continue;
        if (std::exchange(first, false))
            source.reason = reason;
        // Where the source is one answer, its name says which.
        const model::Gap &gap = cause->second.first;
        const bool named = source.asked > 1 && !gap.asked.isEmpty();
        sentences.push_back(named ? Words::tr("%1: %2").arg(gap.asked, gap.detail) : gap.detail);
    }
    if (shortfall.wrongTypes > 0)
        sentences.push_back(
            Words::tr("Values of a type the platform does not document: %1.").arg(shortfall.wrongTypes));
    source.detail = sentences.join(QLatin1Char(' '));
}

bool nobodyAsked(const Shortfall &shortfall, const model::Source &source)
{
    return source.answered == 0 && shortfall.wrongTypes == 0 && shortfall.causes.size() == 1 &&
           shortfall.causes.contains(Reason::NotCollected);
}

/// A probe that the platform has no answer for, at least where nothing else went wrong.
bool unpublished(const fly::RouteRow &row, const Shortfall &shortfall)
{
    return row.probe && shortfall.wrongTypes == 0 && shortfall.causes.size() == 1 &&
           shortfall.causes.contains(Reason::NotPublished);
}

model::Source sourceOf(const fly::RouteRow &row, Reading &reading)
{
    const Tally tally = reading.tally(row.route);
    model::Source source{.name = QString::fromLatin1(row.source),
                         .state = SourceState::Complete,
                         .reason = Reason::NotCollected,
                         .detail = {},
                         .asked = tally.asked,
                         .answered = tally.answered - tally.unread};
    const Draft &draft = reading.draft();
    const auto shortfall = draft.shortfalls.find(row.route);
    if (shortfall != draft.shortfalls.end()) {
        const bool untold = nobodyAsked(shortfall->second, source) || unpublished(row, shortfall->second);
        source.state = untold ? SourceState::NotAsked : SourceState::Partial;
        putReason(shortfall->second, source);
    } else if (source.asked == 0) {
        const std::optional<model::Gap> gap = subjectsUnknown(row.route, reading);
        if (gap) {
            source.state = SourceState::NotAsked;
            source.reason = gap->reason;
            source.detail = gap->detail;
        }
    }
    return source;
}

} // namespace

std::vector<model::Source> sourcesOf(Reading &reading)
{
    std::vector<model::Source> sources;
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.source != nullptr)
            sources.push_back(sourceOf(row, reading));
    }
    return sources;
}

} // namespace aw::collect
