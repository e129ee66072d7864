// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/plan.h"

#include "core/collect/reading.h"
#include "core/fly/lanes.h"
#include "core/fly/routes.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace aw::collect {
namespace {

using fly::Route;

constexpr int kBurst = 3;

QString formOf(const fly::RouteRow &row)
{
    const QString path = QString::fromLatin1(row.path);
    return row.api == fly::Api::GraphQl ? path : QLatin1String("GET ") + path;
}

/// Whether a run asks this route only because of what an answer beside the list of apps says.
bool hangsOnAnswers(const fly::RouteRow &row)
{
    return QByteArray(row.path).contains("{item}") || row.api == fly::Api::Registry ||
           fly::document(row.route).contains("$ref:");
}

/// Reads what is known and keeps every request that it makes a run want.
class Foreseeing
{
public:
    explicit Foreseeing(const QString &org) : m_reading(org) { add(m_reading.begin()); }

    void read(const fly::Reply &reply)
    {
        m_read.insert(&reply);
        add(m_reading.read(reply));
    }

    /// Reads those that are wanted and were not read yet: an answer about what is not there any more
    /// foretells nothing.
    void readAll(const std::vector<fly::Reply> &replies)
    {
        for (bool more = true; std::exchange(more, false);) {
            for (const fly::Reply &reply : replies) {
                if (reply.request.route == Route::Apps || m_read.contains(&reply) || !wanted(reply.request))
                    continue;
                read(reply);
                more = true;
            }
        }
    }

    void finish() { add(m_reading.afterApps()); }

    [[nodiscard]] Reading &reading() { return m_reading; }
    [[nodiscard]] const std::map<Route, int> &counts() const { return m_counts; }
    [[nodiscard]] int fullestLane() const
    {
        return m_lanes.isEmpty() ? 0 : *std::max_element(m_lanes.cbegin(), m_lanes.cend());
    }

private:
    [[nodiscard]] static QString nameOf(const fly::Request &request)
    {
        return fly::described(request) + QLatin1Char('\n') + request.app + QLatin1Char('\n') + request.item;
    }

    [[nodiscard]] bool wanted(const fly::Request &request) const
    {
        return m_wanted.contains(nameOf(request));
    }

    void add(const Next &next)
    {
        for (const fly::Request &request : next) {
            ++m_counts[request.route];
            m_wanted.insert(nameOf(request));
            if (fly::row(request.route).api == fly::Api::Machines)
                ++m_lanes[fly::laneOf(request)];
        }
    }

    Reading m_reading;
    std::map<Route, int> m_counts;
    QSet<QString> m_wanted;
    QSet<const fly::Reply *> m_read;
    QHash<QString, int> m_lanes;
};

} // namespace

std::map<Route, int> foretold(const Draft &draft)
{
    std::map<Route, int> counts;
    for (const model::App &app : draft.snapshot.apps) {
        counts[Route::MachineVersions] += int(app.machineCount.valueOr(0));
        counts[Route::VolumeSnapshots] += int(app.volumeCount.valueOr(0));
    }
    return counts;
}

Plan planOf(const Record &apps, const Record *last)
{
    Foreseeing foreseeing(apps.org);
    for (const fly::Reply &reply : apps.replies)
        foreseeing.read(reply);
    const std::map<Route, int> told = foretold(foreseeing.reading().draft());
    if (last != nullptr) {
        foreseeing.readAll(last->replies);
        foreseeing.finish();
        foreseeing.readAll(last->replies); // what is asked last, and what that leads to
    }

    Plan plan;
    plan.apps = int(foreseeing.reading().draft().snapshot.apps.size());
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.source == nullptr)
            continue;
        const auto counted = foreseeing.counts().find(row.route);
        const auto foretells = told.find(row.route);
        PlannedSource source{.name = QString::fromLatin1(row.source), .request = formOf(row), .requests = 0};
        source.requests = std::max(counted == foreseeing.counts().end() ? 0 : counted->second,
                                   foretells == told.end() ? 0 : foretells->second);
        source.atLeast =
            last == nullptr && foretells == told.end() && (source.requests == 0 || hangsOnAnswers(row));
        plan.requests += source.requests;
        plan.atLeast |= source.atLeast;
        plan.sources.push_back(std::move(source));
    }
    plan.shortest = std::chrono::seconds(std::max(0, foreseeing.fullestLane() - kBurst));
    return plan;
}

} // namespace aw::collect
