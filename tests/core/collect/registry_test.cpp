// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

const QString kWeb = QStringLiteral("web");

QByteArray digest(char letter)
{
    return "sha256:" + QByteArray(64, letter);
}

QString item(char letter)
{
    return QStringLiteral("web@") + QString::fromLatin1(digest(letter));
}

QByteArray manifest(char config)
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":
        "application/vnd.oci.image.config.v1+json","digest":")" +
           digest(config) + R"(","size":7}})";
}

QByteArray index(char other, char amd64)
{
    return R"({"schemaVersion":2,"manifests":[{"digest":")" + digest(other) +
           R"(","platform":{"architecture":"arm64","os":"linux"}},{"digest":")" + digest(amd64) +
           R"(","platform":{"architecture":"amd64","os":"linux"}}]})";
}

constexpr char kConfig[] =
    R"({"has_env":true,"has_history":true,"created":"2026-04-01T00:00:00Z","architecture":"amd64","os":"linux",
    "config":{"Env":[{"name":"API_TOKEN","value":{"hmac":"0011223344556677","length":8,"shape":"text","rule":"telling-name",
    "likeness":"likely"}}],"Labels":{},"User":"app","Entrypoint":["/bin/serve"],"Cmd":[{"text":"--token <value 0011223344556677 8 text>",
    "settings":[{"name":"token","value":{"hmac":"0011223344556677","length":8,"shape":"text","rule":"telling-name","likeness":"likely"}}]}]},
    "history":[{"created_by":{"text":"RUN make","settings":[]}}]})";

/// The whole record, in which the machines of "web" run the image "a", and GraphQL answers for it with
/// that configuration.
Record recordWith(const QByteArray &config)
{
    Record record = wholeRecord();
    for (const Route route : {Route::AppMachines, Route::AppImage}) {
        fly::Reply &reply = answerIn(record, route, kWeb);
        reply.body.replace("sha256:aa", digest('a'));
        reply.request.item.replace(QLatin1String("sha256:aa"), QString::fromLatin1(digest('a')));
    }
    fly::Reply &image = answerIn(record, Route::AppImage, kWeb);
    const qsizetype from = image.body.indexOf(R"("config":)");
    image.body = image.body.left(from) + R"("config":)" + config + "}}}}";
    return record;
}

fly::Reply registry(Route route, const QByteArray &body, char letter)
{
    return answered(route, body, kWeb, item(letter));
}

const model::Image &imageOf(const model::SnapshotPtr &snapshot)
{
    for (const model::Image &image : snapshot->images.items) {
        if (image.apps.contains(kWeb))
            return image;
    }
    qFatal("There is no image of the app.");
}

constexpr char kWithoutHistory[] = R"({"has_env":false,"has_history":false,"config":{}})";

} // namespace

/// Where GraphQL does not say how an image was made, the registry is asked.
class RegistryTest : public QObject
{
    Q_OBJECT
private slots:
    void anImageThatGraphQlTellsIsNotAskedAgain();
    void whatGraphQlLeavesOpenTheRegistryTells_data();
    void whatGraphQlLeavesOpenTheRegistryTells();
    void readsWhatTheRegistryTells();
    void anIndexLeadsToLinuxOnAmd64();
    void theOrderOfManifestsDoesNotMatter();
    void aRefusedRegistryLeavesItsGap();
    void aBadManifestLeavesAGap_data();
    void aBadManifestLeavesAGap();
    void aConfigurationWithoutHistoryLeavesAGap();
    void otherRegistriesAreNotAsked_data();
    void otherRegistriesAreNotAsked();
    void anOlderRecordWasNotAsked();
};

void RegistryTest::anImageThatGraphQlTellsIsNotAskedAgain()
{
    const auto snapshot = snapshotOf(recordWith(kConfig));
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).asked, 0);
    QVERIFY(imageOf(snapshot).gaps.empty());
}

void RegistryTest::whatGraphQlLeavesOpenTheRegistryTells_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("incomplete");
    const QStringList image{QStringLiteral("app_image")};
    QTest::newRow("no history") << QByteArray(kWithoutHistory) << 200 << QStringList();
    QTest::newRow("refused") << QByteArray() << 403 << image;
    QTest::newRow("not found") << QByteArray() << 404 << image;
    QTest::newRow("null") << QByteArray("null") << 200 << image;
}

void RegistryTest::whatGraphQlLeavesOpenTheRegistryTells()
{
    QFETCH(QByteArray, config);
    QFETCH(int, status);
    QFETCH(QStringList, incomplete);
    Record record = recordWith(config);
    if (status != 200)
        refuse(answerIn(record, Route::AppImage, kWeb), status, ErrorKind::Refused);
    record.replies.push_back(registry(Route::RegistryManifest, manifest('c'), 'a'));
    record.replies.push_back(registry(Route::RegistryConfig, kConfig, 'c'));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), incomplete);
    const model::Image &read = imageOf(snapshot);
    QVERIFY(read.gaps.empty());
    QVERIFY(read.envRead && read.historyRead);
    QCOMPARE(read.env.at(0).name, QStringLiteral("API_TOKEN"));
    QCOMPARE(read.ref.digest, QString::fromLatin1(digest('a')));
}

void RegistryTest::readsWhatTheRegistryTells()
{
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, manifest('c'), 'a'));
    record.replies.push_back(registry(Route::RegistryConfig, kConfig, 'c'));
    const auto snapshot = snapshotOf(record);
    const model::Image &image = imageOf(snapshot);
    QCOMPARE(*image.user, QStringLiteral("app"));
    QCOMPARE(image.command.entrypoint, QStringList{QStringLiteral("/bin/serve")});
    QCOMPARE(image.platform, QStringLiteral("linux/amd64"));
    QCOMPARE(image.history.at(0).text, QStringLiteral("RUN make"));
    QCOMPARE(image.env.at(0).origin.pointer, QStringLiteral("/config/Env/0"));
    QCOMPARE(image.env.at(0).origin.reply, int(record.replies.size()) - 1);
    QCOMPARE(image.env.back().place, QStringLiteral("Cmd"));
    QCOMPARE(image.env.back().value.likeness, model::Likeness::Likely);
    // GraphQL told when the image was made; the registry is asked about what it left open.
    QCOMPARE(formatTime(*image.createdAt), QStringLiteral("2026-05-06T07:08:09Z"));
}

void RegistryTest::anIndexLeadsToLinuxOnAmd64()
{
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, index('d', 'e'), 'a'));
    record.replies.push_back(registry(Route::RegistryManifest, manifest('f'), 'e'));
    record.replies.push_back(registry(Route::RegistryConfig, kConfig, 'f'));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).answered, 2);
    QVERIFY(imageOf(snapshot).gaps.empty());
}

void RegistryTest::theOrderOfManifestsDoesNotMatter()
{
    // A record keeps answers in order of their digests: the chosen manifest may come before the index.
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, manifest('f'), 'e'));
    record.replies.push_back(registry(Route::RegistryManifest, index('d', 'e'), 'a'));
    record.replies.push_back(registry(Route::RegistryConfig, kConfig, 'f'));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(imageOf(snapshot).historyRead);
}

void RegistryTest::aRefusedRegistryLeavesItsGap()
{
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, {}, 'a'));
    refuse(record.replies.back(), 403, ErrorKind::Refused);
    const auto snapshot = snapshotOf(record);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).state, SourceState::Partial);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).reason, Reason::Permission);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryConfig).state, SourceState::NotAsked);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryConfig).reason, Reason::Permission);
    QCOMPARE(imageOf(snapshot).gaps.back().reason, Reason::Permission);
    QVERIFY(!imageOf(snapshot).historyRead);
}

void RegistryTest::aBadManifestLeavesAGap_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("an index without linux/amd64") << QByteArray(
        R"({"manifests":[{"digest":"sha256:x","platform":{"architecture":"arm64","os":"linux"}}]})");
    QTest::newRow("an empty index") << QByteArray(R"({"manifests":[]})");
    QTest::newRow("no configuration") << QByteArray(R"({"schemaVersion":2})");
    QTest::newRow("a digest that is none") << QByteArray(R"({"config":{"digest":"../../v1/tokens"}})");
    QTest::newRow("a digest of another kind") << QByteArray(R"({"config":{"digest":"md5:abc"}})");
    QTest::newRow("a digest that is a number") << QByteArray(R"({"config":{"digest":7}})");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("a mark") << QByteArray(R"({"airworthy_type":"string"})");
}

void RegistryTest::aBadManifestLeavesAGap()
{
    QFETCH(QByteArray, body);
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, body, 'a'));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).state, SourceState::Partial);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).reason, Reason::Fault);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryConfig).asked, 0);
    QVERIFY(!imageOf(snapshot).gaps.empty());
    QVERIFY(!imageOf(snapshot).historyRead);
}

void RegistryTest::aConfigurationWithoutHistoryLeavesAGap()
{
    Record record = recordWith(kWithoutHistory);
    record.replies.push_back(registry(Route::RegistryManifest, manifest('c'), 'a'));
    record.replies.push_back(registry(Route::RegistryConfig, kWithoutHistory, 'c'));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("registry_config")});
    QVERIFY(!imageOf(snapshot).gaps.empty());
}

void RegistryTest::otherRegistriesAreNotAsked_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("another registry")
        << QByteArray(R"("registry":"registry.fly.io")") << QByteArray(R"("registry":"docker.example.com")");
    QTest::newRow("an app of somebody else")
        << QByteArray(R"("repository":"web")") << QByteArray(R"("repository":"other-app")");
    QTest::newRow("a digest that is none") << digest('a') << QByteArray("sha256:short");
}

void RegistryTest::otherRegistriesAreNotAsked()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Record record = recordWith(kWithoutHistory);
    for (const Route route : {Route::AppMachines, Route::AppImage})
        answerIn(record, route, kWeb).body.replace(from, to);
    QString &asked = answerIn(record, Route::AppImage, kWeb).request.item;
    asked.replace(QString::fromLatin1(digest('a')),
                  to.startsWith("sha256") ? QString::fromLatin1(to) : QString::fromLatin1(digest('a')));
    if (from.contains("registry\":"))
        asked.replace(QLatin1String("registry.fly.io"), QLatin1String("docker.example.com"));
    if (from.contains("repository"))
        asked.replace(QLatin1String("/web"), QLatin1String("/other-app"));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).asked, 0);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_image")});
    const model::Image &image = imageOf(snapshot);
    QCOMPARE(image.gaps.back().reason, Reason::NotCollected);
    QVERIFY2(image.gaps.back().detail.contains(QLatin1String("signs in to no other")),
             qPrintable(image.gaps.back().detail));
}

void RegistryTest::anOlderRecordWasNotAsked()
{
    const auto snapshot = snapshotOf(recordWith(kWithoutHistory));
    QCOMPARE(sourceIn(*snapshot, Route::RegistryManifest).state, SourceState::NotAsked);
    QVERIFY(!imageOf(snapshot).gaps.empty());
    QVERIFY(!snapshot->complete());
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"
