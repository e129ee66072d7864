// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"

namespace aw {

Clock systemClock()
{
    return [] { return QDateTime::currentDateTimeUtc(); };
}

QDateTime parseTime(const QString &text)
{
    // Qt takes up to milliseconds as they are and rounds a longer fraction; a bare local time has no
    // meaning here and is refused.
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return {};
    return time.toUTC();
}

QString formatTime(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ssZ"));
}

} // namespace aw
