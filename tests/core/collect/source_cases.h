// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/model/snapshot.h"
#include "tests/core/collect/scripted_fly.h"

#include <functional>

namespace aw::collect {

/// A list as a reader of the snapshot sees it.
struct Listed {
    bool complete = false; ///< of what is joined to the rows of another list: it is known
    qsizetype items = -1;  ///< -1: it is no list of its own
};

template<class T>
Listed listed(const model::Listing<T> &listing)
{
    return {listing.complete(), qsizetype(listing.items.size())};
}

/// A source, and where its rows stand in its answer.
struct Subject {
    fly::Route route;
    QStringList path; ///< to the object that holds the rows
    const char *rows;
    bool countedElsewhere; ///< another answer tells how many there are
    std::function<Listed(const model::Snapshot &)> see;
};

/// In how many ways an answer can be less than it seems.
enum class Case {
    Full,
    Empty,
    Refused,
    Gone,
    Shorter,
    Uncounted,
    RowsAreAnObject,
    RowsAreNull,
    ARowIsNull,
    ARowIsEmpty,
    WhetherMoreFollowsIsText,
    TwoPages,
    RepeatedCursor,
    FaultOnPageTwo,
    CutOffPageTwo,
};

struct CaseRow {
    Case what;
    const char *name;
    bool paged; ///< only where the list has pages and a count
    model::SourceState state;
    model::Reason reason; ///< unless complete
};

inline constexpr CaseRow kCases[] = {
    {Case::Full, "all of it", false, model::SourceState::Complete, model::Reason::Fault},
    {Case::Empty, "empty", false, model::SourceState::Complete, model::Reason::Filtered},
    {Case::Refused, "refused", false, model::SourceState::Partial, model::Reason::Permission},
    {Case::Gone, "a server's fault", false, model::SourceState::Partial, model::Reason::Fault},
    {Case::Shorter, "silently shorter than its count", true, model::SourceState::Partial,
     model::Reason::Filtered},
    {Case::Uncounted, "without a count", true, model::SourceState::Partial, model::Reason::Fault},
    {Case::RowsAreAnObject, "an object for rows", false, model::SourceState::Partial, model::Reason::Fault},
    {Case::RowsAreNull, "null for rows", false, model::SourceState::Partial, model::Reason::Fault},
    {Case::ARowIsNull, "a row that is null", false, model::SourceState::Partial, model::Reason::Fault},
    {Case::ARowIsEmpty, "a row without anything", false, model::SourceState::Partial, model::Reason::Fault},
    {Case::WhetherMoreFollowsIsText, "whether more follows is text", true, model::SourceState::Partial,
     model::Reason::Fault},
    {Case::TwoPages, "two pages", true, model::SourceState::Complete, model::Reason::Fault},
    {Case::RepeatedCursor, "a cursor again", true, model::SourceState::Partial, model::Reason::Fault},
    {Case::FaultOnPageTwo, "a fault on page two", true, model::SourceState::Partial, model::Reason::Fault},
    {Case::CutOffPageTwo, "page two is cut off", true, model::SourceState::Partial, model::Reason::Fault},
};

/// The rows in an answer of that source.
[[nodiscard]] JsonView rowsIn(const Subject &subject, const JsonView &root);

/// What the platform answers in that case for the page behind `cursor`; `body` is the whole and healthy
/// answer, of one page.
[[nodiscard]] fly::WireReply replyIn(Case what, const Subject &subject, const QByteArray &body,
                                     const QString &cursor);

/// Whether the source's list comes in pages that are counted.
[[nodiscard]] bool paged(fly::Route route);

} // namespace aw::collect
