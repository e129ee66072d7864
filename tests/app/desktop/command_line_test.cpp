// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QProcess>
#include <QTest>

class CommandLineTest : public QObject
{
    Q_OBJECT
private slots:
    void answersWithoutADisplay_data();
    void answersWithoutADisplay();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
};

namespace {

struct Ended {
    int code = -1;
    QString out;
    QString err;
};

Ended run(const QStringList &arguments, const QString &platform)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), platform);
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(AW_PROGRAM), arguments);
    program.waitForFinished();
    return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

} // namespace

void CommandLineTest::answersWithoutADisplay_data()
{
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("says");
    QTest::newRow("help") << QStringLiteral("--help") << QStringLiteral("--data-dir");
    QTest::newRow("version") << QStringLiteral("--version") << QStringLiteral("airworthy 0.");
}

void CommandLineTest::answersWithoutADisplay()
{
    QFETCH(QString, argument);
    QFETCH(QString, says);
    const Ended ended = run({argument}, QStringLiteral("xcb"));
    QCOMPARE(ended.code, 0);
    QVERIFY2(ended.out.contains(says), qPrintable(ended.out + ended.err));
    QCOMPARE(ended.err, QString());
}

void CommandLineTest::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("an unknown option")
        << QStringList(QStringLiteral("--nonsense")) << QStringLiteral("nonsense");
    QTest::newRow("an unknown theme") << QStringList{QStringLiteral("--theme"), QStringLiteral("pink")}
                                      << QStringLiteral("light, dark or system");
    QTest::newRow("demo and an organization")
        << QStringList{QStringLiteral("--demo"), QStringLiteral("--org"), QStringLiteral("x")}
        << QStringLiteral("exclude");
}

void CommandLineTest::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ended ended = run(arguments, QStringLiteral("offscreen"));
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.contains(says), qPrintable(ended.err));
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
