// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/token/macaroon.h"

namespace aw::token {

enum class TokenKind { Macaroon, UserToken, Both };

/// Whether something can be said to hold of a token.
enum class Answer { No, Yes, CannotTell, NotAsked };

/// What a token says of itself, read on this computer: nothing was asked of anybody, and only the
/// platform can tell whether it is true. Holds nothing that could be used as a credential.
struct TokenFacts {
    TokenKind kind = TokenKind::Macaroon;
    std::vector<Part> parts;
    /// Whether its own rules let it do more than read. CannotTell where a macaroon could not be read, or
    /// holds a caveat that is not understood and may narrow it.
    Answer writes = Answer::CannotTell;
    QStringList organizationIds; ///< of its Organization caveats, as numbers; the platform knows the slugs
    QStringList appIds;          ///< of its Apps caveats; empty: every app
    QDateTime expiresAt;         ///< when the first of its permissions ends; invalid: none says so
    /// When the last does; invalid where one never ends, or does not tell.
    QDateTime endsAt;
    bool unlimited = false; ///< a macaroon that can be read has no end
    QStringList missing;    ///< third parties whose discharge is missing
    QStringList unknown;    ///< types of caveats that are not understood

    [[nodiscard]] bool expired(const QDateTime &now) const { return endsAt.isValid() && endsAt <= now; }
};

[[nodiscard]] TokenFacts factsOf(const fly::Token &token);

/// A reason to take a narrower token.
struct Width {
    enum class Why { CanWrite, UserToken, NeverExpires, LongLived };

    Why why = Why::CanWrite;
    QString sentence;
};

/// Why the token is wider than this program needs; empty when nothing says so. `couldWrite` is what the
/// platform said when it was asked.
[[nodiscard]] std::vector<Width> widthOf(const TokenFacts &facts, Answer couldWrite, const QDateTime &now);

/// The kind in words: "read-only organization token" where its own rules say so.
[[nodiscard]] QString kindWords(const TokenFacts &facts);

/// What Fly.io takes for the slug of an organization, and nothing that means something to a shell.
[[nodiscard]] bool isSlug(const QString &text);

/// The command that makes a token which can do no more than this program needs: it reads one
/// organization, for a month. Safe to paste into a shell; names ORG where `org` is no slug.
[[nodiscard]] QString narrowerCommand(const QString &org);

} // namespace aw::token
