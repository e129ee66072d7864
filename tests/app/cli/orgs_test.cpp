// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/store/store.h"
#include "tests/app/cli/harness.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"
#include "tests/support/made_macaroon.h"

#include <QFile>
#include <QTemporaryDir>

using namespace aw;
using namespace aw::cli;
using namespace aw::test;
using token::KeychainEnd;

namespace {

const QString kOrg = QStringLiteral("generated");
constexpr quint64 kSoon = 1'796'000'000; // 2026-11-30

QByteArray readOnlyToken()
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, kSoon), organizationCaveat(7, 1)});
}

QByteArray orgToken()
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, kSoon)});
}

} // namespace

class OrgsTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void keepsATokenAndUsesIt();
    void saysWhatAWideTokenIs();
    void asksWhetherItCouldWriteOnlyWhenAllowed();
    void keepsNothingWithoutAKeychain_data();
    void keepsNothingWithoutAKeychain();
    void keepsNoTokenOfAnotherOrganization();
    void keepsNothingWhenAskedNotTo();
    void refuses_data();
    void refuses();
    void takesTheTokenThatComesFirst_data();
    void takesTheTokenThatComesFirst();
    void takesFlyctlsTokenWhenAsked();
    void forgetsAToken();
    void saysWhereEachTokenIs();
    void waitsForASilentKeychainOnce();
    void warnsOfAWideTokenWhenItCollects();
    void stopsWhenInterrupted();

private:
    /// A fake that accepts `token` and what belongs to it.
    void serve(const QByteArray &token, const FakeToken &whose = {});
    Exit run(const char *line) { return m_harness->run(words(line)); }
    [[nodiscard]] int posts() const;
    [[nodiscard]] QByteArray usedToken() const; ///< of the first request

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeFly> m_fly;
    std::unique_ptr<Harness> m_harness;
};

void OrgsTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_harness = std::make_unique<Harness>();
    m_harness->environment.insert(QStringLiteral("AIRWORTHY_DATA_DIR"), m_folder->path());
    m_harness->keychain = std::make_shared<MemoryKeychain>();
}

void OrgsTest::cleanup()
{
    // Whatever a command did, nothing of a token is in what it printed.
    for (const QByteArray &printed : {m_harness->out, m_harness->err})
        QVERIFY2(!printed.contains("fm2_") && !printed.contains("fo1_"), printed.constData());
    m_fly.reset();
    for (const char *name : {"FLY_FLAPS_BASE_URL", "FLY_API_BASE_URL", "FLY_REGISTRY_HOST", "FLY_CONFIG_DIR"})
        qunsetenv(name);
}

void OrgsTest::serve(const QByteArray &token, const FakeToken &whose)
{
    FakeFlyOptions options;
    options.limits = false;
    options.token = token;
    options.whose = whose;
    m_fly = std::make_unique<FakeFly>(generatedFixture({.apps = 2, .machines = 2}), options);
    qputenv("FLY_FLAPS_BASE_URL", m_fly->machinesUrl().toEncoded());
    qputenv("FLY_API_BASE_URL", m_fly->graphqlUrl().toEncoded());
    qputenv("FLY_REGISTRY_HOST", m_fly->registryUrl().toEncoded());
}

int OrgsTest::posts() const
{
    const std::vector<Seen> seen = m_fly->requests();
    return int(std::count_if(seen.begin(), seen.end(), [](const Seen &one) {
        return one.path == QLatin1String("/v1/tokens/authorize");
    }));
}

QByteArray OrgsTest::usedToken() const
{
    const std::vector<Seen> seen = m_fly->requests();
    return seen.empty() ? QByteArray() : seen.front().header("authorization");
}

void OrgsTest::keepsATokenAndUsesIt()
{
    serve(readOnlyToken());
    m_harness->in = "FlyV1 " + readOnlyToken() + "\n";
    QCOMPARE(run("orgs add generated --token-stdin"), Exit::Done);
    QVERIFY2(m_harness->out.contains("This is a read-only organization token."), m_harness->out.constData());
    QVERIFY(m_harness->out.contains("It reaches every app of Generated (generated)."));
    QVERIFY(!m_harness->out.contains("wider than"));
    QVERIFY(m_harness->err.contains("kept in the keychain for generated"));
    QCOMPARE(m_harness->keychain->entries.at(kOrg), readOnlyToken());
    QVERIFY(m_fly->unexpected().isEmpty());

    QCOMPARE(run("orgs list --format csv"), Exit::Done);
    QCOMPARE(m_harness->out, QByteArray("slug,name,demo,snapshots,last_collected_at,token\r\n"
                                        "generated,generated,false,0,null,keychain\r\n"));
    m_fly->clearRequests();
    const Exit collected = run("--org generated collect");
    QVERIFY2(collected == Exit::Done || collected == Exit::Incomplete, m_harness->err.constData());
    QCOMPARE(usedToken(), "FlyV1 " + readOnlyToken());
    QVERIFY(m_harness->keychain->entries.count(QStringLiteral("digest-key")) == 1);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("digest.key"))));
}

void OrgsTest::saysWhatAWideTokenIs()
{
    FakeToken whose;
    whose.user = true;
    serve("fo1_0123456789abcdef", whose);
    m_harness->in = "fo1_0123456789abcdef\n";
    QCOMPARE(run("orgs add generated --token-stdin --format json"), Exit::Done);
    const auto json = JsonDocument::parse(m_harness->out);
    QVERIFY(json);
    const JsonView root = json->root();
    QCOMPARE(root.at("schema").text(), QStringLiteral("airworthy.token/1"));
    QCOMPARE(root.at("kind").text(), QStringLiteral("user_token"));
    QCOMPARE(root.at("acts_as").text(), QStringLiteral("ines@example.com"));
    QCOMPARE(root.at("could_write").text(), QStringLiteral("not_asked"));
    QCOMPARE(root.at("wider_than_needed").at(0).text(), QStringLiteral("user_token"));
    QCOMPARE(root.at("narrower_command").text(),
             QStringLiteral("fly tokens create readonly -o generated --name airworthy --expiry 720h"));
    QCOMPARE(root.at("stored").flag(), true);
    QVERIFY(root.at("expires_at").isNull());
}

void OrgsTest::asksWhetherItCouldWriteOnlyWhenAllowed()
{
    FakeToken whose;
    whose.writes = true;
    serve(orgToken(), whose);
    m_harness->apiToken = orgToken();
    QCOMPARE(run("orgs add generated --no-store"), Exit::Done);
    QCOMPARE(posts(), 0);
    QCOMPARE(run("orgs add generated --no-store --ask-write"), Exit::Done);
    QCOMPARE(posts(), 2);
    QVERIFY2(m_harness->out.contains("Fly.io says that it may write."), m_harness->out.constData());
    QVERIFY(m_harness->out.contains("  fly tokens create readonly -o generated"));
}

void OrgsTest::keepsNothingWithoutAKeychain_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("none here") << int(KeychainEnd::NoneHere) << QByteArray("There is no keychain here");
    QTest::newRow("locked") << int(KeychainEnd::Refused) << QByteArray("Unlock it");
    QTest::newRow("late") << int(KeychainEnd::TimedOut) << QByteArray("did not answer in time");
}

void OrgsTest::keepsNothingWithoutAKeychain()
{
    QFETCH(int, end);
    QFETCH(QByteArray, words);
    serve(readOnlyToken());
    m_harness->apiToken = readOnlyToken();
    m_harness->keychain->ends = KeychainEnd(end);
    QCOMPARE(run("orgs add generated"), Exit::Storage);
    QVERIFY2(m_harness->err.contains(words), m_harness->err.constData());
    QVERIFY(m_harness->out.contains("This is a read-only organization token."));
    QVERIFY(m_harness->keychain->entries.empty());
}

void OrgsTest::keepsNoTokenOfAnotherOrganization()
{
    serve(readOnlyToken());
    m_harness->apiToken = readOnlyToken();
    QCOMPARE(run("orgs add elsewhere"), Exit::Refused);
    QVERIFY(m_harness->out.contains("It does not reach elsewhere."));
    QVERIFY(m_harness->err.contains("so it was not kept"));
    QVERIFY(m_harness->keychain->asked.isEmpty());
}

void OrgsTest::keepsNothingWhenAskedNotTo()
{
    serve(readOnlyToken());
    m_harness->apiToken = readOnlyToken();
    QCOMPARE(run("orgs add generated --no-store"), Exit::Done);
    QVERIFY(m_harness->keychain->asked.isEmpty());
    QCOMPARE(run("orgs list"), Exit::Storage); // there is no data folder yet
}

void OrgsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const char *line, const QByteArray &in, Exit exit,
                        const char *words) {
        QTest::newRow(name) << QByteArray(line) << in << int(exit) << QByteArray(words);
    };
    row("no token", "orgs add generated", "", Exit::Usage, "fly tokens create readonly -o generated");
    row("an empty input", "orgs add generated --token-stdin", "", Exit::Usage, "no token");
    row("two options at once", "orgs add generated --token-stdin --token-from-flyctl", "", Exit::Usage,
        "once");
    row("no slug", "orgs add ../x --token-stdin", "fm2_x", Exit::Usage, "not the slug");
    row("the demo", "--demo orgs add generated --token-stdin", "fm2_x", Exit::Usage, "needs no token");
    row("a token that is refused", "orgs add generated --token-stdin", "fo1_wrong-token-0123", Exit::Refused,
        "401");
    row("one that lacks its discharge", "orgs add generated --token-stdin",
        macaroon("o", {thirdPartyCaveat("https://auth.fly.io", "t")}), Exit::Refused, "https://auth.fly.io");
    row("one that ended", "orgs add generated --token-stdin", macaroon("o", {validityCaveat(1, 2)}),
        Exit::Refused, "ended on 1970-01-01");
    row("nothing to remove", "orgs remove generated", "", Exit::Usage, "holds no token");
    row("no slug to remove", "orgs remove x/y", "", Exit::Usage, "not the slug");
}

void OrgsTest::refuses()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, in);
    QFETCH(int, exit);
    QFETCH(QByteArray, words);
    serve("secret");
    m_harness->in = in;
    QCOMPARE(int(run(line.constData())), exit);
    QVERIFY2(m_harness->err.contains(words), m_harness->err.constData());
    QVERIFY(m_harness->keychain->entries.empty());
}

void OrgsTest::takesTheTokenThatComesFirst_data()
{
    QTest::addColumn<QByteArray>("in");
    QTest::addColumn<QByteArray>("access");
    QTest::addColumn<QByteArray>("api");
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<QByteArray>("used");
    const QByteArray in = "fo1_of-standard-input-0";
    const QByteArray access = "fo1_of-access-token-00";
    const QByteArray api = "fo1_of-api-token-00000";
    const QByteArray kept = "fo1_of-the-keychain-00";
    QTest::newRow("the option") << in << access << api << kept << in;
    QTest::newRow("the first variable") << QByteArray() << access << api << kept << access;
    QTest::newRow("the second variable") << QByteArray() << QByteArray() << api << kept << api;
    QTest::newRow("the keychain") << QByteArray() << QByteArray() << QByteArray() << kept << kept;
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray() << QByteArray() << QByteArray();
}

void OrgsTest::takesTheTokenThatComesFirst()
{
    QFETCH(QByteArray, in);
    QFETCH(QByteArray, access);
    QFETCH(QByteArray, api);
    QFETCH(QByteArray, kept);
    QFETCH(QByteArray, used);
    serve("no-token-is-accepted");
    m_harness->in = in;
    m_harness->accessToken = access;
    m_harness->apiToken = api;
    if (!kept.isEmpty())
        m_harness->keychain->entries[kOrg] = kept;
    const Exit exit = run(in.isEmpty() ? "--org generated collect" : "--org generated collect --token-stdin");
    QCOMPARE(usedToken(), used.isEmpty() ? QByteArray() : "Bearer " + used);
    QCOMPARE(exit, used.isEmpty() ? Exit::Usage : Exit::Refused);
    // The keychain is asked for a token only when nothing before it gave one.
    QCOMPARE(m_harness->keychain->asked.contains(QStringLiteral("read generated")),
             in.isEmpty() && access.isEmpty() && api.isEmpty());
}

void OrgsTest::takesFlyctlsTokenWhenAsked()
{
    serve(readOnlyToken());
    const QTemporaryDir flyctl;
    qputenv("FLY_CONFIG_DIR", QFile::encodeName(flyctl.path()));
    QCOMPARE(run("orgs add generated --token-from-flyctl"), Exit::Usage);
    QVERIFY(m_harness->err.contains("fly auth login"));
    QFile config(flyctl.filePath(QStringLiteral("config.yml")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("access_token: " + readOnlyToken() + "\nwire_guard_state: {}\n");
    config.close();
    QCOMPARE(run("orgs add generated"), Exit::Usage); // not unless asked
    QCOMPARE(run("orgs add generated --token-from-flyctl"), Exit::Done);
    QCOMPARE(m_harness->keychain->entries.at(kOrg), readOnlyToken());
}

void OrgsTest::forgetsAToken()
{
    m_harness->keychain->entries[kOrg] = "kept";
    QCOMPARE(run("orgs remove generated"), Exit::Done);
    QVERIFY(m_harness->keychain->entries.empty());
    QVERIFY(m_harness->err.contains("its snapshots stay"));
    m_harness->keychain = nullptr;
    QCOMPARE(run("orgs remove generated"), Exit::Storage);
}

void OrgsTest::saysWhereEachTokenIs()
{
    struct Case {
        bool environment;
        KeychainEnd end;
        QString place;
    };
    const std::vector<Case> cases{{true, KeychainEnd::Done, QStringLiteral("environment")},
                                  {false, KeychainEnd::Done, QStringLiteral("keychain")},
                                  {false, KeychainEnd::NotFound, QStringLiteral("none")},
                                  {false, KeychainEnd::NoneHere, QStringLiteral("none")},
                                  {false, KeychainEnd::Refused, QStringLiteral("unknown")},
                                  {false, KeychainEnd::TimedOut, QStringLiteral("unknown")}};
    QCOMPARE(run("--demo collect"), Exit::Incomplete); // takes its time: once for all cases
    {
        const auto opened = store::openSqlite(m_folder->path(), store::Access::ReadWrite);
        QVERIFY(opened);
        QVERIFY((*opened)->know(kOrg));
    }
    m_harness->keychain->entries[kOrg] = "fm2_kept";
    for (const Case &each : cases) {
        m_harness->keychain->ends = each.end;
        m_harness->apiToken = each.environment ? "fm2_given" : "";
        QCOMPARE(run("orgs list --format json"), Exit::Done);
        const auto json = JsonDocument::parse(m_harness->out);
        QVERIFY(json);
        const std::vector<JsonView> rows = json->root().at("organizations").items();
        QCOMPARE(rows.size(), std::size_t(2));
        for (const JsonView &row : rows) {
            if (row.at("demo").flag() == true)
                QVERIFY(row.at("token").isNull());
            else
                QCOMPARE(row.at("token").text(), each.place);
        }
    }
}

void OrgsTest::waitsForASilentKeychainOnce()
{
    {
        const auto opened = store::openSqlite(m_folder->path(), store::Access::ReadWrite);
        QVERIFY(opened);
        for (const char *org : {"a1", "b2", "c3"})
            QVERIFY((*opened)->know(QString::fromLatin1(org)));
    }
    m_harness->keychain->ends = KeychainEnd::TimedOut;
    QCOMPARE(run("orgs list --format csv"), Exit::Done);
    QCOMPARE(m_harness->out.count(",unknown"), 3);
    QCOMPARE(m_harness->keychain->asked.size(), 1);
}

void OrgsTest::warnsOfAWideTokenWhenItCollects()
{
    FakeToken whose;
    whose.writes = true;
    serve(orgToken(), whose);
    m_harness->apiToken = orgToken();
    const Exit local = run("--org generated collect");
    QVERIFY2(local == Exit::Done || local == Exit::Incomplete, m_harness->err.constData());
    QVERIFY(m_harness->err.contains("wider than Airworthy needs"));
    QVERIFY(m_harness->err.contains("  fly tokens create readonly -o generated"));
    QCOMPARE(posts(), 0);
    const Exit asked = run("--org generated collect --ask-write");
    QVERIFY(asked == Exit::Done || asked == Exit::Incomplete);
    QVERIFY(m_harness->err.contains("Fly.io says that it may write."));
    QCOMPARE(posts(), 2);
    m_harness->apiToken = readOnlyToken();
    serve(readOnlyToken());
    const Exit narrow = run("--org generated collect");
    QVERIFY(narrow == Exit::Done || narrow == Exit::Incomplete);
    QVERIFY2(!m_harness->err.contains("wider than"), m_harness->err.constData());
}

void OrgsTest::stopsWhenInterrupted()
{
    serve(readOnlyToken());
    m_fly->setLatency(std::chrono::seconds(5));
    m_harness->apiToken = readOnlyToken();
    QTimer interrupt;
    connect(&interrupt, &QTimer::timeout, this, [this] {
        if (m_harness->interrupt)
            m_harness->interrupt();
    });
    interrupt.start(20);
    QCOMPARE(run("orgs add generated"), Exit::Interrupted);
    QVERIFY(m_harness->keychain->entries.empty());
}

QTEST_GUILESS_MAIN(OrgsTest)
#include "orgs_test.moc"
