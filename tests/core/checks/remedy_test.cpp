// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/remedy.h"

#include <QProcess>
#include <QTest>

using namespace aw;
using namespace aw::checks;
using namespace Qt::StringLiterals;

namespace {

catalogue::CheckEntry entryWith(const QString &command)
{
    catalogue::CheckEntry entry;
    entry.remediation = {
        {.step = u"Do"_s, .command = command, .changesProduction = true, .downtime = u"none"_s}};
    return entry;
}

QStringList commandsOf(const QString &command, const Fills &fills)
{
    return remediation(entryWith(command), fills).front().commands;
}

} // namespace

class RemedyTest : public QObject
{
    Q_OBJECT

private slots:
    void fillsPlaceholders()
    {
        const Fills fills{.fixed = {{u"app"_s, u"web"_s}}, .rows = {}};
        QCOMPARE(commandsOf(u"fly ips list -a {app}"_s, fills), QStringList{u"fly ips list -a web"_s});
        QCOMPARE(commandsOf(u"fly x {app} {file.json} {NAME}={value}"_s, fills),
                 QStringList{u"fly x web <file.json> <NAME>=<value>"_s});
        QVERIFY(commandsOf(QString(), fills).isEmpty());
    }

    void onePerRowThatACommandNames()
    {
        const Fills fills{.fixed = {{u"app"_s, u"web"_s}},
                          .rows = {{{u"ip"_s, u"1.2.3.4"_s}},
                                   {{u"ip"_s, u"1.2.3.4"_s}},
                                   {{u"ip"_s, u"::1"_s}},
                                   {{u"machine_id"_s, u"m1"_s}, {u"port"_s, u"80"_s}}}};
        QCOMPARE(commandsOf(u"release {ip} -a {app}"_s, fills),
                 (QStringList{u"release 1.2.3.4 -a web"_s, u"release ::1 -a web"_s}));
        QCOMPARE(commandsOf(u"update {machine_id} --port {port} -a {app}"_s, fills),
                 QStringList{u"update m1 --port 80 -a web"_s});
        QCOMPARE(commandsOf(u"list -a {app}"_s, fills), QStringList{u"list -a web"_s});
    }

    void neverFillsAFilledValue()
    {
        const Fills fills{.fixed = {{u"app"_s, u"{org}"_s}, {u"org"_s, u"acme"_s}}, .rows = {}};
        QCOMPARE(commandsOf(u"x {app} {org}"_s, fills), QStringList{u"x '{org}' acme"_s});
    }

    void leavesOutWhatNothingMakesSafe_data()
    {
        QTest::addColumn<QString>("value");
        QTest::newRow("an option") << u"-y"_s;
        QTest::newRow("a long option") << u"--config=/tmp/x"_s;
        QTest::newRow("a line break") << u"a\nfly apps destroy b"_s;
        QTest::newRow("a carriage return") << u"a\rb"_s;
        QTest::newRow("an escape sequence") << u"a\x1b[2Jb"_s;
        QTest::newRow("a change of direction") << u"a\u202Eb"_s;
        QTest::newRow("a line separator") << u"a\u2028b"_s;
        QTest::newRow("nothing") << QString();
        QTest::newRow("too much") << QString(513, u'a');
    }

    void leavesOutWhatNothingMakesSafe()
    {
        QFETCH(QString, value);
        QVERIFY(!fillable(value));
        QCOMPARE(commandsOf(u"x {app}"_s, {.fixed = {{u"app"_s, value}}, .rows = {}}),
                 QStringList{u"x <app>"_s});
    }

    void aShellReadsBackTheValue_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("bare");
        QTest::newRow("a plain name") << u"internal-ledger"_s << true;
        QTest::newRow("an address") << u"2a09:8280:1::4c:71d0:0"_s << true;
        QTest::newRow("a path") << u"/var/lib/data_1.db"_s << true;
        QTest::newRow("an e-mail address") << u"a+b@example.com"_s << true;
        QTest::newRow("a blank") << u"my app"_s << false;
        QTest::newRow("a quote") << u"it's"_s << false;
        QTest::newRow("only quotes") << u"''''"_s << false;
        QTest::newRow("a command substitution") << u"$(reboot)`reboot`"_s << false;
        QTest::newRow("a variable") << u"$HOME ${HOME}"_s << false;
        QTest::newRow("several commands") << u"a; b & c | d && e > f < g"_s << false;
        QTest::newRow("a home folder") << u"~root"_s << false;
        QTest::newRow("a pattern") << u"*?[a]"_s << false;
        QTest::newRow("a backslash") << u"a\\nb\\"_s << false;
        QTest::newRow("a comment") << u"#x !x"_s << false;
        QTest::newRow("a line break") << u"a\nb"_s << false;
        QTest::newRow("nothing") << QString() << false;
        QTest::newRow("an option") << u"-rf"_s << false;
        QTest::newRow("other scripts") << u"zażółć 漢字 🙂"_s << false;
    }

    void aShellReadsBackTheValue()
    {
        QFETCH(QString, value);
        QFETCH(bool, bare);
        const QString word = shellWord(value);
        QCOMPARE(word == value, bare);
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s' x"_s + word + u"x"_s});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 0);
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), u'x' + value + u'x');
        shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s' "_s + word});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), value);
    }
};

QTEST_GUILESS_MAIN(RemedyTest)
#include "remedy_test.moc"
