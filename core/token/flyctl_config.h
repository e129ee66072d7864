// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/token.h"

namespace aw::token {

/// Where flyctl keeps its settings: config.yml in FLY_CONFIG_DIR, else in ~/.fly.
[[nodiscard]] QString flyctlConfigPath();

/// The token that flyctl is logged in with, from its settings. To be called only when the user asks.
///
/// The file is opened once and read once, since flyctl rewrites it about every minute while its agent
/// runs (FLY-API §2.2), and is never written. It holds more secrets, the private keys of WireGuard
/// among them: nothing but the value of `access_token` is ever copied out of the buffer it was read
/// into, which is wiped; the YAML parser is shown the file with every letter of every value masked, and
/// only says where that value stands.
///
/// Input error that says what to do when there is no file or no login; when the file is not of the form
/// flyctl writes: not a mapping with one `access_token` that is a text.
[[nodiscard]] Result<fly::Token> flyctlToken(const QString &path);

/// The same from the bytes of such a file; `where` is named in errors.
[[nodiscard]] Result<fly::Token> flyctlTokenIn(const SecretBytes &config, const QString &where);

} // namespace aw::token
