// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/lanes.h"

#include "core/fly/routes.h"

#include <algorithm>

namespace aw::fly {

QString laneOf(const Request &request)
{
    const RouteRow &route = row(request.route);
    const QString name = QString::fromLatin1(route.name);
    // Fly counts by the machine or the app that is asked about; a cluster of Postgres belongs to no app.
    const bool byItem = request.route == Route::MachineVersions || request.app.isEmpty();
    if (byItem && !request.item.isEmpty())
        return name + QLatin1Char('\n') + request.item;
    return name + QLatin1Char('\n') + (request.app.isEmpty() ? request.org : request.app);
}

Lanes::Millis Lanes::take(const QString &lane, Millis now)
{
    Millis &fullAt = m_fullAt.insert(lane, std::max(m_fullAt.value(lane, now), now)).value();
    const Millis wait = fullAt - now - m_refill * (m_burst - 1);
    if (wait > Millis::zero())
        return wait;
    fullAt += m_refill;
    return Millis::zero();
}

void Lanes::hold(const QString &lane, Millis now, Millis wait)
{
    const Millis fullAt = now + wait + m_refill * (m_burst - 1);
    m_fullAt.insert(lane, std::max(m_fullAt.value(lane, fullAt), fullAt));
}

} // namespace aw::fly
