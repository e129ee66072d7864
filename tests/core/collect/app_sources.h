// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/core/collect/source_table.h"

namespace aw::collect {

/// The sources about apps, images, data and add-ons.
[[nodiscard]] const std::vector<SourceUnderTest> &appSources();

} // namespace aw::collect
