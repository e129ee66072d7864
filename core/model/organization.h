// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/add_on.h"
#include "core/model/fact.h"
#include "core/model/machine.h"
#include "core/model/managed_postgres.h"

#include <QDateTime>

namespace aw::model {

struct Member {
    QString id;
    QString email;
    QString name;
    QString role; ///< ADMIN or MEMBER
    Fact<QDateTime> joinedAt;
    Fact<bool> twoFactor;
    Origin origin;
};

/// A key to the private network. The platform tells neither age nor owner; flyctl writes both into
/// the name (FLY-API §6.1).
struct WireGuardPeer {
    QString id;
    QString name;
    QString network; ///< empty for the organization's default network
    QString peerIp;
    QString region;
    Origin origin;
};

/// A row of the organization's token list: never the token itself, and not its real scope (a
/// read-only token looks like a full one).
struct Token {
    QString id;
    QString name;
    QString profile;
    Fact<QDateTime> createdAt;
    Fact<QDateTime> expiresAt;
    Fact<bool> revoked;
    QString userEmail;
    Origin origin;
};

/// What one token of ours reaches, by tokens/current (macaroons only).
struct TokenReach {
    QString orgSlug;
    QStringList apps; ///< empty: every app of the organization
    Origin origin;
};

/// One line of an image's build history, values replaced by their reduced form.
struct HistoryLine {
    QString text;
    std::vector<Setting> settings; ///< ARG and ENV pairs and credentials found in it
    Origin origin;
};

/// An image that a live machine runs, by digest.
struct Image {
    ImageRef ref;
    QStringList apps; ///< the apps whose machines run it
    Fact<QDateTime> createdAt;
    std::vector<Setting> env;
    std::vector<HistoryLine> history;
    Fact<QString> user; ///< known and empty: root
    Command command;    ///< entry point and command of the image
    QString platform;   ///< "linux/amd64"; empty when not told
    bool envRead = false;
    bool historyRead = false;
    std::vector<Gap> gaps; ///< why not; empty when both were read
    Origin origin;
};

struct Organization {
    QString slug;
    Fact<QString> name;
    Fact<QString> type; ///< PERSONAL or SHARED
    Listing<Member> members;
    Listing<WireGuardPeer> peers;
    Listing<Token> tokens;
    Listing<TokenReach> reach; ///< of the token we hold
    Listing<ManagedCluster> clusters;
    Listing<AddOn> addOns;
};

} // namespace aw::model
