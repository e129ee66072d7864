// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/command.h"

namespace aw::cli {

extern const Command kCollect;
extern const Command kFindings;
extern const Command kReport;
extern const Command kOrgsList;
extern const Command kOrgsAdd;
extern const Command kOrgsRemove;
extern const Command kSnapshotList;
extern const Command kSnapshotShow;
extern const Command kSnapshotExport;
extern const Command kSnapshotImport;
extern const Command kSnapshotVerify;
extern const Command kSnapshotKeep;
extern const Command kChecksList;
extern const Command kChecksExplain;

} // namespace aw::cli
