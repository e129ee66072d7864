// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;

namespace {

const QString kCheck = u"exposure.internal-service-public"_s;

/// An app with a public address and a service port: what fails when it is internal.
App reachable(const QString &name)
{
    Machine one = machine(u"m1"_s);
    one.config.services = {service({port(443)})};
    App reached = app(name, {one, one});
    reached.machines.items.back().id = u"m2"_s;
    reached.addresses = whole<IpAddress>({address(u"66.241.124.17"_s), address(u"2a09:8280:1::4c:71d0:0"_s)});
    return reached;
}

template<class Change>
Snapshot spoiled(App app, const Change &change)
{
    change(app);
    return snapshot({std::move(app)});
}

DeclaredIntents internal(const QString &name, DataClass data = DataClass::Internal)
{
    return {{name, declared(Environment::Production, Exposure::Internal, data)}};
}

} // namespace

class ExposureTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        columns();
        const DeclaredIntents ledger = internal(u"ledger"_s);
        const QStringList fails{u"fail high app:ledger"_s};
        const QStringList passes{u"pass high app:ledger"_s};
        const QStringList refusedLine{u"unknown high app:ledger (permission)"_s};
        row("internal, public address, service port", snapshot({reachable(u"ledger"_s)}), fails, ledger);
        row("internal with personal data in production is critical", snapshot({reachable(u"ledger"_s)}),
            {u"fail critical app:ledger"_s}, internal(u"ledger"_s, DataClass::Personal));
        row("dev without data is medium", snapshot({reachable(u"ledger"_s)}), {u"fail medium app:ledger"_s},
            {{u"ledger"_s, declared(Environment::Dev, Exposure::Internal, DataClass::None)}});
        row("declared public", snapshot({reachable(u"ledger"_s)}), {u"not_applicable high app:ledger"_s},
            {{u"ledger"_s, declared(Environment::Production, Exposure::Public, DataClass::Internal)}});
        row("near miss: Flycast and egress addresses only",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        app.addresses.items = {address(u"fdaa:0:1::3"_s), address(u"37.16.1.1"_s)};
                        app.addresses.items.back().egress = true;
                    }),
            passes, ledger);
        row("near miss: public address, a service without port",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        for (Machine &machine : app.machines.items)
                            machine.config.services.front().ports.clear();
                    }),
            passes, ledger);
        row("near miss: the machine with the port is destroyed",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        app.machines.items.front().state = u"destroyed"_s;
                        app.machines.items.back().config.services.clear();
                    }),
            passes, ledger);
        row("a port only in the incomplete configuration is enough to fail",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        app.machines.items.pop_back();
                        app.machines.items.front().configComplete = false;
                    }),
            fails, ledger);
        row("addresses refused",
            spoiled(reachable(u"ledger"_s), [](App &app) { app.addresses = refused<IpAddress>(); }),
            refusedLine, ledger);
        row("a short address list is enough to fail",
            spoiled(reachable(u"ledger"_s), [](App &app) { app.addresses = shortened(app.addresses.items); }),
            fails, ledger);
        row("machines refused",
            spoiled(reachable(u"ledger"_s), [](App &app) { app.machines = refused<Machine>(); }), refusedLine,
            ledger);
        row("fewer machines than the platform counts, none with a port",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) { app.machines = shortened(std::vector<Machine>{machine(u"m1"_s)}); }),
            {u"unknown high app:ledger (filtered)"_s}, ledger);
        row("a host that does not answer",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        app.addresses.items.clear();
                        app.machines.items.front().hostStatus = told(u"unreachable"_s);
                    }),
            {u"unknown high app:ledger (fault)"_s}, ledger);
        row("addresses never asked", spoiled(reachable(u"ledger"_s), [](App &app) { app.addresses = {}; }),
            {u"unknown high app:ledger (not_collected)"_s}, ledger);
        row("no live machine", spoiled(reachable(u"ledger"_s), [](App &app) { app.machines.items.clear(); }),
            {u"not_applicable high app:ledger"_s}, ledger);
        row("no live machine listed, but the list is short",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) { app.machines = shortened(std::vector<Machine>{}); }),
            {u"unknown high app:ledger (filtered)"_s}, ledger);
        row("strongly guessed by its name", snapshot({reachable(u"worker"_s)}),
            {u"fail high app:worker guessed"_s});
        row("weakly guessed public by its name", snapshot({reachable(u"web"_s)}),
            {u"unknown high app:web (intent_undeclared) guessed"_s});
        row("nothing tells what it is for", snapshot({reachable(u"ledger"_s)}),
            {u"unknown high app:ledger (intent_undeclared) guessed"_s});
        row("undeclared, and the addresses were refused: the permission comes first",
            spoiled(reachable(u"ledger"_s), [](App &app) { app.addresses = refused<IpAddress>(); }),
            {u"unknown high app:ledger (permission) guessed"_s});
        row("serves a host name of its own",
            spoiled(reachable(u"ledger"_s),
                    [](App &app) {
                        model::Certificate certificate;
                        certificate.hostname = u"ledger.example.com"_s;
                        certificate.status = u"active"_s;
                        app.certificates.items = {certificate};
                    }),
            {u"not_applicable high app:ledger guessed"_s});
        row("no app at all", snapshot({}), {u"not_applicable high organization:Northwind Parcel"_s});
        Snapshot narrow = snapshot({});
        narrow.appsComplete = false;
        narrow.appsGaps = {gap(Reason::Filtered, u"GET /v1/apps"_s)};
        row("apps outside the list", narrow,
            {u"unknown high organization:Northwind Parcel [apps-outside-the-list] (filtered)"_s});
    }

    void judges()
    {
        QFETCH(Row, row);
        hold(row, kCheck);
    }

    void failureNamesAddressesPortsAndFix()
    {
        App ledger = reachable(u"ledger"_s);
        ledger.machines.items.back().config.services.front().ports = {port(8000, 8100)};
        ledger.machines.items.back().config.services.front().protocol = u"udp"_s;
        const Findings findings = findingsOf(snapshot({ledger}), kCheck, internal(u"ledger"_s));
        QCOMPARE(findings.size(), std::size_t(1));
        const Finding &finding = findings.front();
        QCOMPARE(finding.headline, u"Internal app answers on a public address"_s);
        QCOMPARE(finding.message,
                 u"ledger is declared internal, yet the internet reaches it at 66.241.124.17 and "
                 "2a09:8280:1::4c:71d0:0, port tcp 443 and udp 8000-8100 on 2 machines."_s);
        QCOMPARE(finding.environment, u"production"_s);
        QCOMPARE(finding.dataClass, u"internal"_s);
        QVERIFY(std::find(finding.evidence.begin(), finding.evidence.end(), at(u"/ips/0/ip"_s)) !=
                finding.evidence.end());
        QVERIFY(std::find(finding.evidence.begin(), finding.evidence.end(),
                          at(u"/0/config/services/0/ports/0"_s)) != finding.evidence.end());
        QCOMPARE(finding.remediation.at(2).commands,
                 (QStringList{u"fly ips release 66.241.124.17 -a ledger"_s,
                              u"fly ips release 2a09:8280:1::4c:71d0:0 -a ledger"_s}));
        QVERIFY(finding.remediation.at(2).changesProduction);
        QCOMPARE(finding.remediation.at(4).commands,
                 (QStringList{u"fly machine update m1 --port 443/tcp:- -a ledger"_s,
                              u"fly machine update m2 --port 8000-8100/udp:- -a ledger"_s}));
    }

    void guessIsExplained()
    {
        const Findings findings = findingsOf(snapshot({reachable(u"worker"_s)}), kCheck);
        QVERIFY2(findings.front().message.contains(u"its name says “worker”"_s),
                 qPrintable(findings.front().message));
    }

    void unknownNamesThePermission()
    {
        App ledger = reachable(u"ledger"_s);
        ledger.addresses = refused<IpAddress>();
        const Findings findings = findingsOf(snapshot({ledger}), kCheck, internal(u"ledger"_s));
        QCOMPARE(findings.front().message, u"Not known whether the internet reaches ledger: the token may "
                                           u"not read GET /v1/asked (The platform "
                                           "answered 403); it lacks the permission “read the thing”."_s);
        ledger.addresses.gaps.front().permission.clear();
        const Findings again = findingsOf(snapshot({ledger}), kCheck, internal(u"ledger"_s));
        QVERIFY2(again.front().message.contains(u"“read access to the app: machines, IP assignments”"_s),
                 qPrintable(again.front().message));
    }

    void declarationEndsAfterAYear()
    {
        DeclaredIntents intents = internal(u"ledger"_s);
        intents[u"ledger"_s].declaredAt = daysAgo(365);
        QCOMPARE(lines(findingsOf(snapshot({reachable(u"ledger"_s)}), kCheck, intents)),
                 QStringList{u"fail high app:ledger"_s});
        intents[u"ledger"_s].declaredAt = daysAgo(366);
        QCOMPARE(lines(findingsOf(snapshot({reachable(u"ledger"_s)}), kCheck, intents)),
                 QStringList{u"unknown high app:ledger (intent_undeclared) guessed"_s});
    }
};

QTEST_GUILESS_MAIN(ExposureTest)
#include "exposure_test.moc"
