// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// Reads what @options left of an object that no schema describes, value by value, each with its place
/// below `node`. False when `node` is no object; null and missing are no wrong type.
[[nodiscard]] bool readOptions(Reader &reader, const JsonView &node, std::vector<model::Option> &out);

} // namespace aw::collect
