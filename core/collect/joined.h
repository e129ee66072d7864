// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/draft.h"

namespace aw::collect {

/// Joins what a second answer tells of a thing to what the first told of it: roles and dates of apps,
/// details of members, parameters of tokens, who set a secret. Where the second knows nothing of it the
/// fact says why.
void join(Draft &draft);

} // namespace aw::collect
