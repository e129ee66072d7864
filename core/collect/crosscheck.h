// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/draft.h"

namespace aw::collect {

/// Holds every list against the platform's own counts, after all answers were read: the apps against
/// total_apps, GraphQL's totalCount and the token's reach; machines against machine_count and the
/// organization's inventory; volumes against volume_count; connections against totalCount. A shortfall
/// leaves a gap in the list and makes its source incomplete, with the figures.
void crosscheck(Draft &draft);

} // namespace aw::collect
