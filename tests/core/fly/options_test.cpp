// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/redact.h"

#include <QTest>

using namespace aw;

namespace {

/// What is kept of an add-on's options.
Result<JsonDocument> redacted(const QByteArray &options)
{
    const secrets::Reducer reducer(
        "0123456789abcdef", QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate));
    fly::Request request;
    request.route = fly::Route::OrgAddOns;
    const QByteArray body =
        R"({"data":{"organization":{"addOns":{"nodes":[{"name":"n","options":)" + options + "}]}}}}";
    const Result<QByteArray> out = fly::redact(request, body, reducer);
    return out ? JsonDocument::parse(*out) : Result<JsonDocument>(out.error());
}

JsonView optionsOf(const Result<JsonDocument> &document)
{
    return document->root().resolve(QStringLiteral("/data/organization/addOns/nodes/0/options"));
}

} // namespace

class OptionsTest : public QObject
{
    Q_OBJECT
private slots:
    void keepsWhatIsNoText_data();
    void keepsWhatIsNoText();
    void reducesTheRest_data();
    void reducesTheRest();
    void hidesNamesThatAreSecrets();
    void endsAtItsDepth();
};

void OptionsTest::keepsWhatIsNoText_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("kept");
    const auto same = [](const char *name, const char *options) {
        QTest::newRow(name) << QByteArray(options) << QByteArray(options);
    };
    same("a flag", R"({"public":false})");
    same("a number", R"({"max_connections":20,"ratio":0.5})");
    same("nothing", R"({"region":null})");
    same("a word", R"({"acl":"private","plan":"Starter"})");
    same("an object within", R"({"website":{"enabled":true,"routes":[1,null,"public"]}})");
    same("null", "null");
    same("an empty object", "{}");
    QTest::newRow("text that holds an object") << QByteArray(R"("{\"public\":true,\"acl\":\"private\"}")")
                                               << QByteArray(R"({"acl":"private","public":true})");
}

void OptionsTest::keepsWhatIsNoText()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, kept);
    const Result<JsonDocument> out = redacted(options);
    QVERIFY(out);
    QCOMPARE(optionsOf(out).compact(), kept);
}

void OptionsTest::reducesTheRest_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("likeness");
    QTest::newRow("a text") << QByteArray(R"({"note":"hunter2x"})") << QStringLiteral("/note")
                            << QStringLiteral("none");
    QTest::newRow("a password") << QByteArray(R"({"password":"hunter2x"})") << QStringLiteral("/password")
                                << QStringLiteral("likely");
    QTest::newRow("a password within") << QByteArray(R"({"shadow":{"secret_key":"hunter2x"}})")
                                       << QStringLiteral("/shadow/secret_key") << QStringLiteral("likely");
    QTest::newRow("a list of passwords") << QByteArray(R"({"password":["hunter2x"]})")
                                         << QStringLiteral("/password/0") << QStringLiteral("likely");
    QTest::newRow("a word that is a password") << QByteArray(R"({"password":"enterprise"})")
                                               << QStringLiteral("/password") << QStringLiteral("likely");
    QTest::newRow("a number that is a password")
        << QByteArray(R"({"password":918273645})") << QStringLiteral("/password") << QStringLiteral("likely");
    QTest::newRow("text alone") << QByteArray(R"("hunter2x")") << QString() << QStringLiteral("none");
    QTest::newRow("text that holds an object") << QByteArray(R"("{\"password\":\"hunter2x\"}")")
                                               << QStringLiteral("/password") << QStringLiteral("likely");
}

void OptionsTest::reducesTheRest()
{
    QFETCH(QByteArray, options);
    QFETCH(QString, place);
    QFETCH(QString, likeness);
    const Result<JsonDocument> out = redacted(options);
    QVERIFY(out);
    const QByteArray all = out->root().compact();
    QVERIFY2(!all.contains("hunter2x") && !all.contains("\"enterprise\"") && !all.contains("918273645"),
             all.constData());
    const JsonView value = optionsOf(out).resolve(place);
    QCOMPARE(value.at("likeness").text(), std::optional(likeness));
    QVERIFY(value.at("hmac").text()->size() == 16);
}

void OptionsTest::hidesNamesThatAreSecrets()
{
    const QByteArray token = "ghp_" + QByteArray("a1B2c3D4e5F6").repeated(3);
    const Result<JsonDocument> out = redacted("{\"" + token + "\":true}");
    QVERIFY(out);
    QVERIFY(!out->root().compact().contains(token));
    const auto members = optionsOf(out).members();
    QCOMPARE(members.size(), std::size_t(1));
    QVERIFY(members.front().first.startsWith(QLatin1String("<name ")));
}

void OptionsTest::endsAtItsDepth()
{
    const QByteArray deep =
        QByteArray(R"({"a":)").repeated(40) + R"({"note":"hunter2x"})" + QByteArray("}").repeated(40);
    const Result<JsonDocument> out = redacted(deep);
    QVERIFY(out);
    const QByteArray all = out->root().compact();
    QVERIFY(all.contains(R"({"airworthy_type":"object"})"));
    QVERIFY(!all.contains("hunter2x"));
    QVERIFY(!all.contains("note"));
}

QTEST_GUILESS_MAIN(OptionsTest)
#include "options_test.moc"
