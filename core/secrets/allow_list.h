// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/secrets/names.h"

#include <QString>

namespace aw::secrets {

/// The built-in allow-list of CHECKS.md §6. None of it silences a shape of the shapes table.

/// A word that stands in for a value: changeme, example, null, xxxx.
[[nodiscard]] bool isPlaceholder(QStringView value);

/// A reference that is filled in elsewhere: ${...}, $NAME, {{...}}, <...>.
[[nodiscard]] bool isTemplate(QStringView value);

/// A name whose value is public by what it is: PATH, *_VERSION, *_SHA256, what the platform sets.
[[nodiscard]] bool isAllowedName(const QString &name, const NameSense &sense);

/// A value that is public by its form under this name: publishable keys, browser error-tracking
/// addresses, UUIDs under *_ID, commit ids under names with COMMIT, REVISION or GIT.
[[nodiscard]] bool isAllowedValue(const QString &name, const NameSense &sense, QStringView value);

/// What a setting with a telling name holds when it holds no secret: an algorithm, a path, a number
/// of seconds, an address without a password.
[[nodiscard]] bool isOrdinary(const NameSense &sense, QStringView value);

} // namespace aw::secrets
