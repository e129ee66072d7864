// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/crosscheck_people.h"

#include "core/collect/counts.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::collect {
namespace {

using fly::Route;
using model::Reason;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// A second question about the rows of one list counts them too. Where it counts more, the first list
/// is short; where it named fewer than it counts or than there are, it is short itself.
template<class Row, class T>
void checkTwice(Draft &draft, Route first, model::Listing<Row> &listing, Route second, Beside<T> &beside)
{
    const std::optional<qint64> total = totalOf(draft, second);
    const auto listed = qint64(listing.items.size());
    if (listing.complete() && total && *total > listed) {
        const model::Gap gap = gapAt(draft, first, {}, Reason::Filtered,
                                     Words::tr("%1 of %2 entries were listed.").arg(listed).arg(*total));
        draft.fallShort(first, gap);
        listing.gaps.push_back(gap);
    }
    const auto named = qint64(beside.rows.size());
    const qint64 wanted = std::max(total.value_or(0), listed);
    if (beside.gaps.empty() && named < wanted)
        draft.fallShort(second, gapAt(draft, second, {}, Reason::Filtered,
                                      Words::tr("%1 of %2 entries were listed.").arg(named).arg(wanted)));
}

QSet<QString> secretNames(const model::App &app)
{
    QSet<QString> names;
    for (const model::Secret &secret : app.secrets.items)
        names.insert(secret.name);
    return names;
}

/// Both lists name an app's secrets; a token that is shown fewer through one of them shows here.
void checkSecrets(Draft &draft, model::App &app)
{
    const Beside<model::Fact<QString>> &owners = draft.secretOwners[app.name];
    if (!app.secrets.asked)
        return;
    const QSet<QString> listed = secretNames(app);
    QStringList unlisted;
    for (const auto &[name, owner] : owners.rows) {
        if (!listed.contains(name))
            unlisted.push_back(name);
    }
    if (!unlisted.isEmpty()) {
        const model::Gap gap = gapAt(draft, Route::AppSecrets, app.name, Reason::Filtered,
                                     Words::tr("Secrets of %1 that another list names were not listed: %2.")
                                         .arg(app.name, spelled(unlisted)));
        draft.fallShort(Route::AppSecrets, gap);
        app.secrets.gaps.push_back(gap);
    }
    const auto unowned = std::count_if(
        listed.begin(), listed.end(), [&owners](const QString &name) { return !owners.rows.contains(name); });
    if (owners.gaps.empty() && unowned > 0)
        draft.fallShort(Route::AppSecretOwners,
                        gapAt(draft, Route::AppSecretOwners, app.name, Reason::Filtered,
                              Words::tr("%1 of %2 secrets of %3 were named.")
                                  .arg(listed.size() - unowned)
                                  .arg(listed.size())
                                  .arg(app.name)));
}

/// A certificate whose text cannot be read may be any certificate.
void checkCertificateTexts(Draft &draft)
{
    auto &certificates = draft.snapshot.organization.sshCertificates;
    QStringList unread;
    for (const model::SshCertificate &certificate : certificates.items) {
        if (!certificate.read)
            unread.push_back(certificate.id);
    }
    if (unread.isEmpty())
        return;
    const model::Gap gap = gapAt(draft, Route::OrgSshCertificates, {}, Reason::Fault,
                                 Words::tr("The text of %1 of %2 SSH certificates could not be read: %3.")
                                     .arg(unread.size())
                                     .arg(certificates.items.size())
                                     .arg(spelled(unread)));
    draft.fallShort(Route::OrgSshCertificates, gap);
    certificates.gaps.push_back(gap);
}

} // namespace

void crosscheckPeople(Draft &draft)
{
    model::Organization &organization = draft.snapshot.organization;
    checkTwice(draft, Route::OrgMembers, organization.members, Route::OrgMemberDetails, draft.memberDetails);
    checkTwice(draft, Route::OrgTokens, organization.tokens, Route::OrgTokenProfiles, draft.tokenParameters);
    checkConnection(draft, Route::OrgInvitations, organization.invitations);
    checkConnection(draft, Route::OrgDelegatedWireGuard, organization.delegatedTokens);
    checkConnection(draft, Route::PersonalTokens, organization.personalTokens);
    checkConnection(draft, Route::OrgThirdParty, organization.thirdParties);
    checkConnection(draft, Route::OrgSignedDocuments, organization.signedDocuments);
    checkConnection(draft, Route::OrgSshCertificates, organization.sshCertificates);
    checkCertificateTexts(draft);
    for (model::App &app : draft.snapshot.apps) {
        checkConnection(draft, Route::AppTokens, app.tokens, app.name);
        checkConnection(draft, Route::AppChanges, app.changes, app.name);
        checkSecrets(draft, app);
    }
}

} // namespace aw::collect
