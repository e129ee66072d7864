// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/add_on.h"
#include "core/model/credentials.h"
#include "core/model/fact.h"
#include "core/model/machine.h"
#include "core/model/managed_postgres.h"
#include "core/model/peer_name.h"
#include "core/model/people.h"
#include "core/model/third_party.h"

#include <QDateTime>

namespace aw::model {

struct Member {
    QString id;
    QString email;
    QString name;
    QString role; ///< ADMIN or MEMBER
    Fact<QDateTime> joinedAt;
    Fact<bool> twoFactor;
    MemberDetails details;
    Origin origin;
};

/// A key to the private network. The platform tells neither age nor owner; flyctl writes both into
/// the name (FLY-API §6.1).
struct WireGuardPeer {
    QString id;
    QString name;
    QString network; ///< empty for the organization's default network
    QString peerIp;
    QString publicKey; ///< base64, as WireGuard writes it
    QString region;
    Fact<PeerName> selfDeclared; ///< age and owner by the peer's own name, which whoever made it chose
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
    Fact<QString> id;
    Fact<QString> viewerRole; ///< of whoever's token we hold: "admin", "member"
    Fact<bool> paidPlan;
    Fact<bool> anyReplaySource;      ///< apps of every network may replay requests into it
    Fact<QStringList> replaySources; ///< slugs of other organizations whose apps may
    Fact<QString> remoteBuilder;     ///< name of the app that builds images; known and empty: none
    Fact<Viewer> viewer;             ///< whose token we hold
    Listing<Member> members;
    Listing<Invitation> invitations;
    Listing<WireGuardPeer> peers;
    Listing<DelegatedWireGuardToken> delegatedTokens;
    Listing<Token> tokens;
    Listing<PersonalToken> personalTokens; ///< the viewer's alone
    Listing<TokenReach> reach;             ///< of the token we hold
    Listing<ThirdParty> thirdParties;
    Listing<SignedDocument> signedDocuments;
    Listing<SshCertificate> sshCertificates;
    Listing<ManagedCluster> clusters;
    Listing<AddOn> addOns;
};

} // namespace aw::model
