// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/portable/archive.h"
#include "core/portable/form.h"
#include "core/portable/manifest.h"
#include "core/portable/portable.h"
#include "tests/core/portable/crafted.h"
#include "tests/core/store/sample.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::portable;

namespace {

const QDateTime kNow(QDate(2026, 11, 25), QTime(8, 0), Qt::UTC);

QByteArray entryOf(const QByteArray &file, const QByteArray &name)
{
    const Result<Archive> archive = Archive::open(file);
    for (std::size_t i = 0; archive && i < archive->entries().size(); ++i) {
        if (archive->entries()[i].name == name)
            return *archive->content(i);
    }
    return {};
}

QByteArrayList namesOf(const QByteArray &file)
{
    QByteArrayList names;
    const Result<std::vector<Entry>> entries = layoutOf(file);
    for (std::size_t i = 0; entries && i < entries->size(); ++i)
        names.append((*entries)[i].name);
    return names;
}

} // namespace

class PortableTest : public QObject
{
    Q_OBJECT
private slots:
    void givesBackTheSameRecord_data();
    void givesBackTheSameRecord();
    void givesTheSameBytes();
    void holdsEachBodyOnce();
    void describesItself();
    void isCheckedByTheToolsEveryoneHas();
    void isReadWhenOthersPackedIt();
    void namesItsFile();
    void refusesToWriteWhatItWouldNotRead();
};

void PortableTest::givesBackTheSameRecord_data()
{
    QTest::addColumn<collect::Record>("record");
    QTest::newRow("a small one") << smallRecord();
    collect::Record demo = smallRecord();
    demo.demo = true;
    QTest::newRow("of a demo") << demo;
    collect::Record empty = smallRecord();
    empty.replies.clear();
    QTest::newRow("without answers") << empty;
    collect::Record words = smallRecord();
    words.replies[0].body = "{\"name\":\"\xf0\x9f\x9b\xab \xe2\x80\xae\\u0000\"}";
    words.replies[2].request.app = QString::fromUtf8("\xe2\x80\xaeppa");
    words.replies[3].request.app = QString::fromUtf8("\xef\xbf\xbf web");
    QTest::newRow("with text of any kind") << words;
    collect::Record deep = smallRecord();
    deep.replies[0].body = QByteArray(70, '[') + QByteArray(70, ']');
    QTest::newRow("with a body deeper than collectors read") << deep;
    collect::Record faults = smallRecord();
    for (int kind = 0; kind <= int(ErrorKind::NotOffered); ++kind) {
        fly::Reply reply = faults.replies.back();
        reply.fault->kind = ErrorKind(kind);
        faults.replies.push_back(reply);
    }
    QTest::newRow("with faults of every kind") << faults;
}

void PortableTest::givesBackTheSameRecord()
{
    QFETCH(collect::Record, record);
    const Result<QByteArray> file = write(record, QStringLiteral("Acme Inc."));
    QVERIFY2(file, file ? "" : qPrintable(file.error().what));
    const Result<Contents> read = portable::read(*file, kNow);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QVERIFY(store::same(read->record, record));
    QCOMPARE(read->id, record.id());
    QCOMPARE(read->record.id(), record.id());
    QCOMPARE(read->organizationName, QStringLiteral("Acme Inc."));
    QCOMPARE(read->version, QStringLiteral("0.1.0"));
    const model::SnapshotPtr one = collect::snapshotOf(record);
    const model::SnapshotPtr two = collect::snapshotOf(read->record);
    QCOMPARE(two->id, one->id);
    QCOMPARE(two->sources.size(), one->sources.size());
    for (std::size_t i = 0; i < one->sources.size(); ++i)
        QVERIFY(one->sources[i].state == two->sources[i].state &&
                one->sources[i].detail == two->sources[i].detail);
}

void PortableTest::givesTheSameBytes()
{
    const Result<QByteArray> one = write(smallRecord(), QStringLiteral("Acme"));
    const Result<QByteArray> two = write(portable::read(*one, kNow)->record, QStringLiteral("Acme"));
    QVERIFY(*one == *two);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "America/St_Johns");
    tzset();
    const Result<QByteArray> elsewhere = write(smallRecord(), QStringLiteral("Acme"));
    qputenv("TZ", before);
    tzset();
    QVERIFY(*one == *elsewhere);
    QVERIFY(*one != *write(smallRecord(), QStringLiteral("Other")));
}

void PortableTest::holdsEachBodyOnce()
{
    const collect::Record record = smallRecord();
    QCOMPARE(record.replies[1].body, record.replies[2].body);
    const Result<QByteArray> file = write(record, QStringLiteral("Acme"));
    const QByteArrayList names = namesOf(*file);
    QCOMPARE(names.size(), 5);
    QCOMPARE(names[0], QByteArray("README.txt"));
    QCOMPARE(names[1], QByteArray("SHA256SUMS"));
    QCOMPARE(names[4], QByteArray("manifest.json"));
    const QByteArray apps = bodyName(digestOf(record.replies[0].body));
    QCOMPARE(entryOf(*file, apps), record.replies[0].body);
    QCOMPARE(portable::read(*file, kNow)->bodies, 2);
    QCOMPARE(portable::read(*file, kNow)->bodyBytes,
             qint64(record.replies[0].body.size() + record.replies[1].body.size()));
}

void PortableTest::describesItself()
{
    const collect::Record record = smallRecord();
    const QByteArray text = entryOf(*write(record, QStringLiteral("Acme")), kManifest);
    const Result<JsonDocument> manifest = JsonDocument::parse(text);
    QVERIFY2(manifest, text.constData());
    const JsonView root = manifest->root();
    QCOMPARE(root.at("schema").text(), QStringLiteral("airworthy.snapshot/1"));
    QCOMPARE(root.at("program").at("name").text(), QStringLiteral("airworthy"));
    QCOMPARE(root.at("organization").at("slug").text(), QStringLiteral("acme"));
    QCOMPARE(root.at("organization").at("name").text(), QStringLiteral("Acme"));
    QCOMPARE(root.at("snapshot").at("id").text(), record.id());
    QCOMPARE(root.at("snapshot").at("demo").flag(), false);
    QCOMPARE(root.at("snapshot").at("started_at").text(), QStringLiteral("2026-11-24T09:02:00.250Z"));
    QCOMPARE(root.at("answers").size(), record.replies.size());
    const JsonView refused = root.at("answers").at(3);
    QCOMPARE(refused.at("route").text(), QStringLiteral("app_secrets"));
    QCOMPARE(refused.at("request").text(), QStringLiteral("GET /v1/apps/web/secrets"));
    QCOMPARE(refused.at("status").integer(), 403);
    QCOMPARE(refused.at("fault").at("kind").text(), QStringLiteral("refused"));
    QVERIFY(refused.at("sha256").isNull());
    QCOMPARE(root.at("answers").at(0).at("sha256").text(),
             QString::fromLatin1(digestOf(record.replies[0].body)));
    QVERIFY(root.at("answers").at(4).at("at").isNull());
}

/// As README.txt and the project's own say: unzip, then sha256sum.
void PortableTest::isCheckedByTheToolsEveryoneHas()
{
    if (QStandardPaths::findExecutable(QStringLiteral("unzip")).isEmpty() ||
        QStandardPaths::findExecutable(QStringLiteral("sha256sum")).isEmpty())
        QSKIP("unzip or sha256sum is not installed");
    const QTemporaryDir folder;
    QVERIFY(store::write(folder.filePath(QStringLiteral("s.airworthy")), *write(smallRecord(), {})));
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"),
                 QStringLiteral(
                     "unzip -q s.airworthy -d snapshot && cd snapshot && sha256sum --strict -c SHA256SUMS && "
                     "for f in bodies/*; do echo $(sha256sum <$f) $f; done")});
    QVERIFY(shell.waitForFinished());
    const QByteArray out = shell.readAllStandardOutput();
    QVERIFY2(shell.exitCode() == 0, (out + shell.readAllStandardError()).constData());
    QCOMPARE(out.count(": OK\n"), 4);
    for (const QByteArray &line : out.split('\n')) {
        if (line.contains(" - bodies/"))
            QCOMPARE(line.mid(line.indexOf("bodies/") + 7, 64), line.left(64));
    }
    QCOMPARE(out.count(" - bodies/"), 2);
}

void PortableTest::isReadWhenOthersPackedIt()
{
    Forged forged(smallRecord());
    const Result<Contents> read = portable::read(forged.bytes(), kNow);
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    CraftedZip stored = forged.zip();
    for (CraftedEntry &entry : stored.entries) {
        entry.deflate = false;
        entry.madeBy = 20;
        entry.attributes = 0;
        entry.extra = QByteArray("UT\x05\x00\x03\x00\x00\x00\x00ux\x00\x00", 13);
    }
    const Result<Contents> again = portable::read(stored.bytes(), kNow);
    QVERIFY2(again, again ? "" : qPrintable(again.error().what));
    QVERIFY(store::same(again->record, read->record));
    // A later version may say more.
    forged.change("\"schema\"", "\"later\": [{}],\n\"schema\"");
    QVERIFY(portable::read(forged.bytes(), kNow));
}

void PortableTest::namesItsFile()
{
    const collect::Record record = smallRecord();
    QCOMPARE(fileName(record), QStringLiteral("acme-2026-11-24-%1.airworthy").arg(record.id().left(6)));
}

void PortableTest::refusesToWriteWhatItWouldNotRead()
{
    collect::Record strange = smallRecord();
    strange.replies[0].status = 403;
    const Result<QByteArray> file = write(strange, QStringLiteral("Acme"));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, ErrorKind::Storage);
    QVERIFY2(file.error().what.contains(QLatin1String("Answer 1 ")), qPrintable(file.error().what));
}

QTEST_GUILESS_MAIN(PortableTest)
#include "portable_test.moc"
