// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

#include <QDateTime>

namespace aw::model {

/// Whose token it is (01-viewer.graphql). A macaroon is no user: its address is made up by the platform
/// ("<uuid>@tokens.fly.io") and says nothing of a person.
struct Viewer {
    QString kind; ///< "User" or "Macaroon"
    QString id;   ///< of a user; empty for a macaroon
    QString email;
    QString name;
    Fact<bool> twoFactor; ///< of a user

    [[nodiscard]] bool user() const { return kind == QLatin1String("User"); }
};

/// A way in which a member can sign in beside the password (User.identities).
struct SignIn {
    QString provider; ///< "google", "github"
    QString email;
};

/// What a second question about members tells (26-member-details.graphql): not every token is shown it.
struct MemberDetails {
    Fact<bool> emailVerified;
    Fact<bool> hasRecoveryCodes;
    Fact<std::vector<SignIn>> signIns;
};

/// Somebody asked to join (05-org-invitations.graphql).
struct Invitation {
    QString id;
    QString email;
    Fact<QDateTime> createdAt;
    Fact<bool> redeemed;
    Fact<std::optional<QDateTime>> redeemedAt; ///< known and empty: not yet
    Fact<QString> inviterEmail;
    Origin origin;
};

/// An entry of an app's log of changes (16-app-changes.graphql), the only log that the platform lets
/// anyone read.
struct Change {
    QString id;
    Fact<QDateTime> createdAt;
    QString actorType;   ///< in the platform's words
    QString description; ///< masked
    QString status;
    Fact<QString> userEmail; ///< known and empty: the platform names nobody
    QString subject;         ///< "Release", "Secret" or "Build"; empty when it tells none
    QString subjectName;     ///< the release's version, the secret's name, the build's number
    Origin origin;
};

} // namespace aw::model
