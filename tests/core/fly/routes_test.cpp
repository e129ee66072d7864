// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/routes.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUrlQuery>

using namespace aw;
using namespace aw::fly;

namespace {

Request requestFor(Route route, const QString &name = QStringLiteral("web"))
{
    return {.route = route, .org = QStringLiteral("acme"), .app = name, .item = name, .cursor = {}};
}

QString wireOf(Route route, const QString &name)
{
    return QString::fromLatin1(WireRequest::from(requestFor(route, name), {}).url().toEncoded());
}

/// "/v1/apps/{app_name}/machines" and "/v1/apps/{app}/machines" as the same text.
QString withoutNames(QString path)
{
    static const QRegularExpression braces(QStringLiteral("\\{[^}]*\\}"));
    return path.replace(braces, QStringLiteral("{}"));
}

int count(const QByteArray &text, char letter)
{
    return int(text.count(letter));
}

} // namespace

class RoutesTest : public QObject
{
    Q_OBJECT
private slots:
    void everyRouteHasARowOfItsOwn();
    void restRoutesReadAndNothingElse();
    void restPathsArePublished();
    void keepsAWellFormedSelection();
    void documentsAreQueriesOfOneConcern_data();
    void documentsAreQueriesOfOneConcern();
    void documentsSelectPublishedFields();
    void marksPointIntoTheDocument();
    void aNameStaysOneSegment_data();
    void aNameStaysOneSegment();
    void aNameStaysOneValueOfTheQuery();
    void pagesByCursor();
    void graphqlCarriesOnlyDeclaredVariables();
    void graphqlNamesItsOperation();
    void asksForTheRegistryByDigest();
    void asksAboutATokenWithIt();
    void describesItselfAsEvidence();
    void readsEndpoints_data();
    void readsEndpoints();
    void keepsAPathInTheBaseAddress();
};

void RoutesTest::everyRouteHasARowOfItsOwn()
{
    QSet<QString> names;
    for (const RouteRow &entry : routes()) {
        QCOMPARE(row(entry.route).name, entry.name);
        QCOMPARE(routeNamed(QString::fromLatin1(entry.name)), std::optional(entry.route));
        QVERIFY2(entry.source == nullptr || QByteArray(entry.source).size() > 2, entry.name);
        QVERIFY2(!permissionFor(entry.route).isEmpty(), entry.name);
        names.insert(QString::fromLatin1(entry.name));
    }
    QCOMPARE(std::size_t(names.size()), routes().size());
    QCOMPARE(routes().size(), std::size_t(47));
    QVERIFY(!routeNamed(QStringLiteral("machine_exec")));
}

void RoutesTest::restRoutesReadAndNothingElse()
{
    for (const RouteRow &entry : routes()) {
        const WireRequest wire = WireRequest::from(requestFor(entry.route), {});
        QCOMPARE(wire.post(), entry.api == Api::GraphQl || entry.route == Route::TokenAuthorize);
        QCOMPARE(entry.consent, entry.route == Route::TokenAuthorize);
        const QString url = wire.url().toString();
        for (const char *never :
             {"show_secrets", "credentials", "/lease", "/exec", "/wait", "/ps", "queries"})
            QVERIFY2(!url.contains(QLatin1String(never)), entry.name);
        if (entry.api == Api::Machines) {
            QVERIFY2(wire.body().isEmpty(), entry.name);
            QCOMPARE(wire.url().host(), QStringLiteral("api.machines.dev"));
        } else if (entry.api == Api::Registry) {
            QCOMPARE(wire.url().host(), QStringLiteral("registry.fly.io"));
        } else {
            QCOMPARE(url, QStringLiteral("https://api.fly.io/graphql"));
        }
    }
}

void RoutesTest::restPathsArePublished()
{
    QFile file(QDir(QStringLiteral(AW_SOURCE_DIR))
                   .filePath(QStringLiteral("../shared/fly-api/machines-openapi3-wire.json")));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The published OpenAPI document is not beside the project.");
    const auto spec = JsonDocument::parse(file.readAll());
    QVERIFY(spec);
    QHash<QString, JsonView> published;
    for (const auto &[path, operations] : spec->root().at("paths").members())
        published.insert(withoutNames(path), operations);
    for (const RouteRow &entry : routes()) {
        if (entry.api != Api::Machines)
            continue;
        const QString path = withoutNames(QString::fromLatin1(entry.path));
        QVERIFY2(published.contains(path), entry.path);
        const JsonView get = published.value(path).at(entry.consent ? "post" : "get");
        QVERIFY2(get.isObject(), entry.path);
        QSet<QString> parameters;
        for (const JsonView &parameter : get.at("parameters").items())
            parameters.insert(parameter.at("name").text().value_or(QString()));
        for (const auto &[key, value] : QUrlQuery(QString::fromLatin1(entry.query)).queryItems())
            QVERIFY2(parameters.contains(key), qPrintable(path + QLatin1Char('?') + key));
        if (entry.paging == Paging::BodyCursor || entry.paging == Paging::HeaderCursor)
            QVERIFY2(parameters.contains(QStringLiteral("cursor")), entry.path);
    }
}

void RoutesTest::keepsAWellFormedSelection()
{
    static const QSet<QByteArray> marks{"@pairs",  "@env",     "@content", "@command", "@line", "@headers",
                                        "@digest", "@history", "@image",   "@options", "@ssh",  "@forbidden"};
    for (const RouteRow &entry : routes()) {
        if (entry.api == Api::GraphQl) {
            QVERIFY2(entry.keep == nullptr, entry.name);
            continue;
        }
        QVERIFY2(entry.marks == nullptr, entry.name);
        const QByteArray keep(entry.keep);
        // A configuration is reduced as a whole: the mark stands behind the last brace.
        const bool whole = entry.route == Route::RegistryConfig;
        QVERIFY2(keep.startsWith('{') && (whole ? keep.endsWith("} @image") : keep.endsWith('}')),
                 entry.name);
        QCOMPARE(count(keep, '{'), count(keep, '}'));
        for (const QByteArray &word : keep.simplified().split(' ')) {
            if (word.startsWith('@'))
                QVERIFY2(marks.contains(word), word.constData());
        }
    }
    const QByteArray machines(row(Route::AppMachines).keep);
    for (const char *marked : {"env @pairs", "raw_value @content", "cmd @line", "headers @headers"})
        QVERIFY2(machines.contains(marked), marked);
    QVERIFY(!machines.contains("env {") && !machines.contains("nonce") && !machines.contains(" lease"));
    QVERIFY(QByteArray(row(Route::AppSecrets).keep).contains("value @forbidden"));
    QVERIFY(QByteArray(row(Route::MachineVersions).keep).contains("env @pairs"));
}

void RoutesTest::documentsAreQueriesOfOneConcern_data()
{
    QTest::addColumn<Route>("route");
    for (const RouteRow &entry : routes()) {
        if (entry.api == Api::GraphQl)
            QTest::newRow(entry.path) << entry.route;
    }
}

void RoutesTest::documentsAreQueriesOfOneConcern()
{
    QFETCH(Route, route);
    const QByteArray text = document(route);
    QVERIFY(text.startsWith("query "));
    QCOMPARE(text.count("query "), 1);
    QVERIFY(!text.contains('#'));
    QCOMPARE(count(text, '{'), count(text, '}'));
    // FLY-API §6: fields that are, or carry, a credential.
    static const QRegularExpression forbidden(QStringLiteral(
        "\\b(mutation|subscription|token|tokenHeader|password|environment|ssoLink|publicUrl|sealedToken|"
        "instrumentsKey|addOnSsoLink|extensionSsoLink|manifest|blankPassword|credentials|"
        "privateKey|sshCertificate|settings|value)\\b"));
    const auto hit = forbidden.match(QString::fromUtf8(text));
    QVERIFY2(!hit.hasMatch(), qPrintable(hit.captured()));
    if (row(route).paging == Paging::Connection) {
        QVERIFY(text.contains("after: $after"));
        QVERIFY(text.contains("pageInfo { hasNextPage endCursor }"));
        QVERIFY(text.contains("totalCount"));
    }
}

void RoutesTest::documentsSelectPublishedFields()
{
    QFile file(
        QDir(QStringLiteral(AW_SOURCE_DIR)).filePath(QStringLiteral("../shared/fly-api/schema.graphql")));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The published GraphQL schema is not beside the project.");
    const QString schema = QString::fromUtf8(file.readAll());
    static const QRegularExpression word(QStringLiteral("[A-Za-z_]+"));
    for (const RouteRow &entry : routes()) {
        if (entry.api != Api::GraphQl)
            continue;
        const QString text = QString::fromUtf8(document(entry.route));
        auto names = word.globalMatch(text.mid(text.indexOf(QLatin1Char('{'))));
        while (names.hasNext()) {
            const QString name = names.next().captured();
            if (name == QLatin1String("__typename") || name == QLatin1String("on") ||
                name == QLatin1String("true"))
                continue;
            // A field, a type, or a value of an enumeration.
            const QRegularExpression declared(
                QStringLiteral("(\\b%1\\s*[(:])|(type %1\\b)|(\\n  %1\\n)").arg(name));
            QVERIFY2(declared.match(schema).hasMatch() || text.contains(QLatin1Char('$') + name),
                     qPrintable(name));
        }
    }
}

void RoutesTest::marksPointIntoTheDocument()
{
    int marked = 0;
    for (const RouteRow &entry : routes()) {
        if (entry.marks == nullptr)
            continue;
        const QByteArray text = document(entry.route);
        for (const QByteArray &mark : QByteArray(entry.marks).split(';')) {
            const QList<QByteArray> parts = mark.trimmed().split(' ');
            QCOMPARE(parts.size(), 2);
            QVERIFY(parts[1].startsWith('@'));
            const QList<QByteArray> steps = parts[0].split('.');
            QCOMPARE(steps.first(), QByteArray("data"));
            for (const QByteArray &step : steps.mid(1))
                QVERIFY2(text.contains(step), step.constData());
            ++marked;
        }
    }
    QCOMPARE(marked, 10);
}

void RoutesTest::aNameStaysOneSegment_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("segment");
    QTest::newRow("a plain one") << QStringLiteral("web-1") << QStringLiteral("web-1");
    QTest::newRow("a step upwards") << QStringLiteral("../x") << QStringLiteral("..%2Fx");
    QTest::newRow("a slash") << QStringLiteral("a/b") << QStringLiteral("a%2Fb");
    QTest::newRow("a query") << QStringLiteral("a?b=c") << QStringLiteral("a%3Fb%3Dc");
    QTest::newRow("a fragment") << QStringLiteral("a#b") << QStringLiteral("a%23b");
    QTest::newRow("encoded already") << QStringLiteral("a%2Fb") << QStringLiteral("a%252Fb");
    QTest::newRow("a backslash") << QStringLiteral("a\\b") << QStringLiteral("a%5Cb");
    QTest::newRow("nothing but a step upwards") << QStringLiteral("..") << QStringLiteral("%252E%252E");
    QTest::newRow("nothing but a dot") << QStringLiteral(".") << QStringLiteral("%252E");
    QTest::newRow("nothing") << QString() << QStringLiteral("%20");
    QTest::newRow("a placeholder") << QStringLiteral("{item}") << QStringLiteral("%7Bitem%7D");
    QTest::newRow("a line break") << QStringLiteral("a\r\nb") << QStringLiteral("a%0D%0Ab");
    QTest::newRow("an asterisk") << QStringLiteral("*") << QStringLiteral("%2A");
    QTest::newRow("beyond ASCII") << QStringLiteral("\u00e9") << QStringLiteral("%C3%A9");
}

void RoutesTest::aNameStaysOneSegment()
{
    QFETCH(QString, name);
    QFETCH(QString, segment);
    QCOMPARE(wireOf(Route::AppMachines, name),
             QStringLiteral("https://api.machines.dev/v1/apps/%1/machines?limit=1000").arg(segment));
    QCOMPARE(wireOf(Route::MachineVersions, name),
             QStringLiteral("https://api.machines.dev/v1/apps/%1/machines/%1/versions").arg(segment));
    QCOMPARE(wireOf(Route::AppSecrets, name),
             QStringLiteral("https://api.machines.dev/v1/apps/%1/secrets").arg(segment));
}

void RoutesTest::aNameStaysOneValueOfTheQuery()
{
    Request request = requestFor(Route::Apps);
    request.org = QStringLiteral("acme&limit=1&x=#/..");
    request.cursor = QStringLiteral("a+b/c==&org_slug=other");
    QCOMPARE(WireRequest::from(request, {}).url().toEncoded(),
             QByteArray("https://api.machines.dev/v1/apps?org_slug=acme%26limit%3D1%26x%3D%23%2F..&limit=5000"
                        "&cursor=a%2Bb%2Fc%3D%3D%26org_slug%3Dother"));
}

void RoutesTest::pagesByCursor()
{
    Request request = requestFor(Route::AppMachines);
    request.cursor = QStringLiteral("next");
    QCOMPARE(WireRequest::from(request, {}).url().query(), QStringLiteral("limit=1000&cursor=next"));
    request.route = Route::AppSecrets; // answers in one page
    QVERIFY(!WireRequest::from(request, {}).url().hasQuery());
    request.route = Route::AppCertificates;
    QCOMPARE(WireRequest::from(request, {}).url().query(), QStringLiteral("limit=500&cursor=next"));
}

void RoutesTest::graphqlCarriesOnlyDeclaredVariables()
{
    const auto body = [](const Request &request) {
        return JsonDocument::parse(WireRequest::from(request, {}).body());
    };
    Request members = requestFor(Route::OrgMembers);
    const auto first = body(members);
    QVERIFY(first);
    QCOMPARE(first->root().at("operationName").text(), std::optional(QStringLiteral("OrgMembers")));
    QCOMPARE(first->root().at("query").text(), std::optional(QString::fromUtf8(document(Route::OrgMembers))));
    QCOMPARE(first->root().at("variables").compact(),
             QByteArray(R"({"after":null,"first":100,"slug":"acme"})"));
    members.cursor = QStringLiteral("\"},\"x");
    const auto second = body(members);
    QVERIFY(second);
    QCOMPARE(second->root().at("variables").at("after").text(), std::optional(members.cursor));

    const auto image = body(requestFor(Route::AppImage));
    QVERIFY(image);
    QCOMPARE(image->root().at("variables").compact(), QByteArray(R"({"name":"web","ref":"web"})"));
    const auto core = body(requestFor(Route::OrgCore));
    QVERIFY(core);
    QCOMPARE(core->root().at("variables").compact(), QByteArray(R"({"slug":"acme"})"));
}

void RoutesTest::graphqlNamesItsOperation()
{
    static const QRegularExpression name(QStringLiteral("\\A[A-Z][A-Za-z]+\\z"));
    for (const RouteRow &entry : routes()) {
        if (entry.api != Api::GraphQl)
            continue;
        const auto body = JsonDocument::parse(WireRequest::from(requestFor(entry.route), {}).body());
        QVERIFY(body);
        const QString operation = body->root().at("operationName").text().value_or(QString());
        QVERIFY2(name.match(operation).hasMatch(), qPrintable(operation));
        QVERIFY(document(entry.route).contains("query " + operation.toUtf8()));
    }
}

void RoutesTest::asksForTheRegistryByDigest()
{
    Request request = requestFor(Route::RegistryManifest);
    request.item = QStringLiteral("team/../web@sha256:ab/c");
    QCOMPARE(WireRequest::from(request, {}).url().toEncoded(),
             QByteArray("https://registry.fly.io/v2/team/%252E%252E/web/manifests/sha256%3Aab%2Fc"));
    QCOMPARE(described(request), QStringLiteral("GET /v2/team/%252E%252E/web/manifests/sha256%3Aab%2Fc"));
}

void RoutesTest::asksAboutATokenWithIt()
{
    Request request = requestFor(Route::TokenAuthorize);
    request.item = QStringLiteral("w");
    const WireRequest wire = WireRequest::from(request, {});
    QVERIFY(wire.post());
    QVERIFY(wire.body().isEmpty());
    QCOMPARE(wire.url().toEncoded(), QByteArray("https://api.machines.dev/v1/tokens/authorize"));
    QCOMPARE(wire.bodyWith("FlyV1 fm2_x"),
             QByteArray(R"({"access":{"action":"w","org_slug":"acme"},"header":"FlyV1 fm2_x"})"));
    QCOMPARE(described(request), QStringLiteral("POST /v1/tokens/authorize"));
    QVERIFY(WireRequest::from(requestFor(Route::Apps), {}).bodyWith("FlyV1 fm2_x").isEmpty());
}

void RoutesTest::describesItselfAsEvidence()
{
    QCOMPARE(described(requestFor(Route::AppMachines)), QStringLiteral("GET /v1/apps/web/machines"));
    QCOMPARE(described(requestFor(Route::Apps)), QStringLiteral("GET /v1/apps"));
    QCOMPARE(described(requestFor(Route::OrgMembers)), QStringLiteral("04-org-members.graphql"));
    QCOMPARE(described(requestFor(Route::AppMachines, QStringLiteral("a/b"))),
             QStringLiteral("GET /v1/apps/a%2Fb/machines"));
    QVERIFY(document(Route::Apps).isEmpty());
}

void RoutesTest::readsEndpoints_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("https") << QByteArray("https://fly.example") << true;
    QTest::newRow("https with a port and a path") << QByteArray("https://fly.example:8443/base/") << true;
    QTest::newRow("http to loopback") << QByteArray("http://127.0.0.1:4280") << true;
    QTest::newRow("http to loopback, version 6") << QByteArray("http://[::1]:4280") << true;
    QTest::newRow("http to localhost") << QByteArray("http://localhost:4280") << true;
    QTest::newRow("http inside the private network") << QByteArray("http://_api.internal:4280") << true;
    QTest::newRow("http elsewhere") << QByteArray("http://api.machines.dev") << false;
    QTest::newRow("http to a name that begins like loopback")
        << QByteArray("http://127.0.0.1.example") << false;
    QTest::newRow("another scheme") << QByteArray("ftp://127.0.0.1") << false;
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << false;
    QTest::newRow("no scheme") << QByteArray("api.machines.dev") << false;
    QTest::newRow("user and password") << QByteArray("https://me:hunter2@fly.example") << false;
    QTest::newRow("a query") << QByteArray("https://fly.example/?a=b") << false;
    QTest::newRow("a fragment") << QByteArray("https://fly.example/#a") << false;
    QTest::newRow("words") << QByteArray("not an address") << false;
}

void RoutesTest::readsEndpoints()
{
    QFETCH(QByteArray, value);
    QFETCH(bool, accepted);
    for (const char *variable : {"FLY_FLAPS_BASE_URL", "FLY_API_BASE_URL"}) {
        qputenv(variable, value);
        const auto endpoints = Endpoints::fromEnvironment();
        qunsetenv(variable);
        QCOMPARE(endpoints.has_value(), accepted);
        if (accepted)
            continue;
        QCOMPARE(endpoints.error().kind, ErrorKind::Input);
        QCOMPARE(endpoints.error().where, QString::fromLatin1(variable));
        QVERIFY2(!endpoints.error().what.contains(QLatin1String("hunter2")),
                 "the sentence repeats a password");
    }
    qputenv("FLY_REGISTRY_HOST", "registry.example");
    const auto named = Endpoints::fromEnvironment();
    qputenv("FLY_REGISTRY_HOST", "http://registry.example");
    const auto bare = Endpoints::fromEnvironment();
    qunsetenv("FLY_REGISTRY_HOST");
    QVERIFY(named);
    QCOMPARE(named->registry, QUrl(QStringLiteral("https://registry.example")));
    QVERIFY(!bare);
    const auto usual = Endpoints::fromEnvironment();
    QVERIFY(usual);
    QCOMPARE(usual->machines.host(), QStringLiteral("api.machines.dev"));
    QCOMPARE(usual->graphql.host(), QStringLiteral("api.fly.io"));
}

void RoutesTest::keepsAPathInTheBaseAddress()
{
    const Endpoints endpoints{.machines = QUrl(QStringLiteral("https://proxy.example/fly/")),
                              .graphql = QUrl(QStringLiteral("http://127.0.0.1:99"))};
    QCOMPARE(WireRequest::from(requestFor(Route::CurrentTokens), endpoints).url().toEncoded(),
             QByteArray("https://proxy.example/fly/v1/tokens/current"));
    QCOMPARE(WireRequest::from(requestFor(Route::OrgCore), endpoints).url().toEncoded(),
             QByteArray("http://127.0.0.1:99/graphql"));
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "routes_test.moc"
