// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/draft.h"

namespace aw::collect {

/// crosscheck() of what the organization's people, credentials and third parties are listed in: every
/// connection against its totalCount, members and tokens also against the count that a second question
/// about them gives, an app's secrets against the names in the list of who set them.
void crosscheckPeople(Draft &draft);

} // namespace aw::collect
