// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/report/formats.h"

namespace aw::cli {

/// The snapshot that --snapshot names (its id, or the first six or more of its digits), else the
/// organization's last one. Input error when there is none.
[[nodiscard]] Result<store::SnapshotRow> chosenSnapshot(const Session &session, store::Store &store);

/// The same for an id that was given otherwise; empty for the organization's last one.
[[nodiscard]] Result<store::SnapshotRow> chosenSnapshot(const Session &session, store::Store &store,
                                                        const QString &id);

/// A kept snapshot, read and judged anew.
[[nodiscard]] Result<report::Material> judged(const Session &session, store::Store &store);

} // namespace aw::cli
