// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>

namespace aw::cli {

/// Calls `first` from the event loop when the process is interrupted (SIGINT, SIGTERM); a second
/// interrupt ends it at once, with 130. Holds until what it returns is let go. One at a time.
[[nodiscard]] std::shared_ptr<void> onInterrupt(std::function<void()> first);

} // namespace aw::cli
