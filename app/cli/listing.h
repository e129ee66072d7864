// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/base/json.h"

#include <vector>

namespace aw::cli {

/// A list of plain rows, printed as a table, as JSON ("schema", and the rows as objects under
/// `member`) or as CSV.
struct Listing {
    struct Column {
        const char *key; ///< in JSON and CSV; never renamed
        QString title;
        bool gives = false;
    };

    const char *schema = "";
    const char *member = "";
    std::vector<Column> columns;
    std::vector<std::vector<JsonValue>> rows; ///< texts, numbers and flags
};

[[nodiscard]] Result<void> print(const Listing &listing, const Session &session, Format format);

/// A field of RFC 4180; what a spreadsheet would run as a formula gets a quote before it.
[[nodiscard]] QString csvField(const QString &text);

} // namespace aw::cli
