// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <QHash>
#include <QString>
#include <chrono>

namespace aw::fly {

/// The bucket a request is counted in: its route with the machine (versions), the app (routes of an
/// app) or the organization (the rest). Fly counts by action and machine or app id (FLY-API §3).
[[nodiscard]] QString laneOf(const Request &request);

/// One token bucket per lane. Holds no clock of its own, so a test can move time by hand.
class Lanes
{
public:
    using Millis = std::chrono::milliseconds;

    Lanes(Millis refill, int burst) : m_refill(refill), m_burst(burst) {}

    /// Takes a token from `lane` and returns zero, or returns how long until there is one.
    [[nodiscard]] Millis take(const QString &lane, Millis now);

    /// Gives `lane` no token before `now` + `wait`, and no burst right after: the platform said no.
    void hold(const QString &lane, Millis now, Millis wait);

private:
    Millis m_refill;
    int m_burst;
    QHash<QString, Millis> m_fullAt; ///< when the bucket will be full again
};

} // namespace aw::fly
