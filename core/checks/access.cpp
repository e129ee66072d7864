// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/gaps.h"
#include "core/checks/registry.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <algorithm>
#include <array>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::Environment;
using model::Origin;
using model::PeerName;
using model::Reason;
using model::Severity;
using model::WireGuardPeer;

namespace {

const QString &membersRequest()
{
    static const QString kDocument = u"04-org-members.graphql"_s;
    return kDocument;
}

/// Whom a peer can belong to.
struct Members {
    const std::vector<model::Member> &items;
    Gaps gaps; ///< why somebody may be missing

    [[nodiscard]] const model::Member *owner(const QString &ownerPart) const
    {
        const auto found =
            std::find_if(items.begin(), items.end(), [&ownerPart](const model::Member &member) {
                return model::ownedBy(ownerPart, member.email);
            });
        return found == items.end() ? nullptr : &*found;
    }
};

Members membersOf(const model::Snapshot &snapshot)
{
    const auto &listing = snapshot.organization.members;
    Members members{.items = listing.items, .gaps = {}};
    addGaps(members.gaps, listing, membersRequest());
    for (const model::Member &member : listing.items) {
        if (member.email.isEmpty())
            members.gaps.push_back(faultIn(membersRequest(), Words::tr("a member has no e-mail address")));
    }
    return members;
}

bool madeByTool(const WireGuardPeer &peer, const QStringList &prefixes)
{
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&peer](const QString &prefix) { return peer.name.startsWith(prefix + u'-'); });
}

Outcome unattested(const WireGuardPeer &peer)
{
    return open(
        Reason::NotAttested,
        Words::tr("Peer %1 does not say by its name who made it with which tool and when: somebody has to "
                  "attest whose it is and what for.")
            .arg(shown(peer.name)),
        {peer.origin});
}

QString staleWords(const WireGuardPeer &peer, qint64 age, qint64 maxAge, bool old, bool stranger)
{
    const QString name = shown(peer.name);
    if (old && stranger)
        return Words::tr("Peer %1 was made %2 ago, by its name, and for somebody who is no current member.")
            .arg(name, days(age));
    if (old)
        return Words::tr("Peer %1 was made %2 ago, by its name; without a review at most %3 are accepted.")
            .arg(name, days(age), days(maxAge));
    return Words::tr("Peer %1 was made for somebody who is no current member, by its name, %2 ago.")
        .arg(name, days(age));
}

Outcome peerJudged(const View &view, const Members &members, const WireGuardPeer &peer)
{
    const model::Fact<PeerName> &name = peer.selfDeclared;
    if (!name.known())
        return unattested(peer);
    const qint64 maxAge = view.entry.number(u"max_age"_s);
    const double age = view.age(name->madeAt).value_or(0);
    const bool old = age > double(maxAge);
    const model::Member *owner = members.owner(name->owner);
    const bool stranger = owner == nullptr && members.gaps.empty() && !name->owner.isEmpty();
    Seen seen;
    if (old || stranger)
        seen.fails = failed(staleWords(peer, qint64(age), maxAge, old, stranger), {peer.origin});
    if (owner == nullptr && !name->owner.isEmpty())
        seen.gaps = members.gaps;
    if (!seen.fails && seen.gaps.empty() &&
        (owner == nullptr || !madeByTool(peer, view.entry.texts(u"tool_prefixes"_s))))
        return unattested(peer);
    seen.whether = Words::tr("whether peer %1 belongs to a current member").arg(shown(peer.name));
    seen.passes = passed(Words::tr("Peer %1 was made %2 ago, by its name, for a current member.")
                             .arg(shown(peer.name), days(qint64(age))),
                         {peer.origin, owner == nullptr ? Origin{} : owner->origin});
    return settle(std::move(seen), view.entry);
}

Result peerResult(const View &view, const Members &members, const WireGuardPeer &peer)
{
    Result result = organizationResult(view);
    result.resource = {.type = u"wireguard_peer"_s,
                       .id = peer.id.isEmpty() ? peer.name : peer.id,
                       .name = peer.name,
                       .app = {},
                       .region = peer.region};
    result.outcome = peerJudged(view, members, peer);
    // Nobody is known to have been removed before collections are compared, so critical never holds.
    const bool custom = !peer.network.isEmpty() && peer.network != "default"_L1;
    result.weighed = {.severity = custom ? Severity::Medium : Severity::High, .guessed = false};
    result.fills.fixed.insert(u"peer"_s, peer.name);
    return result;
}

std::vector<Result> wireguardPeerStale(const View &view)
{
    const auto &peers = view.snapshot.organization.peers;
    const Members members = membersOf(view.snapshot);
    std::vector<Result> results;
    for (const WireGuardPeer &peer : peers.items)
        results.push_back(peerResult(view, members, peer));
    Gaps gaps;
    addGaps(gaps, peers, u"06-org-wireguard.graphql"_s);
    if (gaps.empty() && !results.empty())
        return results;
    Result rest = organizationResult(view);
    rest.outcome = gaps.empty()
                       ? notApplicable(Words::tr("The organization has no WireGuard peer."), peers.origins)
                       : unseen(Words::tr("whether there are WireGuard peers beyond the %1 that were listed")
                                    .arg(peers.items.size()),
                                gaps, view.entry, peers.origins);
    results.push_back(std::move(rest));
    return results;
}

/// The production apps of an organization, as far as its apps are listed.
struct Production {
    std::vector<const App *> apps;
    bool declared = false;    ///< one is declared so
    bool certain = false;     ///< one is declared so, or strongly guessed
    bool ofPeople = false;    ///< one holds personal or regulated data, or may
    bool guessedAway = false; ///< an app is left out by a guess only …
    QStringList doubtful;     ///< … and by a weak one

    /// Whether it stands that there is a production app when any one weak guess is wrong.
    [[nodiscard]] bool stands() const { return certain || apps.size() > 1; }
};

Production productionOf(const View &view)
{
    Production production;
    for (const App &app : view.snapshot.apps) {
        const Intent &intent = view.intent(app);
        const bool declared = intent.environment.certainty == Certainty::Declared;
        if (intent.environment.value != Environment::Production) {
            production.guessedAway = production.guessedAway || !declared;
            if (intent.environment.certainty == Certainty::Weak)
                production.doubtful.push_back(app.name);
            continue;
        }
        production.apps.push_back(&app);
        production.declared = production.declared || declared;
        production.certain = production.certain || intent.environment.certainty != Certainty::Weak;
        production.ofPeople =
            production.ofPeople || intent.data.atWorst || (intent.data.value && ofPeople(*intent.data.value));
    }
    return production;
}

QStringList appNames(const Production &production)
{
    QStringList names;
    for (const App *app : production.apps)
        names.push_back(app->name);
    return names;
}

Outcome inProduction(const View &view, const Production &production)
{
    const auto &members = view.snapshot.organization.members;
    const qint64 most = view.entry.number(u"max_members"_s);
    const QString count = QString::number(members.items.size());
    std::vector<Origin> origins;
    for (const model::Member &member : members.items)
        origins.push_back(member.origin);
    if (qint64(members.items.size()) > most) {
        return failed(
            Words::tr("Each of the %1 members can open a shell in production (%2); at most %3 are accepted "
                      "without a separate organization.")
                .arg(count, listed(appNames(production)), QString::number(most)),
            std::move(origins));
    }
    Gaps gaps;
    addGaps(gaps, members, membersRequest());
    if (!gaps.empty())
        return unseen(Words::tr("whether more than %1 members can open a shell in production").arg(most),
                      gaps, view.entry, std::move(origins));
    return open(
        Reason::NotAttested,
        Words::tr("Members who can open a shell in production (%1): %2; somebody has to attest that each of "
                  "them needs it.")
            .arg(listed(appNames(production)), count),
        std::move(origins));
}

Outcome undeclared(const QStringList &apps, std::vector<Origin> evidence)
{
    return open(Reason::IntentUndeclared,
                Words::tr("It depends on whether %1 is production, which nobody has declared: declare its "
                          "environment to settle it.")
                    .arg(listed(apps)),
                std::move(evidence));
}

Outcome shellJudged(const View &view, const Production &production)
{
    if (!production.apps.empty()) {
        Outcome outcome = inProduction(view, production);
        const bool hinges = outcome.status != model::Status::Unknown && !production.stands();
        return hinges ? undeclared(appNames(production), std::move(outcome.evidence)) : outcome;
    }
    std::vector<Origin> origins;
    for (const App &app : view.snapshot.apps)
        origins.push_back(app.origin);
    if (!production.doubtful.isEmpty())
        return undeclared(production.doubtful, std::move(origins));
    Seen seen;
    if (!view.snapshot.appsComplete)
        seen.gaps = unlistedApps(view.snapshot);
    seen.whether = Words::tr("whether the organization holds a production app");
    seen.passes = passed(Words::tr("The organization holds no production app."), std::move(origins));
    return settle(std::move(seen), view.entry);
}

Severity shellSeverity(const View &view, const Production &production)
{
    if (production.ofPeople)
        return Severity::Critical;
    return production.apps.empty() && view.snapshot.appsComplete ? Severity::Low : Severity::High;
}

std::vector<Result> shellOpenToAllMembers(const View &view)
{
    const Production production = productionOf(view);
    Result result = organizationResult(view);
    result.outcome = shellJudged(view, production);
    result.weighed = {.severity = shellSeverity(view, production),
                      .guessed = production.apps.empty() ? production.guessedAway : !production.declared};
    for (const App *app : production.apps)
        result.fills.rows.push_back({{u"app"_s, app->name}});
    return {std::move(result)};
}

constexpr std::array kChecks{
    Check{.id = "access.wireguard-peer-stale", .run = wireguardPeerStale, .overApps = false},
    Check{.id = "access.shell-open-to-all-members", .run = shellOpenToAllMembers, .overApps = false}};

} // namespace

std::span<const Check> accessChecks()
{
    return kChecks;
}

} // namespace aw::checks
