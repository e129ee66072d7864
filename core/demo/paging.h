// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/demo/fixture.h"

#include <optional>

namespace aw::demo {

[[nodiscard]] Answer refusal(int status, const QString &error); ///< {"error": …}, as the Machines API says it

/// What `path` answers to `query` when `whole` is everything there is: filtered, cut to a page, with
/// cursor and counts where the Machines API gives them (FLY-API §4). A count recorded in `whole`
/// stands, even where it exceeds the list. 400 for a limit or cursor the API would not take.
[[nodiscard]] Answer restAnswer(const QString &path, const JsonView &whole, const QUrlQuery &query);

/// What a GraphQL request wants of its connection.
struct Slice {
    qint64 first = 0; ///< 0: all
    QString after;
    bool counted = true; ///< totalCount was selected
};

/// `data` with its connection cut to `slice`, pageInfo, cursors of edges and totalCount added; as it
/// is where it holds no connection. Nothing when `after` is no cursor of ours.
[[nodiscard]] std::optional<JsonValue> connectionAnswer(const JsonView &data, const Slice &slice);

} // namespace aw::demo
