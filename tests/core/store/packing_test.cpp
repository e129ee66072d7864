// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/packing.h"

#include <QRandomGenerator>
#include <QTest>
#include <zstd.h>

using namespace aw;
using namespace aw::store;

namespace {

/// As our own frames are, but for what `parameters` sets otherwise.
QByteArray framed(const QByteArray &plain, std::initializer_list<std::pair<ZSTD_cParameter, int>> parameters)
{
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    for (const auto &[parameter, value] : parameters)
        ZSTD_CCtx_setParameter(context.get(), parameter, value);
    QByteArray out(qsizetype(ZSTD_compressBound(std::size_t(plain.size()))), Qt::Uninitialized);
    out.truncate(qsizetype(ZSTD_compress2(context.get(), out.data(), std::size_t(out.size()),
                                          plain.constData(), std::size_t(plain.size()))));
    return out;
}

/// The header of a frame that states `size` bytes, and the blocks of another.
QByteArray lying(quint64 size, const QByteArray &blocks)
{
    QByteArray out = QByteArray::fromHex("28b52ffd") + char(uchar(0xe4)); // eight bytes of size, a checksum
    for (int shift = 0; shift < 64; shift += 8)
        out += char(uchar(size >> shift));
    return out + blocks;
}

} // namespace

class PackingTest : public QObject
{
    Q_OBJECT
private slots:
    void givesBackWhatWasPacked_data();
    void givesBackWhatWasPacked();
    void refusesWhatIsTooLarge();
    void refusesWhatIsNoFrame_data();
    void refusesWhatIsNoFrame();
    void noticesAnyFlippedBit();
};

void PackingTest::givesBackWhatWasPacked_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("one byte") << QByteArray("x");
    QTest::newRow("text") << QByteArray("{\"apps\":[]}");
    QTest::newRow("what compresses to next to nothing") << QByteArray(8 * 1024 * 1024, 'x');
    QByteArray noise(100'000, Qt::Uninitialized);
    QRandomGenerator random(1);
    for (char &byte : noise)
        byte = char(random.bounded(256));
    QTest::newRow("what does not compress") << noise;
    QTest::newRow("as large as may be") << QByteArray(kLargestPlain, '\0');
}

void PackingTest::givesBackWhatWasPacked()
{
    QFETCH(QByteArray, plain);
    const Result<QByteArray> packed = Packer().pack(plain);
    QVERIFY(packed);
    const std::optional<QByteArray> back = Unpacker().unpack(*packed);
    QVERIFY(back.has_value());
    QVERIFY(*back == plain);
    QVERIFY(packed->size() < plain.size() + 64);
}

void PackingTest::refusesWhatIsTooLarge()
{
    const Result<QByteArray> packed = Packer().pack(QByteArray(kLargestPlain + 1, 'x'));
    QVERIFY(!packed);
    QCOMPARE(packed.error().kind, ErrorKind::Storage);
    QVERIFY(packed.error().what.contains(QLatin1String("too large")));
}

void PackingTest::refusesWhatIsNoFrame_data()
{
    QTest::addColumn<QByteArray>("packed");
    const QByteArray good = *Packer().pack("{\"apps\":[]}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("{\"apps\":[]}");
    QTest::newRow("a byte less") << good.chopped(1);
    QTest::newRow("a byte more") << good + 'x';
    QTest::newRow("two frames") << good + good;
    QTest::newRow("no size stated") << framed("{\"apps\":[]}", {{ZSTD_c_contentSizeFlag, 0}});
    QTest::newRow("more than may be")
        << framed(QByteArray(kLargestPlain + 1, 'x'), {{ZSTD_c_checksumFlag, 1}});
    // A bomb: a kilobyte of blocks that are nothing but a repeated byte.
    QTest::newRow("a size that no such frame can hold")
        << lying(quint64(kLargestPlain), QByteArray(40, '\0'));
    QTest::newRow("a size beyond every number") << lying(~quint64(2), QByteArray(40, '\0'));
    QTest::newRow("more than it states") << lying(10, QByteArray::fromHex("0200807801008078"));
    QTest::newRow("less than it states") << lying(1'000'000, QByteArray::fromHex("0b0000787878787878"));
}

void PackingTest::refusesWhatIsNoFrame()
{
    QFETCH(QByteArray, packed);
    QVERIFY(!Unpacker().unpack(packed).has_value());
}

void PackingTest::noticesAnyFlippedBit()
{
    const QByteArray plain = QByteArray("{\"name\":\"web\",\"value\":12345},").repeated(40);
    const QByteArray good = *Packer().pack(plain);
    const Unpacker unpacker;
    for (qsizetype at = 0; at < good.size() * 8; ++at) {
        QByteArray bad = good;
        bad[at / 8] = char(uchar(bad.at(at / 8)) ^ (1U << (at % 8)));
        const std::optional<QByteArray> back = unpacker.unpack(bad);
        // Bits that mean nothing may differ; what comes out may not.
        QVERIFY2(!back || *back == plain, qPrintable(QString::number(at)));
    }
}

QTEST_GUILESS_MAIN(PackingTest)
#include "packing_test.moc"
