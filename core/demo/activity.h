// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

namespace aw::demo {

/// The GraphQL rows of an app's secrets: names and dates of its "secrets", users of its "secret_owners".
[[nodiscard]] JsonValue secretRows(const JsonView &recorded);

/// The app's log of changes, newest first: its releases, its secrets as they were last set, and what its
/// "changes" hold besides.
[[nodiscard]] JsonValue changeRows(const JsonView &recorded);

/// The app's tokens: the rows of `all` (the organization's list) whose ids stand in its "tokens".
[[nodiscard]] JsonValue tokenRows(const JsonView &recorded, const JsonView &all);

} // namespace aw::demo
