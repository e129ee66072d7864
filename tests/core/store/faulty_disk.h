// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sqlite3.h>

namespace aw::store {

/// SQLite's file layer with a fault in it: the n-th write, sync or truncation from now fails, once or
/// from then on. Registered as the default of this process by install().
class FaultyDisk
{
public:
    static void install();
    /// `nth` counts from 1; `code` is what that operation answers with.
    static void breakAt(int nth, int code, bool forEver);
    static void repair();
    [[nodiscard]] static bool broke(); ///< whether the fault was reached
};

} // namespace aw::store
