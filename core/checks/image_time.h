// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

namespace aw::checks {

/// When the image that a machine runs was made, as far as the platform tells.
struct ImageTime {
    std::optional<QDateTime> made;   ///< fit to pass on and to fail on
    std::optional<QDateTime> before; ///< it was made at or before this: fit to fail on alone
    model::Origin origin;            ///< of the date that is used
    model::Gap gap;                  ///< why `made` is not known
};

/// The image's own date; where that is a fixed one before 1990 (reproducible build) or one that the
/// platform tells nobody, the first release with the image, if every release was listed. Otherwise
/// the earliest release seen and the machine's last update bound the age from below.
[[nodiscard]] ImageTime imageTime(const model::App &app, const model::Machine &machine,
                                  const model::Snapshot &snapshot);

} // namespace aw::checks
