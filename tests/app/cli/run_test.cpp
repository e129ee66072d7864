// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/store/store.h"
#include "tests/app/cli/harness.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::cli;

/// The commands over the demo organization, collected once.
class RunTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void printsVersionAndHelp();
    void collectsTheDemo();
    void collectsTheSameAgain();
    void summarizesForPrograms();
    void printsFindings();
    void printsEveryStatusAsJson();
    void filters_data();
    void filters();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void failsOnFindings_data();
    void failsOnFindings();
    void choosesTheSnapshot();
    void writesReports();
    void neverReplacesAFileUnasked();
    void listsWhatIsKept();
    void listsAndExplainsChecks();
    void needsToKnowTheOrganization();
    void refusesAnUnusableFolder();
    void colorsOnATerminalOnly();

private:
    QStringList in(const char *line) const
    {
        return QStringList{QStringLiteral("--data-dir"), m_folder.path()} + words(line);
    }
    JsonDocument json() const { return *JsonDocument::parse(m_cli.out); }

    QTemporaryDir m_folder;
    QTemporaryDir m_output;
    Harness m_cli;
    QString m_org;
    QString m_snapshot;
};

void RunTest::initTestCase()
{
    const Exit exit = m_cli.run(in("--demo collect --format json"));
    QVERIFY2(exit == Exit::Incomplete, m_cli.err.constData());
    m_snapshot = json().root().at("snapshot").at("id").text().value_or(QString());
    m_org = json().root().at("organization").at("slug").text().value_or(QString());
    QCOMPARE(m_snapshot.size(), 26);
    QCOMPARE(m_org, QStringLiteral("northwind-parcel"));
}

void RunTest::printsVersionAndHelp()
{
    QCOMPARE(m_cli.run(words("--version")), Exit::Done);
    QVERIFY(m_cli.out.startsWith("airworthy-cli "));
    QCOMPARE(m_cli.run(words("--help")), Exit::Done);
    for (const Command *command : commands())
        QVERIFY2(m_cli.out.contains(command->name), command->name);
    QCOMPARE(m_cli.run(words("snapshot --help")), Exit::Done);
    QVERIFY(m_cli.out.contains("snapshot list") && !m_cli.out.contains("orgs list"));
    QCOMPARE(m_cli.run(words("findings --help --no-such")), Exit::Usage);
    QVERIFY(m_cli.err.isEmpty() == false && m_cli.out.isEmpty());
}

void RunTest::collectsTheDemo()
{
    const QTemporaryDir folder;
    m_cli.errIsTerminal = true;
    const Exit exit = m_cli.run(
        {QStringLiteral("collect"), QStringLiteral("--demo"), QStringLiteral("--data-dir"), folder.path()});
    m_cli.errIsTerminal = false;
    QCOMPARE(exit, Exit::Incomplete);
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(m_cli.err.contains("Collecting northwind-parcel:"), m_cli.err.constData());
    QVERIFY2(m_cli.err.contains("Collected northwind-parcel: "), m_cli.err.constData());
    QVERIFY2(m_cli.err.contains(" partial, "), m_cli.err.constData());
    QVERIFY(m_cli.err.contains("incomplete: what could not be read is unknown, not passed"));
    QVERIFY(!m_cli.interrupt);
}

void RunTest::collectsTheSameAgain()
{
    QCOMPARE(m_cli.run(in("--demo --quiet collect")), Exit::Incomplete);
    QVERIFY2(m_cli.out.isEmpty() && m_cli.err.isEmpty(), m_cli.err.constData());
    QCOMPARE(m_cli.run(in("snapshot list --format json")), Exit::Done);
    QCOMPARE(json().root().at("snapshots").size(), std::size_t(1));
    QCOMPARE(json().root().at("snapshots").at(0).at("id").text(), m_snapshot);
}

void RunTest::summarizesForPrograms()
{
    QCOMPARE(m_cli.run(in("--demo --now 2026-11-25T00:00:00Z collect --format json")), Exit::Incomplete);
    const JsonDocument summary = json();
    const JsonView root = summary.root();
    QCOMPARE(root.at("schema").text(), QStringLiteral("airworthy.collect/1"));
    const JsonView snapshot = root.at("snapshot");
    QVERIFY(snapshot.at("id").text() != m_snapshot);
    QCOMPARE(snapshot.at("complete").flag(), false);
    QCOMPARE(snapshot.at("demo").flag(), true);
    QVERIFY(snapshot.at("sources").size() > 10);
    int partial = 0;
    for (const JsonView &source : snapshot.at("sources").items()) {
        const bool complete = source.at("state").text() == QStringLiteral("complete");
        QCOMPARE(source.at("reason").isNull(), complete);
        partial += complete ? 0 : 1;
    }
    QVERIFY(partial > 0);
}

void RunTest::printsFindings()
{
    QCOMPARE(m_cli.run(in("--demo findings")), Exit::Done);
    const QList<QByteArray> lines = m_cli.out.split('\n');
    QVERIFY(lines.front().startsWith("Severity"));
    QVERIFY(lines.size() > 5);
    QVERIFY(m_cli.out.contains(" fail "));
    QVERIFY(m_cli.out.contains(" unknown "));
    QVERIFY(!m_cli.out.contains(" pass "));
    QVERIFY2(m_cli.err.contains("findings shown: "), m_cli.err.constData());
    QVERIFY(m_cli.err.contains("It is incomplete"));
}

void RunTest::printsEveryStatusAsJson()
{
    QCOMPARE(m_cli.run(in("--demo findings --format json --snapshot") + QStringList{m_snapshot}), Exit::Done);
    const JsonDocument document = json();
    QCOMPARE(document.root().at("schema").text(), QStringLiteral("airworthy.findings/1"));
    QCOMPARE(document.root().at("snapshot").at("id").text(), m_snapshot);
    QSet<QString> statuses;
    QSet<QString> checks;
    int failing = 0;
    for (const JsonView &finding : document.root().at("findings").items()) {
        const QString status = finding.at("status").text().value_or(QString());
        statuses.insert(status);
        checks.insert(finding.at("check").text().value_or(QString()));
        failing += status == QLatin1String("fail") ? 1 : 0;
    }
    for (const char *status : {"pass", "fail", "unknown"})
        QVERIFY2(statuses.contains(QLatin1String(status)), status);
    QVERIFY2(checks.size() >= 10, qPrintable(QStringList(checks.values()).join(QLatin1Char(' '))));
    QVERIFY(failing >= 10);
    const QByteArray once = m_cli.out;
    QCOMPARE(m_cli.run(in("--demo findings --format json --snapshot") + QStringList{m_snapshot}), Exit::Done);
    QVERIFY(m_cli.out == once);
}

void RunTest::filters_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("allowed");
    QTest::newRow("by status") << "--status unknown"
                               << "/status"
                               << "unknown";
    QTest::newRow("by two statuses") << "--status pass,fail"
                                     << "/status"
                                     << "pass,fail";
    QTest::newRow("by severity") << "--severity critical"
                                 << "/severity"
                                 << "critical";
    QTest::newRow("by check") << "--check data.volume-unencrypted"
                              << "/check"
                              << "data.volume-unencrypted";
    QTest::newRow("by query") << "--query is:unknown"
                              << "/status"
                              << "unknown";
}

void RunTest::filters()
{
    QFETCH(QString, line);
    QFETCH(QString, pointer);
    QFETCH(QString, allowed);
    QCOMPARE(m_cli.run(in("--demo findings --format json") + line.split(QLatin1Char(' '))), Exit::Done);
    const JsonDocument document = json();
    const std::vector<JsonView> findings = document.root().at("findings").items();
    QVERIFY(!findings.empty());
    for (const JsonView &finding : findings)
        QVERIFY(
            allowed.split(QLatin1Char(',')).contains(finding.resolve(pointer).text().value_or(QString())));
}

void RunTest::refusesWrongUse_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("an unknown status") << "findings --status broken"
                                       << "\"broken\" is none of";
    QTest::newRow("an unknown severity") << "findings --severity severe"
                                         << "\"severe\" is none of";
    QTest::newRow("a misspelled check") << "findings --check data.volume-unencryptd"
                                        << "Did you mean data.volume-unencrypted?";
    QTest::newRow("an app that is not there") << "findings --app nowhere-at-all"
                                              << "There is no app nowhere-at-all";
    QTest::newRow("a query that cannot be read") << "findings --query sev:"
                                                 << "airworthy-cli: ";
    QTest::newRow("an unknown limit") << "findings --fail-on worst"
                                      << "\"worst\" is none of";
    QTest::newRow("a format not offered") << "findings --format pdf"
                                          << "choose one of table, json, csv";
    QTest::newRow("a table as a report") << "report --format table"
                                         << "choose one of pdf, json, csv";
    QTest::newRow("an audience of later") << "report --audience manager"
                                          << "auditor's report only";
    QTest::newRow("an audience of never") << "report --audience king"
                                          << "no audience \"king\"";
    QTest::newRow("paper of another size") << "report --paper a3"
                                           << "choose a4 or letter";
    QTest::newRow("a snapshot that is not there") << "findings --snapshot ffffffffff"
                                                  << "There is no snapshot";
    QTest::newRow("a time without a zone") << "findings --now 2026-11-24T09:00:00"
                                           << "--now takes a time";
    QTest::newRow("a timeout of no time") << "collect --timeout 0"
                                          << "--timeout takes seconds";
    QTest::newRow("a token file that is not open") << "--org acme collect --token-fd 987"
                                                   << "number of an open file";
    QTest::newRow("no token at all") << "--org acme collect"
                                     << "There is no token";
    QTest::newRow("a slug that is a path") << "--org ../x collect"
                                           << "is not the slug";
    QTest::newRow("another organization for the demo") << "--demo --org acme collect"
                                                       << "The demo organization is";
    QTest::newRow("a summary as CSV") << "--demo collect --format csv"
                                      << "choose one of table, json";
    QTest::newRow("a summary nobody asked for") << "--demo collect --output x.json"
                                                << "add --format json";
    QTest::newRow("a misspelled check to explain") << "checks explain data.volume"
                                                   << "There is no check data.volume";
}

void RunTest::refusesWrongUse()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const QStringList typed =
        QStringList{QStringLiteral("--data-dir"), m_folder.path()} + line.split(QLatin1Char(' '));
    const Exit exit = m_cli.run(typed);
    QVERIFY2(exit == Exit::Usage, m_cli.err.constData());
    QVERIFY(m_cli.out.isEmpty());
    QVERIFY2(m_cli.err.contains(says.toUtf8()), m_cli.err.constData());
    QVERIFY2(m_cli.err.count('\n') <= 2, m_cli.err.constData());
}

void RunTest::failsOnFindings_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("exit");
    QTest::newRow("without a limit") << "" << 0;
    QTest::newRow("at the worst") << "--fail-on critical" << 1;
    QTest::newRow("at any") << "--fail-on info" << 1;
    QTest::newRow("whatever is shown") << "--fail-on critical --status pass" << 1;
    QTest::newRow("of a check without that severity")
        << "--fail-on critical --check runtime.stale-image-always-on" << 0;
    QTest::newRow("on unknown") << "--fail-on-unknown" << 1;
    QTest::newRow("on unknown, of what a query leaves") << "--fail-on-unknown --query is:open" << 0;
}

void RunTest::failsOnFindings()
{
    QFETCH(QString, line);
    QFETCH(int, exit);
    const Exit ended = m_cli.run(in("--demo findings") + line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY2(int(ended) == exit, m_cli.err.constData());
    QVERIFY(!m_cli.out.isEmpty());
}

void RunTest::choosesTheSnapshot()
{
    QCOMPARE(m_cli.run(in("findings --format json --snapshot") + QStringList{m_snapshot.left(6)}),
             Exit::Done);
    QCOMPARE(json().root().at("snapshot").at("id").text(), m_snapshot);
    QCOMPARE(m_cli.run(in("findings --snapshot") + QStringList{m_snapshot.left(5)}), Exit::Usage);
    QCOMPARE(m_cli.run(in("--org acme findings --snapshot") + QStringList{m_snapshot}), Exit::Usage);
    QCOMPARE(m_cli.run(in("--org acme findings")), Exit::Usage);
    QVERIFY(m_cli.err.contains("Nothing of acme has been collected yet"));
}

void RunTest::writesReports()
{
    QCOMPARE(m_cli.run(in("--demo report")), Exit::Done);
    QVERIFY(m_cli.out.startsWith("%PDF-1.7"));
    const QByteArray once = m_cli.out;
    QCOMPARE(m_cli.run(in("--demo report --format pdf --paper a4 --audience auditor --output -")),
             Exit::Done);
    QVERIFY(m_cli.out == once);
    QCOMPARE(m_cli.run(in("--demo report --paper letter")), Exit::Done);
    QVERIFY(m_cli.out.startsWith("%PDF-1.7") && m_cli.out != once);
    QCOMPARE(m_cli.run(in("--demo report --format json")), Exit::Done);
    QCOMPARE(json().root().at("schema").text(), QStringLiteral("airworthy.findings/1"));
    QCOMPARE(m_cli.run(in("--demo report --format csv")), Exit::Done);
    QVERIFY(m_cli.out.contains("data.volume-unencrypted"));
    m_cli.outIsTerminal = true;
    const Exit exit = m_cli.run(in("--demo report"));
    m_cli.outIsTerminal = false;
    QCOMPARE(exit, Exit::Usage);
    QVERIFY(m_cli.out.isEmpty() && m_cli.err.contains("--output FILE"));
}

void RunTest::neverReplacesAFileUnasked()
{
    const QString path = m_output.filePath(QStringLiteral("out.json"));
    const QStringList typed = in("--demo findings --format json --output") + QStringList{path};
    QCOMPARE(m_cli.run(typed), Exit::Done);
    QVERIFY(m_cli.out.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray first = file.readAll();
    QVERIFY(JsonDocument::parse(first));
    QCOMPARE(m_cli.run(typed), Exit::Usage);
    QVERIFY(m_cli.err.contains("--force replaces it"));
    QCOMPARE(m_cli.run(typed + words("--force --status fail")), Exit::Done);
    QFile again(path);
    QVERIFY(again.open(QIODevice::ReadOnly));
    QVERIFY(again.readAll() != first);
    QCOMPARE(m_cli.run(in("--demo findings --output /no/such/folder/x")), Exit::Storage);
    QVERIFY(m_cli.err.contains("could not be written"));
    QCOMPARE(QDir(m_output.path()).entryList(QDir::Files), QStringList{QStringLiteral("out.json")});
}

void RunTest::listsWhatIsKept()
{
    QCOMPARE(m_cli.run(in("orgs list --format json")), Exit::Done);
    const JsonDocument document = json();
    const JsonView org = document.root().at("organizations").at(0);
    QCOMPARE(org.at("slug").text(), m_org);
    QCOMPARE(org.at("name").text(), QStringLiteral("Northwind Parcel"));
    QCOMPARE(org.at("demo").flag(), true);
    QVERIFY(org.at("snapshots").integer() >= 1);
    QCOMPARE(m_cli.run(in("orgs list")), Exit::Done);
    QVERIFY(m_cli.out.contains("northwind-parcel") && m_cli.out.contains("yes"));
    QCOMPARE(m_cli.run(in("snapshot list --format csv")), Exit::Done);
    QVERIFY(m_cli.out.startsWith("id,organization,collected_at,complete,demo\r\n"));
    QVERIFY(m_cli.out.contains(m_snapshot.toUtf8() + ",northwind-parcel,"));
}

void RunTest::listsAndExplainsChecks()
{
    QCOMPARE(m_cli.run(words("checks list --format json")), Exit::Done);
    QVERIFY(json().root().at("checks").size() >= 10);
    QCOMPARE(m_cli.run(words("checks list")), Exit::Done);
    QVERIFY(m_cli.out.contains("data.volume-unencrypted"));
    QCOMPARE(m_cli.run(words("checks explain data.volume-unencrypted")), Exit::Done);
    QVERIFY(m_cli.out.startsWith("data.volume-unencrypted (high)\n"));
    for (const char *part : {"\nWhy\n", "\nFails\n", "\nFix\n", "\nSources\n", "https://"})
        QVERIFY2(m_cli.out.contains(part), part);
}

void RunTest::needsToKnowTheOrganization()
{
    const QTemporaryDir folder;
    {
        const Result<std::unique_ptr<store::Store>> store =
            store::openSqlite(folder.path(), store::Access::ReadWrite);
        QVERIFY((*store)->declare(QStringLiteral("acme"), QStringLiteral("web"), {}));
        QVERIFY((*store)->declare(QStringLiteral("zeta"), QStringLiteral("web"), {}));
    }
    m_cli.environment.insert(QStringLiteral("AIRWORTHY_DATA_DIR"), folder.path());
    const Exit several = m_cli.run(words("snapshot list"));
    QCOMPARE(several, Exit::Usage);
    QVERIFY2(m_cli.err.contains("acme, zeta"), m_cli.err.constData());
    m_cli.environment.insert(QStringLiteral("FLY_ORG"), QStringLiteral("zeta"));
    const Exit one = m_cli.run(words("snapshot list --format csv"));
    m_cli.environment.clear();
    QCOMPARE(one, Exit::Done);
    QCOMPARE(m_cli.out, QByteArray("id,organization,collected_at,complete,demo\r\n"));
}

void RunTest::refusesAnUnusableFolder()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("airworthy.db")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(4'096, 'x')) == 4'096);
    file.close();
    const QStringList at{QStringLiteral("--data-dir"), folder.path()};
    for (const char *line : {"--demo collect", "findings", "orgs list", "report"}) {
        QCOMPARE(m_cli.run(at + words(line)), Exit::Storage);
        QVERIFY2(m_cli.err.contains("not an Airworthy database"), m_cli.err.constData());
        QVERIFY(m_cli.err.contains(folder.path().toUtf8()));
    }
    QCOMPARE(m_cli.run({QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("none")),
                        QStringLiteral("findings")}),
             Exit::Storage);
    QVERIFY(m_cli.err.contains("Collect an organization first"));
}

void RunTest::colorsOnATerminalOnly()
{
    m_cli.outIsTerminal = true;
    m_cli.columns = 100;
    const Exit exit = m_cli.run(in("--demo findings"));
    const QByteArray colored = m_cli.out;
    m_cli.environment.insert(QStringLiteral("NO_COLOR"), QStringLiteral("1"));
    const Exit plainExit = m_cli.run(in("--demo findings"));
    const QByteArray plain = m_cli.out;
    m_cli.environment.clear();
    m_cli.outIsTerminal = false;
    m_cli.columns = 0;
    QCOMPARE(exit, Exit::Done);
    QCOMPARE(plainExit, Exit::Done);
    QVERIFY(colored.contains("\x1b[") && colored.contains("critical"));
    QVERIFY(!plain.contains('\x1b') && plain.contains("critical"));
    for (const QByteArray &line : plain.split('\n'))
        QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
}

QTEST_GUILESS_MAIN(RunTest)
#include "run_test.moc"
