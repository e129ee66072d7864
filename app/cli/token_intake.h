// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/fly/token.h"

#include <QObject>

namespace aw::cli {

/// The credential an option gives (--token-fd, --token-stdin or --token-from-flyctl), else the
/// environment; nothing when neither does. Input error when what was given is no token, or when several
/// options give one.
[[nodiscard]] Result<std::optional<fly::Token>> givenToken(const Session &session);

/// The same, else the keychain's entry of `org`. Calls `done` once, now or later; never once `owner` is
/// gone. Input error that says where it was looked for; Storage when the keychain stayed locked.
void takeToken(const Session &session, const QString &org, QObject *owner,
               std::function<void(const Result<fly::Token> &)> done);

/// Where a collection of an organization would take its token from.
enum class TokenPlace { None, Environment, Keychain, Unknown };

/// In JSON and CSV; never renamed.
[[nodiscard]] const char *tokenPlaceName(TokenPlace place);

/// The place for each of `orgs`, in their order, without a value leaving the keychain's answer. Unknown
/// where the keychain does not say. Calls `done` once; never once `owner` is gone.
void tokenPlaces(const Session &session, const QStringList &orgs, QObject *owner,
                 std::function<void(const std::vector<TokenPlace> &)> done);

} // namespace aw::cli
