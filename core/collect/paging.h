// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/reader.h"

#include <tuple>

namespace aw::collect {

/// Which list an answer is a page of.
using List = std::tuple<fly::Route, QString, QString>;

[[nodiscard]] inline List listOf(const fly::Request &request)
{
    return {request.route, request.app, request.item};
}

/// The request of the page that follows the reader's answer, by its route's way of paging; empty at
/// the end of the list. `place` is the answer itself, or the connection of a GraphQL answer. A cursor
/// that cannot be read leaves a gap in `gaps`.
[[nodiscard]] Next nextPage(Reader &reader, const JsonView &place, std::vector<model::Gap> &gaps);

/// Keeps what the list says it holds in all; the first page's word counts. A count of a wrong type
/// leaves a gap in `gaps`.
void keepTotal(Reader &reader, const JsonView &total, std::vector<model::Gap> &gaps);

} // namespace aw::collect
