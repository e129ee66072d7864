// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

namespace aw::collect {

/// Reads a machine's configuration (FLY-API §4.3). True when all of it was read: a value of a wrong
/// type, a port out of range or an entry without its identity makes it false, and what could be read
/// is kept all the same.
[[nodiscard]] bool readConfig(Reader &reader, const JsonView &node, model::MachineConfig &config);

} // namespace aw::collect
