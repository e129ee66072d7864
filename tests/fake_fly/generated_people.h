// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

namespace aw::test {

/// GraphQL answers, by operation, about the people, credentials and third parties of a generated
/// organization with these `members` (edges) and `tokens` (nodes): the viewer is the first member.
void addPeople(JsonValue &graphql, const JsonView &members, const JsonView &tokens);

/// What the recording of the app `number` holds of the same kind: an owner for each of its secrets, one
/// of `tokens`.
void addActivity(JsonValue &app, const JsonView &members, const JsonView &tokens, int number);

/// GET /v1/platform/regions.
[[nodiscard]] JsonValue generatedRegions();

} // namespace aw::test
