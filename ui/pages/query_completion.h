// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/finding.h"
#include "ui/widgets/token_field.h"

namespace aw::pages {

/// What a token being typed may become: keys, or the values of its key as the findings have them.
[[nodiscard]] std::vector<widgets::Suggestion> completionsOf(const QString &token,
                                                             const model::Findings &findings);

} // namespace aw::pages
