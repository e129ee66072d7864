// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collection.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using namespace std::chrono_literals;

namespace {

/// Milliseconds. Reading the recording is what takes any time, and that long only with sanitizers; what
/// these tests would wait for if nothing were aborted is a minute.
constexpr qint64 kAtOnce = 10'000;

CollectionSetup demoSetup()
{
    CollectionSetup setup;
    setup.org = QStringLiteral("northwind-parcel");
    setup.demo = true;
    setup.digestKey = QByteArray(32, 'k');
    setup.pace.refill = 0ms;
    return setup;
}

/// A collection and what it said.
struct Watched {
    explicit Watched(CollectionSetup setup) : collection(std::make_unique<Collection>(std::move(setup)))
    {
        QObject::connect(collection.get(), &Collection::finished, collection.get(),
                         [this](const Result<Record> &result) {
                             results.push_back(result);
                             inOwnThread = inOwnThread && QThread::currentThread() == qApp->thread();
                         });
        QObject::connect(collection.get(), &Collection::progressed, collection.get(),
                         [this](const Progress &progress) { seen.push_back(progress); });
    }

    [[nodiscard]] bool ended()
    {
        QSignalSpy finished(collection.get(), &Collection::finished);
        collection->start();
        return finished.wait(20'000);
    }

    std::vector<Result<Record>> results;
    std::vector<Progress> seen;
    bool inOwnThread = true;
    std::unique_ptr<Collection> collection;
};

Result<Record> demoRecord()
{
    Watched watched(demoSetup());
    if (!watched.ended())
        return fail(ErrorKind::Network, QStringLiteral("It did not end."));
    return watched.results.front();
}

/// MessagePack of a macaroon with one third-party caveat and no discharge beside it.
QString tokenWithoutDischarge()
{
    const auto text = [](const QByteArray &value) {
        return "\xd9" + QByteArray(1, char(value.size())) + value;
    };
    const auto binary = [](const QByteArray &value) {
        return "\xc4" + QByteArray(1, char(value.size())) + value;
    };
    const QByteArray caveat =
        QByteArray("\x0b\x93") + text("https://auth.fly.io") + binary("v") + binary("ticket");
    const QByteArray nonce = QByteArray("\x93") + binary("key") + binary("sixteen bytes !!") + "\xc2";
    const QByteArray whole =
        QByteArray("\x94") + nonce + text("https://api.fly.io/v1") + "\x92" + caveat + binary("tail");
    return QStringLiteral("fm2_") + QString::fromLatin1(whole.toBase64());
}

} // namespace

class CollectionTest : public QObject
{
    Q_OBJECT
private slots:
    void playsTheDemo();
    void theDemoIsTheSameEachTime();
    void theDemoTakesAnotherClockWhenGiven();
    void theDemoSaysWhatItCouldNotRead();
    void theDemosPlantedTokenIsFoundInItsImage();
    void withoutATokenNothingIsSent();
    void aTokenWithoutItsDischargeIsRefusedBeforeTheFirstCall();
    void aClosedPortIsANetworkError();
    void cancellingSaysSoOnce();
    void cancellingAfterTheEndChangesNothing();
    void deletingWhileItRunsEndsAtOnce();
    void deletingWithoutAStartIsFine();
    void cancellingBeforeTheStartKeepsItFromStarting();
};

void CollectionTest::playsTheDemo()
{
    Watched watched(demoSetup());
    QVERIFY(watched.ended());
    QCOMPARE(watched.results.size(), std::size_t(1));
    QVERIFY(watched.inOwnThread);
    const Result<Record> &record = watched.results.front();
    QVERIFY2(record, qPrintable(record ? QString() : record.error().what));
    QVERIFY(record->demo);
    QCOMPARE(record->org, QStringLiteral("northwind-parcel"));
    QCOMPARE(record->collectedAt, QDateTime(QDate(2026, 11, 24), QTime(9, 12), Qt::UTC));
    QVERIFY(!watched.seen.empty());
    QCOMPARE(watched.seen.back().asked, int(record->replies.size()));
    QCOMPARE(watched.seen.back().answered, int(record->replies.size()));
}

void CollectionTest::theDemoIsTheSameEachTime()
{
    const Result<Record> one = demoRecord();
    const Result<Record> two = demoRecord();
    QVERIFY(one);
    QVERIFY(two);
    QCOMPARE(one->id(), two->id());
}

void CollectionTest::theDemoTakesAnotherClockWhenGiven()
{
    CollectionSetup setup = demoSetup();
    const QDateTime later(QDate(2027, 1, 1), QTime(0, 0), Qt::UTC);
    setup.clock = [later] { return later; };
    Watched watched(std::move(setup));
    QVERIFY(watched.ended());
    QVERIFY(watched.results.front());
    QCOMPARE(watched.results.front()->collectedAt, later);
}

void CollectionTest::theDemoSaysWhatItCouldNotRead()
{
    const Result<Record> record = demoRecord();
    QVERIFY(record);
    const auto snapshot = snapshotOf(*record);
    QVERIFY(!snapshot->complete());
    QVERIFY(snapshot->demo);
    QVERIFY(snapshot->appsComplete);
    QVERIFY(snapshot->problems.empty());
    const QStringList lacking{QStringLiteral("org_machines"),         QStringLiteral("personal_tokens"),
                              QStringLiteral("org_signed_documents"), QStringLiteral("app_machines"),
                              QStringLiteral("app_secrets"),          QStringLiteral("app_secret_owners"),
                              QStringLiteral("app_network_policies"), QStringLiteral("app_image"),
                              QStringLiteral("registry_manifest"),    QStringLiteral("registry_config")};
    QCOMPARE(incompleteSources(*snapshot), lacking);
    const auto said = [&snapshot](Route route, Reason reason, const char *sentence) {
        const model::Source &source = sourceIn(*snapshot, route);
        return source.reason == reason && source.detail.contains(QLatin1String(sentence));
    };
    QVERIFY(said(Route::OrgMachines, Reason::Fault, "syd"));
    QVERIFY(
        said(Route::AppMachines, Reason::Filtered, "3 of 41 machines were not listed: geo lists 3 of 6."));
    QVERIFY(said(Route::PersonalTokens, Reason::NotPublished, "shown to their owner alone"));
    QVERIFY(said(Route::OrgSignedDocuments, Reason::Permission, "not authorized to read signed documents"));
    QVERIFY(said(Route::AppSecretOwners, Reason::Permission, "1 of 14 answers are missing."));
    QVERIFY(said(Route::AppSecrets, Reason::Permission, "1 of 14 answers are missing."));
    QVERIFY(said(Route::AppSecrets, Reason::Permission, "GET /v1/apps/admin/secrets"));
    QVERIFY(said(Route::AppImage, Reason::Permission, "5 of 14 answers are missing."));
    QVERIFY(said(Route::AppNetworkPolicies, Reason::NotPublished, "were not observed"));
    QVERIFY(said(Route::RegistryManifest, Reason::Permission, "4 of 4 answers are missing."));
    QVERIFY(said(Route::RegistryConfig, Reason::Permission, "denied"));
    QCOMPARE(sourceIn(*snapshot, Route::AppNetworkPolicies).state, model::SourceState::NotAsked);
    QCOMPARE(snapshot->organization.addOns.items.size(), std::size_t(5));
    QVERIFY(snapshot->organization.clusters.items.at(0).backups.complete());
    QCOMPARE(snapshot->app(QStringLiteral("web"))->certificates.items.size(), std::size_t(11));
    for (const model::Certificate &certificate : snapshot->app(QStringLiteral("web"))->certificates.items)
        QVERIFY(certificate.detail.known());
    QVERIFY(!snapshot->app(QStringLiteral("geo"))->machines.complete());
    QVERIFY(snapshot->app(QStringLiteral("web"))->machines.complete());
    QVERIFY(!snapshot->app(QStringLiteral("admin"))->secrets.complete());
    QVERIFY(!snapshot->app(QStringLiteral("admin"))->secrets.gaps.front().permission.isEmpty());
}

void CollectionTest::theDemosPlantedTokenIsFoundInItsImage()
{
    const Result<Record> record = demoRecord();
    QVERIFY(record);
    const auto snapshot = snapshotOf(*record);
    QStringList found;
    for (const model::Image &image : snapshot->images.items) {
        for (const model::HistoryLine &line : image.history) {
            QVERIFY(!line.text.contains(QLatin1String("npm_")));
            for (const model::Setting &setting : line.settings) {
                if (setting.value.likeness >= model::Likeness::Likely)
                    found.push_back(image.apps.join(u' ') + u' ' + setting.name);
            }
        }
    }
    found.removeDuplicates();
    QCOMPARE(found, QStringList{QStringLiteral("hooks NPM_TOKEN")});
}

void CollectionTest::withoutATokenNothingIsSent()
{
    CollectionSetup setup;
    setup.org = QStringLiteral("example-org");
    Watched watched(std::move(setup));
    QVERIFY(watched.ended());
    QVERIFY(!watched.results.front());
    QCOMPARE(watched.results.front().error().kind, ErrorKind::Input);
}

void CollectionTest::aTokenWithoutItsDischargeIsRefusedBeforeTheFirstCall()
{
    const Result<fly::Token> token = fly::Token::parse(tokenWithoutDischarge());
    QVERIFY(token);
    QCOMPARE(token->missingDischarges().size(), 1);
    CollectionSetup setup;
    setup.org = QStringLiteral("example-org");
    setup.token = *token;
    setup.endpoints = {.machines = QUrl(QStringLiteral("http://127.0.0.1:1")),
                       .graphql = QUrl(QStringLiteral("http://127.0.0.1:1"))};
    Watched watched(std::move(setup));
    QVERIFY(watched.ended());
    QVERIFY(!watched.results.front());
    QCOMPARE(watched.results.front().error().kind, ErrorKind::Refused);
    QVERIFY(watched.results.front().error().what.contains(QLatin1String("https://auth.fly.io")));
    QVERIFY(!watched.results.front().error().what.contains(QLatin1String("fm2_")));
    QVERIFY(watched.seen.empty());
}

void CollectionTest::aClosedPortIsANetworkError()
{
    CollectionSetup setup;
    setup.org = QStringLiteral("example-org");
    setup.token = *fly::Token::parse(QStringLiteral("fo1_not-a-real-token-0123456789"));
    setup.endpoints = {.machines = QUrl(QStringLiteral("http://127.0.0.1:1")),
                       .graphql = QUrl(QStringLiteral("http://127.0.0.1:1"))};
    setup.pace.attempts = 2;
    setup.pace.backoff = 1ms;
    setup.digestKey = QByteArray(32, 'k');
    Watched watched(std::move(setup));
    QVERIFY(watched.ended());
    QCOMPARE(watched.results.size(), std::size_t(1));
    QVERIFY(!watched.results.front());
    QCOMPARE(watched.results.front().error().kind, ErrorKind::Network);
    QVERIFY(!watched.results.front().error().what.contains(QLatin1String("fo1_")));
}

void CollectionTest::cancellingSaysSoOnce()
{
    CollectionSetup setup = demoSetup();
    setup.pace.refill = 60'000ms; // held up by its own limits, so that there is something to cancel
    setup.pace.burst = 1;
    setup.pace.inFlight = 1;
    Watched watched(std::move(setup));
    QElapsedTimer clock;
    clock.start();
    watched.collection->start();
    watched.collection->cancel();
    watched.collection->cancel();
    QTRY_COMPARE(watched.results.size(), std::size_t(1));
    QVERIFY(!watched.results.front());
    QCOMPARE(watched.results.front().error().kind, ErrorKind::Cancelled);
    const std::size_t seen = watched.seen.size();
    watched.collection.reset();
    QCOMPARE(watched.results.size(), std::size_t(1));
    QCOMPARE(watched.seen.size(), seen);
    QVERIFY(clock.elapsed() < kAtOnce);
}

void CollectionTest::cancellingAfterTheEndChangesNothing()
{
    Watched watched(demoSetup());
    QVERIFY(watched.ended());
    watched.collection->cancel();
    watched.collection.reset();
    QCoreApplication::processEvents();
    QCOMPARE(watched.results.size(), std::size_t(1));
    QVERIFY(watched.results.front());
}

void CollectionTest::deletingWhileItRunsEndsAtOnce()
{
    CollectionSetup setup = demoSetup();
    setup.pace.refill = 60'000ms;
    setup.pace.burst = 1;
    Watched watched(std::move(setup));
    watched.collection->start();
    QTRY_VERIFY_WITH_TIMEOUT(!watched.seen.empty() || !watched.results.empty(), 30'000);
    QElapsedTimer clock;
    clock.start();
    watched.collection.reset();
    QVERIFY(clock.elapsed() < kAtOnce);
    QVERIFY(watched.results.size() <= 1);
}

void CollectionTest::deletingWithoutAStartIsFine()
{
    const Watched watched(demoSetup());
    QVERIFY(watched.results.empty());
}

void CollectionTest::cancellingBeforeTheStartKeepsItFromStarting()
{
    Watched watched(demoSetup());
    watched.collection->cancel();
    watched.collection->start();
    QTRY_COMPARE(watched.results.size(), std::size_t(1));
    QCOMPARE(watched.results.front().error().kind, ErrorKind::Cancelled);
    watched.collection.reset();
    QCOMPARE(watched.results.size(), std::size_t(1));
    QVERIFY(watched.seen.empty());
}

QTEST_GUILESS_MAIN(CollectionTest)
#include "collection_test.moc"
