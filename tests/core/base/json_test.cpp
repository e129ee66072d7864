// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/base/time.h"

#include <QTest>

using namespace aw;

class JsonTest : public QObject
{
    Q_OBJECT
private slots:
    void refuses_data();
    void refuses();
    void tellsMissingNullAndWrongTypeApart();
    void readsOnlyWholeNumbersThatFit_data();
    void readsOnlyWholeNumbersThatFit();
    void followsItsOwnPointers();
    void pointsAtWhatItRead();
    void readsKeysInAnyOrder();
    void writesTheSameBytesInAnyOrder();
    void writesTextAsValuesDo_data();
    void writesTextAsValuesDo();
    void survivesLoneSurrogates();
    void readsMessagePackUnderTheSameLimits();
    void readsTimes_data();
    void readsTimes();
};

void JsonTest::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    const int cap = JsonLimits{}.depth;
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Malformed;
    QTest::newRow("cut short") << QByteArray(R"({"apps":[{"name":"w)") << ErrorKind::Malformed;
    QTest::newRow("two values") << QByteArray("{} {}") << ErrorKind::Malformed;
    QTest::newRow("a key twice") << QByteArray(R"({"a":1,"a":2})") << ErrorKind::Malformed;
    QTest::newRow("a key twice, apart") << QByteArray(R"({"b":1,"a":2,"c":3,"b":4})") << ErrorKind::Malformed;
    QTest::newRow("a key twice, inside") << QByteArray(R"([{"z":{"a":[],"a":[]}}])") << ErrorKind::Malformed;
    QTest::newRow("no UTF-8") << QByteArray("\"\xc3\x28\"") << ErrorKind::Malformed;
    QTest::newRow("one level too deep")
        << QByteArray(cap + 1, '[') + QByteArray(cap + 1, ']') << ErrorKind::Limit;
    QTest::newRow("a million levels") << QByteArray(1'000'000, '[') << ErrorKind::Limit;
    QTest::newRow("HTML") << QByteArray("<html>502</html>") << ErrorKind::Malformed;
}

void JsonTest::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    const auto document = JsonDocument::parse(bytes);
    QVERIFY(!document);
    QCOMPARE(document.error().kind, kind);
    QVERIFY(!document.error().what.isEmpty());
}

void JsonTest::tellsMissingNullAndWrongTypeApart()
{
    const auto document = JsonDocument::parse(R"({"null":null,"text":"t","number":1,"list":[true]})");
    QVERIFY(document);
    const JsonView root = document->root();
    QCOMPARE(root.at("absent").type(), JsonType::Missing);
    QCOMPARE(root.at("null").type(), JsonType::Null);
    QCOMPARE(root.at("text").type(), JsonType::Text);
    QVERIFY(!root.at("number").text());
    QVERIFY(!root.at("text").integer());
    QVERIFY(!root.at("null").flag());
    QCOMPARE(root.at("list").at(0).flag(), std::optional<bool>(true));
    QVERIFY(root.at("list").at(1).missing());
    QVERIFY(root.at("text").at("deeper").at(3).missing());
    QCOMPARE(root.at("text").at("deeper").pointer(), QStringLiteral("/text/deeper"));
}

void JsonTest::readsOnlyWholeNumbersThatFit_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<bool>("fits");
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true;
    QTest::newRow("one more") << QByteArray("9223372036854775808") << false;
    QTest::newRow("far more") << QByteArray("1e300") << false;
    QTest::newRow("a fraction") << QByteArray("1.5") << false;
    QTest::newRow("negative") << QByteArray("-1") << true;
}

void JsonTest::readsOnlyWholeNumbersThatFit()
{
    QFETCH(QByteArray, number);
    QFETCH(bool, fits);
    const auto document = JsonDocument::parse(number);
    QVERIFY(document);
    QCOMPARE(document->root().integer().has_value(), fits);
}

void JsonTest::followsItsOwnPointers()
{
    const auto document = JsonDocument::parse(R"({"a/b":{"~c":[0,{"d":7}]},"":1})");
    QVERIFY(document);
    const JsonView found = document->root().at("a/b").at("~c").at(1).at("d");
    QCOMPARE(found.pointer(), QStringLiteral("/a~1b/~0c/1/d"));
    QCOMPARE(document->root().resolve(found.pointer()).integer(), std::optional<qint64>(7));
    QCOMPARE(document->root().resolve(QStringLiteral("/")).integer(), std::optional<qint64>(1));
    QVERIFY(document->root().resolve(QStringLiteral("/a~1b/~0c/x")).missing());
    QVERIFY(document->root().resolve(QString()).isObject());
}

void JsonTest::pointsAtWhatItRead()
{
    const auto document = JsonDocument::parse(R"({"a/b":{"~c":"text","":null},"list":["x",{"y":true}]})");
    QVERIFY(document);
    const JsonView root = document->root();
    const JsonView text = root.at("a/b").at("~c");
    QCOMPARE(text.pointer(), QStringLiteral("/a~1b/~0c"));
    QCOMPARE(text.at("below").pointer(), QStringLiteral("/a~1b/~0c/below"));
    QCOMPARE(text.at(0).pointer(), QStringLiteral("/a~1b/~0c/0"));
    QCOMPARE(root.at("a/b").at("").pointer(), QStringLiteral("/a~1b/"));
    QCOMPARE(root.at("list").at(1).at("y").pointer(), QStringLiteral("/list/1/y"));
    QCOMPARE(root.at("list").items()[0].pointer(), QStringLiteral("/list/0"));
    QCOMPARE(root.at("none").at("x~").pointer(), QStringLiteral("/none/x~0"));
    QCOMPARE(root.at("list").at("x").pointer(), QStringLiteral("/list/x"));
    for (const auto &[name, member] : root.at("a/b").members())
        QVERIFY(root.resolve(member.pointer()).type() == member.type() && !member.missing());
    QVERIFY(root.has("list") && !root.has("none") && !text.has("list") && !JsonView().has("list"));
    // A copy of a view goes on where it was.
    const JsonView copy = text; // NOLINT(performance-unnecessary-copy-initialization): that is the test
    QCOMPARE(copy.pointer(), text.pointer());
}

void JsonTest::readsKeysInAnyOrder()
{
    const auto document = JsonDocument::parse(R"({"m":1,"z":{"y":2,"b":3},"a":[{"k":4,"c":5}],"n":6})");
    QVERIFY(document);
    QCOMPARE(document->root().compact(),
             QByteArray(R"({"a":[{"c":5,"k":4}],"m":1,"n":6,"z":{"b":3,"y":2}})"));
}

void JsonTest::writesTheSameBytesInAnyOrder()
{
    JsonValue one;
    one.set("b", 1).set("a", JsonValue::array().append(QLatin1String("x")).append(true));
    JsonValue other;
    other.set("a", JsonValue::array().append(QLatin1String("x")).append(true)).set("b", 1);
    QCOMPARE(one.compact(), QByteArray(R"({"a":["x",true],"b":1})"));
    QCOMPARE(one.pretty(), other.pretty());
}

void JsonTest::writesTextAsValuesDo_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("plain") << QByteArray("plain");
    QTest::newRow("JSON") << QByteArray(R"({"a":"b\"c"})");
    QByteArray low;
    for (char byte = 0; byte < 0x20; ++byte)
        low += byte;
    QTest::newRow("every control character") << low + "\x7f";
    QTest::newRow("nothing but escapes") << QByteArray(1'000, '\x01');
    QTest::newRow("beyond ASCII") << QByteArray("\xc3\xa9 \xe2\x80\xa8 \xf0\x9f\x9b\xa9 \xef\xbf\xbf");
    QTest::newRow("no UTF-8") << QByteArray("a\xff\xc3(\xed\xa0\x80 b");
    QTest::newRow("cut in a character") << QByteArray("a\xf0\x9f");
}

void JsonTest::writesTextAsValuesDo()
{
    QFETCH(QByteArray, utf8);
    QCOMPARE(jsonText(utf8), JsonValue(QString::fromUtf8(utf8)).compact());
}

void JsonTest::survivesLoneSurrogates()
{
    const QString lone(QChar(0xd800));
    QVERIFY(JsonDocument::parse(JsonValue(lone).compact()));
}

void JsonTest::readsMessagePackUnderTheSameLimits()
{
    // {"k": [1, <binary 0x00ff>]}
    const auto document = JsonDocument::fromMessagePack(QByteArray("\x81\xa1k\x92\x01\xc4\x02\x00\xff", 9));
    QVERIFY(document);
    QCOMPARE(document->root().compact(), QByteArray(R"({"k":[1,"AP8="]})"));

    const auto kindOf = [](const QByteArray &bytes) {
        const auto refused = JsonDocument::fromMessagePack(bytes, {.depth = 8, .bytes = 100, .nodes = 20});
        return refused ? std::optional<ErrorKind>() : refused.error().kind;
    };
    QCOMPARE(kindOf("\x92\x01"), std::optional(ErrorKind::Malformed));             // cut short
    QCOMPARE(kindOf("\xdd\xff\xff\xff\xff"), std::optional(ErrorKind::Malformed)); // and claims to be long
    QCOMPARE(kindOf("\xc1"), std::optional(ErrorKind::Malformed));            // a byte that means nothing
    QCOMPARE(kindOf("\x81\x01\x02"), std::optional(ErrorKind::Malformed));    // a key that is a number
    QCOMPARE(kindOf(QByteArray(9, '\x91')), std::optional(ErrorKind::Limit)); // deep
    QCOMPARE(kindOf(QByteArray("\xdc\x00\x1e", 3) + QByteArray(30, '\x01')),
             std::optional(ErrorKind::Limit));                                  // many
    QCOMPARE(kindOf(QByteArray(101, '\x01')), std::optional(ErrorKind::Limit)); // large
}

void JsonTest::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    QTest::newRow("zulu") << QStringLiteral("2026-11-24T09:12:00Z") << QStringLiteral("2026-11-24T09:12:00Z");
    QTest::newRow("offset") << QStringLiteral("2026-11-24T10:12:00+01:00")
                            << QStringLiteral("2026-11-24T09:12:00Z");
    QTest::newRow("nanoseconds") << QStringLiteral("2026-11-24T09:12:00.123456789Z")
                                 << QStringLiteral("2026-11-24T09:12:00Z");
    QTest::newRow("no zone") << QStringLiteral("2026-11-24T09:12:00") << QString();
    QTest::newRow("a date") << QStringLiteral("2026-11-24") << QString();
    QTest::newRow("words") << QStringLiteral("yesterday") << QString();
}

void JsonTest::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    const QDateTime time = parseTime(text);
    QCOMPARE(time.isValid(), !utc.isEmpty());
    if (time.isValid())
        QCOMPARE(formatTime(time), utc);
}

QTEST_GUILESS_MAIN(JsonTest)
#include "json_test.moc"
