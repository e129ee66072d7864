// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/message_pack.h"

#include <QTest>
#include <limits>

using namespace aw;
using namespace Qt::StringLiterals;

namespace {

/// Bytes by their hexadecimal digits.
QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

} // namespace

class MessagePackTest : public QObject
{
    Q_OBJECT
private slots:
    void readsIntegers_data();
    void readsIntegers();
    void readsTextAndBinary_data();
    void readsTextAndBinary();
    void passesOver_data();
    void passesOver();
    void staysFailed();
    void tellsWhatComesNext();
};

void MessagePackTest::readsIntegers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("natural");
    QTest::addColumn<quint64>("value");
    QTest::addColumn<bool>("integer");
    QTest::addColumn<qint64>("signedValue");
    QTest::newRow("zero") << hex("00") << true << quint64(0) << true << qint64(0);
    QTest::newRow("127") << hex("7f") << true << quint64(127) << true << qint64(127);
    QTest::newRow("uint 8") << hex("ccff") << true << quint64(255) << true << qint64(255);
    QTest::newRow("uint 16") << hex("cd0100") << true << quint64(256) << true << qint64(256);
    QTest::newRow("uint 32") << hex("ce80000000") << true << quint64(2147483648) << true
                             << qint64(2147483648);
    QTest::newRow("uint 64 beyond a signed one")
        << hex("cfffffffffffffffff") << true << std::numeric_limits<quint64>::max() << false << qint64(0);
    QTest::newRow("-1") << hex("ff") << false << quint64(0) << true << qint64(-1);
    QTest::newRow("-32") << hex("e0") << false << quint64(0) << true << qint64(-32);
    QTest::newRow("int 8") << hex("d080") << false << quint64(0) << true << qint64(-128);
    QTest::newRow("int 8, not negative") << hex("d07f") << true << quint64(127) << true << qint64(127);
    QTest::newRow("int 16") << hex("d1ff85") << false << quint64(0) << true << qint64(-123);
    QTest::newRow("int 64") << hex("d38000000000000000") << false << quint64(0) << true
                            << std::numeric_limits<qint64>::min();
    QTest::newRow("int 64 of a time")
        << hex("d3000000006ab13b80") << true << quint64(1790000000) << true << qint64(1790000000);
    QTest::newRow("a text") << hex("a131") << false << quint64(0) << false << qint64(0);
    QTest::newRow("a fraction") << hex("ca3f800000") << false << quint64(0) << false << qint64(0);
    QTest::newRow("cut short") << hex("cd01") << false << quint64(0) << false << qint64(0);
    QTest::newRow("nothing") << QByteArray() << false << quint64(0) << false << qint64(0);
}

void MessagePackTest::readsIntegers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, natural);
    QFETCH(quint64, value);
    QFETCH(bool, integer);
    QFETCH(qint64, signedValue);
    MessagePackReader first(bytes);
    QCOMPARE(first.natural(), natural ? std::optional(value) : std::nullopt);
    QCOMPARE(first.failed(), !natural);
    MessagePackReader second(bytes);
    QCOMPARE(second.integer(), integer ? std::optional(signedValue) : std::nullopt);
}

void MessagePackTest::readsTextAndBinary_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("binary");
    QTest::newRow("short text") << hex("a3616263") << "abc"_ba << QByteArray();
    QTest::newRow("text 8") << hex("d903616263") << "abc"_ba << QByteArray();
    QTest::newRow("text 16") << hex("da0003616263") << "abc"_ba << QByteArray();
    QTest::newRow("text 32") << hex("db00000003616263") << "abc"_ba << QByteArray();
    QTest::newRow("binary 8") << hex("c403616263") << QByteArray() << "abc"_ba;
    QTest::newRow("binary 16") << hex("c50003616263") << QByteArray() << "abc"_ba;
    QTest::newRow("binary 32") << hex("c600000003616263") << QByteArray() << "abc"_ba;
    QTest::newRow("longer than there is") << hex("a4616263") << QByteArray() << QByteArray();
    QTest::newRow("four thousand million bytes") << hex("c6ffffffff00") << QByteArray() << QByteArray();
}

void MessagePackTest::readsTextAndBinary()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, binary);
    MessagePackReader first(bytes);
    QCOMPARE(first.text().value_or(QByteArrayView()).toByteArray(), text);
    MessagePackReader second(bytes);
    QCOMPARE(second.binary().value_or(QByteArrayView()).toByteArray(), binary);
}

void MessagePackTest::passesOver_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("taken"); ///< -1: refused
    const auto row = [](const char *name, const char *digits, int taken) {
        QTest::newRow(name) << hex(digits) << taken;
    };
    row("nil, and then more", "c0c0", 1);
    row("a flag", "c3", 1);
    row("float 64", "cb3ff0000000000000", 9);
    row("fixed extension of 1", "d4010a", 3);
    row("fixed extension of 16", "d80100000000000000000000000000000000", 18);
    row("extension 8", "c70201aabb", 5);
    row("an array of three kinds", "9301a161c403000102", 9);
    row("a map", "82a16101a16202", 7);
    row("array 16", "dc00020102", 5);
    row("array 32 that claims the world", "ddffffffff01", -1);
    row("map 32 that claims the world", "dfffffffff01", -1);
    row("an array with too few", "930101", -1);
    row("the byte that is never used", "c1", -1);
    row("an extension cut short", "d80100", -1);
    QTest::newRow("sixteen levels") << QByteArray(16, '\x91') + '\x01' << 17;
    QTest::newRow("seventeen levels") << QByteArray(17, '\x91') + '\x01' << -1;
    QTest::newRow("ten thousand levels") << QByteArray(10'000, '\x91') << -1;
}

void MessagePackTest::passesOver()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, taken);
    MessagePackReader reader(bytes);
    const auto passed = reader.skip();
    QCOMPARE(passed ? int(passed->size()) : -1, taken);
    QCOMPARE(reader.failed(), taken < 0);
}

void MessagePackTest::staysFailed()
{
    const QByteArray bytes = hex("a161010203");
    MessagePackReader reader(bytes);
    QVERIFY(!reader.natural());
    QVERIFY(!reader.text());
    QVERIFY(!reader.array());
    QVERIFY(!reader.skip());
    QCOMPARE(reader.next(), MessagePackReader::Kind::Nothing);
    QVERIFY(reader.atEnd());
}

void MessagePackTest::tellsWhatComesNext()
{
    using Kind = MessagePackReader::Kind;
    const QByteArray bytes = hex("93a161c4006080d0ff");
    MessagePackReader reader(bytes);
    QCOMPARE(reader.next(), Kind::Array);
    QCOMPARE(reader.array(), std::optional<qsizetype>(3));
    QCOMPARE(reader.next(), Kind::Text);
    QVERIFY(reader.skip());
    QCOMPARE(reader.next(), Kind::Binary);
    QVERIFY(reader.skip());
    QCOMPARE(reader.next(), Kind::Integer);
    QVERIFY(reader.skip());
    QCOMPARE(reader.next(), Kind::Map);
    QCOMPARE(reader.map(), std::optional<qsizetype>(0));
    QCOMPARE(reader.integer(), std::optional<qint64>(-1));
    QVERIFY(reader.atEnd());
    QVERIFY(!reader.failed());
}

QTEST_GUILESS_MAIN(MessagePackTest)
#include "message_pack_test.moc"
