// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "tests/fake_fly/generated.h"

namespace aw::test {

// What generatedFixture() has beside apps and machines.

/// One Managed Postgres cluster, attached to the first app: its answers into `rest`.
void addManagedPostgres(JsonValue &rest);
[[nodiscard]] JsonValue generatedAddOns(const Size &size); ///< rows of the connection
[[nodiscard]] JsonValue generatedCertificate();            ///< what the detail of a host tells beside its row
[[nodiscard]] JsonValue generatedPolicy();

} // namespace aw::test
