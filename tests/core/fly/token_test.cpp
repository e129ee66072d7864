// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/token.h"

#include <QTest>

using namespace aw;
using fly::Token;

namespace {

// MessagePack as the macaroon library writes it, for short values.
QByteArray array(const QList<QByteArray> &items)
{
    return char(0x90 | int(items.size())) + items.join();
}

QByteArray text(const QByteArray &value)
{
    return "\xd9" + QByteArray(1, char(value.size())) + value;
}

QByteArray binary(const QByteArray &value)
{
    return "\xc4" + QByteArray(1, char(value.size())) + value;
}

QByteArray number(int value)
{
    return {1, char(value)};
}

QByteArray thirdParty(const QByteArray &location, const QByteArray &ticket)
{
    return number(11) + array({text(location), binary("verifier"), binary(ticket)});
}

/// A validity window, as an example of a caveat that asks nobody.
QByteArray firstParty()
{
    return number(4) + array({number(1), number(100)});
}

/// `caveats` are pairs of type and body, one after the other.
QByteArray macaroon(const QByteArray &key, const QList<QByteArray> &caveats)
{
    const QByteArray set = char(0x90 | int(caveats.size() * 2)) + caveats.join();
    const QByteArray nonce = array({binary(key), binary("sixteen bytes !!"), "\xc2"});
    return "fm2_" + array({nonce, text("https://api.fly.io/v1"), set, binary("tail")}).toBase64();
}

constexpr auto kAuth = "https://auth.fly.io";
constexpr auto kAaa = "https://api.fly.io/aaa/v1";

} // namespace

class TokenTest : public QObject
{
    Q_OBJECT
private slots:
    void writesHeaders_data();
    void writesHeaders();
    void refuses_data();
    void refuses();
    void namesMissingDischarges_data();
    void namesMissingDischarges();
    void givesBackWhatItRead();
    void countsEveryTextThatMustNotAppear();
};

void TokenTest::writesHeaders_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QByteArray>("machines");
    QTest::addColumn<QByteArray>("graphql");
    const auto row = [](const char *name, const char *pasted, const char *machines, const char *graphql) {
        QTest::newRow(name) << QString::fromLatin1(pasted) << QByteArray(machines) << QByteArray(graphql);
    };
    row("a user token is a bearer", "fo1_abc", "Bearer fo1_abc", "Bearer fo1_abc");
    row("an old token without a label is a bearer", "0123456789abcdef", "Bearer 0123456789abcdef",
        "Bearer 0123456789abcdef");
    row("a macaroon is FlyV1", "fm2_abc", "FlyV1 fm2_abc", "FlyV1 fm2_abc");
    row("the older macaroon labels are macaroons too", "fm1r_a,fm1a_b", "FlyV1 fm1r_a,fm1a_b",
        "FlyV1 fm1r_a,fm1a_b");
    row("user tokens stay away from the Machines API", "fo1_u,fm2_a,fm2_b", "FlyV1 fm2_a,fm2_b",
        "FlyV1 fm2_a,fm2_b,fo1_u");
    row("printed by flyctl, scheme and all", "FlyV1 fm2_a,fm2_b", "FlyV1 fm2_a,fm2_b", "FlyV1 fm2_a,fm2_b");
    row("schemes in any case and more than once", "bearer  FLYV1 Bearer fm2_a", "FlyV1 fm2_a", "FlyV1 fm2_a");
    row("white space around and between", "  fm2_a ,\n fm2_b \n", "FlyV1 fm2_a,fm2_b", "FlyV1 fm2_a,fm2_b");
    row("a scheme on each part", "FlyV1 fm2_a,FlyV1 fm2_b", "FlyV1 fm2_a,fm2_b", "FlyV1 fm2_a,fm2_b");
    row("empty parts are nothing", ",,fm2_a,,", "FlyV1 fm2_a", "FlyV1 fm2_a");
    row("a label that only begins like one", "fm2x_a", "Bearer fm2x_a", "Bearer fm2x_a");
    row("a scheme's letters at the start of a token", "bearerish_1", "Bearer bearerish_1",
        "Bearer bearerish_1");
}

void TokenTest::writesHeaders()
{
    QFETCH(QString, pasted);
    QFETCH(QByteArray, machines);
    QFETCH(QByteArray, graphql);
    const auto token = Token::parse(pasted);
    QVERIFY(token);
    QCOMPARE(token->machinesHeader().view().toByteArray(), machines);
    QCOMPARE(token->graphqlHeader().view().toByteArray(), graphql);
    QCOMPARE(token->hasMacaroon(), machines.startsWith("FlyV1"));
    // The registry takes as password what the Machines API takes behind its scheme.
    QCOMPARE(token->registryHeader().view().toByteArray(),
             "Basic " + ("x:" + machines.mid(machines.indexOf(' ') + 1)).toBase64());
}

void TokenTest::refuses_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("nothing") << QString();
    QTest::newRow("white space") << QStringLiteral(" \n\t");
    QTest::newRow("a scheme alone") << QStringLiteral("FlyV1 ");
    QTest::newRow("a scheme alone, no space") << QStringLiteral("Bearer");
    QTest::newRow("commas") << QStringLiteral(",,,");
    QTest::newRow("a line break that would add a header") << QStringLiteral("fm2_a\r\nX-Evil: 1");
    QTest::newRow("a space inside") << QStringLiteral("fm2_a b");
    QTest::newRow("a null") << QStringLiteral("fm2_a") + QChar(0) + QLatin1Char('b');
    QTest::newRow("letters beyond ASCII") << QStringLiteral("fm2_\u00e9");
    QTest::newRow("quotes around it") << QStringLiteral("\"fm2_abc\"");
    QTest::newRow("longer than any token") << QString(70'000, QLatin1Char('a'));
}

void TokenTest::refuses()
{
    QFETCH(QString, pasted);
    const auto token = Token::parse(pasted);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, ErrorKind::Input);
    QVERIFY(!token.error().what.isEmpty());
    QVERIFY2(!token.error().what.contains(QLatin1String("fm2_")), "the sentence repeats the token");
}

void TokenTest::namesMissingDischarges_data()
{
    QTest::addColumn<QByteArray>("pasted");
    QTest::addColumn<QStringList>("missing");
    const QString auth = QString::fromLatin1(kAuth);
    const QString aaa = QString::fromLatin1(kAaa);
    const QByteArray root = macaroon("org", {firstParty(), thirdParty(kAuth, "ticket-1")});
    QTest::newRow("no third party") << macaroon("org", {firstParty()}) << QStringList();
    QTest::newRow("a third party and no discharge") << root << QStringList{auth};
    QTest::newRow("its discharge beside it") << root + "," + macaroon("ticket-1", {}) << QStringList();
    QTest::newRow("somebody else's discharge") << root + "," + macaroon("ticket-9", {}) << QStringList{auth};
    QTest::newRow("two third parties, one discharged")
        << macaroon("org", {thirdParty(kAuth, "ticket-1"), thirdParty(kAaa, "ticket-2")}) + "," +
               macaroon("ticket-1", {})
        << QStringList{aaa};
    QTest::newRow("the same third party twice is named once")
        << macaroon("a", {thirdParty(kAuth, "x")}) + "," + macaroon("b", {thirdParty(kAuth, "y")})
        << QStringList{auth};
    QTest::newRow("a user token") << QByteArray("fo1_abc") << QStringList();
    QTest::newRow("no base64") << QByteArray("fm2_%%%%") << QStringList();
    QTest::newRow("base64 of something else")
        << "fm2_" + QByteArray("hello there").toBase64() << QStringList();
    QTest::newRow("cut short") << "fm2_" + QByteArray::fromBase64(root.mid(4)).chopped(20).toBase64()
                               << QStringList();
    QTest::newRow("an array that claims four thousand million members")
        << "fm2_" + QByteArray("\xdd\xff\xff\xff\xff").toBase64() << QStringList();
    QTest::newRow("a thousand levels") << "fm2_" + QByteArray(1'000, '\x91').toBase64() << QStringList();
    QTest::newRow("a location with control characters")
        << macaroon("a", {thirdParty("https://x\x1b[2J", "t")})
        << QStringList{QStringLiteral("https://x?[2J")};
}

void TokenTest::namesMissingDischarges()
{
    QFETCH(QByteArray, pasted);
    QFETCH(QStringList, missing);
    const auto token = Token::parse(QString::fromLatin1(pasted));
    QVERIFY(token);
    QCOMPARE(token->missingDischarges(), missing);
}

void TokenTest::givesBackWhatItRead()
{
    const auto token = Token::parse(QStringLiteral(" FlyV1 fm2_a, fo1_u ,fm2_b\n"));
    QVERIFY(token);
    QCOMPARE(token->joined().view().toByteArray(), QByteArray("fm2_a,fm2_b,fo1_u"));
    const auto again = Token::parse(token->joined());
    QVERIFY(again);
    QCOMPARE(again->graphqlHeader().view().toByteArray(), token->graphqlHeader().view().toByteArray());
    QVERIFY(Token().joined().isEmpty());
}

void TokenTest::countsEveryTextThatMustNotAppear()
{
    const auto token = Token::parse(QStringLiteral("fm2_abcdef,fo1_uvwxyz"));
    QVERIFY(token);
    QCOMPARE(token->parts(), 2);
    const std::vector<SecretBytes> secrets = token->secrets();
    for (const char *secret : {"fm2_abcdef", "fo1_uvwxyz", "abcdef", "FlyV1 fm2_abcdef",
                               "Basic eDpmbTJfYWJjZGVm", "eDpmbTJfYWJjZGVm"})
        QVERIFY2(std::count(secrets.begin(), secrets.end(), QByteArrayView(secret)) > 0, secret);
    QVERIFY(Token().secrets().empty());
}

QTEST_GUILESS_MAIN(TokenTest)
#include "token_test.moc"
