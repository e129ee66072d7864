// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/generated.h"

#include <QTest>

using namespace aw;
using namespace aw::test;

namespace {

Result<JsonDocument> got(const demo::Fixture &fixture, const QString &path)
{
    return JsonDocument::parse(fixture.get(path, {}).body);
}

} // namespace

class GeneratedTest : public QObject
{
    Q_OBJECT
private slots:
    void hasItsSize();
    void isAlwaysTheSame();
    void holdsWhatItSays();
    void mayBeLarge();
};

void GeneratedTest::hasItsSize()
{
    const demo::Fixture fixture =
        generatedFixture({.apps = 7, .machines = 30, .variables = 4, .members = 5, .peers = 6, .tokens = 8});
    QCOMPARE(fixture.org(), QString::fromLatin1(kGeneratedOrg));
    const auto apps = got(fixture, QStringLiteral("/v1/apps"));
    QVERIFY(apps);
    QCOMPARE(apps->root().at("apps").size(), std::size_t(7));
    qint64 machines = 0;
    for (const JsonView &app : apps->root().at("apps").items()) {
        const QString name = app.at("name").text().value_or(QString());
        const auto list = got(fixture, QStringLiteral("/v1/apps/%1/machines").arg(name));
        QVERIFY(list);
        QCOMPARE(qint64(list->root().size()), app.at("machine_count").integer().value_or(-1));
        machines += qint64(list->root().size());
        QCOMPARE(list->root().at(0).at("config").at("env").size(),
                 std::size_t(name == generatedApp(6) ? 5 : 4));
    }
    QCOMPARE(machines, qint64(30));
    const auto all = got(fixture, QStringLiteral("/v1/orgs/generated/machines"));
    QVERIFY(all);
    QCOMPARE(all->root().at("machines").size(), std::size_t(30));
    const auto members = JsonDocument::parse(
        fixture.graphql(R"({"operationName":"OrgMembers","variables":{"slug":"generated"}})").body);
    QVERIFY(members);
    QCOMPARE(members->root().at("data").at("organization").at("members").at("edges").size(), std::size_t(5));
}

void GeneratedTest::isAlwaysTheSame()
{
    const Size size{.apps = 3, .machines = 5};
    const QString path = QStringLiteral("/v1/apps/app-0001/machines");
    QCOMPARE(generatedFixture(size).get(path, {}).body, generatedFixture(size).get(path, {}).body);
}

void GeneratedTest::holdsWhatItSays()
{
    const demo::Fixture fixture = generatedFixture({.apps = 20, .machines = 40});
    int secrets = 0;
    int open = 0;
    for (int i = 0; i < 20; ++i) {
        const auto machines = got(fixture, QStringLiteral("/v1/apps/%1/machines").arg(generatedApp(i)));
        QVERIFY(machines);
        for (const JsonView &machine : machines->root().items())
            secrets += machine.at("config").at("env").at(kGeneratedSecretName).missing() ? 0 : 1;
    }
    const auto volumes = got(fixture, QStringLiteral("/v1/orgs/generated/volumes"));
    QVERIFY(volumes);
    for (const JsonView &volume : volumes->root().at("volumes").items())
        open += volume.at("encrypted").flag() == std::optional<bool>(false) ? 1 : 0;
    QCOMPARE(secrets, 1);
    QCOMPARE(open, 1);
}

void GeneratedTest::mayBeLarge()
{
    const demo::Fixture fixture = generatedFixture();
    const auto apps = got(fixture, QStringLiteral("/v1/apps"));
    QVERIFY(apps);
    QCOMPARE(apps->root().at("apps").size(), std::size_t(500));
    QCOMPARE(got(fixture, QStringLiteral("/v1/apps/app-0499/machines"))->root().size(), std::size_t(4));
}

QTEST_GUILESS_MAIN(GeneratedTest)
#include "generated_test.moc"
