// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/form.h"
#include "core/portable/portable.h"
#include "tests/core/portable/crafted.h"

#include <QElapsedTimer>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace aw;
using namespace aw::portable;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC);
constexpr quint32 kMany = 600U * 1024 * 1024;

/// A deflate stream (RFC 1951) of so many megabytes of zeros and more, made without holding them: one
/// zero, then without end "the last 258 bytes again", 13 bits each in the fixed code.
QByteArray zeros(qint64 megabytes)
{
    QByteArray bits = "110"
                      "00110000"; // last block, fixed code; the literal 0
    bits += QByteArray("11000101"
                       "00000")
                .repeated(24);
    QByteArray stream(bits.size() / 8, '\0');
    for (qsizetype i = 0; i < stream.size() * 8; ++i)
        stream[i / 8] = char(quint8(stream[i / 8]) | (bits[i] == '1' ? 1U << (i % 8) : 0U));
    const qint64 rounds = megabytes * 1024 * 1024 / (8 * 258) + 1;
    return stream.left(2) + stream.mid(2, 13).repeated(qsizetype(rounds));
}

CraftedZip whole()
{
    return Forged(smallRecord()).zip();
}

CraftedEntry body(char digit, const QByteArray &content)
{
    return {.name = bodyName(QByteArray(64, digit)), .content = content};
}

/// Most memory that reading `file` takes beyond what is held before, in KiB, measured in a child so that
/// nothing that ran before counts; -1 when the child did not end well.
long peakOf(const QByteArray &file)
{
    int ends[2] = {};
    if (::pipe(ends) != 0)
        return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        rusage before = {};
        ::getrusage(RUSAGE_SELF, &before);
        const bool refused = !portable::read(file, kNow);
        rusage after = {};
        ::getrusage(RUSAGE_SELF, &after);
        const long grown = refused ? after.ru_maxrss - before.ru_maxrss : -1;
        const bool told = ::write(ends[1], &grown, sizeof grown) == sizeof grown;
        ::_exit(told ? 0 : 1);
    }
    long grown = -1;
    ::close(ends[1]);
    if (::read(ends[0], &grown, sizeof grown) != sizeof grown)
        grown = -1;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return status == 0 ? grown : -1;
}

} // namespace

/// Files that are small and would become large.
class BoundsTest : public QObject
{
    Q_OBJECT
private slots:
    void staysSmall_data();
    void staysSmall();
    void readsALargeSnapshot();
    void refusesToWriteBeyondTheLimits();
};

void BoundsTest::staysSmall_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("megabytes");
    const auto row = [](const char *name, const CraftedZip &zip, const char *says, int megabytes) {
        QTest::newRow(name) << zip.bytes() << QString::fromUtf8(says) << megabytes;
    };
    CraftedZip said = whole();
    said.entries.push_back(body('0', "x"));
    said.entries.back().size = 0xfffffff0U;
    row("a body of four gigabytes, said so", said, "would unpack to 4294967280 bytes; 67108864 is the limit",
        8);

    CraftedZip bomb = whole();
    bomb.entries.back() = {
        .name = kManifest, .content = zeros(10'000), .deflate = false, .method = quint16(8), .size = 1'000U};
    row("a manifest of ten gigabytes, said to be a thousand bytes", bomb, "“manifest.json” is damaged", 8);

    CraftedZip sum = whole();
    for (const char digit : {'0', '1', '2', '3', '4', '5', '6', '7', '8'}) {
        sum.entries.push_back(body(digit, "x"));
        sum.entries.back().size = quint32(kMostOneBodyBytes);
    }
    row("many bodies, each within its limit", sum, "unpack to more than 536870912 bytes", 8);

    CraftedZip long_ = whole();
    long_.entries[0].size = kMany;
    row("a long README", long_, "“README.txt” would unpack to 629145600 bytes", 8);

    CraftedZip crowd;
    for (int i = 0; i < 65'000; ++i)
        crowd.entries.push_back({.name = QByteArray::number(i), .content = {}, .deflate = false});
    row("very many entries", crowd, "does not belong in a snapshot", 64);

    Forged nodes(smallRecord());
    nodes.manifest =
        "{\"schema\":\"airworthy.snapshot/1\",\"x\":[" + QByteArray("0,").repeated(20'000'000) + "0]}";
    row("a manifest of zeros", nodes.zip(), "holds more than 4000000 values", 400);

    Forged wide(smallRecord());
    wide.manifest = QByteArray(70'000'000, ' ');
    row("a manifest of spaces", wide.zip(), "“manifest.json” would unpack to 70000000 bytes", 8);
}

void BoundsTest::staysSmall()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    QFETCH(int, megabytes);
    const long peak = peakOf(file);
    QElapsedTimer timer;
    timer.start();
    const Result<Contents> read = portable::read(file, kNow);
    const auto elapsed = timer.elapsed();
    QVERIFY(!read);
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
    qInfo("%lld bytes: %lld ms, %ld KiB", qlonglong(file.size()), qlonglong(elapsed), peak);
    QVERIFY(elapsed < 10'000);
    QVERIFY(peak >= 0);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed, and shadows the rest
    QVERIFY(peak < megabytes * 1'024L);
#endif
}

void BoundsTest::readsALargeSnapshot()
{
    collect::Record record = smallRecord();
    const fly::Reply first = record.replies[0];
    record.replies.clear();
    for (int i = 0; i < 20'000; ++i) {
        fly::Reply reply = first;
        reply.request = {fly::Route::MachineVersions,
                         record.org,
                         QStringLiteral("app"),
                         QStringLiteral("%1").arg(i, 6, 10, QLatin1Char('0')),
                         {}};
        reply.body = "[{\"id\":\"" + QByteArray::number(i) + "\",\"config\":{\"env\":{" +
                     QByteArray("\"A\":{\"hmac\":\"0011223344556677\",\"length\":8}") + "}}}]";
        record.replies.push_back(std::move(reply));
    }
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> file = write(record, QStringLiteral("Acme"));
    QVERIFY2(file, file ? "" : qPrintable(file.error().what));
    const auto written = timer.restart();
    const Result<Contents> read = portable::read(*file, kNow);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    qInfo("%lld bytes: written in %lld ms, read in %lld ms", qlonglong(file->size()), qlonglong(written),
          qlonglong(timer.elapsed()));
    QCOMPARE(read->id, record.id());
    QCOMPARE(read->bodies, 20'000);
}

void BoundsTest::refusesToWriteBeyondTheLimits()
{
    collect::Record large = smallRecord();
    large.replies[0].body = '"' + QByteArray(qsizetype(kMostOneBodyBytes), 'x') + '"';
    const Result<QByteArray> file = write(large, QStringLiteral("Acme"));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Storage);
    QVERIFY2(file.error().what.contains(QLatin1String("too large for a portable snapshot")),
             qPrintable(file.error().what));
    collect::Record many = smallRecord();
    many.replies.erase(many.replies.begin() + 1, many.replies.end());
    for (int i = 0; i <= kMostBodies; ++i) {
        many.replies.push_back(many.replies[0]);
        many.replies.back().body = QByteArray::number(i);
    }
    const Result<QByteArray> crowd = write(many, QStringLiteral("Acme"));
    QVERIFY(!crowd);
    QVERIFY2(crowd.error().what.contains(QLatin1String("65002 different answers")),
             qPrintable(crowd.error().what));
}

QTEST_GUILESS_MAIN(BoundsTest)
#include "bounds_test.moc"
