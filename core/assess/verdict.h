// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"

namespace aw::assess {

/// The verdict over findings in the order that judge() gives them.
[[nodiscard]] Verdict verdictOf(const Posture &posture, const catalogue::Catalogue &catalogue,
                                const QDateTime &now);

} // namespace aw::assess
