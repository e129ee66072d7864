// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/transport.h"
#include "core/fly/withheld.h"

#include <chrono>
#include <optional>

namespace aw::fly {

/// What an answer means for the request that it answers.
struct Meaning {
    std::optional<Error> fault;                    ///< empty: the body is worth reading
    bool again = false;                            ///< it may end better if sent again
    bool tooFast = false;                          ///< 429: the whole lane has to wait
    std::optional<std::chrono::milliseconds> wait; ///< how long the platform asks to wait, at least
};

/// Judges status, transport fault and Retry-After (numbers only), by FLY-API §3.
[[nodiscard]] Meaning meaningOf(const WireReply &reply, const Request &request, const Withheld &withheld);

} // namespace aw::fly
