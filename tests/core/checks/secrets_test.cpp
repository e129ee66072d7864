// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;

namespace {

const QString kEnv = u"secrets.plaintext-env"_s;
const QString kFiles = u"secrets.plaintext-files"_s;
const QString kVersions = u"secrets.old-machine-versions"_s;
const QString kImage = u"secrets.image-history"_s;

/// Two machines of one app; `change` spoils the first.
template<class Change>
Snapshot two(const Change &change)
{
    App api = app(u"api"_s, {machine(u"m1"_s), machine(u"m2"_s)});
    change(api.machines.items.front(), api);
    Snapshot made = snapshot({std::move(api)});
    made.images = whole<Image>({image('a', {u"api"_s})});
    return made;
}

const DeclaredIntents kApi{
    {u"api"_s, declared(Environment::Production, Exposure::Public, DataClass::Internal)}};
const DeclaredIntents kSandbox{{u"api"_s, declared(Environment::Dev, Exposure::Public, DataClass::None)}};

MachineVersion version(const QString &name, std::vector<Setting> env)
{
    MachineVersion version;
    version.version = name;
    version.config.env = std::move(env);
    version.origin = at(u"/1"_s);
    return version;
}

template<class Change>
Snapshot withImage(const Change &change)
{
    Snapshot made = two([](Machine &, App &) {});
    change(made.images.items.front());
    return made;
}

HistoryLine history(Setting setting)
{
    setting.place = u"history"_s;
    setting.origin = at(u"/history/3/created_by"_s);
    return {.text = u"ARG X=<value>"_s, .settings = {std::move(setting)}, .origin = at(u"/history/3"_s)};
}

} // namespace

class SecretsTest : public QObject
{
    Q_OBJECT

private slots:
    void judgesVariables_data()
    {
        columns();
        row("no variable", two([](Machine &, App &) {}), {u"pass critical app:api"_s}, kApi);
        row("a certain credential",
            two([](Machine &m, App &) { m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain)}; }),
            {u"fail critical app:api [STRIPE_KEY]"_s}, kApi);
        row("a likely one is high",
            two([](Machine &m, App &) { m.config.env = {setting(u"DB_PASS"_s, Likeness::Likely)}; }),
            {u"fail high app:api [DB_PASS]"_s}, kApi);
        row("in dev without data it is medium, a likely one high", two([](Machine &m, App &) {
                m.config.env = {setting(u"A"_s, Likeness::Certain), setting(u"B"_s, Likeness::Likely)};
            }),
            {u"fail high app:api [B]"_s, u"fail medium app:api [A]"_s}, kSandbox);
        row("near miss: only suspect",
            two([](Machine &m, App &) { m.config.env = {setting(u"BUILD"_s, Likeness::Suspect)}; }),
            {u"pass critical app:api"_s}, kApi);
        row("near miss: on a destroyed machine", two([](Machine &m, App &) {
                m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain)};
                m.state = u"destroyed"_s;
            }),
            {u"pass critical app:api"_s}, kApi);
        row("a credential, and a host that does not answer: both are said", two([](Machine &m, App &app) {
                m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain)};
                app.machines.items.back().hostStatus = told(u"unknown"_s);
            }),
            {u"unknown critical app:api (fault)"_s, u"fail critical app:api [STRIPE_KEY]"_s}, kApi);
        row("an incomplete configuration with a credential fails, and never passes",
            two([](Machine &m, App &app) {
                app.machines.items.resize(1);
                m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain)};
                m.configComplete = false;
            }),
            {u"unknown critical app:api (fault)"_s, u"fail critical app:api [STRIPE_KEY]"_s}, kApi);
        row("an incomplete configuration without one",
            two([](Machine &m, App &) { m.configComplete = false; }), {u"unknown critical app:api (fault)"_s},
            kApi);
        row("machines refused", two([](Machine &, App &app) { app.machines = refused<Machine>(); }),
            {u"unknown critical app:api (permission)"_s}, kApi);
        row("fewer machines than the platform counts",
            two([](Machine &, App &app) { app.machines = shortened(app.machines.items); }),
            {u"unknown critical app:api (filtered)"_s}, kApi);
        row("no live machine", two([](Machine &, App &app) { app.machines.items.clear(); }),
            {u"not_applicable critical app:api"_s}, kApi);
    }

    void judgesVariables()
    {
        QFETCH(Row, row);
        hold(row, kEnv);
    }

    void oneFindingForOneVariableOnSeveralMachines()
    {
        const Snapshot made = two([](Machine &, App &app) {
            for (Machine &m : app.machines.items)
                m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain, u"stripe-key"_s)};
        });
        const Findings findings = findingsOf(made, kEnv, kApi);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings.front().message,
                 u"STRIPE_KEY is readable in plain text in env of api (2 machines: m1 and m2); its value is "
                 u"certainly a "
                 "credential (stripe-key, at most 40 characters, digest 0123456789abcdef)."_s);
        QCOMPARE(findings.front().evidence.front(), at(u"/0/config/env/STRIPE_KEY"_s));
        QCOMPARE(findings.front().remediation.back().commands,
                 (QStringList{u"fly machine update m1 --machine-config <file.json> -a api"_s,
                              u"fly machine update m2 --machine-config <file.json> -a api"_s}));
    }

    void findingOutlivesADeploy()
    {
        const auto withKey = [](const QString &id) {
            return two([&id](Machine &m, App &) {
                m.id = id;
                m.config.env = {setting(u"STRIPE_KEY"_s, Likeness::Certain)};
            });
        };
        QCOMPARE(findingsOf(withKey(u"m1"_s), kEnv).front().id,
                 findingsOf(withKey(u"m9"_s), kEnv).front().id);
    }

    void judgesFiles_data()
    {
        columns();
        row("no file", two([](Machine &, App &) {}), {u"not_applicable critical app:api"_s}, kApi);
        row("an ordinary file",
            two([](Machine &m, App &) { m.config.files = {file(u"/etc/nginx.conf"_s, Likeness::None)}; }),
            {u"pass critical app:api"_s}, kApi);
        row("a private key under any name", two([](Machine &m, App &) {
                m.config.files = {file(u"/etc/x"_s, Likeness::Certain, u"private-key"_s)};
            }),
            {u"fail critical app:api [/etc/x]"_s}, kApi);
        row("only the path tells",
            two([](Machine &m, App &) { m.config.files = {file(u"/app/.ENV"_s, Likeness::None)}; }),
            {u"fail medium app:api [/app/.ENV]"_s}, kApi);
        row("only the path tells, content not inspected", two([](Machine &m, App &) {
                m.config.files = {file(u"/root/.ssh/id_rsa"_s, Likeness::None)};
                m.config.files.front().readable = false;
            }),
            {u"fail medium app:api [/root/.ssh/id_rsa]"_s}, kApi);
        row("near miss: a certificate without key", two([](Machine &m, App &) {
                m.config.files = {file(u"/etc/ca.pem"_s, Likeness::None, u"certificate"_s)};
            }),
            {u"pass critical app:api"_s}, kApi);
        row("near miss: a public key",
            two([](Machine &m, App &) { m.config.files = {file(u"/root/id_rsa.pub"_s, Likeness::None)}; }),
            {u"pass critical app:api"_s}, kApi);
        row("near miss: the file comes from the vault", two([](Machine &m, App &) {
                m.config.files = {file(u"/app/.env"_s, Likeness::None)};
                m.config.files.front().source = ConfigFile::Source::Secret;
            }),
            {u"pass critical app:api"_s}, kApi);
        row("content that could not be inspected", two([](Machine &m, App &) {
                m.config.files = {file(u"/blob"_s, Likeness::None)};
                m.config.files.front().readable = false;
            }),
            {u"unknown critical app:api (limit)"_s}, kApi);
        row("no file seen, but a host does not answer",
            two([](Machine &m, App &) { m.hostStatus = told(u"unreachable"_s); }),
            {u"unknown critical app:api (fault)"_s}, kApi);
        row("machines refused", two([](Machine &, App &app) { app.machines = refused<Machine>(); }),
            {u"unknown critical app:api (permission)"_s}, kApi);
    }

    void judgesFiles()
    {
        QFETCH(Row, row);
        hold(row, kFiles);
    }

    void fileFixNamesThePath()
    {
        const Snapshot made =
            two([](Machine &m, App &) { m.config.files = {file(u"/srv/my key.pem"_s, Likeness::Certain)}; });
        const Finding finding = findingsOf(made, kFiles, kApi).front();
        QCOMPARE(
            finding.remediation.at(2).commands,
            QStringList{u"fly machine update m1 --file-secret '/srv/my key.pem'=<SECRET_NAME> -a api"_s});
    }

    void judgesOldVersions_data()
    {
        columns();
        const Setting leaked = setting(u"STRIPE_KEY"_s, Likeness::Certain);
        row("no earlier version", two([](Machine &, App &) {}), {u"pass high app:api"_s}, kApi);
        row("an earlier version with a credential",
            two([&leaked](Machine &m, App &) { m.versions.items = {version(u"V1"_s, {leaked})}; }),
            {u"fail high app:api [STRIPE_KEY]"_s}, kApi);
        row("a likely one is medium", two([](Machine &m, App &) {
                m.versions.items = {version(u"V1"_s, {setting(u"DB_PASS"_s, Likeness::Likely)})};
            }),
            {u"fail medium app:api [DB_PASS]"_s}, kApi);
        row("near miss: only the running version has it", two([&leaked](Machine &m, App &) {
                m.versions.items = {version(u"V2"_s, {leaked}), version(u"V1"_s, {})};
            }),
            {u"pass high app:api"_s}, kApi);
        row("near miss: a suspect value", two([](Machine &m, App &) {
                m.versions.items = {version(u"V1"_s, {setting(u"BUILD"_s, Likeness::Suspect)})};
            }),
            {u"pass high app:api"_s}, kApi);
        row("a file in an earlier version", two([](Machine &m, App &) {
                m.versions.items = {version(u"V1"_s, {})};
                m.versions.items.front().config.files = {file(u"/etc/key"_s, Likeness::Certain)};
            }),
            {u"fail high app:api [/etc/key]"_s}, kApi);
        row("a file in an earlier version that could not be inspected", two([](Machine &m, App &) {
                m.versions.items = {version(u"V1"_s, {})};
                m.versions.items.front().config.files = {file(u"/blob"_s, Likeness::None)};
                m.versions.items.front().config.files.front().readable = false;
            }),
            {u"unknown high app:api (limit)"_s}, kApi);
        row("versions of one machine refused",
            two([](Machine &m, App &) { m.versions = refused<MachineVersion>(); }),
            {u"unknown high app:api (permission)"_s}, kApi);
        row("versions of one machine refused, the other fails", two([&leaked](Machine &m, App &app) {
                m.versions = refused<MachineVersion>();
                app.machines.items.back().versions.items = {version(u"V1"_s, {leaked})};
            }),
            {u"unknown high app:api (permission)"_s, u"fail high app:api [STRIPE_KEY]"_s}, kApi);
        row("secrets refused", two([](Machine &, App &app) { app.secrets = refused<Secret>(); }),
            {u"unknown high app:api (permission)"_s}, kApi);
        row("the running version is not told", two([&leaked](Machine &m, App &) {
                m.version.clear();
                m.versions.items = {version(u"V2"_s, {leaked})};
            }),
            {u"unknown high app:api (fault)"_s}, kApi);
        row("no live machine", two([](Machine &, App &app) { app.machines.items.clear(); }),
            {u"not_applicable high app:api"_s}, kApi);
    }

    void judgesOldVersions()
    {
        QFETCH(Row, row);
        hold(row, kVersions);
    }

    void movedIsNotReplaced()
    {
        const Snapshot made = two([](Machine &m, App &app) {
            m.versions.items = {version(u"V0"_s, {setting(u"STRIPE_KEY"_s, Likeness::Certain)}),
                                version(u"V1"_s, {setting(u"STRIPE_KEY"_s, Likeness::Certain)})};
            app.secrets.items = {secret(u"STRIPE_KEY"_s, 4)};
        });
        const Finding finding = findingsOf(made, kVersions, kApi).front();
        QVERIFY2(finding.message.startsWith(
                     u"STRIPE_KEY still stands in 2 earlier versions on 1 machine of api"_s),
                 qPrintable(finding.message));
        QVERIFY2(finding.message.contains(u"moved to the vault on 2026-11-20"_s),
                 qPrintable(finding.message));
    }

    void judgesImages_data()
    {
        columns();
        const QString name = image('a', {}).ref.name();
        const QString here = u"image:"_s + name;
        row("a clean image", withImage([](Image &) {}), {u"pass high "_s + here}, kApi);
        row("a credential in its environment",
            withImage([](Image &i) { i.env = {setting(u"NPM_TOKEN"_s, Likeness::Certain)}; }),
            {u"fail high "_s + here + u" [NPM_TOKEN]"_s}, kApi);
        row("a credential in its history",
            withImage([](Image &i) { i.history = {history(setting(u"NPM_TOKEN"_s, Likeness::Certain))}; }),
            {u"fail high "_s + here + u" [NPM_TOKEN]"_s}, kApi);
        row("without a name it goes by its shape", withImage([](Image &i) {
                i.history = {history(setting(QString(), Likeness::Certain, u"github-token"_s))};
            }),
            {u"fail high "_s + here + u" [github-token]"_s}, kApi);
        row("likely and only in the history of a non-production app is medium",
            withImage([](Image &i) { i.history = {history(setting(u"NPM_TOKEN"_s, Likeness::Likely))}; }),
            {u"fail medium "_s + here + u" [NPM_TOKEN]"_s}, kSandbox);
        row("likely in the environment of a non-production app is not",
            withImage([](Image &i) { i.env = {setting(u"NPM_TOKEN"_s, Likeness::Likely)}; }),
            {u"fail high "_s + here + u" [NPM_TOKEN]"_s}, kSandbox);
        row("near miss: suspect", withImage([](Image &i) { i.env = {setting(u"SHA"_s, Likeness::Suspect)}; }),
            {u"pass high "_s + here}, kApi);
        row("environment alone can not pass", withImage([](Image &i) {
                i.historyRead = false;
                i.gaps = {gap(Reason::NotPublished)};
            }),
            {u"unknown high "_s + here + u" (not_published)"_s}, kApi);
        row("environment alone can fail", withImage([](Image &i) {
                i.historyRead = false;
                i.env = {setting(u"NPM_TOKEN"_s, Likeness::Certain)};
            }),
            {u"unknown high "_s + here + u" (fault)"_s, u"fail high "_s + here + u" [NPM_TOKEN]"_s}, kApi);
        Snapshot unread = two([](Machine &, App &) {});
        unread.images = refused<Image>();
        row("images refused", unread, {u"unknown high "_s + here + u" (permission)"_s}, kApi);
        unread.images = whole<Image>();
        row("the image is not among those read", unread, {u"unknown high "_s + here + u" (not_collected)"_s},
            kApi);
        row("a machine that does not tell its image", two([](Machine &m, App &) { m.image.digest.clear(); }),
            {u"unknown high app:api (fault)"_s, u"pass high "_s + here}, kApi);
        Snapshot none = two([](Machine &, App &app) { app.machines.items.clear(); });
        none.images = whole<Image>();
        row("no live machine", none, {u"not_applicable high organization:Northwind Parcel"_s}, kApi);
    }

    void judgesImages()
    {
        QFETCH(Row, row);
        hold(row, kImage);
    }

    void publicRegistryIsCritical_data()
    {
        QTest::addColumn<QString>("registry");
        QTest::addColumn<QString>("severity");
        QTest::newRow("the platform's own") << u"registry.fly.io"_s << u"high"_s;
        QTest::newRow("Docker Hub") << u"docker-hub-mirror.fly.io"_s << u"critical"_s;
        QTest::newRow("another") << u"ghcr.io"_s << u"critical"_s;
        QTest::newRow("not told") << QString() << u"critical"_s;
    }

    void publicRegistryIsCritical()
    {
        QFETCH(QString, registry);
        QFETCH(QString, severity);
        const Snapshot made = withImage([&registry](Image &i) {
            i.ref.registry = registry;
            i.env = {setting(u"NPM_TOKEN"_s, Likeness::Certain)};
        });
        QCOMPARE(QString(severityName(findingsOf(made, kImage, kApi).front().severity)), severity);
    }

    void sharedImageIsWeighedByProduction()
    {
        Snapshot made =
            snapshot({app(u"api"_s, {machine(u"m1"_s)}), app(u"api-staging"_s, {machine(u"m2"_s)})});
        made.images = whole<Image>({image('a', {u"api"_s, u"api-staging"_s})});
        made.images.items.front().history = {history(setting(u"NPM_TOKEN"_s, Likeness::Likely))};
        const Findings findings = findingsOf(made, kImage, kApi);
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings.front().severity, Severity::High);
        QCOMPARE(findings.front().resource.app, u"api"_s);
        QCOMPARE(findings.front().environment, u"production"_s);
        QVERIFY2(findings.front().message.contains(u"of api and api-staging"_s),
                 qPrintable(findings.front().message));
    }
};

QTEST_GUILESS_MAIN(SecretsTest)
#include "secrets_test.moc"
