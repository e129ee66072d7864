// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/spoil.h"

#include <QTest>

using namespace aw;
using namespace aw::test;

namespace {

JsonDocument parsed(const char *text)
{
    const Result<JsonDocument> document = JsonDocument::parse(text);
    return document ? *document : JsonDocument();
}

} // namespace

class SpoilTest : public QObject
{
    Q_OBJECT
private slots:
    void changesTypes();
    void shortensLists_data();
    void shortensLists();
    void namesRegions();
    void repeatsCursors();
    void failsGraphqlFields();
};

void SpoilTest::changesTypes()
{
    const JsonDocument good = parsed(R"({"apps":[{"name":"web","n":1,"on":true,"role":null}],"total":1})");
    QCOMPARE(withWrongTypes(good.root(), {}),
             QByteArray(R"({"apps":[{"n":"seven","name":7,"on":"yes","role":{}}],"total":"seven"})"));
    QCOMPARE(withWrongTypes(good.root(), QStringLiteral("apps")),
             QByteArray(R"({"apps":{"0":true},"total":1})"));
    QCOMPARE(withWrongTypes(good.root(), QStringLiteral("name")),
             QByteArray(R"({"apps":[{"n":1,"name":7,"on":true,"role":null}],"total":1})"));
}

void SpoilTest::shortensLists_data()
{
    QTest::addColumn<QByteArray>("good");
    QTest::addColumn<QByteArray>("shorter");
    QTest::newRow("a bare list") << QByteArray("[1,2,3,4]") << QByteArray("[1,2]");
    QTest::newRow("a list and its count")
        << QByteArray(R"({"apps":[1,2],"total_apps":2})") << QByteArray(R"({"apps":[1],"total_apps":2})");
    QTest::newRow("a connection")
        << QByteArray(R"({"data":{"organization":{"members":{"edges":[1,2],"totalCount":2}}}})")
        << QByteArray(R"({"data":{"organization":{"members":{"edges":[1],"totalCount":2}}}})");
    QTest::newRow("no list") << QByteArray(R"({"a":{"b":1}})") << QByteArray(R"({"a":{"b":1}})");
}

void SpoilTest::shortensLists()
{
    QFETCH(QByteArray, good);
    QFETCH(QByteArray, shorter);
    QCOMPARE(withShorterList(parsed(good.constData()).root()), shorter);
}

void SpoilTest::namesRegions()
{
    QCOMPARE(withErrorRegions(parsed(R"({"machines":[],"error_regions":[]})").root()),
             QByteArray(R"({"error_regions":["syd"],"machines":[]})"));
}

void SpoilTest::repeatsCursors()
{
    QCOMPARE(withRepeatedCursor(parsed(R"({"apps":[1]})").root()),
             QByteArray(R"({"apps":[1],"next_cursor":"again"})"));
    QCOMPARE(withRepeatedCursor(
                 parsed(R"({"data":{"a":{"b":{"pageInfo":{"hasNextPage":false,"endCursor":"x"}}}}})").root()),
             QByteArray(R"({"data":{"a":{"b":{"pageInfo":{"endCursor":"again","hasNextPage":true}}}}})"));
}

void SpoilTest::failsGraphqlFields()
{
    const JsonDocument bad =
        parsed(withGraphqlErrors(parsed(R"({"data":{"organization":{"members":{"edges":[1]}}}})").root())
                   .constData());
    QCOMPARE(bad.root().at("data").compact(), QByteArray(R"({"organization":{"members":null}})"));
    QCOMPARE(bad.root().at("errors").at(0).at("path").compact(), QByteArray(R"(["organization","members"])"));
    QVERIFY(bad.root().at("errors").at(0).at("message").text());
}

QTEST_GUILESS_MAIN(SpoilTest)
#include "spoil_test.moc"
