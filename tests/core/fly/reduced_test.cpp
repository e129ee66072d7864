// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/redact.h"

#include <QTest>

using namespace aw;

namespace {

/// What is kept of an answer to AppImage, parsed.
Result<JsonDocument> redacted(const QByteArray &config)
{
    const secrets::Reducer reducer(
        "0123456789abcdef", QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate));
    fly::Request request;
    request.route = fly::Route::AppImage;
    const QByteArray body = R"({"data":{"app":{"image":{"digest":"sha256:1","config":)" + config + "}}}}";
    const Result<QByteArray> out = fly::redact(request, body, reducer);
    return out ? JsonDocument::parse(*out) : Result<JsonDocument>(out.error());
}

QByteArray at(const Result<JsonDocument> &document, const char *pointer)
{
    return document ? document->root().resolve(QString::fromLatin1(pointer)).compact()
                    : QByteArray("no document");
}

constexpr char kImage[] =
    R"({"created":"2026-01-01T00:00:00Z","architecture":"amd64","os":"linux","config":{"User":"app",
    "Env":["PATH=/bin","API_TOKEN=hunter2x","odd"],"Labels":{"vendor":"n","token":"hunter2x"},
    "Entrypoint":["/bin/serve"],"Cmd":["--token","hunter2x"]},
    "history":[{"created_by":"RUN |1 NPM_TOKEN=hunter2x /bin/sh -c npm ci","comment":"hunter2x"},{"empty_layer":true}],
    "rootfs":{"diff_ids":["hunter2x"]}})";

} // namespace

class ReducedTest : public QObject
{
    Q_OBJECT
private slots:
    void reducesImages();
    void readsEncodedImages();
    void saysWhatAnImageLacks_data();
    void saysWhatAnImageLacks();
};

void ReducedTest::reducesImages()
{
    const auto out = redacted(kImage);
    const QByteArray all = at(out, "");
    QVERIFY(!all.contains("hunter2x"));
    QCOMPARE(at(out, "/data/app/image/digest"), QByteArray("\"sha256:1\""));
    const QByteArray config = at(out, "/data/app/image/config");
    QCOMPARE(at(out, "/data/app/image/config/config/Env/1/name"), QByteArray("\"API_TOKEN\""));
    QCOMPARE(at(out, "/data/app/image/config/config/Env/1/value/likeness"), QByteArray("\"likely\""));
    QCOMPARE(at(out, "/data/app/image/config/config/Env/2/name"), QByteArray("\"\""));
    QCOMPARE(at(out, "/data/app/image/config/config/Labels/token/likeness"), QByteArray("\"likely\""));
    QCOMPARE(at(out, "/data/app/image/config/config/User"), QByteArray("\"app\""));
    QCOMPARE(at(out, "/data/app/image/config/config/Entrypoint/0"), QByteArray("\"/bin/serve\""));
    QCOMPARE(at(out, "/data/app/image/config/config/Cmd/1/settings/0/value/likeness"),
             QByteArray("\"likely\""));
    QCOMPARE(at(out, "/data/app/image/config/history/0/created_by/settings/0/name"),
             QByteArray("\"NPM_TOKEN\""));
    QVERIFY(
        at(out, "/data/app/image/config/history/0/created_by/text").startsWith("\"RUN |1 NPM_TOKEN=<value "));
    QCOMPARE(at(out, "/data/app/image/config/history/1"), QByteArray("{}"));
    QCOMPARE(at(out, "/data/app/image/config/created"), QByteArray("\"2026-01-01T00:00:00Z\""));
    QVERIFY(config.contains(R"("has_env":true,"has_history":true)"));
    QVERIFY(!config.contains("rootfs"));
}

void ReducedTest::readsEncodedImages()
{
    const QByteArray encoded = JsonValue(QString::fromLatin1(kImage)).compact();
    QCOMPARE(at(redacted(encoded), ""), at(redacted(kImage), ""));
}

void ReducedTest::saysWhatAnImageLacks_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("everything") << QByteArray("{}")
                                << QByteArray(R"({"config":{},"has_env":false,"has_history":false})");
    QTest::newRow("nothing known") << QByteArray("null") << QByteArray("null");
    QTest::newRow("a history that is none")
        << QByteArray(R"({"history":"x","config":{"Env":[]}})")
        << QByteArray(
               R"({"config":{"Env":[]},"has_env":true,"has_history":false,"history":{"airworthy_type":"string"}})");
    QTest::newRow("an environment that is none")
        << QByteArray(R"({"config":{"Env":{"TOKEN":"hunter2x"}}})")
        << QByteArray(
               R"({"config":{"Env":{"airworthy_type":"object"}},"has_env":false,"has_history":false})");
    QTest::newRow("a configuration that is none")
        << QByteArray(R"({"config":"TOKEN=hunter2x"})")
        << QByteArray(R"({"config":{"airworthy_type":"string"},"has_env":false,"has_history":false})");
    QTest::newRow("text that is no JSON")
        << QByteArray("\"TOKEN=hunter2x\"") << QByteArray(R"({"airworthy_type":"string"})");
    QTest::newRow("a list") << QByteArray("[1]") << QByteArray(R"({"airworthy_type":"array"})");
}

void ReducedTest::saysWhatAnImageLacks()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, kept);
    const auto out = redacted(config);
    QCOMPARE(at(out, "/data/app/image/config"), kept);
}

QTEST_GUILESS_MAIN(ReducedTest)
#include "reduced_test.moc"
