// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <vector>

namespace aw::collect {

/// The part of wholeRecord() about what apps have beside machines: keys, egress, policies, details of
/// certificates and images, attachments, snapshots; and the organization's managed clusters and add-ons.
void addAppDetails(std::vector<fly::Reply> &replies);

} // namespace aw::collect
