// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace aw::print {

/// An ICC v4 display profile of sRGB (IEC 61966-2-1), about 500 bytes: the output intent that PDF/A
/// asks for, made here because a plain Debian has no profile file.
[[nodiscard]] std::string srgbProfile();

} // namespace aw::print
