// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"

#include <QCryptographicHash>
#include <QTest>

using namespace aw;

class Sha256Test : public QObject
{
    Q_OBJECT
private slots:
    void isTheStandardsOwn_data();
    void isTheStandardsOwn();
    void piecesGiveTheSame();
};

/// FIPS 180-4 examples, as NIST publishes them.
void Sha256Test::isTheStandardsOwn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("digest");
    QTest::newRow("nothing") << QByteArray()
                             << QByteArray(
                                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("one block") << QByteArray("abc")
                               << QByteArray(
                                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << QByteArray(
                                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million bytes")
        << QByteArray(1'000'000, 'a')
        << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void Sha256Test::isTheStandardsOwn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, digest);
    QCOMPARE(Sha256::of(bytes).toHex(), digest);
    QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(), digest);
}

void Sha256Test::piecesGiveTheSame()
{
    const QByteArray whole = QByteArray("0123456789abcdef").repeated(20);
    for (qsizetype cut = 0; cut <= whole.size(); cut += 7) {
        Sha256 hash;
        hash.add(QByteArrayView(whole).first(cut));
        hash.add({});
        hash.add(QByteArrayView(whole).sliced(cut));
        QCOMPARE(hash.result(), Sha256::of(whole));
    }
}

QTEST_GUILESS_MAIN(Sha256Test)
#include "sha256_test.moc"
