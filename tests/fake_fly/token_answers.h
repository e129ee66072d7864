// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/fake_fly/http.h"

#include <QStringList>
#include <optional>

namespace aw::test {

/// What the accepted token is, for those who ask about it.
struct FakeToken {
    bool user = false;         ///< a user's own; then the platform tells nothing of its reach
    bool writes = false;       ///< it could write
    int refusal = 400;         ///< status of a "no" to the question whether it could
    QStringList alsoReaches{}; ///< organizations beside the recorded one
};

/// The answer to 01-viewer, 02-organizations and POST /v1/tokens/authorize, and for a user's token to
/// /v1/tokens/current; nothing for any other request. `org` is the recorded organization.
[[nodiscard]] std::optional<Response> tokenAnswer(const Seen &seen, const FakeToken &token,
                                                  const QString &org);

/// Whether it is the one POST beside GraphQL queries that the program may send.
[[nodiscard]] bool isAuthorizeQuestion(const Seen &seen);

} // namespace aw::test
