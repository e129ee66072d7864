// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/form.h"
#include "core/portable/portable.h"
#include "tests/core/portable/crafted.h"

#include <QTest>

using namespace aw;
using namespace aw::portable;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC);

CraftedZip whole()
{
    return Forged(smallRecord()).zip();
}

/// A snapshot with one entry more, named so.
QByteArray withEntry(CraftedEntry entry)
{
    CraftedZip zip = whole();
    zip.entries.insert(zip.entries.begin() + 2, std::move(entry));
    return zip.bytes();
}

QByteArray named(const QByteArray &name)
{
    return withEntry({.name = name, .content = "{}"});
}

template<class Change>
QByteArray changed(Change change)
{
    CraftedZip zip = whole();
    change(zip);
    return zip.bytes();
}

constexpr auto kMuddled = "overlap, leave gaps or contradict";

} // namespace

/// Files that are no zip, or zips that two programs would read in two ways.
class LayoutTest : public QObject
{
    Q_OBJECT
private slots:
    void refuses_data();
    void refuses();
    void refusesEveryCut();
    void refusesEveryFlippedByte();
};

void LayoutTest::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &file, const char *says) {
        QTest::newRow(name) << file << QString::fromUtf8(says);
    };
    row("an empty file", {}, "The file is empty.");
    row("a text", "hello", "not a zip file");
    row("a PDF", "%PDF-1.7\n%%EOF", "not a zip file");
    row("three bytes of a zip", "PK\x03", "not a zip file");
    row("a zip of nothing", CraftedZip().bytes(), "The file has no README.txt.");
    row("a program before the zip", changed([](CraftedZip &zip) { zip.before = "MZ stub"; }),
        "not a zip file");
    row("another entry before the zip", changed([](CraftedZip &zip) { zip.before = whole().bytes(); }),
        kMuddled);
    row("bytes between entries and directory", changed([](CraftedZip &zip) { zip.between = "hidden"; }),
        kMuddled);
    row("a comment behind it", changed([](CraftedZip &zip) { zip.comment = "c"; }), "cut short");
    row("something behind it", whole().bytes() + "x", "cut short");
    row("a zip in parts", changed([](CraftedZip &zip) { zip.disk = 1; }),
        "one part of a zip file in several parts");
    row("fewer entries than it says", changed([](CraftedZip &zip) { zip.count = 6; }), kMuddled);
    row("more entries than it says", changed([](CraftedZip &zip) { zip.count = 4; }), kMuddled);
    row("very many entries", changed([](CraftedZip &zip) { zip.count = 65'535; }), "more than 65003 entries");

    row("an entry upwards", named("../manifest.json"), "unpacked outside of its folder: “../manifest.json”");
    row("an entry upwards from within", named("bodies/../../x.json"), "unpacked outside of its folder");
    row("an entry that is the folder above", named(".."), "unpacked outside of its folder");
    row("an absolute entry", named("/etc/passwd"), "unpacked outside of its folder: “/etc/passwd”");
    row("a backslash", named("..\\x"), "unpacked outside of its folder");
    row("a drive", named("C:x"), "unpacked outside of its folder");
    row("a zero in a name", named(QByteArray("manifest.json\0.txt", 18)),
        "characters that no name in a snapshot has");
    row("a name in capitals of another script", named("m\xd0\xb0nifest.json"),
        "characters that no name in a snapshot has");
    row("a name that turns the writing round", named("\xe2\x80\xaetxt.exe"),
        "characters that no name in a snapshot has");
    row("an empty name", named({}), "An entry is a folder");
    row("a folder", named("bodies/"), "An entry is a folder: “bodies/”");
    row("an extra entry", named("notes.txt"), "does not belong in a snapshot: “notes.txt”");
    row("a body not named by a digest", named("bodies/1.json"), "does not belong in a snapshot");
    row("a digest in capitals", named(bodyName(QByteArray(64, 'A'))), "does not belong in a snapshot");
    row("a second manifest", named(kManifest), "two entries of the same name: “manifest.json”");
    row("a symbolic link",
        withEntry({.name = "link", .content = "/etc/passwd", .attributes = 0120777U << 16}),
        "a link, a folder or a device, not a file: “link”");
    row("a device", withEntry({.name = "tty", .attributes = 0020666U << 16}), "a link, a folder or a device");
    row("a folder by attribute", withEntry({.name = "d", .madeBy = 20, .attributes = 0x10}),
        "a link, a folder or a device");

    row("a symbolic link that says it was made on DOS",
        withEntry({.name = "link", .content = "/etc/passwd", .madeBy = 20, .attributes = 0120777U << 16}),
        "a link, a folder or a device");
    const auto extra = [](const QByteArray &field) {
        return changed([&field](CraftedZip &zip) { zip.entries[4].extra = field; });
    };
    row("a second name in an extra field",
        extra(QByteArray("\x75\x70\x06\x00\x01"
                         "crc4"
                         "x",
                         10)),
        "an extra field that snapshots do not use");
    row("sizes in an extra field",
        extra(QByteArray("\x01\x00\x08\x00"
                         "12345678",
                         12)),
        "an extra field that snapshots do not use");
    row("an extra field beyond its length", extra(QByteArray("UT\xff\x00", 4)),
        "an extra field that snapshots do not use");
    row("half an extra field", extra("UT"), "an extra field that snapshots do not use");
    row("an encrypted entry", changed([](CraftedZip &zip) { zip.entries[2].flags = 1; }), "is encrypted");
    row("a strongly encrypted entry", changed([](CraftedZip &zip) { zip.entries[2].flags = 0x41; }),
        "is encrypted");
    row("masked headers", changed([](CraftedZip &zip) { zip.entries[2].flags = 0x2000; }), "is encrypted");
    row("sizes behind the data", changed([](CraftedZip &zip) { zip.entries[2].flags = 8; }),
        "a form that snapshots do not use");
    row("bzip2", changed([](CraftedZip &zip) { zip.entries[2].method = 12; }), "compressed by method 12");
    row("zstd", changed([](CraftedZip &zip) { zip.entries[2].method = 93; }), "compressed by method 93");

    row("two entries over the same bytes", changed([](CraftedZip &zip) { zip.entries[3].offset = 0; }),
        kMuddled);
    row("an entry beyond the file", changed([](CraftedZip &zip) { zip.entries[3].offset = 0x7fffffff; }),
        kMuddled);
    row("another name in its own header",
        changed([](CraftedZip &zip) { zip.entries[0].localName = "readme.txt"; }), kMuddled);
    row("another size in its own header", changed([](CraftedZip &zip) { zip.entries[0].localSize = 1; }),
        kMuddled);
    row("more packed bytes than there are",
        changed([](CraftedZip &zip) { zip.entries[4].compressed = 0x7fffffff; }), kMuddled);
    row("fewer bytes than it says", changed([](CraftedZip &zip) { zip.entries[4].size = 60'000; }),
        "“manifest.json” is damaged");
    row("more bytes than it says", changed([](CraftedZip &zip) { zip.entries[4].size = 5; }),
        "“manifest.json” is damaged");
    row("another checksum", changed([](CraftedZip &zip) { zip.entries[4].checksum = 1; }),
        "“manifest.json” is damaged");
    row("no deflate stream", changed([](CraftedZip &zip) {
            zip.entries[4].deflate = false;
            zip.entries[4].method = 8;
        }),
        "“manifest.json” is damaged");
    row("stored with two sizes", changed([](CraftedZip &zip) {
            zip.entries[4].deflate = false;
            zip.entries[4].size = 5;
        }),
        "“manifest.json” is damaged");
}

void LayoutTest::refuses()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, says);
    const Result<Contents> read = portable::read(file, kNow);
    QVERIFY(!read);
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
    QVERIFY(read.error().kind == ErrorKind::Malformed || read.error().kind == ErrorKind::Limit);
    QVERIFY(read.error().what.endsWith(QLatin1Char('.')));
    for (const QChar character : read.error().what)
        QVERIFY(character.isPrint());
}

void LayoutTest::refusesEveryCut()
{
    const QByteArray file = *write(smallRecord(), QStringLiteral("Acme"));
    QVERIFY(portable::read(file, kNow));
    for (qsizetype length = 0; length < file.size(); ++length)
        QVERIFY2(!portable::read(file.left(length), kNow), qPrintable(QString::number(length)));
}

/// No byte may change unseen but for those that say nothing about the content: versions, times, modes.
void LayoutTest::refusesEveryFlippedByte()
{
    const collect::Record record = smallRecord();
    const QByteArray file = *write(record, QStringLiteral("Acme"));
    int unseen = 0;
    for (qsizetype at = 0; at < file.size(); ++at) {
        QByteArray flipped = file;
        flipped[at] = char(flipped[at] ^ 0x11);
        const Result<Contents> read = portable::read(flipped, kNow);
        if (!read)
            continue;
        ++unseen;
        QCOMPARE(read->id, record.id());
        QCOMPARE(read->record.id(), record.id());
    }
    QVERIFY2(unseen <= 5 * 24, qPrintable(QString::number(unseen)));
}

QTEST_GUILESS_MAIN(LayoutTest)
#include "layout_test.moc"
