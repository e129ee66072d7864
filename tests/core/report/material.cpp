// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/report/material.h"

#include <QCryptographicHash>
#include <QTest>

namespace aw::test {
namespace {

using namespace model;

const QStringList &appNames()
{
    static const QStringList names{
        QStringLiteral("internal-ledger"), QStringLiteral("web"), QStringLiteral("pg-main"),
        QStringLiteral("staging-api"),     QStringLiteral("geo"), QStringLiteral("redis-cache")};
    return names;
}

QString appName(int i)
{
    const QString &name = appNames()[i % appNames().size()];
    return i < appNames().size() ? name : QStringLiteral("%1-%2").arg(name).arg(i / appNames().size());
}

QDateTime collectedAt()
{
    return {QDate(2026, 11, 24), QTime(9, 58), Qt::UTC};
}

ReplyNote reply(const QString &request, const QByteArray &body)
{
    return {.request = request,
            .requestId =
                QStringLiteral("01JDEX7M2K%1-iad").arg(qHash(request, 1) % 100000, 5, 10, QLatin1Char('0')),
            .at = collectedAt().addSecs(-90),
            .status = 200,
            .body = body};
}

App appOf(int i, Snapshot &snapshot)
{
    const QString name = appName(i);
    const int first = int(snapshot.replies.size());
    snapshot.replies.push_back(reply(
        QStringLiteral("GET /v1/apps/%1/ip_assignments").arg(name),
        R"({"ips":[{"ip":"2001:db8:0:1::4c:71d0","shared":false,"created_at":"2026-11-18T07:41:09Z"},{"ip":"203.0.113.17","shared":true}]})"));
    snapshot.replies.push_back(reply(
        QStringLiteral("GET /v1/apps/%1/machines").arg(name),
        R"([{"id":"3d8d9f0a714e89","region":"iad","config":{"services":[{"protocol":"tcp","internal_port":8080,"ports":[{"port":443,"handlers":["tls","http"]}]}],"env":{"STRIPE_SECRET_KEY":{"hmac":"9f41c7a28d10e5b7","length":40,"shape":"stripe-key"}}}}])"));
    snapshot.replies.push_back(reply(QStringLiteral("GET /v1/apps/%1/volumes").arg(name),
                                     R"([{"id":"vol_4xk2m9","encrypted":false}])"));

    App app;
    app.name = name;
    app.network = QStringLiteral("default");
    Machine machine;
    machine.id = QStringLiteral("3d8d9f0a%1").arg(i, 6, 16, QLatin1Char('0'));
    machine.name = QStringLiteral("quiet-river-%1").arg(100 + i);
    machine.app = name;
    machine.region = QStringLiteral("iad");
    machine.origin = {first + 1, QStringLiteral("/0")};
    app.machines.items.push_back(machine);
    app.machines.asked = true;
    Volume volume;
    volume.id = QStringLiteral("vol_4xk2m9");
    volume.name = QStringLiteral("data");
    volume.app = name;
    app.volumes.items.push_back(volume);
    app.volumes.asked = true;
    app.origin = {first, QString()};
    return app;
}

/// A finding before it knows what it is about.
struct Draft {
    QString check;
    Status status = Status::Pass;
    Severity severity = Severity::High;
    QString headline, message;
    std::optional<Reason> reason = {};
    QStringList pointers = {};
    int reply = 0; ///< of the app's three
    bool guessed = false;
};

const std::vector<Draft> &drafts()
{
    static const std::vector<Draft> all{
        {QStringLiteral("exposure.internal-service-public"),
         Status::Fail,
         Severity::Critical,
         QStringLiteral("Internal app answers on a public address"),
         QStringLiteral(
             "The app is meant to be internal, yet 2 public addresses lead to its service on port 443."),
         {},
         {QStringLiteral("/ips/0"), QStringLiteral("/ips/1/ip")},
         0,
         true},
        {QStringLiteral("data.volume-unencrypted"),
         Status::Fail,
         Severity::High,
         QStringLiteral("Volume created without encryption"),
         QStringLiteral("The volume data of 10 GB in iad is not encrypted."),
         {},
         {QStringLiteral("/0/encrypted")},
         2},
        {QStringLiteral("secrets.plaintext-env"),
         Status::Fail,
         Severity::Medium,
         QStringLiteral("Credential in plain configuration"),
         QStringLiteral(
             "The variable STRIPE_SECRET_KEY of 1 machine holds a live key of a payment provider."),
         {},
         {QStringLiteral("/0/config/env/STRIPE_SECRET_KEY")},
         1},
        {QStringLiteral("runtime.stale-image-always-on"),
         Status::Fail,
         Severity::Low,
         QStringLiteral("Always on with an old image"),
         QStringLiteral("The image was built 214 days ago and the machine never stops."),
         {},
         {QStringLiteral("/0/region")},
         1},
        {QStringLiteral("secrets.image-history"),
         Status::Unknown,
         Severity::High,
         QStringLiteral("Image history holds no credential"),
         QStringLiteral("A token that may read the registry would settle it."),
         Reason::Permission,
         {},
         1},
        {QStringLiteral("access.shell-open-to-all-members"),
         Status::Unknown,
         Severity::Medium,
         QStringLiteral("Only those who need a shell have one"),
         QStringLiteral("Ask the owner of the organization who may open a shell."),
         Reason::NotPublished,
         {},
         1},
        {QStringLiteral("secrets.plaintext-files"),
         Status::Pass,
         Severity::High,
         QStringLiteral("No credential stands in a plain file"),
         QStringLiteral("None of 2 inline files holds a credential."),
         {},
         {QStringLiteral("/0/config")},
         1},
        {QStringLiteral("secrets.old-machine-versions"),
         Status::Pass,
         Severity::Medium,
         QStringLiteral("Old machine versions hold no credential"),
         QStringLiteral("11 earlier versions were read."),
         {},
         {QStringLiteral("/0/id")},
         1},
        {QStringLiteral("data.postgres-superuser"),
         Status::NotApplicable,
         Severity::High,
         QStringLiteral("Applications use no superuser"),
         QStringLiteral("The app is no Postgres cluster."),
         {},
         {},
         1}};
    return all;
}

Finding findingOf(const Draft &draft, const App &app)
{
    Finding finding{.id = QString::fromLatin1(QCryptographicHash::hash((draft.check + app.name).toUtf8(),
                                                                       QCryptographicHash::Sha256)
                                                  .toHex()
                                                  .left(16)),
                    .check = draft.check,
                    .key = {},
                    .status = draft.status,
                    .severity = draft.severity,
                    .guessed = draft.guessed,
                    .resource = {.type = QStringLiteral("app"),
                                 .id = app.name,
                                 .name = app.name,
                                 .app = app.name,
                                 .region = QStringLiteral("iad")},
                    .headline = draft.headline,
                    .message = draft.message,
                    .reason = draft.reason,
                    .evidence = {},
                    .remediation = {},
                    .environment = QStringLiteral("production"),
                    .dataClass = QStringLiteral("personal")};
    for (const QString &pointer : draft.pointers)
        finding.evidence.push_back({app.origin.reply + draft.reply, pointer});
    if (draft.status == Status::Fail)
        finding.remediation = {
            {.step = QStringLiteral("List the addresses first"),
             .commands = {QStringLiteral("fly ips list -a %1").arg(app.name)},
             .changesProduction = false,
             .downtime = QStringLiteral("none")},
            {.step = QStringLiteral("Release every public address"),
             .commands = {QStringLiteral("fly ips release 2001:db8:0:1::4c:71d0 -a %1").arg(app.name),
                          QStringLiteral("fly ips release 203.0.113.17 -a %1").arg(app.name)},
             .changesProduction = true,
             .downtime =
                 QStringLiteral("immediate and intended for internet clients; none for private callers")},
            {.step = QStringLiteral("Tell the team that the address is gone"),
             .commands = {},
             .changesProduction = false,
             .downtime = {}}};
    return finding;
}

void addSources(Snapshot &snapshot)
{
    const auto complete = [&snapshot](const QString &name, int answers) {
        snapshot.sources.push_back({.name = name,
                                    .state = SourceState::Complete,
                                    .reason = Reason::NotCollected,
                                    .detail = {},
                                    .asked = answers,
                                    .answered = answers});
    };
    const int apps = int(snapshot.apps.size());
    complete(QStringLiteral("apps"), 1);
    complete(QStringLiteral("machines"), apps);
    complete(QStringLiteral("ip_assignments"), apps);
    complete(QStringLiteral("volumes"), apps);
    snapshot.sources.push_back(
        {.name = QStringLiteral("app_secrets"),
         .state = SourceState::Partial,
         .reason = Reason::Permission,
         .detail = QStringLiteral(
             "The platform answered 403 for 4 apps; a token with the role deployer would show them."),
         .asked = apps,
         .answered = apps - 4});
    snapshot.sources.push_back({.name = QStringLiteral("image_configurations"),
                                .state = SourceState::NotAsked,
                                .reason = Reason::Permission,
                                .detail = QStringLiteral("The registry was not asked."),
                                .asked = apps,
                                .answered = 0});
}

} // namespace

report::Material northwindParcel(int apps)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->id = QStringLiteral("7c02b1e944d3f08a");
    snapshot->organization.slug = QStringLiteral("northwind-parcel");
    snapshot->organization.name = Fact<QString>(QStringLiteral("Northwind Parcel"), {});
    snapshot->organization.members.asked = true;
    snapshot->organization.members.items.resize(9);
    snapshot->organization.peers.asked = true;
    snapshot->organization.peers.items.resize(8);
    snapshot->organization.tokens.items.resize(17);
    snapshot->appsComplete = true;
    snapshot->startedAt = collectedAt().addSecs(-120);
    snapshot->collectedAt = collectedAt();
    snapshot->demo = true;
    for (int i = 0; i < apps; ++i)
        snapshot->apps.push_back(appOf(i, *snapshot));
    addSources(*snapshot);
    snapshot->problems.push_back({QStringLiteral("The field host_status is a number, not a text."),
                                  {1, QStringLiteral("/0/host_status")}});

    auto findings = std::make_shared<Findings>();
    for (const Draft &draft : drafts()) {
        for (int i = 0; i < apps; ++i) {
            Finding finding = findingOf(draft, snapshot->apps[std::size_t(i)]);
            const bool healthy = i % 3 == 2;
            if (healthy && finding.status == Status::Fail) {
                finding.status = Status::Pass;
                finding.message = QStringLiteral("Nothing of the kind was found.");
                finding.remediation.clear();
            }
            findings->push_back(std::move(finding));
        }
    }
    const auto catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        QTest::qFail(qPrintable(catalogue.error().what), __FILE__, __LINE__);
    const QDateTime now(QDate(2026, 11, 24), QTime(10, 14), Qt::UTC);
    if (!catalogue)
        return {};
    return {.posture = assess::postureOf(snapshot, findings, **catalogue, now),
            .catalogue = *catalogue,
            .now = now};
}

} // namespace aw::test
