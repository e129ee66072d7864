// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QStringList>
#include <vector>

namespace aw::fly {

/// A credential as pasted or taken from the environment (FLY-API §2.1): a comma list of macaroons
/// and user tokens, possibly behind "FlyV1 " or "Bearer ". Never printed, never stored but in the
/// keychain; its parts and all that is made of them is memory that is wiped.
class Token
{
public:
    /// Strips prefixes, splits, trims. Input error when nothing usable is left, when it is longer than
    /// 64 KiB, or when it holds control characters, spaces or quotes that would break a header.
    [[nodiscard]] static Result<Token> parse(QByteArrayView given);
    [[nodiscard]] static Result<Token> parse(const SecretBytes &given) { return parse(given.view()); }
    /// The same of a text somebody pasted. It stays the caller's to wipe.
    [[nodiscard]] static Result<Token> parse(const QString &pasted);

    /// Authorization for api.machines.dev: macaroons only when there are any, "FlyV1 " or "Bearer ".
    [[nodiscard]] SecretBytes machinesHeader() const;
    /// Authorization for GraphQL: macaroons and user tokens together.
    [[nodiscard]] SecretBytes graphqlHeader() const;
    /// Authorization for the registry: HTTP Basic, the user "x" and as password the macaroons, or the user
    /// tokens where there are none (FLY-API §7).
    [[nodiscard]] SecretBytes registryHeader() const;
    /// All parts without a scheme: what parse() reads back as the same token.
    [[nodiscard]] SecretBytes joined() const;

    [[nodiscard]] const std::vector<SecretBytes> &macaroons() const { return m_macaroons; }
    [[nodiscard]] const std::vector<SecretBytes> &userTokens() const { return m_users; }
    [[nodiscard]] bool hasMacaroon() const { return !m_macaroons.empty(); }
    [[nodiscard]] int parts() const { return int(m_macaroons.size() + m_users.size()); }

    /// Locations of third parties whose discharge the bundle lacks: the API will refuse it (FLY-API
    /// §2.3). Read from the macaroons themselves, no key needed; empty too when they cannot be read.
    [[nodiscard]] QStringList missingDischarges() const;

    /// Every text that must never appear anywhere: the headers, the parts, and the macaroons without
    /// their labels; longer ones first.
    [[nodiscard]] std::vector<SecretBytes> secrets() const;

private:
    std::vector<SecretBytes> m_macaroons;
    std::vector<SecretBytes> m_users;
};

/// The bytes of a macaroon, behind its label ("fm2_") and base64; empty when they are none.
[[nodiscard]] SecretBytes macaroonBytes(const SecretBytes &macaroon);

/// What a hostile token may put into a sentence: on one line, printable, at most 120 characters.
[[nodiscard]] QString shownPart(QByteArrayView utf8);

} // namespace aw::fly
