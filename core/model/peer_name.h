// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace aw::model {

/// What the name of a WireGuard peer says of itself. flyctl makes "prefix-host-owner-ULID", the owner
/// being an e-mail address with every character outside A-Z a-z 0-9 - replaced by "-"
/// (flyctl, internal/wireguard/wg.go); whoever makes a peer may choose any other name.
struct PeerName {
    QDateTime madeAt; ///< from the ULID
    QString owner;    ///< host and owner, lower-cased, as far as they cannot be told apart; may be empty
};

/// Nothing when the last 26 characters are no ULID of a time between 2020 and `now`.
[[nodiscard]] std::optional<PeerName> decodedPeerName(const QString &name, const QDateTime &now);

/// Whether `owner` ends in the address `email`, replaced as above, at a "-" or as a whole.
[[nodiscard]] bool ownedBy(const QString &owner, const QString &email);

} // namespace aw::model
