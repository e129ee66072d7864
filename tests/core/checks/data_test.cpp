// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;

namespace {

const QString kVolume = u"data.volume-unencrypted"_s;
const QString kSuperuser = u"data.postgres-superuser"_s;

template<class Change>
Snapshot withVolume(bool encrypted, const Change &change)
{
    App metrics = app(u"metrics"_s, {machine(u"m1"_s)});
    metrics.volumes.items = {volume(u"vol_1"_s, encrypted)};
    change(metrics);
    return snapshot({std::move(metrics)});
}

Snapshot withVolume(bool encrypted)
{
    return withVolume(encrypted, [](App &) {});
}

DeclaredIntents metricsAre(Environment environment, DataClass data)
{
    return {{u"metrics"_s, declared(environment, Exposure::Internal, data)}};
}

DatabaseUser user(const QString &name, bool superuser)
{
    return {.name = name,
            .superuser = told(superuser, u"/users/isSuperuser"_s),
            .databases = {},
            .origin = at(u"/users"_s)};
}

/// A healthy cluster: the platform's superusers, an ordinary user, fresh passwords.
App cluster(const QString &name = u"orders"_s)
{
    App cluster = app(name, {machine(u"m1"_s)});
    cluster.role = told(u"postgres_cluster"_s);
    cluster.databaseUsers.items = {user(u"postgres"_s, true), user(u"flypgadmin"_s, true),
                                   user(u"repmgr"_s, true), user(u"orders"_s, false)};
    cluster.secrets.items = {secret(u"SU_PASSWORD"_s, 30), secret(u"OPERATOR_PASSWORD"_s, 180),
                             secret(u"REPL_PASSWORD"_s, 1), secret(u"OTHER"_s, 900)};
    return cluster;
}

template<class Change>
Snapshot withCluster(const Change &change)
{
    App orders = cluster();
    change(orders);
    return snapshot({std::move(orders)});
}

const DeclaredIntents kOrders{
    {u"orders"_s, declared(Environment::Production, Exposure::Internal, DataClass::Internal)}};

} // namespace

class DataTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesVolumes_data()
    {
        columns();
        const DeclaredIntents internal = metricsAre(Environment::Production, DataClass::Internal);
        row("encrypted", withVolume(true), {u"pass high volume:data"_s}, internal);
        row("not encrypted", withVolume(false), {u"fail high volume:data"_s}, internal);
        row("with regulated data it is critical", withVolume(false), {u"fail critical volume:data"_s},
            metricsAre(Environment::Dev, DataClass::Regulated));
        row("without data outside production it is low", withVolume(false), {u"fail low volume:data"_s},
            metricsAre(Environment::Dev, DataClass::None));
        row("without data in production it is not low", withVolume(false), {u"fail high volume:data"_s},
            metricsAre(Environment::Production, DataClass::None));
        row("undeclared: a volume in production is guessed to hold personal data", withVolume(false),
            {u"fail critical volume:data guessed"_s});
        row("near miss: being destroyed",
            withVolume(false, [](App &app) { app.volumes.items.front().state = u"pending_destroy"_s; }),
            {u"not_applicable high volume:data"_s}, internal);
        row("the flag is missing",
            withVolume(true, [](App &app) { app.volumes.items.front().encrypted = gap(Reason::Fault); }),
            {u"unknown high volume:data (fault)"_s}, internal);
        row("encrypted, on a host that does not answer",
            withVolume(true, [](App &app) { app.volumes.items.front().hostStatus = told(u"unreachable"_s); }),
            {u"unknown high volume:data (fault)"_s}, internal);
        row("encrypted, host status missing",
            withVolume(true, [](App &app) { app.volumes.items.front().hostStatus = {}; }),
            {u"unknown high volume:data (not_collected)"_s}, internal);
        row("not encrypted, on a host that does not answer",
            withVolume(false,
                       [](App &app) { app.volumes.items.front().hostStatus = told(u"unreachable"_s); }),
            {u"fail high volume:data"_s}, internal);
        row("volumes refused", withVolume(true, [](App &app) { app.volumes = refused<Volume>(); }),
            {u"unknown high app:metrics (permission)"_s}, internal);
        row("fewer volumes than the platform counts",
            withVolume(true, [](App &app) { app.volumes = shortened(app.volumes.items); }),
            {u"pass high volume:data"_s, u"unknown high app:metrics (filtered)"_s}, internal);
        row("no volume anywhere", withVolume(true, [](App &app) { app.volumes.items.clear(); }),
            {u"not_applicable high organization:Northwind Parcel"_s}, internal);
        Snapshot narrow = withVolume(true);
        narrow.appsComplete = false;
        row("apps outside the list, without a reason given", narrow,
            {u"unknown high organization:Northwind Parcel [apps-outside-the-list] (filtered)"_s,
             u"pass high volume:data"_s},
            internal);
    }

    void judgesVolumes()
    {
        QFETCH(Row, row);
        hold(row, kVolume);
    }

    void volumeFixIsForThisVolume()
    {
        const Snapshot made = withVolume(false, [](App &app) {
            model::Mount mount;
            mount.volume = u"vol_1"_s;
            mount.path = u"/var/lib/data"_s;
            app.machines.items.front().config.mounts = {mount};
        });
        const Finding finding = findingsOf(made, kVolume).front();
        QCOMPARE(finding.resource.region, u"iad"_s);
        QCOMPARE(finding.resource.app, u"metrics"_s);
        QCOMPARE(finding.evidence, std::vector<Origin>{at(u"/3/encrypted"_s)});
        QCOMPARE(finding.message,
                 u"Volume data (vol_1) of metrics in region iad keeps its data without encryption."_s);
        QStringList commands;
        for (const RemediationStep &step : finding.remediation)
            commands += step.commands;
        QCOMPARE(commands,
                 (QStringList{
                     u"fly volumes list -a metrics"_s,
                     u"fly volumes create data --region iad --size 10 --snapshot-retention 5 -a metrics"_s,
                     u"fly machine clone m1 --attach-volume <new_volume_id>:/var/lib/data -a metrics"_s,
                     u"fly ssh console -a metrics --machine <new_machine_id>"_s,
                     u"fly volumes destroy vol_1 -a metrics"_s}));
    }

    void judgesClusters_data()
    {
        columns();
        const QStringList passes{u"pass high database:orders"_s};
        const QStringList fails{u"fail high database:orders"_s};
        row("few superusers, fresh passwords", snapshot({cluster()}), passes, kOrders);
        row("near miss: a password of exactly 180 days, an old secret that is none, an ordinary user",
            snapshot({cluster()}), passes, kOrders);
        row("an extra superuser",
            withCluster([](App &app) { app.databaseUsers.items.push_back(user(u"web"_s, true)); }), fails,
            kOrders);
        row("an old password",
            withCluster([](App &app) { app.secrets.items.front() = secret(u"SU_PASSWORD"_s, 181); }), fails,
            kOrders);
        row("in production with personal data it is critical",
            withCluster([](App &app) { app.secrets.items.front() = secret(u"SU_PASSWORD"_s, 181); }),
            {u"fail critical database:orders"_s},
            {{u"orders"_s, declared(Environment::Production, Exposure::Internal, DataClass::Personal)}});
        row("in dev it is low",
            withCluster([](App &app) { app.secrets.items.front() = secret(u"SU_PASSWORD"_s, 181); }),
            {u"fail low database:orders"_s},
            {{u"orders"_s, declared(Environment::Dev, Exposure::Internal, DataClass::Personal)}});
        row("an old password seen in a short list is enough", withCluster([](App &app) {
                app.secrets = shortened(std::vector<Secret>{secret(u"SU_PASSWORD"_s, 400)});
            }),
            fails, kOrders);
        row("secrets refused", withCluster([](App &app) { app.secrets = refused<Secret>(); }),
            {u"unknown high database:orders (permission)"_s}, kOrders);
        row("users refused", withCluster([](App &app) { app.databaseUsers = refused<DatabaseUser>(); }),
            {u"unknown high database:orders (permission)"_s}, kOrders);
        row("a user whose rights are not told",
            withCluster([](App &app) { app.databaseUsers.items.back().superuser = gap(Reason::Fault); }),
            {u"unknown high database:orders (fault)"_s}, kOrders);
        row("no user at all is no answer", withCluster([](App &app) { app.databaseUsers.items.clear(); }),
            {u"unknown high database:orders (fault)"_s}, kOrders);
        row("none of the passwords is listed",
            withCluster([](App &app) { app.secrets.items = {secret(u"OTHER"_s, 1)}; }),
            {u"unknown high database:orders (not_published)"_s}, kOrders);
        row("a password without date",
            withCluster([](App &app) { app.secrets.items.front().updatedAt = {}; }),
            {u"unknown high database:orders (not_collected)"_s}, kOrders);
        row("a password from the future",
            withCluster([](App &app) { app.secrets.items.front() = secret(u"SU_PASSWORD"_s, -2); }),
            {u"unknown high database:orders (fault)"_s}, kOrders);
        row("role not told", withCluster([](App &app) { app.role = gap(Reason::Permission); }),
            {u"unknown high database:orders (permission)"_s}, kOrders);
        row("no cluster anywhere", snapshot({app(u"web"_s, {machine(u"m1"_s)})}),
            {u"not_applicable high organization:Northwind Parcel"_s});
    }

    void judgesClusters()
    {
        QFETCH(Row, row);
        hold(row, kSuperuser);
    }

    void clusterFailureNamesUsersAndAges()
    {
        const Snapshot made = withCluster([](App &app) {
            app.databaseUsers.items.push_back(user(u"web"_s, true));
            app.secrets.items.front() = secret(u"SU_PASSWORD"_s, 412.5);
        });
        const Finding finding = findingsOf(made, kSuperuser, kOrders).front();
        QCOMPARE(finding.message, u"Postgres orders has superusers that the platform did not make (web), and "
                                  u"passwords that were not "
                                  "changed for more than 180 days (SU_PASSWORD: 412 days)."_s);
        QCOMPARE(finding.evidence,
                 (std::vector<Origin>{at(u"/users/isSuperuser"_s), at(u"/secrets/0/updated_at"_s)}));
        QCOMPARE(finding.remediation.front().commands, QStringList{u"fly postgres users list -a orders"_s});
        QCOMPARE(finding.remediation.back().commands,
                 QStringList{u"fly mpg create --name <name> --region iad -o northwind-parcel"_s});
    }
};

QTEST_GUILESS_MAIN(DataTest)
#include "data_test.moc"
