// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reading.h"

namespace aw::collect {

/// How much of each source was read, in the order of the route table.
[[nodiscard]] std::vector<model::Source> sourcesOf(Reading &reading);

} // namespace aw::collect
