// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/withheld.h"

#include <QTest>

using aw::fly::Withheld;

namespace {

const QByteArray kToken = "fm2_lJPECAAAAAAAAAAAAAxEEHw2Q5zQnT8QpZbP4TzL1v0=";

Withheld withheld()
{
    std::vector<aw::SecretBytes> secrets;
    for (const QByteArray &secret : {kToken, "FlyV1 " + kToken, QByteArray("short")})
        secrets.emplace_back(secret);
    return Withheld(std::move(secrets));
}

} // namespace

class WithheldTest : public QObject
{
    Q_OBJECT
private slots:
    void quotes_data();
    void quotes();
    void takesTheTokenOutOfABody();
};

void WithheldTest::quotes_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("shown");
    const QString token = QString::fromLatin1(kToken);
    QTest::newRow("a plain sentence") << QStringLiteral("app not found") << QStringLiteral("app not found");
    QTest::newRow("the whole token") << QStringLiteral("bad token ") + token
                                     << QStringLiteral("bad token [token]");
    QTest::newRow("its beginning") << QStringLiteral("bad token ") + token.left(20) + QStringLiteral("...")
                                   << QStringLiteral("bad token [token]");
    QTest::newRow("its middle, quoted")
        << QStringLiteral("bad \"") + token.mid(12, 14) + QLatin1Char('"') << QStringLiteral("bad [token]");
    QTest::newRow("in another case") << token.toUpper() << QStringLiteral("[token]");
    QTest::newRow("a short secret is left alone")
        << QStringLiteral("too short") << QStringLiteral("too short");
    QTest::newRow("line breaks") << QStringLiteral("one\r\ntwo\tthree") << QStringLiteral("one two three");
    QTest::newRow("escape sequences") << QStringLiteral("\x1b[31mred") << QStringLiteral("[31mred");
    QTest::newRow("turned direction") << QStringLiteral("a\u202eb") << QStringLiteral("a b");
    QTest::newRow("too long") << QString(5'000, QLatin1Char('x'))
                              << QString(199, QLatin1Char('x')) + QChar(0x2026);
}

void WithheldTest::quotes()
{
    QFETCH(QString, said);
    QFETCH(QString, shown);
    QCOMPARE(withheld().quoted(said), shown);
}

void WithheldTest::takesTheTokenOutOfABody()
{
    QCOMPARE(withheld().in("{\"a\":\"" + kToken + "\",\"b\":\"FlyV1 " + kToken + "\",\"c\":\"short\"}"),
             QByteArray(R"({"a":"[token]","b":"[token]","c":"short"})"));
    QCOMPARE(Withheld().in("{}"), QByteArray("{}"));
}

QTEST_GUILESS_MAIN(WithheldTest)
#include "withheld_test.moc"
