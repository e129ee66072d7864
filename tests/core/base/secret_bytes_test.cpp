// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/secret_bytes.h"
#include "tests/support/memory_scan.h"

#include <QTest>
#include <utility>

using namespace aw;
using test::PlantedSecret;

class SecretBytesTest : public QObject
{
    Q_OBJECT
private slots:
    void holdsBytes();
    void convertsText();
    void isGoneWhenItDies();
    void leavesNothingWhenItMoves();
    void wipesEachCopy();
    void wipesWhatIsCutOff();
    void wipesWhatQtHolds();
    void leavesSharedTextToItsOwner();
};

void SecretBytesTest::holdsBytes()
{
    const SecretBytes nothing;
    QVERIFY(nothing.isEmpty());
    QVERIFY(SecretBytes::zeros(0).isEmpty());
    QVERIFY(SecretBytes::zeros(-1).isEmpty());
    QVERIFY(SecretBytes(QByteArrayView()).isEmpty());
    SecretBytes three("abc");
    QCOMPARE(three.size(), 3);
    QVERIFY(three == QByteArrayView("abc"));
    three.truncate(5);
    QCOMPARE(three.size(), 3);
    three.truncate(-1);
    QCOMPARE(three.size(), 3);
    three = *&three;
    QVERIFY(three == QByteArrayView("abc"));
    three.clear();
    QVERIFY(three.isEmpty());
    three.clear();
}

void SecretBytesTest::convertsText()
{
    QCOMPARE(SecretBytes::utf8(u"abc").view().toByteArray(), QByteArray("abc"));
    QCOMPARE(SecretBytes::utf8(u"\u00e9\u20ac").view().toByteArray(), QByteArray("\xc3\xa9\xe2\x82\xac"));
    QVERIFY(SecretBytes::utf8({}).isEmpty());
    QByteArray given("secret");
    given.detach();
    QCOMPARE(SecretBytes::taken(std::move(given)).view().toByteArray(), QByteArray("secret"));
}

void SecretBytesTest::isGoneWhenItDies()
{
    const PlantedSecret planted(1);
    QCOMPARE(planted.inMemory(), 0);
    {
        const SecretBytes held = planted.bytes();
        QCOMPARE(planted.inMemory(), 1); // the look finds what is there
    }
    QCOMPARE(planted.inMemory(), 0);
}

void SecretBytesTest::leavesNothingWhenItMoves()
{
    const PlantedSecret planted(2);
    SecretBytes first = planted.bytes();
    SecretBytes second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): what is promised of it
    QCOMPARE(planted.inMemory(), 1);
    SecretBytes third("something else");
    third = std::move(second);
    QCOMPARE(planted.inMemory(), 1);
    std::vector<SecretBytes> many;
    many.push_back(std::move(third));
    for (int i = 0; i < 100; ++i)
        many.emplace_back("x"); // the vector moves what it holds as it grows
    QCOMPARE(planted.inMemory(), 1);
    many.clear();
    QCOMPARE(planted.inMemory(), 0);
}

void SecretBytesTest::wipesEachCopy()
{
    const PlantedSecret planted(3);
    {
        const SecretBytes first = planted.bytes();
        SecretBytes second = first;
        QCOMPARE(planted.inMemory(), 2);
        second = SecretBytes("short");
        QCOMPARE(planted.inMemory(), 1);
    }
    QCOMPARE(planted.inMemory(), 0);
}

void SecretBytesTest::wipesWhatIsCutOff()
{
    const PlantedSecret planted(4);
    SecretBytes held = planted.bytes("label ");
    QCOMPARE(planted.inMemory(), 1);
    held.truncate(10);
    QCOMPARE(planted.inMemory(), 0);
    QCOMPARE(held.size(), 10);
}

void SecretBytesTest::wipesWhatQtHolds()
{
    const PlantedSecret planted(5);
    {
        QByteArray bytes = planted.bytes().view().toByteArray();
        bytes.reserve(bytes.size() + 100);
        QVERIFY(planted.inMemory() >= 1);
        QByteArray copied = bytes;
        copied.detach();
        wipe(copied);
        QVERIFY(copied.isEmpty());
        QByteArray last = std::move(bytes);
        wipe(last);
    }
    // Growing a QByteArray moves it without wiping: what reserve() left cannot be reached any more.
    QVERIFY(planted.inMemory() <= 1);
    QString text = QStringLiteral("some words");
    text.detach();
    wipe(text);
    QVERIFY(text.isEmpty());
}

void SecretBytesTest::leavesSharedTextToItsOwner()
{
    QString literal = QStringLiteral("a literal stands where nobody may write");
    wipe(literal);
    QVERIFY(literal.isEmpty());
    QByteArray owner("shared");
    owner.detach();
    QByteArray other = owner;
    wipe(other);
    QVERIFY(other.isEmpty());
    QCOMPARE(owner, QByteArray("shared"));
}

QTEST_GUILESS_MAIN(SecretBytesTest)
#include "secret_bytes_test.moc"
