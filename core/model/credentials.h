// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"
#include "core/model/option.h"

#include <QDateTime>
#include <QStringList>
#include <utility>

namespace aw::model {

/// A row of a token list: never the token itself, and not its real scope (a read-only token looks like
/// a full one). What no list can know is there as facts that are never known, each with the sentence
/// that says so, for a report to show.
struct Token {
    QString id;
    QString name; ///< free text: it proves nothing
    QString profile;
    Fact<QDateTime> createdAt;
    Fact<QDateTime> expiresAt;
    Fact<bool> revoked;
    QString revokedBy; ///< empty when not told
    QString userEmail;
    Fact<std::vector<Option>> parameters; ///< of its profile (26-token-profiles.graphql)
    Fact<QString> rights;                 ///< never told (FLY-API §2.4)
    Fact<qint64> copies;                  ///< never told: narrowed copies have no row
    Fact<QDateTime> lastUsedAt;           ///< never told
    Origin origin;
};

/// A token of the user whose token we hold, for everything that user may do. Nobody is shown those of
/// others (27-personal-access-tokens.graphql).
struct PersonalToken {
    QString id;
    QString name;
    QString type; ///< flyctl, ui, pat, grafana, sentry, token
    Fact<QDateTime> createdAt;
    Origin origin;
};

/// A token that can make WireGuard peers without anybody being a member. The platform tells its name
/// alone (07-org-delegated-wireguard.graphql).
struct DelegatedWireGuardToken {
    QString id;
    QString name;
    Origin origin;
};

/// A certificate that opens a shell, from the log of all that were issued (12-org-ssh-certs.graphql), as
/// its own text says (PROTOCOL.certkeys of OpenSSH). Neither its signature nor its key is kept.
struct SshCertificate {
    using Pair = std::pair<QString, QString>; ///< name, masked value

    QString id;
    Fact<bool> root;                            ///< the organization's signing key, not somebody's access
    bool read = false;                          ///< its text could be read; else a gap of the list counts it
    bool plainKey = false;                      ///< the text is a public key: it names nobody and never ends
    QString keyType;                            ///< "ssh-ed25519"
    QString kind;                               ///< "user" or "host"
    QString serial;                             ///< decimal, 64 bits
    QString keyId;                              ///< whom it was made for, in the issuer's words
    QStringList principals;                     ///< whom it lets in as; empty: anyone
    Fact<std::optional<QDateTime>> validAfter;  ///< known and empty: since ever
    Fact<std::optional<QDateTime>> validBefore; ///< known and empty: without end
    std::vector<Pair> criticalOptions;          ///< "force-command", "source-address"
    std::vector<Pair> extensions;
    QString fingerprint; ///< "SHA256:…" of the certified key
    QString signedBy;    ///< the same of the key that signed it; empty for a plain key
    Origin origin;
};

} // namespace aw::model
