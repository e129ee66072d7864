// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/joined.h"

#include "core/collect/counts.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using fly::Route;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// Why a second list does not name a thing that the first names.
model::Gap unnamed(const Draft &draft, Route route, const QString &app, const std::vector<model::Gap> &gaps)
{
    return gaps.empty() ? gapAt(draft, route, app, model::Reason::Filtered,
                                Words::tr("The list that would tell this does not name it."))
                        : gaps.front();
}

/// Two sources tell roles; a cluster that either knows of is one.
void settleRoles(Draft &draft)
{
    for (model::App &app : draft.snapshot.apps) {
        const auto second = draft.roles.find(app.name);
        if (second == draft.roles.end() || !second->second.known())
            continue;
        if (!app.role.known() || *second->second == QLatin1String("postgres_cluster"))
            app.role = second->second;
    }
}

void joinAppFacts(Draft &draft)
{
    for (model::App &app : draft.snapshot.apps) {
        const auto facts = draft.appFacts.find(app.name);
        if (facts != draft.appFacts.end()) {
            app.deployed = facts->second.deployed;
            app.platformVersion = facts->second.platformVersion;
            app.createdAt = facts->second.createdAt;
            continue;
        }
        const model::Gap gap = unnamed(draft, Route::OrgApps, {}, draft.appFactGaps);
        app.deployed = gap;
        app.platformVersion = gap;
        app.createdAt = gap;
    }
}

void joinMemberDetails(Draft &draft)
{
    for (model::Member &member : draft.snapshot.organization.members.items) {
        const auto row = draft.memberDetails.rows.find(member.id);
        if (row != draft.memberDetails.rows.end()) {
            member.details = row->second;
            continue;
        }
        const model::Gap gap = unnamed(draft, Route::OrgMemberDetails, {}, draft.memberDetails.gaps);
        member.details = {.emailVerified = gap, .hasRecoveryCodes = gap, .signIns = gap};
    }
}

void joinTokenParameters(Draft &draft)
{
    for (model::Token &token : draft.snapshot.organization.tokens.items) {
        const auto row = draft.tokenParameters.rows.find(token.id);
        if (row != draft.tokenParameters.rows.end())
            token.parameters = row->second;
        else
            token.parameters = unnamed(draft, Route::OrgTokenProfiles, {}, draft.tokenParameters.gaps);
    }
}

void joinSecretOwners(Draft &draft)
{
    for (model::App &app : draft.snapshot.apps) {
        const Beside<model::Fact<QString>> &owners = draft.secretOwners[app.name];
        for (model::Secret &secret : app.secrets.items) {
            const auto row = owners.rows.find(secret.name);
            if (row != owners.rows.end())
                secret.setBy = row->second;
            else
                secret.setBy = unnamed(draft, Route::AppSecretOwners, app.name, owners.gaps);
        }
    }
}

} // namespace

void join(Draft &draft)
{
    settleRoles(draft);
    joinAppFacts(draft);
    joinMemberDetails(draft);
    joinTokenParameters(draft);
    joinSecretOwners(draft);
}

} // namespace aw::collect
