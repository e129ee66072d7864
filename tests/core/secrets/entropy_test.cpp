// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/entropy.h"

#include <QTest>

using namespace aw::secrets;

class EntropyTest : public QObject
{
    Q_OBJECT
private slots:
    void counts_data();
    void counts();
    void tellsRandomFromWritten_data();
    void tellsRandomFromWritten();
};

void EntropyTest::counts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("bits");
    QTest::newRow("one letter") << QStringLiteral("aaaaaaaa") << 0.0;
    QTest::newRow("two alike") << QStringLiteral("abababab") << 1.0;
    QTest::newRow("sixteen hex digits") << QStringLiteral("0123456789abcdef") << 4.0;
    QTest::newRow("uneven") << QStringLiteral("aaab") << 0.8112781244591328;
    QTest::newRow("beyond ASCII") << QStringLiteral("äöäö") << 1.0;
}

void EntropyTest::counts()
{
    QFETCH(QString, text);
    QFETCH(double, bits);
    QVERIFY(std::abs(bitsPerCharacter(text) - bits) < 1e-9);
}

void EntropyTest::tellsRandomFromWritten_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("random");
    QTest::newRow("32 hex digits") << QStringLiteral("9f86d081884c7d659a2feaa0c55ad015") << true;
    QTest::newRow("31 hex digits") << QStringLiteral("9f86d081884c7d659a2feaa0c55ad01") << false;
    QTest::newRow("hex of few digits") << QStringLiteral("00000000000000000000000000000001") << false;
    QTest::newRow("base64 of a key") << QStringLiteral("q8sK3dJ0vYp1mZxL7tRw2Q==") << true;
    QTest::newRow("19 characters") << QStringLiteral("q8sK3dJ0vYp1mZxL7tR") << false;
    QTest::newRow("url-safe base64") << QStringLiteral("Zk3-vT_91xQwLm-Ba7Rp_0d") << true;
    QTest::newRow("two kinds of character") << QStringLiteral("qwertzuiopasdfghjklyxcvbnm12") << false;
    QTest::newRow("few characters, often") << QStringLiteral("aB1aB1aB1aB1aB1aB1aB1aB1") << false;
    QTest::newRow("words joined by dashes")
        << QStringLiteral("Northwind-Parcel-web-Production-v2-iad") << false;
    QTest::newRow("words joined by capitals")
        << QStringLiteral("GraphQLSubscriptionHandlerV2Config") << false;
    QTest::newRow("a path") << QStringLiteral("/usr/local/share/Northwind/Config2") << false;
    QTest::newRow("a date and time") << QStringLiteral("2026-11-24-09-12-00-12345") << false;
    QTest::newRow("a UUID") << QStringLiteral("550e8400-e29b-41d4-a716-446655440000") << false;
    QTest::newRow("an address") << QStringLiteral("https://api.example.com/v1/Parcels") << false;
    QTest::newRow("a consonant heap") << QStringLiteral("Xkcvbnmsdfghjklqwrtzp-1982") << true;
    QTest::newRow("nothing") << QString() << false;
}

void EntropyTest::tellsRandomFromWritten()
{
    QFETCH(QString, text);
    QFETCH(bool, random);
    QCOMPARE(looksRandom(text), random);
}

QTEST_GUILESS_MAIN(EntropyTest)
#include "entropy_test.moc"
