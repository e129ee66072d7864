// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// Reads what @image left of an image's configuration, in place of what `image` held of one. What it
/// lacks stays unread in `image` (envRead, historyRead), with a gap for values of a wrong type alone.
void readImageConfig(Reader &reader, const JsonView &config, model::Image &image);

/// The gaps of a configuration that tells no environment or no build history; empty when it tells both.
[[nodiscard]] std::vector<model::Gap> untold(const Reader &reader, const model::Image &image);

} // namespace aw::collect
