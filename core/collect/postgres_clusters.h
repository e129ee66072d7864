// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collector.h"

namespace aw::collect {

/// That question about every unmanaged Postgres cluster that either API knows of.
[[nodiscard]] Next ofEachCluster(fly::Route route, const QString &org, const Draft &draft);

} // namespace aw::collect
