// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace aw::test {

/// How an answer goes wrong.
enum class FaultKind {
    Status,         ///< answers `status`
    NotJson,        ///< 200 with an HTML page
    Truncated,      ///< half the body, then the end of the connection
    Stall,          ///< half the body, then silence
    Drip,           ///< the body a byte at a time, twenty a second
    Oversized,      ///< a body without end
    Deep,           ///< a list in a list, a hundred thousand times
    WrongTypes,     ///< every value of another type; with `field`, members of that name alone
    Redirect,       ///< to the other host (FakeFly::elsewhere)
    Reset,          ///< the connection is reset
    GraphqlErrors,  ///< the first connection (or object) null, and an error with its path
    RepeatedCursor, ///< every page names the same next page
    ErrorRegions,   ///< "error_regions" names a region
    ShorterList,    ///< half of the list is missing, counts say nothing of it
    Altered,        ///< the same JSON in other bytes: no digest fits
};

/// A fault and where it strikes.
struct Fault {
    FaultKind kind = FaultKind::Status;
    /// The path of a REST answer or the operation of a GraphQL one ("OrgMembers", or with its app
    /// "AppReleases/web"); "*" stands for any part between slashes.
    QString where;
    int status = 500;      ///< of Status
    QByteArray retryAfter; ///< of Status: sent as Retry-After; empty for none
    QString field;         ///< of WrongTypes: the member to spoil; empty for all
    int skip = 0;          ///< so many requests are served first
    int times = -1;        ///< so many requests are struck; -1 for all
};

/// Reads "KIND[,status=N][,retry-after=N][,field=F][,skip=N][,times=N]@WHERE", KIND one of status,
/// not-json, truncated, stall, drip, oversized, deep, wrong-types, redirect, reset, graphql-errors,
/// repeated-cursor, error-regions, shorter-list, altered. Input error otherwise.
[[nodiscard]] Result<Fault> parseFault(const QString &text);

} // namespace aw::test
