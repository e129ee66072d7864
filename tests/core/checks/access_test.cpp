// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;

namespace {

const QString kPeer = u"access.wireguard-peer-stale"_s;
const QString kShell = u"access.shell-open-to-all-members"_s;

/// A ULID of that moment.
QString ulid(const QDateTime &at)
{
    static const QString kCrockford = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s;
    QString text;
    for (int shift = 45; shift >= 0; shift -= 5)
        text += kCrockford.at(qsizetype((at.toMSecsSinceEpoch() >> shift) & 31));
    return text + u"ABCDEFGHJKMNPQRS"_s;
}

QString peerName(const QString &owner, double age, const QString &prefix = u"interactive"_s)
{
    return u"%1-laptop-%2-%3"_s.arg(prefix, owner, ulid(daysAgo(age)));
}

const QString kDana = u"dana-keller-example-com"_s;

template<class Change>
Snapshot withPeer(const WireGuardPeer &peer, const Change &change)
{
    Snapshot made = snapshot({});
    made.organization.peers = whole<WireGuardPeer>({peer});
    change(made.organization);
    return made;
}

Snapshot withPeer(const WireGuardPeer &peer)
{
    return withPeer(peer, [](Organization &) {});
}

QString peerLine(const char *status, const char *severity, const QString &name, const char *reason = nullptr)
{
    const QString line =
        u"%1 %2 wireguard_peer:%3"_s.arg(QLatin1String(status), QLatin1String(severity), name);
    return reason == nullptr ? line : line + u" ("_s + QLatin1String(reason) + u')';
}

Snapshot withMembers(int count, std::vector<App> apps)
{
    Snapshot made = snapshot(std::move(apps));
    made.organization.members.items.clear();
    for (int i = 0; i < count; ++i)
        made.organization.members.items.push_back(member(u"m%1@example.com"_s.arg(i)));
    return made;
}

DeclaredIntents meantAs(Environment environment, DataClass data = DataClass::Internal)
{
    return {{u"ledger"_s, declared(environment, Exposure::Internal, data)}};
}

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesPeers_data()
    {
        columns();
        const QString fresh = peerName(kDana, 20);
        row("young, of a member", withPeer(peer(fresh)), {peerLine("pass", "high", fresh)});
        const QString edge = peerName(kDana, 180);
        row("near miss: exactly 180 days", withPeer(peer(edge)), {peerLine("pass", "high", edge)});
        const QString old = peerName(kDana, 181);
        row("older than 180 days", withPeer(peer(old)), {peerLine("fail", "high", old)});
        row("on a custom network it is medium", withPeer(peer(old, u"lab"_s)),
            {peerLine("fail", "medium", old)});
        row("the default network by name is no custom one", withPeer(peer(old, u"default"_s)),
            {peerLine("fail", "high", old)});
        const QString stranger = peerName(u"gone-example-com"_s, 20);
        row("of nobody who is a member", withPeer(peer(stranger)), {peerLine("fail", "high", stranger)});
        const QString suffix = peerName(u"xdana-keller-example-com"_s, 20);
        row("a name that only ends like a member's", withPeer(peer(suffix)),
            {peerLine("fail", "high", suffix)});
        const QString upper = peerName(u"Dana-Keller-Example-com"_s, 20);
        row("near miss: another case", withPeer(peer(upper)), {peerLine("pass", "high", upper)});
        row("of nobody listed, but members refused",
            withPeer(peer(stranger), [](Organization &o) { o.members = refused<Member>(); }),
            {peerLine("unknown", "high", stranger, "permission")});
        row("of nobody listed, and a member without address",
            withPeer(peer(stranger), [](Organization &o) { o.members.items.back().email.clear(); }),
            {peerLine("unknown", "high", stranger, "fault")});
        row("old, though members were refused",
            withPeer(peer(old), [](Organization &o) { o.members = refused<Member>(); }),
            {peerLine("fail", "high", old)});
        row("young, of a listed member, though members are incomplete",
            withPeer(peer(fresh), [](Organization &o) { o.members = shortened(o.members.items); }),
            {peerLine("pass", "high", fresh)});
        row("near miss: a hand-made name", withPeer(peer(u"office-gateway"_s)),
            {peerLine("unknown", "high", u"office-gateway"_s, "not_attested")});
        const QString hand = peerName(kDana, 20, u"gateway"_s);
        row("made by another tool, young, of a member", withPeer(peer(hand)),
            {peerLine("unknown", "high", hand, "not_attested")});
        const QString future = peerName(kDana, -30);
        row("a time that is still to come is no time", withPeer(peer(future)),
            {peerLine("unknown", "high", future, "not_attested")});
        row("peers refused",
            withPeer(peer(fresh), [](Organization &o) { o.peers = refused<WireGuardPeer>(); }),
            {u"unknown high organization:Northwind Parcel (permission)"_s});
        row("fewer peers than the platform counts",
            withPeer(peer(fresh), [](Organization &o) { o.peers = shortened(o.peers.items); }),
            {u"unknown high organization:Northwind Parcel (filtered)"_s, peerLine("pass", "high", fresh)});
        row("no peers", snapshot({}), {u"not_applicable high organization:Northwind Parcel"_s});
    }

    void judgesPeers()
    {
        QFETCH(Row, row);
        hold(row, kPeer);
    }

    void peerFixNamesThePeer()
    {
        const QString name = peerName(u"gone-example-com"_s, 312);
        const Finding finding = findingsOf(withPeer(peer(name)), kPeer).front();
        QVERIFY2(finding.message.contains(
                     u"312 days ago, by its name, and for somebody who is no current member"_s),
                 qPrintable(finding.message));
        QCOMPARE(finding.remediation.at(1).commands,
                 QStringList{u"fly wireguard remove northwind-parcel "_s + name});
        QCOMPARE(finding.resource.region, u"fra"_s);
    }

    void judgesShells_data()
    {
        columns();
        const std::vector<App> ledger{app(u"ledger"_s)};
        row("nine members and production", withMembers(9, ledger),
            {u"fail high organization:Northwind Parcel"_s}, meantAs(Environment::Production));
        row("with personal data in production it is critical", withMembers(9, ledger),
            {u"fail critical organization:Northwind Parcel"_s},
            meantAs(Environment::Production, DataClass::Personal));
        row("near miss: eight members", withMembers(8, ledger),
            {u"unknown high organization:Northwind Parcel (not_attested)"_s},
            meantAs(Environment::Production));
        row("no production app", withMembers(9, ledger), {u"pass low organization:Northwind Parcel"_s},
            meantAs(Environment::Staging));
        row("no production app, by a strong guess", withMembers(9, {app(u"ledger-staging"_s)}),
            {u"pass low organization:Northwind Parcel guessed"_s});
        row("production by a strong guess", withMembers(9, {app(u"ledger-prod"_s)}),
            {u"fail high organization:Northwind Parcel guessed"_s});
        row("several apps that nothing says are not production",
            withMembers(9, {app(u"ledger"_s), app(u"shop"_s)}),
            {u"fail high organization:Northwind Parcel guessed"_s});
        row("a single app that nothing says is not production", withMembers(9, ledger),
            {u"unknown high organization:Northwind Parcel (intent_undeclared) guessed"_s});
        Snapshot members = withMembers(3, ledger);
        members.organization.members = shortened(members.organization.members.items);
        row("three members listed, more exist", members,
            {u"unknown high organization:Northwind Parcel (filtered)"_s}, meantAs(Environment::Production));
        members.organization.members = refused<Member>(withMembers(9, {}).organization.members.items);
        row("nine listed are enough, though the list is short", members,
            {u"fail high organization:Northwind Parcel"_s}, meantAs(Environment::Production));
        members.organization.members = refused<Member>();
        row("members refused", members, {u"unknown high organization:Northwind Parcel (permission)"_s},
            meantAs(Environment::Production));
        Snapshot apps = withMembers(9, ledger);
        apps.appsComplete = false;
        apps.appsGaps = {gap(Reason::Filtered)};
        row("no production app listed, apps outside the list", apps,
            {u"unknown high organization:Northwind Parcel (filtered)"_s}, meantAs(Environment::Staging));
        Snapshot unnamed = withMembers(9, ledger);
        unnamed.organization.name = gap(Reason::Permission);
        unnamed.organization.slug = u"northwind-dev"_s;
        row("no production app, by a weak guess", unnamed,
            {u"unknown low organization:northwind-dev (intent_undeclared) guessed"_s});
        row("no app at all", withMembers(9, {}), {u"pass low organization:Northwind Parcel"_s});
    }

    void judgesShells()
    {
        QFETCH(Row, row);
        hold(row, kShell);
    }

    void shellFixNamesProductionApps()
    {
        const Snapshot made = withMembers(9, {app(u"a-prod"_s), app(u"b-prod"_s), app(u"c-staging"_s)});
        const Finding finding = findingsOf(made, kShell).front();
        QCOMPARE(finding.message, u"Each of the 9 members can open a shell in production (a-prod and "
                                  u"b-prod); at most 8 are accepted "
                                  "without a separate organization."_s);
        QCOMPARE(finding.remediation.at(1).commands,
                 (QStringList{u"fly apps move a-prod -o northwind-parcel-production"_s,
                              u"fly apps move b-prod -o northwind-parcel-production"_s}));
        QCOMPARE(finding.remediation.at(2).commands,
                 QStringList{u"fly orgs remove northwind-parcel <email>"_s});
    }
};

QTEST_GUILESS_MAIN(AccessTest)
#include "access_test.moc"
