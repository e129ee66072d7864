// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/secrets/reducer.h"

namespace aw::fly {

/// @options: an object that no schema describes (an add-on's options, a token profile's parameters), or
/// text that holds one. Its form stays; booleans, null and numbers stay where their name does not make a
/// secret of them, and of texts the few words that say how something is set up ("public", "enabled", the
/// name of a plan). Every other text is reduced. Deeper than 16 levels a dropped type stands.
[[nodiscard]] JsonValue reducedOptions(const JsonView &node, const secrets::Reducer &reducer);

} // namespace aw::fly
