// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/arguments.h"
#include "app/cli/command.h"
#include "tests/app/cli/harness.h"

#include <QTest>

using namespace aw;
using namespace aw::cli;

class ArgumentsTest : public QObject
{
    Q_OBJECT
private slots:
    void findsTheCommand_data();
    void findsTheCommand();
    void readsValues();
    void refuses_data();
    void refuses();
    void findsTheNearest_data();
    void findsTheNearest();
    void everyRowIsWhole();
};

void ArgumentsTest::findsTheCommand_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("command");
    QTest::addColumn<bool>("help");
    QTest::newRow("alone") << "collect"
                           << "collect" << false;
    QTest::newRow("of two words") << "orgs list"
                                  << "orgs list" << false;
    QTest::newRow("after global options") << "--demo --org acme collect"
                                          << "collect" << false;
    QTest::newRow("before global options") << "collect --demo --org acme"
                                           << "collect" << false;
    QTest::newRow("around them") << "--quiet snapshot --org acme list --force"
                                 << "snapshot list" << false;
    QTest::newRow("with an operand") << "checks explain data.volume-unencrypted"
                                     << "checks explain" << false;
    QTest::newRow("help of a command") << "findings --help"
                                       << "findings" << true;
    QTest::newRow("help without what it needs") << "checks explain -h"
                                                << "checks explain" << true;
    QTest::newRow("help of a group") << "orgs --help"
                                     << "" << true;
    QTest::newRow("help of all") << "--help"
                                 << "" << true;
    QTest::newRow("help as a word") << "help"
                                    << "" << true;
    QTest::newRow("a version asked") << "--version"
                                     << "" << false;
    QTest::newRow("after two dashes") << "-- collect"
                                      << "collect" << false;
}

void ArgumentsTest::findsTheCommand()
{
    QFETCH(QString, line);
    QFETCH(QString, command);
    QFETCH(bool, help);
    const Result<Line> read = readLine(line.split(QLatin1Char(' ')));
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QCOMPARE(read->command != nullptr ? QString(QLatin1String(read->command->name)) : QString(), command);
    QCOMPARE(read->help, help);
}

void ArgumentsTest::readsValues()
{
    const Result<Line> read = readLine({QStringLiteral("--org=a=b"), QStringLiteral("findings"),
                                        QStringLiteral("--status"), QStringLiteral("fail, unknown"),
                                        QStringLiteral("--status=pass"), QStringLiteral("--output"),
                                        QStringLiteral("-"), QStringLiteral("--org"), QStringLiteral("-x")});
    QVERIFY2(read, read ? "" : qPrintable(read.error().what));
    QCOMPARE(read->arguments.value("org"), QStringLiteral("-x"));
    QCOMPARE(read->arguments.values("status"),
             QStringList({QStringLiteral("fail"), QStringLiteral("unknown"), QStringLiteral("pass")}));
    QCOMPARE(read->arguments.value("output"), QStringLiteral("-"));
    const Result<Line> empty = readLine({QStringLiteral("findings"), QStringLiteral("--app=")});
    QVERIFY(!empty);
    QVERIFY(empty.error().what.contains(QStringLiteral("--app")));
    QVERIFY(!read->arguments.has("check"));
    QVERIFY(read->arguments.value("check").isEmpty());
}

void ArgumentsTest::refuses_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << ""
                             << "Say what to do";
    QTest::newRow("a misspelled command") << "colect"
                                          << "Did you mean collect?";
    QTest::newRow("a misspelled second word") << "orgs lst"
                                              << "Did you mean orgs list?";
    QTest::newRow("half a command") << "orgs"
                                    << "\"orgs\" needs one more word";
    QTest::newRow("something else entirely") << "xylophone"
                                             << "There is no command \"xylophone\".";
    QTest::newRow("a misspelled option") << "findings --statsu fail"
                                         << "Did you mean --status?";
    QTest::newRow("an option of another command") << "collect --fail-on high"
                                                  << "collect has no option --fail-on";
    QTest::newRow("an own option before the command") << "--fail-on high findings"
                                                      << "may stand before the command";
    QTest::newRow("an option without its value") << "collect --org"
                                                 << "--org needs a value: --org SLUG.";
    QTest::newRow("a flag with a value") << "collect --demo=yes"
                                         << "--demo takes no value";
    QTest::newRow("a word too many") << "collect acme"
                                     << "collect does not take \"acme\"";
    QTest::newRow("a word too few") << "checks explain"
                                    << "checks explain needs a value: checks explain ID.";
    QTest::newRow("a token as an option") << "collect --token abc"
                                          << "collect has no option --token";
    QTest::newRow("two words where one may stand") << "snapshot show a b"
                                                   << "snapshot show does not take \"b\".";
    QTest::newRow("a short option") << "collect -x"
                                    << "collect has no option -x";
}

void ArgumentsTest::refuses()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const Result<Line> read = readLine(line.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Input);
    QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
}

void ArgumentsTest::findsTheNearest_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("near");
    QTest::newRow("the same") << "report"
                              << "report";
    QTest::newRow("one letter left out") << "reprt"
                                         << "report";
    QTest::newRow("two letters changed places") << "reoprt"
                                                << "report";
    QTest::newRow("capitals") << "REPORT"
                              << "report";
    QTest::newRow("far off") << "zzzzzz"
                             << "";
    QTest::newRow("nothing") << ""
                             << "";
}

void ArgumentsTest::findsTheNearest()
{
    QFETCH(QString, typed);
    QFETCH(QString, near);
    QCOMPARE(
        nearest(typed, {QStringLiteral("collect"), QStringLiteral("report"), QStringLiteral("findings")}),
        near);
}

void ArgumentsTest::everyRowIsWhole()
{
    QStringList names;
    for (const Command *command : commands()) {
        const QString name = QLatin1String(command->name);
        QVERIFY(!names.contains(name));
        names.append(name);
        QVERIFY2(command->run != nullptr, command->name);
        QVERIFY2(QString(QLatin1String(command->example)).contains(QLatin1String("airworthy-cli")),
                 command->name);
        const QString help = helpOf({.command = command, .group = {}, .arguments = {}, .help = true});
        QVERIFY2(help.contains(name) && help.contains(QLatin1String(command->summary)) &&
                     help.contains(QLatin1String(command->example)),
                 command->name);
        for (const OptionRow &option : command->options) {
            QVERIFY2(help.contains(QLatin1String("--") + QLatin1String(option.name)), option.name);
            const auto same = [&option](const OptionRow &global) {
                return QLatin1String(global.name) == QLatin1String(option.name);
            };
            QVERIFY2(std::none_of(globalOptions().begin(), globalOptions().end(), same), option.name);
        }
    }
    QVERIFY(names.size() >= 11);
}

QTEST_GUILESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
