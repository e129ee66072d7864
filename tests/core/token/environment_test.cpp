// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/environment.h"

#include <QProcessEnvironment>
#include <QTest>
#include <cstdlib>
#include <cstring>

using namespace aw;
using token::EnvironmentToken;

class EnvironmentTest : public QObject
{
    Q_OBJECT
private slots:
    void takesTheVariableThatCounts_data();
    void takesTheVariableThatCounts();
    void leavesNothingBehind();
    void namesTheVariableThatIsWrong();
};

void EnvironmentTest::takesTheVariableThatCounts_data()
{
    QTest::addColumn<QByteArray>("access");
    QTest::addColumn<QByteArray>("api");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("variable");
    const QString access = QStringLiteral("FLY_ACCESS_TOKEN");
    const QString api = QStringLiteral("FLY_API_TOKEN");
    QTest::newRow("neither") << QByteArray() << QByteArray() << QByteArray() << QString();
    QTest::newRow("the older name alone")
        << QByteArray() << QByteArray("fo1_b") << QByteArray("Bearer fo1_b") << api;
    QTest::newRow("both") << QByteArray("fo1_a") << QByteArray("fo1_b") << QByteArray("Bearer fo1_a")
                          << access;
    QTest::newRow("white space is nothing")
        << QByteArray(" \n") << QByteArray("fo1_b\n") << QByteArray("Bearer fo1_b") << api;
}

void EnvironmentTest::takesTheVariableThatCounts()
{
    QFETCH(QByteArray, access);
    QFETCH(QByteArray, api);
    QFETCH(QByteArray, header);
    QFETCH(QString, variable);
    qputenv("FLY_ACCESS_TOKEN", access);
    qputenv("FLY_API_TOKEN", api);
    const EnvironmentToken taken = EnvironmentToken::takeFromProcess();
    QCOMPARE(taken.variable(), variable);
    QCOMPARE(taken.present(), !header.isEmpty());
    const Result<fly::Token> token = taken.token();
    QCOMPARE(token.has_value(), !header.isEmpty());
    if (token)
        QCOMPARE(token->graphqlHeader().view().toByteArray(), header);
    else
        QCOMPARE(token.error().kind, ErrorKind::Input);
}

void EnvironmentTest::leavesNothingBehind()
{
    qputenv("FLY_API_TOKEN", "fo1_environmentsecret");
    const char *where = std::getenv("FLY_API_TOKEN"); // NOLINT(concurrency-mt-unsafe): one thread
    QVERIFY(where != nullptr);
    const std::size_t length = std::strlen(where);
    const EnvironmentToken taken = EnvironmentToken::takeFromProcess();
    QVERIFY(taken.present());
    QVERIFY(!qEnvironmentVariableIsSet("FLY_API_TOKEN"));
    QVERIFY(!qEnvironmentVariableIsSet("FLY_ACCESS_TOKEN"));
    QVERIFY(!QProcessEnvironment::systemEnvironment().contains(QStringLiteral("FLY_API_TOKEN")));
    // Where it stood, which may still be mapped as /proc/PID/environ, nothing of it is left.
    QVERIFY(std::all_of(where, where + length, [](char letter) { return letter == '\0'; }));
}

void EnvironmentTest::namesTheVariableThatIsWrong()
{
    const EnvironmentToken wrong(SecretBytes("two words"), SecretBytes("fo1_b"));
    const Result<fly::Token> token = wrong.token();
    QVERIFY(!token);
    QCOMPARE(token.error().where, QStringLiteral("FLY_ACCESS_TOKEN"));
    QVERIFY(!token.error().what.contains(QLatin1String("words")));
}

QTEST_GUILESS_MAIN(EnvironmentTest)
#include "environment_test.moc"
