// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/intent.h"
#include "core/checks/under_intent.h"
#include "tests/core/checks/made.h"

using namespace aw;
using namespace aw::made;
using checks::Certainty;
using checks::Intent;

namespace {

Intent guess(const App &app)
{
    return checks::intentOf(app, snapshot({app}), {});
}

template<class T>
QString certainty(const checks::Meant<T> &meant)
{
    switch (meant.certainty) {
    case Certainty::Declared: return u"declared"_s;
    case Certainty::Strong: return u"strong"_s;
    case Certainty::Weak: break;
    }
    return u"weak"_s;
}

QString environmentOf(const Intent &intent)
{
    return certainty(intent.environment) + u' ' + checks::environmentName(*intent.environment.value);
}

QString exposureOf(const Intent &intent)
{
    return certainty(intent.exposure) + u' ' +
           (intent.exposure.value ? QString(checks::exposureName(*intent.exposure.value)) : u"not known"_s);
}

QString dataOf(const Intent &intent)
{
    return certainty(intent.data) + u' ' + checks::dataClassName(*intent.data.value);
}

Certificate certificate(const QString &host, const QString &status = u"active"_s)
{
    Certificate made;
    made.hostname = host;
    made.status = status;
    return made;
}

} // namespace

class IntentTest : public QObject
{
    Q_OBJECT

private slots:
    void guessesEnvironment_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        QTest::newRow("prod") << u"shop-prod"_s << u"strong production"_s;
        QTest::newRow("live between dots") << u"a.live.b"_s << u"strong production"_s;
        QTest::newRow("staging in capitals") << u"Shop_STAGING"_s << u"strong staging"_s;
        QTest::newRow("preprod is staging") << u"preprod"_s << u"strong staging"_s;
        QTest::newRow("both: the stricter") << u"dev-prod"_s << u"strong production"_s;
        QTest::newRow("a pull request by number") << u"web-pr123"_s << u"strong dev"_s;
        QTest::newRow("a pull request by word") << u"pr-123"_s << u"strong dev"_s;
        QTest::newRow("near miss: part of a word") << u"product-testing"_s << u"weak production"_s;
        QTest::newRow("near miss: pr with letters") << u"prx1"_s << u"weak production"_s;
        QTest::newRow("nothing") << u"ledger"_s << u"weak production"_s;
    }

    void guessesEnvironment()
    {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        const Intent intent = guess(app(name));
        QCOMPARE(environmentOf(intent), expected);
        QVERIFY(!intent.environment.because.isEmpty());
    }

    void organizationNameCountsWhenTheAppsTellsNothing()
    {
        Snapshot made = snapshot({app(u"ledger"_s), app(u"shop-prod"_s)});
        made.organization.name = told(u"Northwind Staging"_s);
        QCOMPARE(environmentOf(checks::intentOf(made.apps.front(), made, {})), u"strong staging"_s);
        QCOMPARE(environmentOf(checks::intentOf(made.apps.back(), made, {})), u"strong production"_s);
        made.organization.name = gap(Reason::Permission);
        made.organization.slug = u"northwind-dev"_s;
        QCOMPARE(environmentOf(checks::intentOf(made.apps.front(), made, {})), u"weak dev"_s);
    }

    void guessesExposure_data()
    {
        QTest::addColumn<App>("app");
        QTest::addColumn<QString>("expected");
        App cluster = app(u"web"_s);
        cluster.role = told(u"postgres_cluster"_s);
        QTest::newRow("a Postgres cluster, whatever its name") << cluster << u"strong internal"_s;
        App builder = app(u"web"_s);
        builder.role = told(u"remote-docker-builder"_s);
        QTest::newRow("a builder") << builder << u"strong internal"_s;
        QTest::newRow("an internal word") << app(u"redis-cache"_s) << u"strong internal"_s;
        App host = app(u"ledger"_s);
        host.certificates.items = {certificate(u"Ledger.example.com."_s)};
        QTest::newRow("a host name of its own") << host << u"strong public"_s;
        App admin = host;
        admin.name = u"admin"_s;
        QTest::newRow("an internal word before a host name") << admin << u"strong internal"_s;
        App unroled = host;
        unroled.role = gap(Reason::Permission);
        QTest::newRow("a host name, role not told") << unroled << u"weak public"_s;
        App own = app(u"web"_s);
        own.certificates.items = {certificate(u"web.fly.dev"_s), certificate(u"fly.dev"_s)};
        QTest::newRow("near miss: the platform's host name") << own << u"weak public"_s;
        App waiting = app(u"ledger"_s, {machine(u"m1"_s)});
        waiting.machines.items.front().config.services = {service({port(443)})};
        waiting.certificates.items = {certificate(u"a.example.com"_s, u"pending_validation"_s)};
        QTest::newRow("near miss: a certificate that waits") << waiting << u"weak not known"_s;
        App flycast = waiting;
        flycast.certificates.items.clear();
        flycast.addresses.items = {address(u"fdaa:0:1::3"_s)};
        QTest::newRow("a Flycast address only") << flycast << u"weak internal"_s;
        App both = flycast;
        both.addresses.items.push_back(address(u"66.1.1.1"_s));
        QTest::newRow("a Flycast address and a public one") << both << u"weak not known"_s;
        App shortList = flycast;
        shortList.addresses = shortened(flycast.addresses.items);
        QTest::newRow("a Flycast address in a short list") << shortList << u"weak not known"_s;
        QTest::newRow("no service") << app(u"ledger"_s, {machine(u"m1"_s)}) << u"weak internal"_s;
        App unseen = app(u"ledger"_s, {machine(u"m1"_s)});
        unseen.machines.items.front().configComplete = false;
        QTest::newRow("no service in an incomplete configuration") << unseen << u"weak not known"_s;
    }

    void guessesExposure()
    {
        QFETCH(App, app);
        QFETCH(QString, expected);
        QCOMPARE(exposureOf(guess(app)), expected);
    }

    void guessesData_data()
    {
        QTest::addColumn<App>("app");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<bool>("atWorst");
        QTest::newRow("a word of health") << app(u"patient-portal"_s) << u"strong regulated"_s << false;
        QTest::newRow("a word of payment") << app(u"billing"_s) << u"strong personal"_s << false;
        QTest::newRow("near miss: health inside a word")
            << app(u"healthcheck"_s) << u"weak internal"_s << false;
        App stores = app(u"ledger"_s);
        stores.volumes.items = {volume(u"v"_s, true)};
        QTest::newRow("a volume in production") << stores << u"weak personal"_s << false;
        App leaving = stores;
        leaving.volumes.items.front().state = u"destroying"_s;
        QTest::newRow("near miss: a volume that is being destroyed")
            << leaving << u"weak internal"_s << false;
        App staging = stores;
        staging.name = u"ledger-staging"_s;
        QTest::newRow("a volume outside production") << staging << u"weak internal"_s << false;
        App attached = app(u"ledger"_s);
        attached.managedPostgresAttached = true;
        QTest::newRow("a managed cluster") << attached << u"weak personal"_s << false;
        for (const QString &name : {u"DATABASE_URL"_s, u"ORDERS_DB_URI"_s, u"POSTGRES_URL_RO"_s}) {
            App secretly = app(u"ledger"_s);
            secretly.secrets.items = {secret(name, 1)};
            QTest::addRow("a secret named %s", qPrintable(name)) << secretly << u"weak personal"_s << false;
        }
        App other = app(u"ledger"_s);
        other.secrets.items = {secret(u"CALLBACK_URL"_s, 1), secret(u"DB_URLS_SEEN"_s, 1)};
        QTest::newRow("near miss: other secrets") << other << u"weak internal"_s << false;
        App unread = app(u"ledger"_s);
        unread.secrets = refused<Secret>();
        QTest::newRow("secrets refused: a database is not ruled out") << unread << u"weak internal"_s << true;
        unread.name = u"ledger-dev"_s;
        QTest::newRow("secrets refused outside production") << unread << u"weak internal"_s << false;
    }

    void guessesData()
    {
        QFETCH(App, app);
        QFETCH(QString, expected);
        QFETCH(bool, atWorst);
        const Intent intent = guess(app);
        QCOMPARE(dataOf(intent), expected);
        QCOMPARE(intent.data.atWorst.has_value(), atWorst);
    }

    void declaredFieldsWinOneByOne()
    {
        const App ledger = app(u"ledger-staging"_s);
        const DeclaredIntents intents{{ledger.name, declared({}, Exposure::Public, {})}};
        const Intent intent = checks::intentOf(ledger, snapshot({ledger}), intents);
        QCOMPARE(exposureOf(intent), u"declared public"_s);
        QVERIFY(intent.exposure.because.isEmpty());
        QCOMPARE(environmentOf(intent), u"strong staging"_s);
    }

    void dataGuessFollowsTheDeclaredEnvironment()
    {
        App ledger = app(u"ledger"_s);
        ledger.volumes.items = {volume(u"v"_s, true)};
        const DeclaredIntents intents{{ledger.name, declared(Environment::Dev, {}, {})}};
        QCOMPARE(dataOf(checks::intentOf(ledger, snapshot({ledger}), intents)), u"weak internal"_s);
    }

    void declarationWithoutDateDoesNotCount()
    {
        const App ledger = app(u"ledger"_s);
        DeclaredIntents intents{{ledger.name, declared(Environment::Dev, {}, {})}};
        intents[ledger.name].declaredAt = {};
        QCOMPARE(environmentOf(checks::intentOf(ledger, snapshot({ledger}), intents)), u"weak production"_s);
        intents[ledger.name].declaredAt = now().addDays(3);
        QCOMPARE(environmentOf(checks::intentOf(ledger, snapshot({ledger}), intents)), u"declared dev"_s);
    }

    void severityTakesTheStricterValue()
    {
        const checks::SeverityRule rule = [](Environment environment, DataClass data) {
            if (environment == Environment::Production && checks::ofPeople(data))
                return Severity::Critical;
            return Severity::High;
        };
        App unread = app(u"ledger"_s);
        unread.secrets = refused<Secret>();
        QCOMPARE(checks::weigh(guess(unread), rule).severity, Severity::Critical);
        QCOMPARE(checks::weigh(guess(app(u"ledger"_s)), rule).severity, Severity::High);
        QVERIFY(checks::weigh(guess(app(u"ledger"_s)), rule).guessed);
        const checks::SeverityRule same = [](Environment, DataClass) { return Severity::Low; };
        QVERIFY(!checks::weigh(guess(app(u"ledger"_s)), same).guessed);
    }
};

QTEST_GUILESS_MAIN(IntentTest)
#include "intent_test.moc"
