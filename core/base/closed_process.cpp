// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/closed_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace aw {

void closeToOthers()
{
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    ::setrlimit(RLIMIT_CORE, &none);
    // The limit alone does not stop a core that is piped to a handler (core(5)); this does.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

} // namespace aw
