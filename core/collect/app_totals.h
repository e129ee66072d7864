// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/draft.h"

namespace aw::collect {

/// Holds the lists of each app against the totals that came with them: certificates, attachments, and
/// the machines that were looked through for egress addresses. A part of crosscheck().
void checkAppTotals(Draft &draft);

} // namespace aw::collect
