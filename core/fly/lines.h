// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/secrets/reducer.h"

namespace aw::fly {

/// @line: a command, or the list of its arguments. A text in which nothing stands for a value stays as
/// it is; any other becomes {"text": masked, "settings": [{"name","value"}]} in its place, so that what
/// was found in it is judged without the text. Of arguments, what follows "--name" is its value.
[[nodiscard]] JsonValue reducedLine(const JsonView &node, const secrets::Reducer &reducer);

} // namespace aw::fly
