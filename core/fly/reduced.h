// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/secrets/reducer.h"

namespace aw::fly {

/// The JSON of what is left of values that may be secret; its form is described in redact.h.

[[nodiscard]] JsonValue reducedValue(const model::ReducedValue &value);
[[nodiscard]] JsonValue reducedPair(const secrets::Reducer::Pair &pair);

/// The pairs of a text, those that look like a credential first where they are too many to keep.
[[nodiscard]] JsonValue reducedPairs(std::vector<secrets::Reducer::Pair> pairs);

/// {"airworthy_type": …}: stands where a value of another type was expected and dropped.
[[nodiscard]] JsonValue droppedType(const JsonView &node);

/// Cut to what a kept text may have, with an ellipsis.
[[nodiscard]] QString bounded(const QString &text);

/// @image: an OCI image configuration, or text that holds one.
[[nodiscard]] JsonValue reducedImage(const JsonView &node, const secrets::Reducer &reducer);

/// @env: ["NAME=value"] to [{"name","value"}]; a dropped type when it is no array.
[[nodiscard]] JsonValue reducedEnv(const JsonView &node, const secrets::Reducer &reducer);

/// @history: one build step.
[[nodiscard]] JsonValue reducedStep(const JsonView &node, const secrets::Reducer &reducer);

/// @content: the base64 of a file.
[[nodiscard]] JsonValue reducedContent(const JsonView &node, const secrets::Reducer &reducer);

} // namespace aw::fly
