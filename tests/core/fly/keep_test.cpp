// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/keep.h"

#include <QTest>

using namespace aw::fly;
using aw::ErrorKind;

class KeepTest : public QObject
{
    Q_OBJECT
private slots:
    void readsSelections();
    void readsDocuments();
    void refuses_data();
    void refuses();
    void readsEveryRoute_data();
    void readsEveryRoute();
    void marksTheImage();
};

void KeepTest::readsSelections()
{
    const auto keep =
        parseKeep("{ id fly-managed.postgres env @pairs { a b } checks { * { port headers @headers } } }");
    QVERIFY(keep);
    QCOMPARE(keep->fields.size(), std::size_t(4));
    QVERIFY(keep->braces);
    QCOMPARE(keep->fields[0].name, QStringLiteral("id"));
    QVERIFY(!keep->fields[0].braces);
    QVERIFY(keep->field(QStringLiteral("fly-managed.postgres")) != nullptr);
    const Keep *env = keep->field(QStringLiteral("env"));
    QVERIFY(env != nullptr);
    QCOMPARE(env->mark, Mark::Pairs);
    QCOMPARE(env->fields.size(), std::size_t(2));
    const Keep *headers = keep->fields[3].fields[0].field(QStringLiteral("headers"));
    QVERIFY(headers != nullptr);
    QCOMPARE(headers->mark, Mark::Headers);
    QVERIFY(keep->field(QStringLiteral("a")) == nullptr);
}

void KeepTest::readsDocuments()
{
    const auto keep =
        parseKeep("# a remark { }\nquery A($name: String!, $first: Int) {\n  app(name: $name) {\n"
                  "    short: role { __typename ... on Cluster { users(first: 3) { name } } }\n  }\n}\n");
    QVERIFY(keep);
    const Keep *app = keep->field(QStringLiteral("app"));
    QVERIFY(app != nullptr);
    const Keep *role = app->field(QStringLiteral("short"));
    QVERIFY(role != nullptr);
    QCOMPARE(role->fields.size(), std::size_t(2));
    QVERIFY(role->field(QStringLiteral("__typename")) != nullptr);
    QVERIFY(role->field(QStringLiteral("users"))->field(QStringLiteral("name")) != nullptr);
    QCOMPARE(role->field(QStringLiteral("users"))->on, QStringLiteral("Cluster"));
    QVERIFY(role->field(QStringLiteral("__typename"))->on.isEmpty());
}

void KeepTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no braces") << QByteArray("id name");
    QTest::newRow("an open brace") << QByteArray("{ id { name }");
    QTest::newRow("a brace too many") << QByteArray("{ id } }");
    QTest::newRow("an unknown mark") << QByteArray("{ env @plain }");
    QTest::newRow("a mark without a name") << QByteArray("{ @env }");
    QTest::newRow("an open argument") << QByteArray("query A($a: B { a }");
    QTest::newRow("a named fragment") << QByteArray("{ a { ...rest } }");
    QTest::newRow("too deep") << QByteArray("{a").repeated(1'000) + QByteArray("}").repeated(1'000);
}

void KeepTest::refuses()
{
    QFETCH(QByteArray, text);
    const auto keep = parseKeep(text);
    QVERIFY(!keep);
    QCOMPARE(keep.error().kind, ErrorKind::Malformed);
}

void KeepTest::readsEveryRoute_data()
{
    QTest::addColumn<Route>("route");
    for (const RouteRow &each : routes())
        QTest::newRow(each.name) << each.route;
}

void KeepTest::readsEveryRoute()
{
    QFETCH(Route, route);
    const auto keep = keepOf(row(route));
    QVERIFY2(keep, keep ? "" : qPrintable(keep.error().what));
    QVERIFY(!keep->fields.empty());
    if (row(route).api == Api::GraphQl) {
        QVERIFY(keep->field(QStringLiteral("data"))->braces);
        QVERIFY(keep->field(QStringLiteral("errors"))->field(QStringLiteral("path")) != nullptr);
    }
}

void KeepTest::marksTheImage()
{
    const auto keep = keepOf(row(Route::AppImage));
    QVERIFY(keep);
    const Keep *here = &*keep;
    for (const char *step : {"data", "app", "image", "config"}) {
        here = here->field(QString::fromLatin1(step));
        QVERIFY(here != nullptr);
    }
    QCOMPARE(here->mark, Mark::Image);
}

QTEST_GUILESS_MAIN(KeepTest)
#include "keep_test.moc"
