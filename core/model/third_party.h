// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

#include <QDateTime>

namespace aw::model {

/// A service outside the platform that has a say in who may use the organization's tokens: a token that
/// carries its caveat needs its discharge (10-org-third-party.graphql). The sign-in through Google or
/// GitHub that an organization can require is not in this list; no API tells it.
struct ThirdParty {
    QString id;
    QString name;
    QString location; ///< the service's address
    // DISABLED, OPT_IN, MEMBER_OPT_OUT, ADMIN_OPT_OUT or REQUIRED
    Fact<QString> flyctlLevel; ///< for flyctl's session tokens
    Fact<QString> uiexLevel;   ///< for sessions in the dashboard
    Fact<QString> customLevel; ///< for tokens made with flyctl tokens create
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    Origin origin;
};

/// An agreement between the organization and Fly.io (11-org-signed-documents.graphql), which
/// administrators alone may read: to anyone else an empty list says nothing.
struct SignedDocument {
    QString place; ///< which row of which page: rows have no identity of their own
    QString type;  ///< the platform's word; the words are not published
    Fact<bool> isSigned;
    Fact<QString> signerEmail; ///< known and empty: nobody named
    Origin origin;
};

} // namespace aw::model
