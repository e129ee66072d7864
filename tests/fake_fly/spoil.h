// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QString>

namespace aw::test {

/// Bodies as a server at fault would send them. Each is made from a good one.

/// Every value that is neither object nor list of another type than it was; where `field` is given,
/// members of that name (lists and objects too) and nothing else.
[[nodiscard]] QByteArray withWrongTypes(const JsonView &body, const QString &field);

/// The first list found (a GraphQL connection's included) without its second half; counts stay.
[[nodiscard]] QByteArray withShorterList(const JsonView &body);

/// "error_regions" names syd.
[[nodiscard]] QByteArray withErrorRegions(const JsonView &body);

/// Every page end names the next page "again": "next_cursor", or pageInfo.
[[nodiscard]] QByteArray withRepeatedCursor(const JsonView &body);

/// data.X.Y (or data.X) null, and an error with that path.
[[nodiscard]] QByteArray withGraphqlErrors(const JsonView &body);

} // namespace aw::test
