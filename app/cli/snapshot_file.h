// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/portable/portable.h"

namespace aw::cli {

/// What the portable snapshot at `path` holds, proved to be whole. Input error for what is no file;
/// Malformed or Limit, with the reason, for one that does not hold what a snapshot should.
[[nodiscard]] Result<portable::Contents> snapshotIn(const Session &session, const QString &path);

/// The error of a verification on standard error, and what the program ends with: 1 where the thing
/// that was verified does not fit.
[[nodiscard]] Exit complainOfFile(const Session &session, const Error &error);

} // namespace aw::cli
