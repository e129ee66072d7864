// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace aw::secrets {

/// What a name says about its value (CHECKS.md §6, name patterns).
struct NameSense {
    bool telling = false; ///< the value is expected to be a secret
    bool address = false; ///< telling, but the setting holds an address with the secret in it (DATABASE_URL)
    bool last = false;    ///< the telling word ends the name: PASSWORD, not PASSWORD_POLICY
};

[[nodiscard]] NameSense senseOf(const QString &name);

/// A name whose parts are made comparable: upper case, "_" between parts and at both ends.
[[nodiscard]] QString normalizedName(const QString &name);

/// Whether `normalized` has the part (or the parts, joined by "_") `word`.
[[nodiscard]] bool hasPart(const QString &normalized, QLatin1String word);

} // namespace aw::secrets
