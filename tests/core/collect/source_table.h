// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/snapshot.h"
#include "tests/core/collect/run.h"

#include <functional>

namespace aw::collect {

/// What the model holds of one source: how many entries, and why there may be more.
struct Seen {
    std::size_t items = 0;
    bool complete = false;
    std::vector<model::Gap> gaps;
};

template<class T>
[[nodiscard]] Seen seen(const model::Listing<T> &listing)
{
    return {.items = listing.items.size(), .complete = listing.complete(), .gaps = listing.gaps};
}

/// What there is one of: it is there, or there is a gap.
template<class T>
[[nodiscard]] Seen seen(const model::Fact<T> &fact)
{
    if (fact.known())
        return {.items = 1, .complete = true, .gaps = {}};
    return {.items = 0, .complete = false, .gaps = {fact.gap()}};
}

/// One source as the tests of all of them need it.
struct SourceUnderTest {
    /// An answer with those rows (JSON, commas between), a marker of the next page (empty for none) and
    /// how many entries the platform counts.
    using Page = std::function<QByteArray(const QByteArray &rows, const QByteArray &cursor, int total)>;

    fly::Route route = fly::Route::Apps;
    QString app;  ///< whose answer is changed; empty for the organization
    QString item; ///< likewise
    Page page;
    QByteArray first;                               ///< a row
    QByteArray second;                              ///< another row; empty: the source has no pages
    bool counted = false;                           ///< the platform says how many entries there are
    std::pair<const char *, const char *> doubtful; ///< in `first`: a value, and one of a wrong type for it
    std::function<Seen(const model::Snapshot &)> read;
};

/// "pageInfo" and "totalCount" of a connection.
[[nodiscard]] inline QByteArray connectionEnd(const QByteArray &cursor, int total)
{
    return R"("pageInfo":{"hasNextPage":)" + QByteArray(cursor.isEmpty() ? "false" : "true") +
           R"(,"endCursor":)" + (cursor.isEmpty() ? QByteArray("null") : '"' + cursor + '"') +
           R"(},"totalCount":)" + QByteArray::number(total);
}

/// A connection of the organization.
[[nodiscard]] inline SourceUnderTest::Page ofOrganization(const QByteArray &field, const QByteArray &list)
{
    return [field, list](const QByteArray &rows, const QByteArray &cursor, int total) -> QByteArray {
        return R"({"data":{"organization":{")" + field + R"(":{")" + list + R"(":[)" + rows + "]," +
               connectionEnd(cursor, total) + "}}}}";
    };
}

/// The answers of a run in which `body` speaks for the source, page by page, and everything else is as
/// in wholeRecord().
using Pages = std::function<fly::WireReply(const QString &cursor)>;
[[nodiscard]] Result<Record> runWith(const SourceUnderTest &source, const Pages &pages);

} // namespace aw::collect
