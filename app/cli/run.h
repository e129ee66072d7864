// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/command.h"
#include "app/cli/surroundings.h"

namespace aw::cli {

/// Carries out what was typed (without the program's name) and calls `done` once, now or later from
/// the event loop. `around` must live until then.
void run(const QStringList &typed, Surroundings &around, const Done &done);

/// The help of everything, of a group of commands or of one command.
[[nodiscard]] QString helpOf(const Line &line);

} // namespace aw::cli
