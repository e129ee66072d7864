// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace aw {

/// Closes this process to others of the same user and to crash handlers: nobody but root reads its
/// memory, and it leaves no core file. Both programs call it first in main(), because from then on they
/// hold a credential that must be found in nothing but the keychain.
void closeToOthers();

} // namespace aw
