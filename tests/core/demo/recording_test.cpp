// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/fixture.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using demo::Answer;
using demo::Fixture;

namespace {

JsonDocument parsed(const QByteArray &bytes)
{
    const Result<JsonDocument> document = JsonDocument::parse(bytes);
    return document ? *document : JsonDocument();
}

/// The organization "o" with the app that `app` describes.
Result<Fixture> organizationOf(const QByteArray &app)
{
    const JsonDocument organization =
        parsed(R"({"recorded_at":"2026-11-24T09:12:00Z","organization":{"slug":"o"},
                   "failures":{"/v1/orgs/o/volumes":{"status":503,"body":{"error":"later"}}}})");
    const JsonDocument document = parsed(app);
    return Fixture::assemble(organization.root(), {document.root()});
}

constexpr char kTwoMachines[] = R"({"app":{"name":"web"},"machines":[
    {"id":"m0","version":"v0","config":{"image":"registry.fly.io/web:1","env":{"A":"a"}}},
    {"id":"m1","version":"v1","config":null,"incomplete_config":{"env":{"A":"b"}}}],
    "versions":{"m0":[{"version":"older","user_config":{"env":{"A":"z"}}}]}})";

QByteArray graphqlRequest(const QString &operation, JsonValue variables)
{
    return JsonValue::object()
        .set("operationName", operation)
        .set("variables", std::move(variables))
        .compact();
}

} // namespace

class RecordingTest : public QObject
{
    Q_OBJECT
private slots:
    void putsTheRunningVersionFirst();
    void derivesTheOrganizationsMachines();
    void listsAppsInBothApis();
    void laysTheOrganizationsOwnOverWhatIsDerived();
    void findsImagesByEveryReference();
    void answersRecordedFailures();
    void refusesBrokenFolders_data();
    void refusesBrokenFolders();
};

void RecordingTest::putsTheRunningVersionFirst()
{
    const Result<Fixture> fixture = organizationOf(kTwoMachines);
    QVERIFY(fixture);
    const auto versions = [&fixture](const char *machine) {
        return parsed(
            fixture->get(QStringLiteral("/v1/apps/web/machines/%1/versions").arg(QLatin1String(machine)), {})
                .body);
    };
    const JsonDocument first = versions("m0");
    QCOMPARE(first.root().size(), 2U);
    QCOMPARE(first.root().at(0).at("version").text(), QStringLiteral("v0"));
    QCOMPARE(first.root().at(0).at("user_config").at("env").at("A").text(), QStringLiteral("a"));
    QCOMPARE(first.root().at(1).at("version").text(), QStringLiteral("older"));
    const JsonDocument second = versions("m1");
    QCOMPARE(second.root().size(), 1U);
    QCOMPARE(second.root().at(0).at("user_config").at("env").at("A").text(), QStringLiteral("b"));
}

void RecordingTest::derivesTheOrganizationsMachines()
{
    const Result<Fixture> fixture = organizationOf(kTwoMachines);
    QVERIFY(fixture);
    const JsonDocument body = parsed(fixture->get(QStringLiteral("/v1/orgs/o/machines"), {}).body);
    const JsonView first = body.root().at("machines").at(0);
    QCOMPARE(first.at("app_name").text(), QStringLiteral("web"));
    QCOMPARE(first.at("config").at("image").text(), QStringLiteral("registry.fly.io/web:1"));
    QVERIFY(first.at("config").at("env").missing()); // the overview never shows it (MachineOverviewConfig)
    QCOMPARE(body.root().at("last_machine_id").text(), QStringLiteral("m1"));
}

void RecordingTest::listsAppsInBothApis()
{
    const Result<Fixture> fixture = organizationOf(
        R"({"app":{"name":"db","network":"default","app_role":"postgres_cluster"},
            "ip_assignments":[{"ip":"fdaa:1::2","shared":false,"egress":false},
                              {"ip":"198.51.100.1","shared":true,"egress":false},
                              {"ip":"203.0.113.1","shared":false,"egress":true}],
            "role":{"__typename":"PostgresClusterAppRole","name":"postgres_cluster",
                    "databases":[],"users":[{"username":"postgres","isSuperuser":true,"databases":[]}]}})");
    QVERIFY(fixture);
    const JsonDocument rest = parsed(fixture->get(QStringLiteral("/v1/apps"), {}).body);
    QCOMPARE(rest.root().at("apps").at(0).at("app_role").text(), QStringLiteral("postgres_cluster"));
    const JsonDocument graphql =
        parsed(fixture
                   ->graphql(graphqlRequest(QStringLiteral("OrgApps"),
                                            JsonValue::object().set("slug", QLatin1String("o"))))
                   .body);
    const JsonView node = graphql.root().at("data").at("organization").at("apps").at("nodes").at(0);
    QCOMPARE(node.at("name").text(), QStringLiteral("db"));
    QCOMPARE(node.at("role").compact(),
             QByteArray(R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})"));
    QCOMPARE(node.at("sharedIpAddress").text(), QStringLiteral("198.51.100.1"));
    QCOMPARE(node.at("ipAddresses").at("nodes").size(), 1U);
    QCOMPARE(node.at("ipAddresses").at("nodes").at(0).at("type").text(), QStringLiteral("private_v6"));
    const JsonDocument role =
        parsed(fixture
                   ->graphql(graphqlRequest(QStringLiteral("AppRolePostgres"),
                                            JsonValue::object().set("name", QLatin1String("db"))))
                   .body);
    QCOMPARE(role.root().at("data").at("app").at("role").at("users").size(), 1U);
}

void RecordingTest::laysTheOrganizationsOwnOverWhatIsDerived()
{
    const JsonDocument organization = parsed(
        R"({"recorded_at":"2026-11-24T09:12:00Z","organization":{"slug":"o"},
            "rest":{"/v1/orgs/o/machines":{"error_regions":["syd"]},"/v1/apps":{"total_apps":9}}})");
    const JsonDocument app = parsed(kTwoMachines);
    const Result<Fixture> fixture = Fixture::assemble(organization.root(), {app.root()});
    QVERIFY(fixture);
    const JsonDocument machines = parsed(fixture->get(QStringLiteral("/v1/orgs/o/machines"), {}).body);
    QCOMPARE(machines.root().at("error_regions").at(0).text(), QStringLiteral("syd"));
    QCOMPARE(machines.root().at("machines").size(), 2U);
    const JsonDocument apps = parsed(fixture->get(QStringLiteral("/v1/apps"), {}).body);
    QCOMPARE(apps.root().at("total_apps").integer(), std::optional<qint64>(9));
    QCOMPARE(apps.root().at("apps").size(), 1U);
}

void RecordingTest::findsImagesByEveryReference()
{
    const JsonDocument organization =
        parsed(R"({"recorded_at":"2026-11-24T09:12:00Z","organization":{"slug":"o"}})");
    const Result<Fixture> fixture = organizationOf(
        R"({"app":{"name":"web"},"images":[{"registry":"registry.fly.io","repository":"web","tag":"1",
            "digest":"sha256:ab","config":{"nodes":[1,2,3]}}]})");
    QVERIFY(fixture);
    for (const QString &reference :
         {QStringLiteral("registry.fly.io/web:1"), QStringLiteral("registry.fly.io/web@sha256:ab"),
          QStringLiteral("registry.fly.io/web:1@sha256:ab")}) {
        const Answer answer = fixture->graphql(graphqlRequest(
            QStringLiteral("AppImage"),
            JsonValue::object().set("name", QLatin1String("web")).set("ref", reference).set("first", 1)));
        const JsonDocument body = parsed(answer.body);
        const JsonView image = body.root().at("data").at("app").at("image");
        QCOMPARE(image.at("digest").text(), QStringLiteral("sha256:ab"));
        QCOMPARE(image.at("config").at("nodes").size(), 3U); // untyped JSON, no connection
    }
}

void RecordingTest::answersRecordedFailures()
{
    const Result<Fixture> fixture = organizationOf(
        R"({"app":{"name":"web"},"failures":{
            "secrets":{"status":403,"body":{"error":"not for you"}},
            "AppReleases":{"status":200,"body":{"data":{"app":null},"errors":[{"message":"no"}]}},
            "AppImage/x:1":{"status":500,"body":{"errors":[]}}}})");
    QVERIFY(fixture);
    const Answer secrets = fixture->get(QStringLiteral("/v1/apps/web/secrets"), {});
    QCOMPARE(secrets.status, 403);
    QCOMPARE(secrets.body, QByteArray(R"({"error":"not for you"})"));
    QCOMPARE(fixture->get(QStringLiteral("/v1/orgs/o/volumes"), {}).status, 503);
    const JsonValue name = JsonValue::object().set("name", QLatin1String("web"));
    QVERIFY(fixture->graphql(graphqlRequest(QStringLiteral("AppReleases"), name)).body.contains("\"no\""));
    JsonValue image = name;
    image.set("ref", QLatin1String("x:1"));
    QCOMPARE(fixture->graphql(graphqlRequest(QStringLiteral("AppImage"), image)).status, 500);
    image.set("ref", QLatin1String("x:2"));
    QCOMPARE(fixture->graphql(graphqlRequest(QStringLiteral("AppImage"), image)).status, 200);
}

void RecordingTest::refusesBrokenFolders_data()
{
    QTest::addColumn<QByteArray>("organization");
    QTest::addColumn<QByteArray>("app");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("where");
    const QByteArray good(R"({"recorded_at":"2026-11-24T09:12:00Z","organization":{"slug":"o"}})");
    const QString first = QStringLiteral("organization.json");
    const QString app = QStringLiteral("apps/web.json");
    QTest::newRow("nothing in it") << QByteArray() << QByteArray() << ErrorKind::Storage << first;
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray() << ErrorKind::Malformed << first;
    QTest::newRow("no organization") << QByteArray(R"({"recorded_at":"2026-11-24T09:12:00Z"})")
                                     << QByteArray() << ErrorKind::Malformed << first;
    QTest::newRow("no time") << QByteArray(R"({"recorded_at":"today","organization":{"slug":"o"}})")
                             << QByteArray() << ErrorKind::Malformed << first;
    QTest::newRow("an app without a name")
        << good << QByteArray(R"({"app":{}})") << ErrorKind::Malformed << app;
    QTest::newRow("an app under another's name")
        << good << QByteArray(R"({"app":{"name":"api"}})") << ErrorKind::Malformed << app;
    QTest::newRow("an app cut short") << good << QByteArray(R"({"app":)") << ErrorKind::Malformed << app;
    QTest::newRow("an app nested without end") << good << QByteArray(100'000, '[') << ErrorKind::Limit << app;
}

void RecordingTest::refusesBrokenFolders()
{
    QFETCH(QByteArray, organization);
    QFETCH(QByteArray, app);
    QFETCH(ErrorKind, kind);
    QFETCH(QString, where);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("apps")));
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(folder.filePath(name));
        return bytes.isEmpty() || (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    QVERIFY(write(QStringLiteral("organization.json"), organization));
    QVERIFY(write(QStringLiteral("apps/web.json"), app));
    const Result<Fixture> fixture = Fixture::load(folder.path());
    QVERIFY(!fixture);
    QCOMPARE(fixture.error().kind, kind);
    QCOMPARE(fixture.error().where, folder.filePath(where));
    QVERIFY(!fixture.error().what.isEmpty());
}

QTEST_GUILESS_MAIN(RecordingTest)
#include "recording_test.moc"
