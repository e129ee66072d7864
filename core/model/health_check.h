// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

namespace aw::model {

/// A check that a configuration defines: of a service, of the machine, or of a container.
struct HealthCheck {
    QString name;      ///< empty for a service's check
    QString type;      ///< tcp or http; exec for a container's command; empty when not told
    QString kind;      ///< informational or readiness; empty when not told
    Fact<qint64> port; ///< unknown where it is the service's
    QString method;
    QString path;     ///< masked where it holds a credential
    QString interval; ///< as the platform writes durations: "15s"; the next two likewise
    QString timeout;
    QString gracePeriod;
    bool tlsSkipVerify = false;
    Origin origin;
};

/// How a check of a running machine goes.
struct CheckStatus {
    QString name;
    QString status; ///< passing, warning, critical
    Origin origin;
};

} // namespace aw::model
