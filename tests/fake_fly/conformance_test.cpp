// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/keep.h"
#include "core/fly/routes.h"
#include "tests/core/demo/wire_document.h"
#include "tests/fake_fly/asking.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"
#include "tests/fake_fly/graphql_schema.h"

#include <QDir>
#include <QFile>

using namespace aw;
using namespace aw::test;

namespace {

/// Where the documents of the platform lie: beside the project, or where AIRWORTHY_SHELF says.
QString shelf(const char *file)
{
    const QString elsewhere = qEnvironmentVariable("AIRWORTHY_SHELF");
    const QString folder = elsewhere.isEmpty() ? QStringLiteral(AW_SOURCE_DIR "/../shared") : elsewhere;
    return QDir::cleanPath(folder + QStringLiteral("/fly-api/") + QString::fromLatin1(file));
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

FakeFlyOptions unlimited()
{
    return {
        .token = "secret", .latency = {}, .limits = false, .retryAfter = false, .tls = Tls::Off, .port = 0};
}

/// Asks a fake for everything that the program would ask an organization for.
class Round
{
public:
    explicit Round(demo::Fixture fixture, FakeFlyOptions options = unlimited())
        : m_org(fixture.org()), m_fly(std::move(fixture), std::move(options))
    {}

    struct Answer {
        fly::Request request;
        QString path; ///< empty for GraphQL
        int status = 0;
        QByteArray body;
    };

    [[nodiscard]] Answer ask(const fly::Request &request)
    {
        const fly::WireRequest wire = fly::WireRequest::from(request, {.machines = m_fly.machinesUrl(),
                                                                       .graphql = m_fly.graphqlUrl(),
                                                                       .registry = m_fly.registryUrl()});
        const auto told =
            m_client.finished(m_client.begin(wire.url(), wire.bodyWith(m_client.authorization())));
        return {.request = request,
                .path = wire.post() ? QString() : wire.url().path(),
                .status = told.status,
                .body = told.body};
    }

    /// What the intake of a token asks.
    [[nodiscard]] std::vector<Answer> intake()
    {
        std::vector<Answer> out;
        for (const fly::Route route :
             {fly::Route::Viewer, fly::Route::Organizations, fly::Route::TokenAuthorize})
            out.push_back(
                ask({.route = route, .org = m_org, .app = {}, .item = QStringLiteral("r"), .cursor = {}}));
        return out;
    }

    [[nodiscard]] std::vector<Answer> everything(fly::Api api)
    {
        std::vector<fly::Request> requests;
        for (const fly::RouteRow &row : fly::routes()) {
            if (row.api == api && row.source != nullptr)
                addRequests(row, requests);
        }
        std::vector<Answer> out;
        for (const fly::Request &request : requests)
            out.push_back(ask(request));
        return out;
    }

private:
    void addRequests(const fly::RouteRow &row, std::vector<fly::Request> &out)
    {
        const QByteArray needs = QByteArray(row.path) + fly::document(row.route);
        const bool ofApp = needs.contains("{app}") || needs.contains("$name");
        if (!ofApp && needs.contains("{item}")) {
            addListed(row.route, fly::Route::ManagedPostgres, {}, out);
            return;
        }
        if (!ofApp) {
            out.push_back({.route = row.route, .org = m_org, .app = {}, .item = {}, .cursor = {}});
            return;
        }
        for (const auto &[app, machines] : apps()) {
            if (row.route == fly::Route::MachineVersions)
                addItems(row.route, app, machines, "id", out);
            else if (row.route == fly::Route::AppImage)
                addItems(row.route, app, machines, "image", out);
            else if (row.route == fly::Route::CertificateDetail)
                addListed(row.route, fly::Route::AppCertificates, app, out);
            else if (row.route == fly::Route::VolumeSnapshots)
                addListed(row.route, fly::Route::OrgVolumes, app, out);
            else
                out.push_back({.route = row.route, .org = m_org, .app = app, .item = {}, .cursor = {}});
        }
    }

    void addItems(fly::Route route, const QString &app, const JsonDocument &machines, const char *what,
                  std::vector<fly::Request> &out) const
    {
        for (const JsonView &machine : machines.root().items()) {
            const JsonView node =
                qstrcmp(what, "id") == 0 ? machine.at("id") : machine.at("config").at("image");
            if (const auto item = node.text())
                out.push_back({.route = route, .org = m_org, .app = app, .item = *item, .cursor = {}});
        }
    }

    /// A question for each entry of that list: a host of the app, a volume of it, a cluster.
    void addListed(fly::Route route, fly::Route list, const QString &app, std::vector<fly::Request> &out)
    {
        const auto body = JsonDocument::parse(
            ask({.route = list, .org = m_org, .app = app, .item = {}, .cursor = {}}).body);
        if (!body)
            return;
        for (const char *rows : {"certificates", "volumes", "data"}) {
            for (const JsonView &row : body->root().at(rows).items()) {
                const auto of = row.at("app_name").text();
                const auto item = row.at(row.has("id") ? "id" : "hostname").text();
                if (item && (!of || *of == app))
                    out.push_back({.route = route, .org = m_org, .app = app, .item = *item, .cursor = {}});
            }
        }
    }

    [[nodiscard]] const std::vector<std::pair<QString, JsonDocument>> &apps()
    {
        if (m_apps.empty()) {
            const auto list = JsonDocument::parse(
                ask({.route = fly::Route::Apps, .org = m_org, .app = {}, .item = {}, .cursor = {}}).body);
            for (const JsonView &app : list ? list->root().at("apps").items() : std::vector<JsonView>()) {
                const QString name = app.at("name").text().value_or(QString());
                const auto machines = JsonDocument::parse(ask({.route = fly::Route::AppMachines,
                                                               .org = m_org,
                                                               .app = name,
                                                               .item = {},
                                                               .cursor = {}})
                                                              .body);
                m_apps.emplace_back(name, machines ? *machines : JsonDocument());
            }
        }
        return m_apps;
    }

    QString m_org;
    FakeFly m_fly;
    Asking m_client;
    std::vector<std::pair<QString, JsonDocument>> m_apps;
};

void organizations()
{
    QTest::addColumn<bool>("generated");
    QTest::newRow("the demo organization") << false;
    QTest::newRow("a generated one") << true;
}

demo::Fixture organization(bool generated)
{
    if (generated)
        return generatedFixture({.apps = 3, .machines = 5});
    const Result<demo::Fixture> demo = demo::Fixture::load(QStringLiteral(":/demo/northwind-parcel"));
    return demo ? *demo : demo::Fixture();
}

} // namespace

class ConformanceTest : public QObject
{
    Q_OBJECT
private slots:
    void answersAsTheWireDocumentSays_data();
    void answersAsTheWireDocumentSays();
    void selectsFieldsThatExist_data();
    void selectsFieldsThatExist();
    void answersAsTheSchemaSays_data();
    void answersAsTheSchemaSays();
    void answersAboutATokenAsTheDocumentsSay_data();
    void answersAboutATokenAsTheDocumentsSay();
    void noticesWrongAnswers();
};

void ConformanceTest::answersAsTheWireDocumentSays_data()
{
    organizations();
}

void ConformanceTest::answersAsTheWireDocumentSays()
{
    QFETCH(bool, generated);
    const auto document = WireDocument::load(shelf("machines-openapi3-wire.json"));
    if (!document)
        QSKIP("the platform's OpenAPI document is not at hand");
    Round round(organization(generated));
    int checked = 0;
    for (const Round::Answer &answer : round.everything(fly::Api::Machines)) {
        if (answer.status != 200)
            continue; // failures on purpose; the document describes few of them
        if (answer.request.route == fly::Route::AppNetworkPolicies)
            continue; // described in prose alone, and held to it by its collector's tests
        const auto body = JsonDocument::parse(answer.body);
        QVERIFY2(body, qPrintable(answer.path));
        const QStringList faults = document->faults(answer.path, answer.status, body->root());
        QVERIFY2(faults.isEmpty(),
                 qPrintable(answer.path + QStringLiteral(": ") + faults.join(QStringLiteral("; "))));
        ++checked;
    }
    QVERIFY2(checked > 30, qPrintable(QString::number(checked)));
}

void ConformanceTest::selectsFieldsThatExist_data()
{
    QTest::addColumn<fly::Route>("route");
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.api == fly::Api::GraphQl)
            QTest::newRow(row.path) << row.route;
    }
}

void ConformanceTest::selectsFieldsThatExist()
{
    QFETCH(fly::Route, route);
    const QByteArray text = contentsOf(shelf("schema.graphql"));
    if (text.isEmpty())
        QSKIP("the platform's GraphQL schema is not at hand");
    const GraphqlSchema schema(QString::fromUtf8(text));
    QVERIFY(schema.types() > 200);
    const auto keep = fly::keepOf(fly::row(route));
    QVERIFY(keep);
    const QStringList unknown =
        schema.unknownFields(*keep->field(QStringLiteral("data")), QStringLiteral("Queries"));
    QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join(QStringLiteral("; "))));
}

void ConformanceTest::answersAsTheSchemaSays_data()
{
    organizations();
}

void ConformanceTest::answersAsTheSchemaSays()
{
    QFETCH(bool, generated);
    const QByteArray text = contentsOf(shelf("schema.graphql"));
    if (text.isEmpty())
        QSKIP("the platform's GraphQL schema is not at hand");
    const GraphqlSchema schema(QString::fromUtf8(text));
    Round round(organization(generated));
    int checked = 0;
    for (const Round::Answer &answer : round.everything(fly::Api::GraphQl)) {
        QCOMPARE(answer.status, 200);
        const auto body = JsonDocument::parse(answer.body);
        QVERIFY(body);
        if (!body->root().at("errors").missing())
            continue; // failures on purpose
        const auto keep = fly::keepOf(fly::row(answer.request.route));
        const QStringList faults = schema.faults(
            body->root().at("data"), *keep->field(QStringLiteral("data")), QStringLiteral("Queries"));
        QVERIFY2(faults.isEmpty(), qPrintable(fly::described(answer.request) + QStringLiteral(": ") +
                                              faults.join(QStringLiteral("; "))));
        ++checked;
    }
    QVERIFY2(checked > 20, qPrintable(QString::number(checked)));
}

void ConformanceTest::answersAboutATokenAsTheDocumentsSay_data()
{
    QTest::addColumn<bool>("user");
    QTest::newRow("a macaroon") << false;
    QTest::newRow("a user's own") << true;
}

void ConformanceTest::answersAboutATokenAsTheDocumentsSay()
{
    QFETCH(bool, user);
    const QByteArray text = contentsOf(shelf("schema.graphql"));
    const auto document = WireDocument::load(shelf("machines-openapi3-wire.json"));
    if (text.isEmpty() || !document)
        QSKIP("the platform's documents are not at hand");
    const GraphqlSchema schema(QString::fromUtf8(text));
    FakeFlyOptions options = unlimited();
    options.whose.user = user;
    Round round(organization(false), options);
    for (const Round::Answer &answer : round.intake()) {
        const QString what = fly::described(answer.request);
        QVERIFY2(answer.status == 200, qPrintable(what));
        const auto body = JsonDocument::parse(answer.body);
        QVERIFY(body);
        QStringList faults;
        if (fly::row(answer.request.route).api == fly::Api::GraphQl) {
            const auto keep = fly::keepOf(fly::row(answer.request.route));
            faults = schema.faults(body->root().at("data"), *keep->field(QStringLiteral("data")),
                                   QStringLiteral("Queries"));
        } else {
            faults = document->faults(QStringLiteral("/v1/tokens/authorize"), 200, body->root(), "post");
        }
        // Fields of "... on User", which another kind of viewer is not asked for.
        if (!user)
            faults.removeIf([](const QString &fault) {
                static const QRegularExpression ofUsers(
                    QStringLiteral("^/data/viewer/(id|username|twoFactorProtection) "));
                return ofUsers.match(fault).hasMatch();
            });
        QVERIFY2(faults.isEmpty(), qPrintable(what + QLatin1String(": ") + faults.join(QLatin1String("; "))));
    }
}

void ConformanceTest::noticesWrongAnswers()
{
    const GraphqlSchema schema(
        QStringLiteral("type Queries { \"x\" app(name: String!): App! }\n"
                       "type App { id: ID! tags: [String!]! role: Role }\n"
                       "interface Role { name: String! }\n"
                       "type Cluster implements Role { name: String! users: [String!] }\n"));
    const auto keep = fly::parseKeep("{ app { id tags role { __typename name ... on Cluster { users } } } }");
    QVERIFY(keep);
    QCOMPARE(schema.unknownFields(*keep, QStringLiteral("Queries")), QStringList());
    const auto faults = [&](const char *json) {
        return schema.faults(JsonDocument::parse(json)->root(), *keep, QStringLiteral("Queries")).size();
    };
    QCOMPARE(faults(R"({"app":{"id":"1","tags":[],"role":null}})"), 0);
    QCOMPARE(
        faults(R"({"app":{"id":"1","tags":[],"role":{"__typename":"Cluster","name":"n","users":null}}})"), 0);
    QCOMPARE(faults(R"({"app":{"id":"1","tags":[],"role":{"__typename":"Cluster","name":"n"}}})"), 1);
    QCOMPARE(faults(R"({"app":{"id":"1","tags":[],"role":{"__typename":"Other","name":"n"}}})"), 0);
    QCOMPARE(faults(R"({"app":{"id":1,"tags":["a",2],"role":null}})"), 2);
    QCOMPARE(faults(R"({"app":{"id":null,"role":7}})"), 3);
    QCOMPARE(faults(R"({"app":null})"), 1);
    const auto other = fly::parseKeep("{ app { nothing } }");
    QCOMPARE(schema.unknownFields(*other, QStringLiteral("Queries")).size(), 1);
}

QTEST_GUILESS_MAIN(ConformanceTest)
#include "conformance_test.moc"
