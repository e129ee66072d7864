// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/report/formats.h"

namespace aw::test {

/// A judged organization, invented: Northwind Parcel with `apps` apps, each with a machine and a volume,
/// every status, severity and reason among its findings.
[[nodiscard]] report::Material northwindParcel(int apps = 6);

} // namespace aw::test
