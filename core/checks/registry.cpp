// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/registry.h"

namespace aw::checks {

std::vector<Check> registeredChecks()
{
    std::vector<Check> all;
    for (const std::span<const Check> family :
         {exposureChecks(), dataChecks(), secretChecks(), accessChecks(), runtimeChecks()})
        all.insert(all.end(), family.begin(), family.end());
    return all;
}

} // namespace aw::checks
