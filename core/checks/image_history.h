// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

namespace aw::checks {

/// secrets.image-history: a result for each credential of each image that a live machine runs, one
/// for the rest of the image, and one for each app whose machines do not tell their image.
[[nodiscard]] std::vector<Result> imageHistory(const View &view);

} // namespace aw::checks
