// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;

namespace {

const QString kCheck = u"runtime.stale-image-always-on"_s;

/// A staging app that never stops and runs an image of `age` days, alone on its network.
template<class Change>
Snapshot staging(double age, const Change &change)
{
    Machine one = machine(u"m1"_s);
    one.config.services = {service({port(443)})};
    App lab = app(u"lab"_s, {one});
    lab.network = u"lab"_s;
    Snapshot made = snapshot({lab});
    made.images = whole<Image>({image('a', {u"lab"_s}, age)});
    change(made.apps.front(), made);
    return made;
}

Snapshot staging(double age)
{
    return staging(age, [](App &, Snapshot &) {});
}

DeclaredIntents lab(Environment environment)
{
    return {{u"lab"_s, declared(environment, Exposure::Internal, DataClass::None)}};
}

Release release(const QString &image, double age)
{
    return {.version = u"1"_s,
            .status = u"complete"_s,
            .imageRef = image,
            .user = {},
            .createdAt = told(daysAgo(age), u"/releases/0/createdAt"_s),
            .origin = at(u"/releases/0"_s)};
}

Service &onlyService(App &app)
{
    return app.machines.items.front().config.services.front();
}

} // namespace

class RuntimeTest : public QObject
{
    Q_OBJECT

private slots:
    void judges_data()
    {
        columns();
        const DeclaredIntents test = lab(Environment::Staging);
        const QStringList fails{u"fail medium app:lab"_s};
        const QStringList passes{u"pass medium app:lab"_s};
        row("old, started, never stops", staging(61), fails, test);
        row("dev likewise", staging(61), fails, lab(Environment::Dev));
        row("near miss: exactly 60 days", staging(60), passes, test);
        row("production", staging(61), {u"not_applicable medium app:lab"_s}, lab(Environment::Production));
        row("near miss: stops when idle",
            staging(61, [](App &app, Snapshot &) { onlyService(app).autostop = Service::Autostop::Stop; }),
            passes, test);
        row("near miss: suspends when idle, minimum 0",
            staging(61,
                    [](App &app, Snapshot &) {
                        onlyService(app).autostop = Service::Autostop::Suspend;
                        onlyService(app).minMachinesRunning = told<qint64>(0);
                    }),
            passes, test);
        row("stops when idle, but one is kept running",
            staging(61,
                    [](App &app, Snapshot &) {
                        onlyService(app).autostop = Service::Autostop::Stop;
                        onlyService(app).minMachinesRunning = told<qint64>(1);
                    }),
            fails, test);
        row("stops when idle, but how many are kept was not readable",
            staging(61,
                    [](App &app, Snapshot &) {
                        onlyService(app).autostop = Service::Autostop::Stop;
                        onlyService(app).minMachinesRunning = gap(Reason::Fault);
                        app.machines.items.front().configComplete = false;
                    }),
            {u"unknown medium app:lab (fault)"_s}, test);
        row("near miss: how many are kept is not said",
            staging(61,
                    [](App &app, Snapshot &) {
                        onlyService(app).autostop = Service::Autostop::Stop;
                        onlyService(app).minMachinesRunning = gap(Reason::Fault);
                    }),
            passes, test);
        row("one of two services never stops",
            staging(61,
                    [](App &app, Snapshot &) {
                        onlyService(app).autostop = Service::Autostop::Stop;
                        app.machines.items.front().config.services.push_back(service({}));
                    }),
            fails, test);
        row("a worker without services",
            staging(61, [](App &app, Snapshot &) { app.machines.items.front().config.services.clear(); }),
            fails, test);
        row("near miss: a scheduled job",
            staging(61,
                    [](App &app, Snapshot &) {
                        app.machines.items.front().config.services.clear();
                        app.machines.items.front().config.schedule = u"daily"_s;
                    }),
            passes, test);
        row("near miss: stopped",
            staging(61, [](App &app, Snapshot &) { app.machines.items.front().state = u"stopped"_s; }),
            passes, test);
        row("state not told",
            staging(61, [](App &app, Snapshot &) { app.machines.items.front().state.clear(); }),
            {u"unknown medium app:lab (fault)"_s}, test);
        row("a public address makes it high",
            staging(61, [](App &app, Snapshot &) { app.addresses.items = {address(u"66.241.124.17"_s)}; }),
            {u"fail high app:lab"_s}, test);
        row("addresses refused: a public one is not ruled out",
            staging(61, [](App &app, Snapshot &) { app.addresses = refused<IpAddress>(); }),
            {u"fail high app:lab"_s}, test);
        row("near miss: no machine at all",
            staging(61, [](App &app, Snapshot &) { app.machines.items.clear(); }), passes, test);
        row("machines refused", staging(10, [](App &app, Snapshot &) { app.machines = refused<Machine>(); }),
            {u"unknown medium app:lab (permission)"_s}, test);
        row("a host that does not answer",
            staging(10,
                    [](App &app, Snapshot &) { app.machines.items.front().hostStatus = told(u"unknown"_s); }),
            {u"unknown medium app:lab (fault)"_s}, test);
        row("incomplete configuration without services",
            staging(61,
                    [](App &app, Snapshot &) {
                        app.machines.items.front().configComplete = false;
                        app.machines.items.front().config.services.clear();
                    }),
            {u"unknown medium app:lab (fault)"_s}, test);
        row("staging by a strong guess",
            staging(61, [](App &app, Snapshot &) { app.name = u"lab-staging"_s; }),
            {u"fail medium app:lab-staging guessed"_s});
        row("production only because nothing says otherwise", staging(61),
            {u"unknown medium app:lab (intent_undeclared) guessed"_s});
    }

    void judges()
    {
        QFETCH(Row, row);
        hold(row, kCheck);
    }

    void findsTheImageTime_data()
    {
        columns();
        const DeclaredIntents test = lab(Environment::Staging);
        const QStringList fails{u"fail medium app:lab"_s};
        const QString tagged = u"registry.fly.io/some:deployment-1"_s;
        const auto fixed = [&tagged](double first) {
            return [&tagged, first](App &app, Snapshot &snapshot) {
                snapshot.images.items.front().createdAt =
                    told(QDateTime(QDate(1980, 1, 1), QTime(0, 0), Qt::UTC));
                app.releases.items = {release(tagged, 5), release(tagged + u'@' + digest('a'), first),
                                      release(u"registry.fly.io/some:deployment-0"_s, 900)};
            };
        };
        row("a fixed date: the first release with the image, old", staging(0, fixed(61)), fails, test);
        row("a fixed date: the first release with the image, young", staging(0, fixed(59)),
            {u"pass medium app:lab"_s}, test);
        row("a fixed date, releases short, young ones seen",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(59)(app, snapshot);
                        app.releases = shortened(app.releases.items);
                    }),
            {u"unknown medium app:lab (filtered)"_s}, test);
        row("a fixed date, releases short, an old one seen",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(61)(app, snapshot);
                        app.releases = shortened(app.releases.items);
                    }),
            fails, test);
        row("a fixed date and no release",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(61)(app, snapshot);
                        app.releases.items.clear();
                    }),
            {u"unknown medium app:lab (fault)"_s}, test);
        row("a date that nobody can tell goes by releases",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(59)(app, snapshot);
                        snapshot.images.items.front().createdAt = gap(Reason::NotPublished);
                    }),
            {u"pass medium app:lab"_s}, test);
        row("a date that was refused can not pass by releases",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(59)(app, snapshot);
                        snapshot.images.items.front().createdAt = gap(Reason::Permission);
                    }),
            {u"unknown medium app:lab (permission)"_s}, test);
        row("a date that was refused can fail by releases",
            staging(0,
                    [&](App &app, Snapshot &snapshot) {
                        fixed(61)(app, snapshot);
                        snapshot.images.items.front().createdAt = gap(Reason::Permission);
                    }),
            fails, test);
        row("the machine's last update is a lower bound that fails",
            staging(0,
                    [](App &app, Snapshot &snapshot) {
                        snapshot.images = refused<Image>();
                        app.machines.items.front().updatedAt = told(daysAgo(61));
                    }),
            fails, test);
        row("the machine's last update is a lower bound that does not pass",
            staging(0, [](App &, Snapshot &snapshot) { snapshot.images = whole<Image>(); }),
            {u"unknown medium app:lab (not_collected)"_s}, test);
        row("an image from the future", staging(-3), {u"unknown medium app:lab (fault)"_s}, test);
        row("a machine without image",
            staging(0, [](App &app, Snapshot &) { app.machines.items.front().image.digest.clear(); }),
            {u"unknown medium app:lab (fault)"_s}, test);
    }

    void findsTheImageTime()
    {
        QFETCH(Row, row);
        hold(row, kCheck);
    }

    void sharingANetworkWithProductionIsHigh_data()
    {
        QTest::addColumn<QString>("ours");
        QTest::addColumn<QString>("theirs");
        QTest::addColumn<bool>("high");
        QTest::newRow("the same network") << u"default"_s << u"default"_s << true;
        QTest::newRow("different networks") << u"lab"_s << u"default"_s << false;
        QTest::newRow("ours not told") << QString() << u"default"_s << true;
        QTest::newRow("theirs not told") << u"lab"_s << QString() << true;
    }

    void sharingANetworkWithProductionIsHigh()
    {
        QFETCH(QString, ours);
        QFETCH(QString, theirs);
        QFETCH(bool, high);
        Snapshot made = staging(61);
        made.apps.front().network = ours;
        made.apps.push_back(app(u"shop-prod"_s));
        made.apps.back().network = theirs;
        const Findings findings = findingsOf(made, kCheck, lab(Environment::Staging));
        for (const Finding &finding : findings) {
            if (finding.resource.name == u"lab"_s)
                QCOMPARE(finding.severity, high ? Severity::High : Severity::Medium);
        }
        QCOMPARE(findings.size(), std::size_t(2));
    }

    void failureNamesMachinesAndAge()
    {
        const Finding finding = findingsOf(staging(204.5), kCheck, lab(Environment::Staging)).front();
        QCOMPARE(finding.message, u"lab is not production, yet keeps 1 machine started day and night on an "
                                  u"image that is at least 204 "
                                  "days old: m1."_s);
        QCOMPARE(finding.evidence, (std::vector<Origin>{at(u"/0/state"_s), at(u"/data/app/image/createdAt"_s),
                                                        at(u"/0/config/services/0/autostop"_s)}));
        QCOMPARE(finding.remediation.front().commands, QStringList{u"fly machine stop m1 -a lab"_s});
    }
};

QTEST_GUILESS_MAIN(RuntimeTest)
#include "runtime_test.moc"
