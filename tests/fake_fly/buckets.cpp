// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/buckets.h"

#include <QStringList>
#include <algorithm>

namespace aw::test {

std::optional<Limit> limitOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'), Qt::SkipEmptyParts); // v1, apps, {app}, …
    if (parts.value(1) != QLatin1String("apps") || parts.size() < 3)
        return std::nullopt;
    const QString &app = parts[2];
    if (parts.size() == 3)
        return Limit{.bucket = QLatin1String("show ") + app};
    if (parts.size() == 4)
        return Limit{.bucket = parts[3] + QLatin1Char(' ') + app};
    const QString item = app + QLatin1Char('/') + parts[4];
    if (parts.size() == 5 && parts[3] == QLatin1String("machines"))
        return Limit{.bucket = QLatin1String("machine ") + item, .perSecond = 5, .burst = 10};
    return Limit{.bucket = parts.last() + QLatin1Char(' ') + item};
}

bool Buckets::take(const Limit &limit, Millis now)
{
    auto level = m_levels.find(limit.bucket);
    if (level == m_levels.end())
        level = m_levels.insert(limit.bucket, {.tokens = double(limit.burst), .at = now});
    const double since = std::chrono::duration<double>(now - level->at).count();
    level->tokens = std::min(double(limit.burst), level->tokens + since * limit.perSecond);
    level->at = now;
    if (level->tokens < 1)
        return false;
    level->tokens -= 1;
    return true;
}

} // namespace aw::test
