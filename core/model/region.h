// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

namespace aw::model {

/// A place that the platform offers (GET /v1/platform/regions).
struct Region {
    QString code; ///< "fra"
    QString name; ///< "Frankfurt, Germany"
    QString geo;  ///< "europe"; empty when not told
    Fact<bool> deprecated;
    Origin origin;
};

} // namespace aw::model
