// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <chrono>
#include <optional>

namespace aw::test {

/// A published limit of the Machines API (working-with-machines-api, "Rate limits").
struct Limit {
    QString bucket; ///< action and app or machine id
    double perSecond = 1;
    int burst = 3;
};

/// The limit that a GET of `path` falls under; none for lists of the whole organization, for which
/// none is published.
[[nodiscard]] std::optional<Limit> limitOf(const QString &path);

/// Token buckets by the server's own clock.
class Buckets
{
public:
    using Millis = std::chrono::milliseconds;

    /// Takes one token; false when there is none.
    [[nodiscard]] bool take(const Limit &limit, Millis now);

private:
    struct Level {
        double tokens = 0;
        Millis at{0};
    };

    QHash<QString, Level> m_levels;
};

} // namespace aw::test
