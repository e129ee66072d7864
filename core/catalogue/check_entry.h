// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/catalogue/promise.h"

namespace aw::catalogue {

/// The entry at `entry`, of a file for `family`; what is not as resources/schemas/checks.schema.json
/// promises is told to `promise`.
[[nodiscard]] CheckEntry checkEntry(const JsonView &entry, const QString &family, Promise &promise);

} // namespace aw::catalogue
