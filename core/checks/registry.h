// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

#include <span>

namespace aw::checks {

/// Every check there is, by family. Each has an entry of the same id in the catalogue; a test holds
/// the two to each other.
[[nodiscard]] std::vector<Check> registeredChecks();

[[nodiscard]] std::span<const Check> exposureChecks();
[[nodiscard]] std::span<const Check> dataChecks();
[[nodiscard]] std::span<const Check> secretChecks();
[[nodiscard]] std::span<const Check> accessChecks();
[[nodiscard]] std::span<const Check> runtimeChecks();

} // namespace aw::checks
