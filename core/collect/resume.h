// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <vector>

namespace aw::collect {

/// How long an answer of an interrupted run stands for what a new one would bring.
inline constexpr qint64 kResumableSeconds = 3'600;

/// Whether an answer is worth keeping for a run that resumes this one: it is usable, or the platform
/// refused it to this token and would again.
[[nodiscard]] bool resumes(const fly::Reply &reply);

/// Of the answers that an interrupted run left, those that need not be asked for again: such as these,
/// of the last hour before `now`, and of lists that were read to their end (a page marker does not live long:
/// 30 minutes for the list of apps, by the published document). The order is kept.
[[nodiscard]] std::vector<fly::Reply> resumable(const QString &org, std::vector<fly::Reply> earlier,
                                                const QDateTime &now);

} // namespace aw::collect
