// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

namespace aw::portable {

/// Whether the record is one that collecting can leave, so that nothing else can be carried into a
/// data folder: an answer counts as usable only with a 2xx status and a body, it belongs to the
/// organization, its pages stand together, its times make sense. Malformed with the first offence.
[[nodiscard]] Result<void> sound(const collect::Record &record);

/// Whether it could have been collected by `now`.
[[nodiscard]] Result<void> notAhead(const collect::Record &record, const QDateTime &now);

} // namespace aw::portable
