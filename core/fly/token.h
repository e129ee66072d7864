// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

namespace aw::fly {

/// A credential as pasted or taken from the environment (FLY-API §2.1): a comma list of macaroons
/// and user tokens, possibly behind "FlyV1 " or "Bearer ". Never printed, never stored.
class Token
{
public:
    /// Strips prefixes, splits, trims. Input error when nothing usable is left, when it is longer than
    /// 64 KiB, or when it holds control characters, spaces or quotes that would break a header.
    [[nodiscard]] static Result<Token> parse(const QString &pasted);

    /// FLY_ACCESS_TOKEN, else FLY_API_TOKEN; Input error when neither is set.
    [[nodiscard]] static Result<Token> fromEnvironment();

    /// Authorization for api.machines.dev: macaroons only when there are any, "FlyV1 " or "Bearer ".
    [[nodiscard]] QByteArray machinesHeader() const;
    /// Authorization for GraphQL: macaroons and user tokens together.
    [[nodiscard]] QByteArray graphqlHeader() const;

    [[nodiscard]] bool hasMacaroon() const { return !m_macaroons.isEmpty(); }
    [[nodiscard]] int parts() const { return int(m_macaroons.size() + m_users.size()); }

    /// Locations of third parties whose discharge the bundle lacks: the API will refuse it (FLY-API
    /// §2.3). Read from the macaroons themselves, no key needed; empty too when they cannot be read.
    [[nodiscard]] QStringList missingDischarges() const;

    /// Every text that must never appear anywhere: the headers, the parts, and the macaroons without
    /// their labels; longer ones first.
    [[nodiscard]] QList<QByteArray> secrets() const;

private:
    QList<QByteArray> m_macaroons;
    QList<QByteArray> m_users;
};

} // namespace aw::fly
