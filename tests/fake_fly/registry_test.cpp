// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collection.h"
#include "core/collect/record.h"
#include "core/fly/routes.h"
#include "tests/fake_fly/asking.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"
#include "tests/fake_fly/generated_images.h"

#include <QCryptographicHash>

using namespace aw;
using namespace aw::test;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

constexpr char kToken[] = "fm2_bG9va2luZy1nbGFzcy1sZWRnZXI";
constexpr int kApps = 14; ///< apps 3 and 13 are told by the registry alone, the latter through an index

FakeFlyOptions options(Tls tls = Tls::Off)
{
    return {.token = kToken, .latency = {}, .limits = false, .retryAfter = false, .tls = tls, .port = 0};
}

Result<collect::Record> collected(const FakeFly &fly, bool trusting = false)
{
    collect::CollectionSetup setup;
    setup.org = QString::fromLatin1(kGeneratedOrg);
    setup.token = *fly::Token::parse(QString::fromLatin1(kToken));
    setup.endpoints = {
        .machines = fly.machinesUrl(), .graphql = fly.graphqlUrl(), .registry = fly.registryUrl()};
    setup.caFile = trusting ? FakeFly::caFile().toUtf8() : QByteArray();
    setup.pace.refill = std::chrono::milliseconds(0);
    setup.pace.backoff = std::chrono::milliseconds(1);
    setup.digestKey = "key";
    setup.clock = systemClock();
    collect::Collection collection(std::move(setup));
    std::optional<Result<collect::Record>> result;
    QObject::connect(&collection, &collect::Collection::finished, &collection,
                     [&result](const Result<collect::Record> &done) { result = done; });
    collection.start();
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 20'000))
        return fail(ErrorKind::Network, QStringLiteral("The collection did not end."));
    return *result;
}

const model::Source &sourceIn(const model::Snapshot &snapshot, Route route)
{
    for (const model::Source &source : snapshot.sources) {
        if (source.name == QLatin1String(fly::row(route).source))
            return source;
    }
    qFatal("There is no such source.");
}

const model::Image &imageOf(const model::Snapshot &snapshot, int app)
{
    for (const model::Image &image : snapshot.images.items) {
        if (image.ref.digest == generatedDigest(app))
            return image;
    }
    qFatal("There is no such image.");
}

Fault fault(const char *text)
{
    return *parseFault(QString::fromLatin1(text));
}

} // namespace

/// A whole collection over sockets, of an organization two of whose images the registry alone tells.
class RegistryTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatGraphQlLeavesOut();
    void blobsElsewhereAreAskedWithoutTheToken_data();
    void blobsElsewhereAreAskedWithoutTheToken();
    void alteredBytesAreNotRead_data();
    void alteredBytesAreNotRead();
    void wantsThePasswordOfTheRegistry();
};

void RegistryTest::tellsWhatGraphQlLeavesOut()
{
    FakeFly fly(generatedFixture({.apps = kApps, .machines = kApps}), options());
    const auto record = collected(fly);
    QVERIFY2(record, record ? "" : qPrintable(record.error().what));
    const auto snapshot = collect::snapshotOf(*record);
    for (const model::Source &source : snapshot->sources) {
        // Personal tokens are shown to nobody but their owner, and this token is no user's own.
        const bool untold = source.name == u"personal_tokens" && source.state == SourceState::NotAsked;
        QVERIFY2(untold || source.state == SourceState::Complete,
                 qPrintable(source.name + u' ' + source.detail));
    }
    QVERIFY(snapshot->complete());
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).answered, 3); // one image has an index
    QCOMPARE(sourceIn(*snapshot, Route::RegistryConfig).answered, 2);
    for (const int app : {3, 13}) {
        QVERIFY(imageOf(*snapshot, app).gaps.empty());
        QVERIFY(imageOf(*snapshot, app).historyRead);
        QCOMPARE(imageOf(*snapshot, app).platform, QStringLiteral("linux/amd64"));
        QCOMPARE(*imageOf(*snapshot, app).user, QStringLiteral("app"));
    }
    QCOMPARE(fly.unexpected(), QStringList());
    QVERIFY(fly.elsewhere().empty());
}

void RegistryTest::blobsElsewhereAreAskedWithoutTheToken_data()
{
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("on this machine") << false;
    QTest::newRow("with TLS") << true;
}

void RegistryTest::blobsElsewhereAreAskedWithoutTheToken()
{
    QFETCH(bool, encrypted);
    FakeFly fly(generatedFixture({.apps = kApps, .machines = kApps}),
                options(encrypted ? Tls::Valid : Tls::Off));
    fly.inject(fault("redirect@/v2/*/blobs/*"));
    const auto record = collected(fly, encrypted);
    QVERIFY2(record, record ? "" : qPrintable(record.error().what));
    const auto snapshot = collect::snapshotOf(*record);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryConfig).state, SourceState::Complete);
    QVERIFY(imageOf(*snapshot, 13).historyRead);
    QCOMPARE(fly.elsewhere().size(), std::size_t(2));
    for (const Seen &seen : fly.elsewhere()) {
        QVERIFY(seen.path.startsWith(QLatin1String("/v2/app-00")));
        QVERIFY(seen.header("authorization").isEmpty());
        QVERIFY(seen.header("cookie").isEmpty());
    }
    for (const Seen &seen : fly.requests()) {
        const bool registry = seen.path.startsWith(QLatin1String("/v2/"));
        QCOMPARE(seen.header("authorization").startsWith("Basic "), registry);
    }
}

void RegistryTest::alteredBytesAreNotRead_data()
{
    QTest::addColumn<QByteArray>("strikes");
    QTest::addColumn<Route>("route");
    QTest::newRow("a manifest") << QByteArray("altered@/v2/*/manifests/*") << Route::RegistryManifest;
    QTest::newRow("a configuration") << QByteArray("altered@/v2/*/blobs/*") << Route::RegistryConfig;
    QTest::newRow("a page in its place") << QByteArray("not-json@/v2/*/blobs/*") << Route::RegistryConfig;
    QTest::newRow("too much") << QByteArray("oversized@/v2/*/blobs/*") << Route::RegistryConfig;
}

void RegistryTest::alteredBytesAreNotRead()
{
    QFETCH(QByteArray, strikes);
    QFETCH(Route, route);
    FakeFly fly(generatedFixture({.apps = kApps, .machines = kApps}), options());
    fly.inject(fault(strikes.constData()));
    const auto record = collected(fly);
    QVERIFY2(record, record ? "" : qPrintable(record.error().what));
    const auto snapshot = collect::snapshotOf(*record);
    QCOMPARE(sourceIn(*snapshot, route).state, SourceState::Partial);
    for (const int app : {3, 13}) {
        QVERIFY(!imageOf(*snapshot, app).historyRead);
        QVERIFY(!imageOf(*snapshot, app).gaps.empty());
    }
    for (const fly::Reply &reply : record->replies)
        QVERIFY(reply.request.route != route || reply.body.isEmpty());
}

void RegistryTest::wantsThePasswordOfTheRegistry()
{
    FakeFly fly(generatedFixture({.apps = kApps, .machines = kApps}), options());
    const QString path = QStringLiteral("/v2/app-0003/manifests/") + generatedDigest(3);
    QCOMPARE(Asking("FlyV1 " + QByteArray(kToken)).get(fly.registryUrl(), path).status, 401);
    QCOMPARE(Asking("Basic " + QByteArray("x:wrong").toBase64()).get(fly.registryUrl(), path).status, 401);
    const auto told = Asking("Basic " + ("x:" + QByteArray(kToken)).toBase64()).get(fly.registryUrl(), path);
    QCOMPARE(told.status, 200);
    QCOMPARE(QStringLiteral("sha256:") +
                 QString::fromLatin1(QCryptographicHash::hash(told.body, QCryptographicHash::Sha256).toHex()),
             generatedDigest(3));
    QCOMPARE(fly.unexpected(), QStringList());
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"
