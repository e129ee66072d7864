// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/arguments.h"

#include <functional>

namespace aw::cli {

class Session;

/// What the process ends with. Scripts rely on these: a number is never given another meaning.
enum class Exit {
    Done = 0,
    Findings = 1, ///< at or above --fail-on, or a verification that failed
    Usage = 2,
    Incomplete = 3, ///< only `collect` says so
    Refused = 4,    ///< nothing could be collected
    Network = 5,
    Storage = 6,
    Interrupted = 130,
};

[[nodiscard]] Exit exitOf(ErrorKind kind);

using Done = std::function<void(Exit)>;

/// A row per command: its words and its function.
struct Command {
    const char *name;    ///< "collect", "orgs list"
    const char *operand; ///< what must follow the name ("ID"), or may ("[ID]"); empty for nothing
    const char *summary;
    const char *details; ///< further lines of its help; may be empty
    const char *example;
    std::span<const OptionRow> options;
    /// Calls `done` once, now or later from the event loop; `session` lives until then.
    void (*run)(Session &session, const Done &done);
};

/// Every command there is, in the order of the help.
[[nodiscard]] std::span<const Command *const> commands();

} // namespace aw::cli
