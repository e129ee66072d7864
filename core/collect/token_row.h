// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// A row of the organization's or of an app's token list, with the words for what no list tells.
[[nodiscard]] model::Token readTokenRow(Reader &reader, const JsonView &row);

} // namespace aw::collect
