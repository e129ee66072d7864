// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

namespace aw::demo {

/// The configuration a machine runs with; the incomplete one where its host does not answer.
[[nodiscard]] JsonView runningConfig(const JsonView &machine);

/// A machine's list of versions when it never had another: the running one (FLY-API §4).
[[nodiscard]] JsonValue runningVersion(const JsonView &machine);

} // namespace aw::demo
