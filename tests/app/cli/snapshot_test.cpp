// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/portable/portable.h"
#include "tests/app/cli/harness.h"
#include "tests/core/portable/crafted.h"
#include "tests/core/store/sample.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <sqlite3.h>
#include <sys/stat.h>

using namespace aw;
using namespace aw::cli;

/// Snapshots of the demo organization, collected once, and of files made for the purpose.
class SnapshotTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void showsASnapshot();
    void showsASnapshotToPrograms();
    void exportsTheSameBytesEverywhere();
    void neverReplacesAFileUnasked();
    void offersANameOnATerminal();
    void importsOnce();
    void importsFaultsOfEveryKind();
    void importsForPrograms();
    void keepsOrganizationsApart();
    void refusesTheWrongOrganization();
    void verifiesFilesAndIds();
    void refusesAnAlteredFile_data();
    void refusesAnAlteredFile();
    void findsAnAlteredDatabase();
    void refusesWrongUse_data();
    void refusesWrongUse();

private:
    static QStringList at(const QTemporaryDir &folder, const char *line)
    {
        return QStringList{QStringLiteral("--data-dir"), folder.path()} + words(line);
    }
    QString file(const char *name) const { return m_files.filePath(QString::fromUtf8(name)); }
    JsonDocument json() const { return *JsonDocument::parse(m_cli.out); }

    QTemporaryDir m_folder;
    QTemporaryDir m_files;
    Harness m_cli;
    QString m_id;
};

void SnapshotTest::initTestCase()
{
    QCOMPARE(m_cli.run(at(m_folder, "--demo collect --format json")), Exit::Incomplete);
    m_id = json().root().at("snapshot").at("id").text().value_or(QString());
    QCOMPARE(m_id.size(), 26);
    QCOMPARE(m_cli.run(at(m_folder, "snapshot export --output") + QStringList{file("demo.airworthy")}),
             Exit::Done);
    QVERIFY(store::write(file("acme.airworthy"),
                         *portable::write(portable::smallRecord(), QStringLiteral("Acme"))));
}

void SnapshotTest::showsASnapshot()
{
    QCOMPARE(m_cli.run(at(m_folder, "snapshot show")), Exit::Done);
    for (const char *part : {"Northwind Parcel (northwind-parcel)", "2026-11-24T09:12:00Z", "are partial",
                             "app_secrets", "permission", "The token may not read this (403)"})
        QVERIFY2(m_cli.out.contains(part), part);
    QVERIFY(m_cli.out.contains(m_id.toUtf8()));
    const QByteArray whole = m_cli.out;
    QCOMPARE(m_cli.run(at(m_folder, "snapshot show") + QStringList{m_id.left(6)}), Exit::Done);
    QCOMPARE(m_cli.out, whole);
    QCOMPARE(m_cli.run(at(m_folder, "snapshot show") + QStringList{m_id}), Exit::Done);
    QCOMPARE(m_cli.out, whole);
}

void SnapshotTest::showsASnapshotToPrograms()
{
    QCOMPARE(m_cli.run(at(m_folder, "snapshot show --format json")), Exit::Done);
    const JsonDocument document = json();
    const JsonView root = document.root();
    QCOMPARE(root.at("schema").text(), QStringLiteral("airworthy.snapshot-summary/1"));
    QCOMPARE(root.at("organization").at("name").text(), QStringLiteral("Northwind Parcel"));
    QCOMPARE(root.at("snapshot").at("id").text(), m_id);
    QCOMPARE(root.at("snapshot").at("complete").flag(), false);
    QCOMPARE(root.at("snapshot").at("demo").flag(), true);
    qint64 answers = 0;
    qint64 bytes = 0;
    bool refused = false;
    for (const JsonView &row : root.at("answers").at("by_route").items()) {
        answers += row.at("answers").integer().value_or(-1);
        bytes += row.at("bytes").integer().value_or(-1);
        refused = refused || (row.at("route").text() == QStringLiteral("app_secrets") &&
                              row.at("status").integer() == 403);
    }
    QVERIFY(refused);
    QVERIFY(answers > 100);
    QCOMPARE(root.at("answers").at("count").integer(), answers);
    QCOMPARE(root.at("answers").at("bytes").integer(), bytes);
    bool permission = false;
    for (const JsonView &source : root.at("snapshot").at("sources").items())
        permission = permission || (source.at("name").text() == QStringLiteral("app_secrets") &&
                                    source.at("state").text() == QStringLiteral("partial") &&
                                    source.at("reason").text() == QStringLiteral("permission"));
    QVERIFY(permission);
}

void SnapshotTest::exportsTheSameBytesEverywhere()
{
    const QByteArray first = store::contents(file("demo.airworthy"));
    QVERIFY(first.startsWith("PK"));
    QCOMPARE(m_cli.run(at(m_folder, "snapshot export --output -")), Exit::Done);
    QVERIFY(m_cli.out == first);
    QVERIFY2(m_cli.err.contains("Exported snapshot " + m_id.toUtf8()), m_cli.err.constData());
    QVERIFY(!first.contains(m_folder.path().toUtf8()));
    // Collected anew elsewhere: the demo's answers and times are the recording's.
    const QTemporaryDir other;
    QCOMPARE(m_cli.run(at(other, "--demo collect")), Exit::Incomplete);
    m_cli.environment.insert(QStringLiteral("LANG"), QStringLiteral("de_DE.UTF-8"));
    QCOMPARE(m_cli.run(at(other, "snapshot export")), Exit::Done);
    m_cli.environment.clear();
    QVERIFY(m_cli.out.startsWith("PK"));
    const Result<portable::Contents> here = portable::read(first, m_cli.now);
    const Result<portable::Contents> there = portable::read(m_cli.out, m_cli.now);
    QVERIFY(here && there);
    QCOMPARE(there->record.replies.size(), here->record.replies.size());
    // The key of digests is each data folder's own, so those collections differ; that of an import does not.
    const QTemporaryDir third;
    QCOMPARE(m_cli.run(at(third, "snapshot import") + QStringList{file("demo.airworthy")}), Exit::Done);
    QCOMPARE(m_cli.run(at(third, "snapshot export")), Exit::Done);
    QVERIFY(m_cli.out == first);
}

void SnapshotTest::neverReplacesAFileUnasked()
{
    const QString path = file("there.airworthy");
    QVERIFY(store::write(path, "mine"));
    QCOMPARE(m_cli.run(at(m_folder, "snapshot export --output") + QStringList{path}), Exit::Usage);
    QVERIFY(m_cli.err.contains("--force replaces it"));
    QCOMPARE(store::contents(path), QByteArray("mine"));
    QCOMPARE(m_cli.run(at(m_folder, "snapshot export --force --output") + QStringList{path}), Exit::Done);
    QVERIFY(store::contents(path) == store::contents(file("demo.airworthy")));
    QCOMPARE(m_cli.run(at(m_folder, "snapshot export --output /no/such/folder/x")), Exit::Storage);
}

void SnapshotTest::offersANameOnATerminal()
{
    m_cli.outIsTerminal = true;
    const Exit exit = m_cli.run(at(m_folder, "snapshot export"));
    m_cli.outIsTerminal = false;
    QCOMPARE(exit, Exit::Usage);
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(
        m_cli.err.contains("--output northwind-parcel-2026-11-24-" + m_id.left(6).toUtf8() + ".airworthy"),
        m_cli.err.constData());
}

void SnapshotTest::importsOnce()
{
    const QTemporaryDir folder;
    const QStringList typed = at(folder, "snapshot import") + QStringList{file("demo.airworthy")};
    QCOMPARE(m_cli.run(typed), Exit::Done);
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(m_cli.err.contains("Imported snapshot " + m_id.toUtf8() + " of northwind-parcel"),
             m_cli.err.constData());
    QVERIFY2(m_cli.err.contains(
                 "Collected 2026-11-24T09:12:00Z, exported with Airworthy 0.1.0: 301 answers, incomplete"),
             m_cli.err.constData());
    QCOMPARE(m_cli.run(at(folder, "snapshot list --format csv")), Exit::Done);
    const QByteArray list = m_cli.out;
    QVERIFY(list.contains(m_id.toUtf8() + ",northwind-parcel,2026-11-24T09:12:00Z,false,true"));
    QCOMPARE(m_cli.run(typed), Exit::Done);
    QVERIFY2(m_cli.err.contains("was here already; nothing changed"), m_cli.err.constData());
    QCOMPARE(m_cli.run(at(folder, "snapshot list --format csv")), Exit::Done);
    QCOMPARE(m_cli.out, list);
    QCOMPARE(m_cli.run(at(folder, "orgs list --format json")), Exit::Done);
    QCOMPARE(json().root().at("organizations").at(0).at("name").text(), QStringLiteral("Northwind Parcel"));
}

void SnapshotTest::importsFaultsOfEveryKind()
{
    collect::Record record = portable::smallRecord();
    const fly::Reply lost = record.replies.back();
    for (int kind = 0; kind <= int(ErrorKind::NotOffered); ++kind) {
        record.replies.push_back(lost);
        record.replies.back().fault->kind = ErrorKind(kind);
    }
    QVERIFY(store::write(file("faults.airworthy"), *portable::write(record, {})));
    const QTemporaryDir folder;
    QCOMPARE(m_cli.run(at(folder, "snapshot import") + QStringList{file("faults.airworthy")}), Exit::Done);
    QCOMPARE(m_cli.run(at(folder, "snapshot verify")), Exit::Done);
    QCOMPARE(m_cli.run(at(folder, "snapshot export")), Exit::Done);
    const Result<portable::Contents> again = portable::read(m_cli.out, m_cli.now);
    QVERIFY(again && store::same(again->record, record));
}

void SnapshotTest::importsForPrograms()
{
    const QTemporaryDir folder;
    QCOMPARE(
        m_cli.run(at(folder, "--quiet snapshot import --format json") + QStringList{file("demo.airworthy")}),
        Exit::Done);
    QVERIFY(m_cli.err.isEmpty());
    const QByteArray imported = m_cli.out;
    QCOMPARE(json().root().at("snapshot").at("id").text(), m_id);
    QCOMPARE(m_cli.run(at(m_folder, "snapshot show --format json")), Exit::Done);
    QCOMPARE(imported, m_cli.out);
}

/// An organization that is known by an import alone stands beside one that was collected.
void SnapshotTest::keepsOrganizationsApart()
{
    const QTemporaryDir folder;
    QCOMPARE(m_cli.run(at(folder, "--demo collect")), Exit::Incomplete);
    QCOMPARE(m_cli.run(at(folder, "snapshot import") + QStringList{file("acme.airworthy")}), Exit::Done);
    QCOMPARE(m_cli.run(at(folder, "orgs list --format csv")), Exit::Done);
    QVERIFY2(m_cli.out.contains("\nacme,acme,false,1,2026-11-24T09:02:01Z"), m_cli.out.constData());
    QVERIFY2(m_cli.out.contains("\nnorthwind-parcel,Northwind Parcel,true,1,"), m_cli.out.constData());
    QCOMPARE(m_cli.run(at(folder, "findings")), Exit::Usage);
    QVERIFY(m_cli.err.contains("acme, northwind-parcel"));
    QCOMPARE(m_cli.run(at(folder, "--org acme findings --format json")), Exit::Done);
    QCOMPARE(json().root().at("organization").at("slug").text(), QStringLiteral("acme"));
    QVERIFY(json().root().at("findings").size() > 0);
    QCOMPARE(m_cli.run(at(folder, "--org northwind-parcel snapshot list --format csv")), Exit::Done);
    QVERIFY(!m_cli.out.contains("acme"));
    const QString id = portable::smallRecord().id();
    QCOMPARE(m_cli.run(at(folder, "snapshot verify") + QStringList{id.left(8)}), Exit::Done);
    QVERIFY(m_cli.out.contains("of acme"));
    QCOMPARE(m_cli.run(at(folder, "--org acme report --format csv")), Exit::Done);
}

void SnapshotTest::refusesTheWrongOrganization()
{
    const QTemporaryDir folder;
    QCOMPARE(m_cli.run(at(folder, "--org zeta snapshot import") + QStringList{file("acme.airworthy")}),
             Exit::Usage);
    QVERIFY2(m_cli.err.contains("holds a snapshot of acme, not of zeta"), m_cli.err.constData());
    QVERIFY(!QFileInfo::exists(store::databaseIn(folder.path())));
    QCOMPARE(m_cli.run(at(folder, "--org acme snapshot import") + QStringList{file("acme.airworthy")}),
             Exit::Done);
    // A demo of the same name as a real organization.
    collect::Record demo = portable::smallRecord();
    demo.demo = true;
    QVERIFY(store::write(file("pretender.airworthy"), *portable::write(demo, {})));
    QCOMPARE(m_cli.run(at(folder, "snapshot import") + QStringList{file("pretender.airworthy")}),
             Exit::Storage);
    QVERIFY2(m_cli.err.contains("both a real and a demo organization"), m_cli.err.constData());
}

void SnapshotTest::verifiesFilesAndIds()
{
    const QTemporaryDir none;
    QCOMPARE(m_cli.run(at(none, "snapshot verify") + QStringList{file("demo.airworthy")}), Exit::Done);
    QVERIFY2(m_cli.out.startsWith("The file is whole: snapshot " + m_id.toUtf8() + " of northwind-parcel"),
             m_cli.out.constData());
    QVERIFY(m_cli.out.contains("not who made it.\n"));
    QVERIFY(!QFileInfo::exists(store::databaseIn(none.path())));
    // --now is the present, for judging whether a collection lies in the future.
    const QStringList acme{file("acme.airworthy")};
    QCOMPARE(m_cli.run(at(none, "--now 2026-01-01T00:00:00Z snapshot verify") + acme), Exit::Findings);
    QCOMPARE(m_cli.run(at(none, "--now 2027-01-01T00:00:00Z snapshot verify") + acme), Exit::Done);
    QCOMPARE(m_cli.run(at(m_folder, "snapshot verify")), Exit::Done);
    QVERIFY2(m_cli.out.startsWith("The snapshot is whole: " + m_id.toUtf8()), m_cli.out.constData());
    QCOMPARE(m_cli.run(at(m_folder, "snapshot verify") + QStringList{m_id.left(7)}), Exit::Done);
}

void SnapshotTest::refusesAnAlteredFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const QByteArray whole = store::contents(file("acme.airworthy"));
    portable::Forged forged(portable::smallRecord());
    QTest::newRow("cut short") << whole.left(whole.size() / 2) << "cut short";
    QTest::newRow("empty") << QByteArray() << "The file is empty.";
    QTest::newRow("a PDF") << QByteArray("%PDF-1.7") << "not a zip file";
    QTest::newRow("another status")
        << portable::Forged(forged).change("\"status\":403", "\"status\":200").bytes()
        << "do not give the snapshot's id";
    QTest::newRow("a newer version") << portable::Forged(forged).change("snapshot/1", "snapshot/2").bytes()
                                     << "Update this program";
    collect::Record future = portable::smallRecord();
    future.collectedAt = m_cli.now.addYears(1);
    QTest::newRow("from the future") << portable::fileOf(future) << "collected in the future";
}

void SnapshotTest::refusesAnAlteredFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    const QString path = file("altered.airworthy");
    QVERIFY(store::write(path, bytes));
    for (const char *line : {"snapshot verify", "snapshot import"}) {
        QCOMPARE(m_cli.run(at(folder, line) + QStringList{path}), Exit::Findings);
        QVERIFY(m_cli.out.isEmpty());
        QVERIFY2(m_cli.err.contains(says.toUtf8()), m_cli.err.constData());
        QVERIFY2(m_cli.err.contains(path.toUtf8()), m_cli.err.constData());
        QCOMPARE(m_cli.err.count('\n'), 1);
    }
    QVERIFY(!QFileInfo::exists(store::databaseIn(folder.path())));
}

void SnapshotTest::findsAnAlteredDatabase()
{
    const QTemporaryDir folder;
    QCOMPARE(m_cli.run(at(folder, "snapshot import") + QStringList{file("acme.airworthy")}), Exit::Done);
    sqlite3 *db = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(store::databaseIn(folder.path())).constData(), &db), SQLITE_OK);
    QCOMPARE(
        sqlite3_exec(db, "UPDATE snapshot SET started_at = started_at + 60000", nullptr, nullptr, nullptr),
        SQLITE_OK);
    sqlite3_close(db);
    QCOMPARE(m_cli.run(at(folder, "snapshot verify")), Exit::Findings);
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(m_cli.err.contains("is not what was collected"), m_cli.err.constData());
    QCOMPARE(m_cli.run(at(folder, "snapshot export --output -")), Exit::Storage);
    QVERIFY(m_cli.out.isEmpty());
}

void SnapshotTest::refusesWrongUse_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    const QString pipe = file("pipe");
    QVERIFY(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    QTest::newRow("an import of nothing") << "snapshot import"
                                          << "needs a value: snapshot import FILE";
    QTest::newRow("an import of two files") << "snapshot import a b"
                                            << "does not take \"b\"";
    QTest::newRow("an import of a folder")
        << QStringLiteral("snapshot import ") + m_files.path() << "a folder, a pipe or a device";
    QTest::newRow("an import of a pipe")
        << QStringLiteral("snapshot import ") + pipe << "a folder, a pipe or a device";
    QTest::newRow("a verification of a pipe")
        << QStringLiteral("snapshot verify ") + pipe << "a folder, a pipe or a device";
    QTest::newRow("a verification of no file") << "snapshot verify no.airworthy"
                                               << "cannot be opened: No such file";
    QTest::newRow("a verification of no snapshot") << "snapshot verify 123456789"
                                                   << "There is no snapshot 123456789";
    QTest::newRow("a show of no snapshot") << "snapshot show 123456789"
                                           << "There is no snapshot 123456789";
    QTest::newRow("a show as CSV") << "snapshot show --format csv"
                                   << "choose one of table, json";
    QTest::newRow("an export as JSON") << "snapshot export --format json"
                                       << "choose one of table";
    QTest::newRow("an export of two") << "snapshot export a b"
                                      << "does not take \"b\"";
    QTest::newRow("an export of no snapshot") << "snapshot export 12345"
                                              << "There is no snapshot 12345";
    QTest::newRow("a misspelled command") << "snapshot exprot"
                                          << "Did you mean snapshot export?";
}

void SnapshotTest::refusesWrongUse()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const Exit exit = m_cli.run(at(m_folder, "") + line.split(QLatin1Char(' ')));
    QVERIFY2(exit == Exit::Usage, m_cli.err.constData());
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(m_cli.err.contains(says.toUtf8()), m_cli.err.constData());
}

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshot_test.moc"
