// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"

#include <array>

namespace aw::cli {

std::span<const Command *const> commands()
{
    static constexpr std::array kAll{&kCollect,        &kFindings,       &kReport,         &kOrgsList,
                                     &kOrgsAdd,        &kOrgsRemove,     &kSnapshotList,   &kSnapshotShow,
                                     &kSnapshotExport, &kSnapshotImport, &kSnapshotVerify, &kSnapshotKeep,
                                     &kChecksList,     &kChecksExplain};
    return kAll;
}

} // namespace aw::cli
