// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

#include <QString>
#include <utility>
#include <vector>

namespace aw::demo {

/// The answers about an app beside its lists: keys, egress, policies, details of certificates and images,
/// attachments, snapshots, and what the registry holds. Each with the place that Fixture::put() takes.
[[nodiscard]] std::vector<std::pair<QString, JsonValue>> detailsOf(const JsonView &recorded);

} // namespace aw::demo
