// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/demo/fixture.h"

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

/// An organization with one app of `machines` machines, `certificates` certificates and `members` members.
Fixture organizationOf(int machines, int certificates, int members)
{
    JsonValue edges = JsonValue::array();
    for (int i = 0; i < members; ++i)
        edges.append(JsonValue::object().set("role", QLatin1String("MEMBER")).set("n", i));
    JsonValue organization = JsonValue::object();
    organization.set("organization", JsonValue::object().set("slug", QLatin1String("test-org")));
    organization.set("recorded_at", QLatin1String("2026-11-24T09:12:00Z"));
    organization.set(
        "graphql",
        JsonValue::object().set(
            "OrgMembers",
            JsonValue::object().set(
                "organization",
                JsonValue::object().set("members", JsonValue::object().set("edges", std::move(edges))))));
    JsonValue app = JsonValue::object();
    app.set("app", JsonValue::object().set("name", QLatin1String("web")).set("id", QLatin1String("web")));
    JsonValue list = JsonValue::array();
    for (int i = 0; i < machines; ++i)
        list.append(JsonValue::object()
                        .set("id", QStringLiteral("m%1").arg(i))
                        .set("version", QStringLiteral("v%1").arg(i))
                        .set("region", QLatin1String(i % 2 == 0 ? "fra" : "iad"))
                        .set("state", QLatin1String(i % 3 == 0 ? "stopped" : "started"))
                        .set("config", JsonValue::object()
                                           .set("image", QLatin1String("registry.fly.io/web:1"))
                                           .set("env", JsonValue::object().set("A", QLatin1String("b")))));
    app.set("machines", std::move(list));
    JsonValue names = JsonValue::array();
    for (int i = 0; i < certificates; ++i)
        names.append(JsonValue::object().set("hostname", QStringLiteral("h%1.test-org.example").arg(i)));
    app.set("certificates", std::move(names));
    const JsonView view = app.view();
    const Result<Fixture> fixture = Fixture::assemble(organization.view(), {view});
    return fixture ? *fixture : Fixture();
}

QUrlQuery query(const QString &limit, const QString &cursor)
{
    QUrlQuery out;
    if (!limit.isEmpty())
        out.addQueryItem(QStringLiteral("limit"), limit);
    if (!cursor.isEmpty())
        out.addQueryItem(QStringLiteral("cursor"), cursor);
    return out;
}

QByteArray graphqlRequest(const QString &operation, JsonValue variables)
{
    return JsonValue::object()
        .set("operationName", operation)
        .set("query", QStringLiteral("query %1 { x }").arg(operation))
        .set("variables", std::move(variables))
        .compact();
}

} // namespace

class FixtureTest : public QObject
{
    Q_OBJECT
private slots:
    void pagesRestLists_data();
    void pagesRestLists();
    void refusesWhatTheApiRefuses_data();
    void refusesWhatTheApiRefuses();
    void filtersMachines();
    void countsWhatIsThereUnlessRecordedOtherwise();
    void pagesConnections_data();
    void pagesConnections();
    void answersGraphqlForWhatItDoesNotHold_data();
    void answersGraphqlForWhatItDoesNotHold();
    void servesWhatIsPut();
};

void FixtureTest::pagesRestLists_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("key");
    QTest::addColumn<int>("pages");
    QTest::newRow("machines of an app, cursor in a header")
        << QStringLiteral("/v1/apps/web/machines") << QString() << 4;
    QTest::newRow("machines of the organization, cursor in the body")
        << QStringLiteral("/v1/orgs/test-org/machines") << QStringLiteral("machines") << 4;
    QTest::newRow("certificates") << QStringLiteral("/v1/apps/web/certificates")
                                  << QStringLiteral("certificates") << 3;
    QTest::newRow("apps, all on one page") << QStringLiteral("/v1/apps") << QStringLiteral("apps") << 1;
}

void FixtureTest::pagesRestLists()
{
    QFETCH(QString, path);
    QFETCH(QString, key);
    QFETCH(int, pages);
    const Fixture fixture = organizationOf(7, 5, 0);
    std::size_t seen = 0;
    QString cursor;
    int asked = 0;
    do {
        const Answer answer = fixture.get(path, query(QStringLiteral("2"), cursor));
        QCOMPARE(answer.status, 200);
        const JsonDocument body = parsed(answer.body);
        seen += key.isEmpty() ? body.root().size() : body.root().at(key).size();
        cursor = key.isEmpty() ? answer.nextCursor : body.root().at("next_cursor").text().value_or(QString());
        QVERIFY(key.isEmpty() || answer.nextCursor.isEmpty());
    } while (!cursor.isEmpty() && ++asked < 10);
    QCOMPARE(asked + 1, pages);
    QCOMPARE(seen,
             std::size_t(key == QLatin1String("apps") ? 1 : (key == QLatin1String("certificates") ? 5 : 7)));
}

void FixtureTest::refusesWhatTheApiRefuses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("parameters");
    QTest::addColumn<int>("status");
    const QString machines = QStringLiteral("/v1/apps/web/machines");
    QTest::newRow("an unknown app") << QStringLiteral("/v1/apps/nobody/machines") << QString() << 404;
    QTest::newRow("an unknown path") << QStringLiteral("/v1/apps/web/lease") << QString() << 404;
    QTest::newRow("another organization")
        << QStringLiteral("/v1/apps") << QStringLiteral("org_slug=other") << 404;
    QTest::newRow("a limit of none") << machines << QStringLiteral("limit=0") << 400;
    QTest::newRow("a limit in words") << machines << QStringLiteral("limit=many") << 400;
    QTest::newRow("a limit beyond the largest") << machines << QStringLiteral("limit=1001") << 400;
    QTest::newRow("an invented cursor") << machines << QStringLiteral("limit=2&cursor=2") << 400;
    QTest::newRow("apps by cursor without limit")
        << QStringLiteral("/v1/apps") << QStringLiteral("cursor=AAAA") << 400;
    QTest::newRow("a limit that is only advice")
        << QStringLiteral("/v1/orgs/test-org/machines") << QStringLiteral("limit=5000") << 200;
}

void FixtureTest::refusesWhatTheApiRefuses()
{
    QFETCH(QString, path);
    QFETCH(QString, parameters);
    QFETCH(int, status);
    const Answer answer = organizationOf(3, 0, 0).get(path, QUrlQuery(parameters));
    QCOMPARE(answer.status, status);
    QCOMPARE(parsed(answer.body).root().at("error").text().has_value(), status != 200);

    const Fixture fixture = organizationOf(7, 5, 0);
    const QString ofMachines =
        fixture.get(QStringLiteral("/v1/apps/web/machines"), query(QStringLiteral("2"), {})).nextCursor;
    QCOMPARE(fixture.get(QStringLiteral("/v1/apps/web/certificates"), query(QStringLiteral("2"), ofMachines))
                 .status,
             400);
}

void FixtureTest::filtersMachines()
{
    const Fixture fixture = organizationOf(7, 0, 0);
    const QString path = QStringLiteral("/v1/apps/web/machines");
    QCOMPARE(parsed(fixture.get(path, QUrlQuery(QStringLiteral("region=iad"))).body).root().size(), 3U);
    QCOMPARE(parsed(fixture.get(path, QUrlQuery(QStringLiteral("state=stopped,created"))).body).root().size(),
             3U);
    QCOMPARE(parsed(fixture.get(path, {}).body).root().size(), 7U);

    Fixture gone = fixture;
    gone.put(path, JsonValue::array().append(JsonValue::object().set("state", QLatin1String("destroyed"))));
    QCOMPARE(parsed(gone.get(path, {}).body).root().size(), 0U);
    QCOMPARE(parsed(gone.get(path, QUrlQuery(QStringLiteral("include_deleted=true"))).body).root().size(),
             1U);
}

void FixtureTest::countsWhatIsThereUnlessRecordedOtherwise()
{
    Fixture fixture = organizationOf(1, 30, 0);
    const QString path = QStringLiteral("/v1/apps/web/certificates");
    const JsonDocument whole = parsed(fixture.get(path, {}).body);
    QCOMPARE(whole.root().at("certificates").size(), 25U);
    QCOMPARE(whole.root().at("total_count").integer(), std::optional<qint64>(30));
    QVERIFY(whole.root().at("next_cursor").text());

    const JsonDocument apps = parsed(fixture.get(QStringLiteral("/v1/apps"), {}).body);
    QCOMPARE(apps.root().at("total_apps").integer(), std::optional<qint64>(1));
    QCOMPARE(apps.root().at("apps").at(0).at("machine_count").integer(), std::optional<qint64>(1));
    QVERIFY(apps.root().at("next_cursor").missing());

    fixture.put(QStringLiteral("/v1/apps"),
                JsonValue::object().set("apps", JsonValue::array()).set("total_apps", 4));
    QCOMPARE(parsed(fixture.get(QStringLiteral("/v1/apps"), {}).body).root().at("total_apps").integer(),
             std::optional<qint64>(4));
}

void FixtureTest::pagesConnections_data()
{
    QTest::addColumn<int>("members");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("pages");
    QTest::newRow("none") << 0 << 2 << 1;
    QTest::newRow("a page just full") << 2 << 2 << 1;
    QTest::newRow("one more") << 3 << 2 << 2;
    QTest::newRow("no page size") << 9 << 0 << 1;
}

void FixtureTest::pagesConnections()
{
    QFETCH(int, members);
    QFETCH(int, first);
    QFETCH(int, pages);
    const Fixture fixture = organizationOf(0, 0, members);
    JsonValue variables = JsonValue::object().set("slug", QLatin1String("test-org"));
    if (first > 0)
        variables.set("first", first);
    int asked = 0;
    qint64 seen = 0;
    for (bool more = true; more && asked < 10; ++asked) {
        const QByteArray request = JsonValue::object()
                                       .set("query", QLatin1String("query OrgMembers { totalCount }"))
                                       .set("variables", variables)
                                       .compact();
        const JsonDocument answer = parsed(fixture.graphql(request).body);
        const JsonView connection = answer.root().at("data").at("organization").at("members");
        QCOMPARE(connection.at("totalCount").integer(), std::optional<qint64>(members));
        for (const JsonView &edge : connection.at("edges").items()) {
            QCOMPARE(edge.at("n").integer(), std::optional<qint64>(seen++));
            QVERIFY(edge.at("cursor").text());
        }
        more = *connection.at("pageInfo").at("hasNextPage").flag();
        if (more)
            variables.set("after", *connection.at("pageInfo").at("endCursor").text());
    }
    QCOMPARE(asked, pages);
    QCOMPARE(seen, qint64(members));
}

void FixtureTest::answersGraphqlForWhatItDoesNotHold_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    const auto of = [](const char *name, const char *value) {
        return JsonValue::object().set(name, QLatin1String(value));
    };
    QTest::newRow("no JSON") << QByteArray("query {") << 400;
    QTest::newRow("an unknown operation")
        << graphqlRequest(QStringLiteral("OrgSecrets"), of("slug", "test-org")) << 200;
    QTest::newRow("another organization")
        << graphqlRequest(QStringLiteral("OrgMembers"), of("slug", "other")) << 200;
    QTest::newRow("an unknown app") << graphqlRequest(QStringLiteral("AppReleases"), of("name", "nobody"))
                                    << 200;
    QTest::newRow("an image nobody recorded")
        << graphqlRequest(QStringLiteral("AppImage"), of("name", "web").set("ref", QLatin1String("x:1")))
        << 200;
    QTest::newRow("an invented cursor")
        << graphqlRequest(QStringLiteral("OrgMembers"),
                          of("slug", "test-org").set("after", QLatin1String("later")))
        << 200;
}

void FixtureTest::answersGraphqlForWhatItDoesNotHold()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    const Answer answer = organizationOf(1, 0, 3).graphql(request);
    QCOMPARE(answer.status, status);
    const JsonDocument body = parsed(answer.body);
    if (status != 200) {
        QVERIFY(body.root().at("error").text());
        return;
    }
    QVERIFY(!body.root().at("errors").at(0).at("message").text().value_or(QString()).isEmpty());
    for (const auto &[field, value] : body.root().at("data").members())
        QVERIFY2(value.isNull(), qPrintable(field));
}

void FixtureTest::servesWhatIsPut()
{
    Fixture fixture;
    fixture.setOrg(QStringLiteral("made"), parseTime(QStringLiteral("2026-11-24T09:12:00Z")));
    fixture.put(QStringLiteral("/v1/apps/a/secrets"), JsonValue::object().set("secrets", JsonValue::array()));
    fixture.put(QStringLiteral("AppReleases/a"),
                JsonValue::object().set("app", JsonValue::object().set("name", QLatin1String("a"))));
    fixture.put(
        QStringLiteral("/v1/apps/a/machines"),
        JsonValue::array().append(JsonValue::object()
                                      .set("id", QLatin1String("m"))
                                      .set("version", QLatin1String("v"))
                                      .set("config", JsonValue::object().set("env", JsonValue::object()))));
    const Fixture copy = fixture;
    fixture.putFailure(QStringLiteral("/v1/apps/a/secrets"), {.status = 401, .body = "{}", .nextCursor = {}});
    QCOMPARE(copy.get(QStringLiteral("/v1/apps/a/machines/m/versions"), {}).body,
             QByteArray(R"([{"user_config":{"env":{}},"version":"v"}])"));
    QCOMPARE(copy.get(QStringLiteral("/v1/apps/a/machines/other/versions"), {}).status, 404);
    QCOMPARE(copy.get(QStringLiteral("/v1/apps/b/machines/m/versions"), {}).status, 404);
    QCOMPARE(copy.org(), QStringLiteral("made"));
    QCOMPARE(copy.get(QStringLiteral("/v1/apps/a/secrets"), {}).body, QByteArray(R"({"secrets":[]})"));
    QCOMPARE(fixture.get(QStringLiteral("/v1/apps/a/secrets"), {}).status, 401);
    const JsonDocument body =
        parsed(copy.graphql(graphqlRequest(QStringLiteral("AppReleases"),
                                           JsonValue::object().set("name", QLatin1String("a"))))
                   .body);
    QCOMPARE(body.root().at("data").at("app").at("name").text(), QStringLiteral("a"));
}

QTEST_GUILESS_MAIN(FixtureTest)
#include "fixture_test.moc"
