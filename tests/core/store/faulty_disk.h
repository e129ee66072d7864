// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sqlite3.h>

namespace aw::store {

/// SQLite's file layer with a fault in it: the n-th write, sync or truncation from now fails, once or
/// from then on. Registered as the default of this process by install(). Nothing is forced to the disk: an
/// end of the process loses nothing that was written, and an end of the machine is not what it plays.
class FaultyDisk
{
public:
    static void install();
    /// `nth` counts from 1; `code` is what that operation answers with.
    static void breakAt(int nth, int code, bool forEver);
    /// That operation ends the process as a kill would, in the middle of it where it is a write.
    static void dieAt(int nth);
    static void repair();
    [[nodiscard]] static bool broke(); ///< whether the fault was reached
};

} // namespace aw::store
