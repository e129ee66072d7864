// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/message_pack.h"
#include "core/token/macaroon.h"

namespace aw::token {

/// Reads the body of a caveat of that type; `known` is left false where it is not as documented.
/// `depth` is how many IfPresent may still be entered.
[[nodiscard]] Caveat readCaveat(quint64 type, QByteArrayView body, int depth);

/// A list of caveats: [type, body, type, body, …] (superfly/macaroon caveat_set.go). Nothing when it is
/// none.
[[nodiscard]] std::optional<std::vector<Caveat>> readCaveats(MessagePackReader &reader, int depth);

} // namespace aw::token
