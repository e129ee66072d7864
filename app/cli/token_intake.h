// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/fly/token.h"

namespace aw::cli {

/// The credential: --token-fd or --token-stdin, else FLY_ACCESS_TOKEN, else FLY_API_TOKEN. It is
/// forgotten by the surroundings once read. Input error that says where it was looked for.
[[nodiscard]] Result<fly::Token> takeToken(const Session &session);

} // namespace aw::cli
