// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/facts.h"
#include "tests/support/made_macaroon.h"

#include <QTest>

using namespace aw;
using namespace aw::test;
using token::Answer;
using token::TokenFacts;
using token::Width;

namespace {

const QDateTime kNow = QDateTime::fromSecsSinceEpoch(1'790'000'000, Qt::UTC); // 2026-09-21
constexpr quint64 kSoon = 1'792'592'000;                                      // a month later
constexpr quint64 kLate = 2'420'720'000;                                      // twenty years later

TokenFacts factsOf(const QByteArray &text)
{
    const auto token = fly::Token::parse(QByteArrayView(text));
    if (!token)
        qFatal("the test's token is none");
    return token::factsOf(*token);
}

/// What flyctl makes (FLY-API §2.4): an organization's token, its reading kind, and others.
QByteArray orgToken(quint64 until = kSoon)
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, until)});
}

QByteArray readOnlyToken(quint64 until = kSoon)
{
    return macaroon("org", {organizationCaveat(7, 31), validityCaveat(1, until), organizationCaveat(7, 1)});
}

QString reasons(const std::vector<Width> &widths)
{
    static const QStringList names{QStringLiteral("write"), QStringLiteral("user"), QStringLiteral("never"),
                                   QStringLiteral("long")};
    QStringList all;
    for (const Width &width : widths)
        all.append(names.at(int(width.why)));
    return all.join(QLatin1Char(' '));
}

} // namespace

class FactsTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhetherItWrites_data();
    void tellsWhetherItWrites();
    void tellsHowLong_data();
    void tellsHowLong();
    void tellsWhatItReaches();
    void saysWhyItIsWider_data();
    void saysWhyItIsWider();
    void namesItsKind_data();
    void namesItsKind();
    void offersTheNarrowerCommand_data();
    void offersTheNarrowerCommand();
};

void FactsTest::tellsWhetherItWrites_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("writes");
    const auto row = [](const char *name, const QByteArray &text, Answer writes) {
        QTest::newRow(name) << text << int(writes);
    };
    const QByteArray wg = caveat(5, packedArray({packedMap({{packedText("wg"), 31}})}));
    row("fly tokens create org", orgToken(), Answer::Yes);
    row("fly tokens create readonly", readOnlyToken(), Answer::No);
    row("narrowed by an action", macaroon("o", {organizationCaveat(7, 31), caveat(26, packedNumber(1))}),
        Answer::No);
    row("deploys one app", macaroon("o", {organizationCaveat(7, 31), appsCaveat({{packedNumber(3), 31}})}),
        Answer::Yes);
    row("reads one app", macaroon("o", {organizationCaveat(7, 31), appsCaveat({{packedNumber(3), 1}})}),
        Answer::No);
    row("one app of two may be written",
        macaroon("o", {appsCaveat({{packedNumber(3), 1}, {packedNumber(4), 3}})}), Answer::Yes);
    row("no app at all", macaroon("o", {organizationCaveat(7, 31), appsCaveat({})}), Answer::No);
    row("reads, but for WireGuard", macaroon("o", {ifPresentCaveat({appsCaveat({}), wg}, 1)}), Answer::Yes);
    row("reads, whatever is present",
        macaroon("o", {ifPresentCaveat({appsCaveat({{packedNumber(3), 1}})}, 1)}), Answer::No);
    row("no caveat at all", macaroon("o", {}), Answer::Yes);
    row("a caveat of tomorrow may narrow it",
        macaroon("o", {organizationCaveat(7, 31), caveat(99, packedNumber(1))}), Answer::CannotTell);
    row("a caveat of tomorrow cannot widen it",
        macaroon("o", {organizationCaveat(7, 1), caveat(99, packedNumber(1))}), Answer::No);
    row("two, of which one writes", readOnlyToken() + "," + orgToken(), Answer::Yes);
    row("two, of which one cannot be read", readOnlyToken() + ",fm2_aGVsbG8=", Answer::CannotTell);
    row("one that cannot be read", "fm2_aGVsbG8=", Answer::CannotTell);
    row("a user's own", "fo1_abc", Answer::Yes);
    row("a user's own beside one that reads", readOnlyToken() + ",fo1_abc", Answer::Yes);
    row("narrowed by its discharge",
        macaroon("o", {organizationCaveat(7, 31), thirdPartyCaveat("https://auth.fly.io", "t")}) + "," +
            macaroon("t", {caveat(26, packedNumber(1))}, "https://auth.fly.io", true),
        Answer::No);
    row("a discharge alone", macaroon("t", {}, "https://auth.fly.io", true), Answer::CannotTell);
}

void FactsTest::tellsWhetherItWrites()
{
    QFETCH(QByteArray, text);
    QFETCH(int, writes);
    QCOMPARE(int(factsOf(text).writes), writes);
}

void FactsTest::tellsHowLong_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("first");
    QTest::addColumn<QDateTime>("last");
    QTest::addColumn<bool>("unlimited");
    const QDateTime soon = QDateTime::fromSecsSinceEpoch(qint64(kSoon), Qt::UTC);
    const QDateTime late = QDateTime::fromSecsSinceEpoch(qint64(kLate), Qt::UTC);
    QTest::newRow("one window") << orgToken() << soon << soon << false;
    QTest::newRow("the narrower of two windows binds")
        << macaroon("o", {validityCaveat(1, kLate), validityCaveat(1, kSoon)}) << soon << soon << false;
    QTest::newRow("none") << macaroon("o", {organizationCaveat(7, 1)}) << QDateTime() << QDateTime() << true;
    QTest::newRow("two tokens") << orgToken(kLate) + "," + readOnlyToken() << soon << late << false;
    QTest::newRow("two, one without end")
        << orgToken() + "," + macaroon("o", {}) << soon << QDateTime() << true;
    QTest::newRow("a discharge that ends first")
        << macaroon("o", {validityCaveat(1, kLate), thirdPartyCaveat("https://auth.fly.io", "t")}) + "," +
               macaroon("t", {validityCaveat(1, kSoon)}, "https://auth.fly.io", true)
        << soon << soon << false;
    QTest::newRow("a user's own does not tell")
        << QByteArray("fo1_abc") << QDateTime() << QDateTime() << false;
    QTest::newRow("a window that only a wrapper knows is none")
        << macaroon("o", {ifPresentCaveat({validityCaveat(1, kSoon)}, 1)}) << QDateTime() << QDateTime()
        << true;
}

void FactsTest::tellsHowLong()
{
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, first);
    QFETCH(QDateTime, last);
    QFETCH(bool, unlimited);
    const TokenFacts facts = factsOf(text);
    QCOMPARE(facts.expiresAt, first);
    QCOMPARE(facts.endsAt, last);
    QCOMPARE(facts.unlimited, unlimited);
    QVERIFY(!facts.expired(kNow));
    QCOMPARE(facts.expired(QDateTime::fromSecsSinceEpoch(qint64(kLate) + 1, Qt::UTC)), last.isValid());
}

void FactsTest::tellsWhatItReaches()
{
    const TokenFacts facts = factsOf(
        macaroon("a", {organizationCaveat(7, 31), organizationCaveat(7, 1), caveat(99, packedNumber(1)),
                       appsCaveat({{packedNumber(12), 1}, {packedNumber(13), 1}})}) +
        "," + macaroon("b", {organizationCaveat(8, 1), thirdPartyCaveat("https://auth.fly.io", "t")}));
    QCOMPARE(facts.organizationIds, QStringList({QStringLiteral("7"), QStringLiteral("8")}));
    QCOMPARE(facts.appIds, QStringList({QStringLiteral("12"), QStringLiteral("13")}));
    QCOMPARE(facts.missing, QStringList(QStringLiteral("https://auth.fly.io")));
    QCOMPARE(facts.unknown, QStringList(QStringLiteral("type 99")));
}

void FactsTest::saysWhyItIsWider_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("could");
    QTest::addColumn<QString>("why");
    const auto row = [](const char *name, const QByteArray &text, Answer could, const char *why) {
        QTest::newRow(name) << text << int(could) << QString::fromLatin1(why);
    };
    row("reads for a month", readOnlyToken(), Answer::NotAsked, "");
    row("reads for twenty years", readOnlyToken(kLate), Answer::NotAsked, "long");
    row("reads for a year and a day is a year", readOnlyToken(1'790'000'000 + 366 * 86'400), Answer::NotAsked,
        "");
    row("reads for ever", macaroon("o", {organizationCaveat(7, 1)}), Answer::NotAsked, "never");
    row("writes by its own rules", orgToken(), Answer::NotAsked, "write");
    row("writes by its own rules, and the platform could not tell", orgToken(), Answer::CannotTell, "write");
    row("writes by its own rules, but the platform says no", orgToken(), Answer::No, "");
    row("not understood, and the platform says yes",
        macaroon("o", {caveat(99, packedNumber(1)), validityCaveat(1, kSoon)}), Answer::Yes, "write");
    row("not understood, not asked", macaroon("o", {caveat(99, packedNumber(1)), validityCaveat(1, kSoon)}),
        Answer::NotAsked, "");
    row("a user's own", "fo1_abc", Answer::NotAsked, "user");
    row("a user's own that may write", "fo1_abc", Answer::Yes, "write user");
    row("everything at once", orgToken(kLate) + ",fo1_abc", Answer::Yes, "write user");
}

void FactsTest::saysWhyItIsWider()
{
    QFETCH(QByteArray, text);
    QFETCH(int, could);
    QFETCH(QString, why);
    const std::vector<Width> widths = token::widthOf(factsOf(text), Answer(could), kNow);
    QCOMPARE(reasons(widths), why);
    for (const Width &width : widths)
        QVERIFY2(width.sentence.endsWith(QLatin1Char('.')) && !width.sentence.contains(QLatin1Char('%')),
                 qPrintable(width.sentence));
}

void FactsTest::namesItsKind_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    const QByteArray app = appsCaveat({{packedNumber(3), 31}});
    QTest::newRow("reads") << readOnlyToken() << QStringLiteral("a read-only organization token");
    QTest::newRow("writes") << orgToken() << QStringLiteral("an organization token that may write");
    QTest::newRow("an app's") << macaroon("o", {organizationCaveat(7, 31), app})
                              << QStringLiteral("an app token that may write");
    QTest::newRow("an app's, reading")
        << macaroon("o", {organizationCaveat(7, 1), app}) << QStringLiteral("a read-only app token");
    QTest::newRow("not readable") << QByteArray("fm2_aGVsbG8=") << QStringLiteral("a macaroon token");
    QTest::newRow("a user's") << QByteArray("fo1_abc") << QStringLiteral("a user's own token");
    QTest::newRow("both") << orgToken() + ",fo1_abc"
                          << QStringLiteral("a user's own token together with macaroons");
}

void FactsTest::namesItsKind()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    QCOMPARE(token::kindWords(factsOf(text)), words);
}

void FactsTest::offersTheNarrowerCommand_data()
{
    QTest::addColumn<QString>("org");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a slug") << QStringLiteral("my-company_2") << QStringLiteral("my-company_2");
    QTest::newRow("nothing") << QString() << QStringLiteral("ORG");
    QTest::newRow("a command") << QStringLiteral("x; rm -rf ~") << QStringLiteral("ORG");
    QTest::newRow("a quote") << QStringLiteral("x'y") << QStringLiteral("ORG");
    QTest::newRow("an option") << QStringLiteral("--help") << QStringLiteral("ORG");
    QTest::newRow("a newline at the end") << QStringLiteral("ab\n") << QStringLiteral("ORG");
}

void FactsTest::offersTheNarrowerCommand()
{
    QFETCH(QString, org);
    QFETCH(QString, shown);
    QCOMPARE(token::narrowerCommand(org),
             QStringLiteral("fly tokens create readonly -o %1 --name airworthy --expiry 720h").arg(shown));
}

QTEST_GUILESS_MAIN(FactsTest)
#include "facts_test.moc"
