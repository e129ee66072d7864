// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/sqlite.h"

namespace aw::store {

/// The second migration: the rows of `reply` become bodies and manifests, as they are, and its table
/// goes, and that of findings. What this program cannot interpret is moved like the rest.
[[nodiscard]] Result<void> moveAnswers(const Connection &db);

} // namespace aw::store
