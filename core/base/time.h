// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <functional>

namespace aw {

/// Where the present moment comes from; handed in, so that a test or --now can hold it still.
using Clock = std::function<QDateTime()>;

[[nodiscard]] Clock systemClock(); ///< the machine's, in UTC

/// RFC 3339 as Go, Ruby and GraphQL servers write it, to UTC; an invalid QDateTime when it is none.
[[nodiscard]] QDateTime parseTime(const QString &text);
/// ISO 8601 in UTC to the second, "2026-11-24T09:12:00Z": the form of every file and table we write.
[[nodiscard]] QString formatTime(const QDateTime &time);

} // namespace aw
