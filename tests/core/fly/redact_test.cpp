// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/redact.h"
#include "core/fly/routes.h"

#include <QTest>

using namespace aw;
using fly::Route;

namespace {

const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate);

secrets::Reducer reducer()
{
    return secrets::Reducer("0123456789abcdef", kNow);
}

fly::Request asking(Route route)
{
    return {
        .route = route, .org = QStringLiteral("o"), .app = QStringLiteral("web"), .item = {}, .cursor = {}};
}

/// The redacted answer, parsed; an invalid test stops at the caller's QVERIFY.
Result<JsonDocument> redacted(Route route, const QByteArray &body)
{
    const Result<QByteArray> out = fly::redact(asking(route), body, reducer());
    return out ? JsonDocument::parse(*out) : Result<JsonDocument>(out.error());
}

QByteArray at(const Result<JsonDocument> &document, const char *pointer)
{
    return document ? document->root().resolve(QString::fromLatin1(pointer)).compact()
                    : QByteArray("no document");
}

QByteArray file(const QByteArray &content)
{
    return content.toBase64();
}

/// One value in every place of a machine's configuration that can carry one.
QByteArray planted(QStringList &secrets)
{
    int number = 0;
    const auto secret = [&secrets, &number] {
        secrets.push_back(QStringLiteral("Zq%1xW-Tr0ub4dor&%2").arg(number).arg(1'000 + number));
        ++number;
        return secrets.back().toUtf8();
    };
    const QByteArray config =
        R"({"image":"registry.fly.io/web:1","env":{"DB_PASSWORD":")" + secret() + R"(","PLAIN":")" +
        secret() + R"("},"metadata":{"note":")" + secret() +
        R"(","fly_process_group":"app"},"files":[{"guest_path":"/a.env","raw_value":")" +
        file("TOKEN=" + secret() + "\nother: " + secret() + "\n") +
        R"("}],"init":{"cmd":["serve","--password",")" + secret() + R"(","KEY=)" + secret() +
        R"("],"exec":["x","--token=)" + secret() +
        R"("]},"services":[{"ports":[{"port":443,"http_options":{"response":{"headers":{"x-key":")" +
        secret() + R"(","y":[")" + secret() + R"("]}}}}],"checks":[{"path":"/up?token=)" + secret() +
        R"(","headers":[{"name":"Authorization","values":[")" + secret() +
        R"("]}]}]}],"checks":{"alive":{"port":80,"headers":[{"name":"X-Api-Key","values":[")" + secret() +
        R"("]}]}},"processes":[{"env":{"A":")" + secret() + R"("}}],"containers":[{"name":"c","env":{"B":")" +
        secret() + R"("},"files":[{"guest_path":"/k","raw_value":")" + file("key = " + secret()) +
        R"("}]}],"unheard_of":{"deep":")" + secret() + R"("}})";
    return R"([{"id":"m1","name":"n","image_ref":{"digest":"sha256:1","labels":{"build":")" + secret() +
           R"("}},"checks":[{"name":"a","output":")" + secret() + R"("}],"events":[{"request":{"x":")" +
           secret() + R"("}}],"config":)" + config + R"(,"incomplete_config":null}])";
}

} // namespace

class RedactTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsWhatIsNamed();
    void letsNoPlantedValueThrough_data();
    void letsNoPlantedValueThrough();
    void reducesEnvironments();
    void reducesFiles_data();
    void reducesFiles();
    void reducesCommandsAndHeaders();
    void reportsForbiddenValues_data();
    void reportsForbiddenValues();
    void keepsGraphqlErrors();
    void masksCredentialsAnywhere();
    void marksWrongTypes_data();
    void marksWrongTypes();
    void boundsTexts();
    void refuses_data();
    void refuses();
    void keepsPointers();
    void answersAlike();
};

void RedactTest::keepsWhatIsNamed()
{
    const auto out = redacted(Route::Apps, R"({"apps":[{"id":"1","name":"web","machine_count":3,"extra":1,
        "organization":{"slug":"o","secret":"x"},"app_role":null}],"total_apps":1,"next_cursor":"c","more":[]})");
    QCOMPARE(at(out, ""), QByteArray(R"({"apps":[{"app_role":null,"id":"1","machine_count":3,"name":"web",)"
                                     R"("organization":{"slug":"o"}}],"next_cursor":"c","total_apps":1})"));
}

void RedactTest::letsNoPlantedValueThrough_data()
{
    QTest::addColumn<bool>("encoded");
    QTest::newRow("as it is") << false;
    QTest::newRow("the configuration as text") << true;
}

void RedactTest::letsNoPlantedValueThrough()
{
    QFETCH(bool, encoded);
    QStringList secrets;
    QByteArray body = planted(secrets);
    QVERIFY(secrets.size() > 15);
    QVERIFY2(JsonDocument::parse(body), "the planted answer is no JSON");
    if (encoded)
        body = R"([{"id":"m1","config":)" + JsonValue(QString::fromUtf8(body)).compact() + "}]";
    const Result<QByteArray> out = fly::redact(asking(Route::AppMachines), body, reducer());
    QVERIFY(out);
    QVERIFY(out->contains("\"m1\""));
    for (const QString &secret : secrets) {
        for (qsizetype i = 0; i + 6 <= secret.size(); ++i) {
            const QByteArray piece = secret.mid(i, 6).toUtf8();
            QVERIFY2(!out->contains(piece), piece.constData());
        }
        QVERIFY(!out->contains(secret.toUtf8().toBase64()));
    }
}

void RedactTest::reducesEnvironments()
{
    const auto out = redacted(Route::AppMachines,
                              R"([{"config":{"env":{"DB_PASSWORD":"hunter2","MODE":"fast","N":5,"Z":null},
                                  "metadata":{"fly_process_group":"app","owner":"hunter2"}}}])");
    const QByteArray hmac = JsonValue(reducer().digest(QStringLiteral("hunter2"))).compact();
    QCOMPARE(at(out, "/0/config/env/DB_PASSWORD"),
             R"({"hmac":)" + hmac +
                 R"(,"length":8,"likeness":"likely","rule":"telling-name","shape":"text"})");
    QCOMPARE(at(out, "/0/config/env/MODE/likeness"), QByteArray("\"none\""));
    QCOMPARE(at(out, "/0/config/env/N"), QByteArray(R"({"airworthy_type":"number"})"));
    QCOMPARE(at(out, "/0/config/env/Z"), QByteArray("null"));
    QCOMPARE(at(out, "/0/config/metadata/fly_process_group"), QByteArray("\"app\""));
    QCOMPARE(at(out, "/0/config/metadata/owner/hmac"), hmac);
}

void RedactTest::reducesFiles_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("readable");
    QTest::addColumn<QByteArray>("worst");
    const auto quoted = [](const QByteArray &content) { return '"' + file(content) + '"'; };
    QTest::newRow("settings") << quoted("MODE=fast\nTOKEN=hunter2\n") << QByteArray("true")
                              << QByteArray("\"likely\"");
    QTest::newRow("a private key") << quoted("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n")
                                   << QByteArray("true") << QByteArray("\"certain\"");
    QTest::newRow("a service account")
        << quoted(
               R"({"client_email":"a@b.c","private_key":"-----BEGIN PRIVATE KEY-----\nMI\n-----END PRIVATE KEY-----\n"})")
        << QByteArray("true") << QByteArray("\"certain\"");
    QTest::newRow("a key alone") << quoted("9f86d081884c7d659a2feaa0c55ad015") << QByteArray("true")
                                 << QByteArray("\"suspect\"");
    QTest::newRow("plain words") << quoted("server { listen 80; }\n") << QByteArray("true")
                                 << QByteArray("\"none\"");
    QTest::newRow("nothing in it") << quoted("") << QByteArray("true") << QByteArray("\"none\"");
    QTest::newRow("bytes, a token among them")
        << quoted(QByteArray("\xff\xfe\x00 ghp_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH9\xff", 46))
        << QByteArray("true") << QByteArray("\"certain\"");
    QTest::newRow("64 KiB") << quoted(QByteArray(64 * 1024, 'a')) << QByteArray("true")
                            << QByteArray("\"none\"");
    QTest::newRow("a byte more") << quoted(QByteArray(64 * 1024 + 1, 'a')) << QByteArray("false")
                                 << QByteArray();
    QTest::newRow("far more") << quoted(QByteArray(10'000'000, 'a')) << QByteArray("false") << QByteArray();
    QTest::newRow("no base64") << QByteArray("\"TOKEN=hunter2!\"") << QByteArray("false") << QByteArray();
}

void RedactTest::reducesFiles()
{
    QFETCH(QByteArray, raw);
    QFETCH(QByteArray, readable);
    QFETCH(QByteArray, worst);
    const auto out = redacted(Route::AppMachines,
                              R"([{"config":{"files":[{"guest_path":"/f","raw_value":)" + raw + "}]}}]");
    QCOMPARE(at(out, "/0/config/files/0/raw_value/readable"), readable);
    QCOMPARE(at(out, "/0/config/files/0/raw_value/worst/likeness"), worst);
    QCOMPARE(at(out, "/0/config/files/0/guest_path"), QByteArray("\"/f\""));
}

void RedactTest::reducesCommandsAndHeaders()
{
    const auto out =
        redacted(Route::AppMachines, R"([{"config":{"init":{"cmd":["serve","--token","hunter2x"],"exec":"A=b",
        "entrypoint":7},"services":[{"ports":[{"http_options":{"response":{"headers":{"a":"hunter2x","b":false,"c":["d"],
        "e":{}}}}}]}],"checks":{"one":{"headers":[{"name":"Authorization","values":["Bearer hunter2x",3]},"odd"]}}}}])");
    QCOMPARE(at(out, "/0/config/init/cmd/0"), QByteArray("\"serve\""));
    QCOMPARE(at(out, "/0/config/init/cmd/1"), QByteArray("\"--token\""));
    QVERIFY(at(out, "/0/config/init/cmd/2/text").startsWith("\"<value "));
    QCOMPARE(at(out, "/0/config/init/cmd/2/settings/0/name"), QByteArray("\"token\""));
    QCOMPARE(at(out, "/0/config/init/cmd/2/settings/0/value/likeness"), QByteArray("\"likely\""));
    QVERIFY(at(out, "/0/config/init/exec/text").startsWith("\"A=<value "));
    QCOMPARE(at(out, "/0/config/init/exec/settings/0/value/likeness"), QByteArray("\"none\""));
    QCOMPARE(at(out, "/0/config/init/entrypoint"), QByteArray(R"({"airworthy_type":"number"})"));
    const char *const headers = "/0/config/services/0/ports/0/http_options/response/headers";
    QCOMPARE(at(out, (QByteArray(headers) + "/a/likeness").constData()), QByteArray("\"none\""));
    QCOMPARE(at(out, (QByteArray(headers) + "/b").constData()), QByteArray("false"));
    QCOMPARE(at(out, (QByteArray(headers) + "/c/0/shape").constData()), QByteArray("\"text\""));
    QCOMPARE(at(out, (QByteArray(headers) + "/e").constData()), QByteArray(R"({"airworthy_type":"object"})"));
    QCOMPARE(at(out, "/0/config/checks/one/headers/0/name"), QByteArray("\"Authorization\""));
    QCOMPARE(at(out, "/0/config/checks/one/headers/0/values/0/likeness"), QByteArray("\"likely\""));
    QCOMPARE(at(out, "/0/config/checks/one/headers/0/values/1"),
             QByteArray(R"({"airworthy_type":"number"})"));
    QCOMPARE(at(out, "/0/config/checks/one/headers/1"), QByteArray(R"({"airworthy_type":"string"})"));
}

void RedactTest::reportsForbiddenValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("dropped");
    QTest::newRow("a value") << QByteArray("\"hunter2x\"") << QByteArray(R"(["/secrets/0/value"])");
    QTest::newRow("an object") << QByteArray(R"({"a":"hunter2x"})") << QByteArray(R"(["/secrets/0/value"])");
    QTest::newRow("null") << QByteArray("null") << QByteArray();
    QTest::newRow("empty") << QByteArray("\"\"") << QByteArray();
}

void RedactTest::reportsForbiddenValues()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, dropped);
    const auto out = redacted(Route::AppSecrets, R"({"secrets":[{"name":"A","digest":"d1","value":)" + value +
                                                     R"(},{"name":"B"}]})");
    QCOMPARE(at(out, "/airworthy_dropped"), dropped);
    QVERIFY(!at(out, "").contains("hunter2x"));
    QCOMPARE(at(out, "/secrets/0/digest"), JsonValue(reducer().digest(QStringLiteral("d1"))).compact());
    QVERIFY(at(out, "/secrets/0/value").isEmpty());
}

void RedactTest::keepsGraphqlErrors()
{
    const auto out = redacted(Route::OrgMembers,
                              R"({"data":{"organization":null,"x":1},"errors":[{"message":"Not authorized",
        "path":["organization","members",0],"locations":[{"line":1}],"extensions":{"code":"UNAUTHORIZED","trace":"t"}}]})");
    QCOMPARE(at(out, ""),
             QByteArray(R"({"data":{"organization":null},"errors":[{"extensions":{"code":"UNAUTHORIZED"},)"
                        R"("message":"Not authorized","path":["organization","members",0]}]})"));
}

void RedactTest::masksCredentialsAnywhere()
{
    const auto out = redacted(Route::Apps, R"({"apps":[{"name":"fm2_aB3dE6gH9jK2mN5pQ8sT1vW4"}]})");
    QVERIFY(at(out, "/apps/0/name").startsWith("\"<value "));
    const auto named =
        redacted(Route::AppMachines, R"([{"config":{"env":{"fm2_aB3dE6gH9jK2mN5pQ8sT1vW4":"x"}}}])");
    QVERIFY(at(named, "/0/config/env").startsWith("{\"<name "));
}

void RedactTest::marksWrongTypes_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char *title, Route route, const char *body, const char *kept) {
        QTest::newRow(title) << route << QByteArray(body) << QByteArray(kept);
    };
    row("a number for a list", Route::Apps, R"({"apps":7})", R"({"apps":7})");
    row("a list for a number", Route::Apps, R"({"total_apps":[1,2]})", R"({"total_apps":[1,2]})");
    row("an object for a number", Route::Apps, R"({"total_apps":{"a":1}})",
        R"({"total_apps":{"airworthy_type":"object"}})");
    row("an object for a list of apps", Route::Apps, R"({"apps":{"name":"a"}})", R"({"apps":{"name":"a"}})");
    row("false for an object", Route::Apps, R"({"apps":[false]})", R"({"apps":[false]})");
    row("objects in a list of texts", Route::CurrentTokens, R"({"tokens":[{"apps":["a",{"b":1}]}]})",
        R"({"tokens":[{"apps":["a",{"airworthy_type":"object"}]}]})");
    row("a list for an environment", Route::AppMachines, R"([{"config":{"env":["A=b"]}}])",
        R"([{"config":{"env":{"airworthy_type":"array"}}}])");
    row("a number for a file", Route::AppMachines, R"([{"config":{"files":[{"raw_value":1}]}}])",
        R"([{"config":{"files":[{"raw_value":{"airworthy_type":"number"}}]}}])");
    row("a list for a digest", Route::AppSecrets, R"({"secrets":[{"digest":["a"]}]})",
        R"({"secrets":[{"digest":{"airworthy_type":"array"}}]})");
    row("a number for everything", Route::Apps, "7", "7");
    row("null for everything", Route::Apps, "null", "null");
    row("a list for an object", Route::Apps, R"([{"apps":[]}])", R"([{"apps":[]}])");
}

void RedactTest::marksWrongTypes()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, kept);
    QCOMPARE(at(redacted(route, body), ""), kept);
}

void RedactTest::boundsTexts()
{
    const QByteArray body = R"({"apps":[{"name":")" + QByteArray(100'000, 'a') + R"("}]})";
    const auto out = redacted(Route::Apps, body);
    QVERIFY(out);
    const QString name = out->root().at("apps").at(0).at("name").text().value_or(QString());
    QCOMPARE(name.size(), 4'096);
    QVERIFY(name.endsWith(QChar(0x2026)));
}

void RedactTest::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Malformed;
    QTest::newRow("HTML") << QByteArray("<html>") << ErrorKind::Malformed;
    QTest::newRow("cut short") << QByteArray(R"({"apps":[{"na)") << ErrorKind::Malformed;
    QTest::newRow("a million levels") << QByteArray(1'000'000, '[') << ErrorKind::Limit;
}

void RedactTest::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorKind, kind);
    const Result<QByteArray> out = fly::redact(asking(Route::Apps), body, reducer());
    QVERIFY(!out);
    QCOMPARE(out.error().kind, kind);
}

void RedactTest::keepsPointers()
{
    const auto out =
        redacted(Route::AppMachines, R"([null,7,{"config":{"services":[{"x":1},{"protocol":"tcp"}]}}])");
    QCOMPARE(at(out, "/2/config/services/1/protocol"), QByteArray("\"tcp\""));
    QCOMPARE(at(out, "/0"), QByteArray("null"));
}

void RedactTest::answersAlike()
{
    QStringList secrets;
    const QByteArray body = planted(secrets);
    const auto one = fly::redact(asking(Route::AppMachines), body, reducer());
    const auto other = fly::redact(asking(Route::AppMachines), body, reducer());
    QVERIFY(one && other);
    QCOMPARE(*one, *other);
}

QTEST_GUILESS_MAIN(RedactTest)
#include "redact_test.moc"
