// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/command.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace aw::cli;

class ManPageTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void namesEveryCommandAndOption();
    void namesNoOptionThatThereIsNot();
    void namesEveryExitCode();

private:
    QString m_page;
};

void ManPageTest::initTestCase()
{
    QFile file(QStringLiteral(AW_SOURCE_DIR "/packaging/airworthy-cli.1"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    // troff writes a hyphen that can be copied as \-, and a space that does not break as "\ ".
    m_page = QString::fromUtf8(file.readAll())
                 .replace(QLatin1String("\\-"), QLatin1String("-"))
                 .replace(QLatin1String("\\ "), QLatin1String(" "));
}

void ManPageTest::namesEveryCommandAndOption()
{
    for (const Command *command : commands()) {
        QVERIFY2(m_page.contains(
                     QRegularExpression(QStringLiteral("^\\.BI? %1( |$)").arg(QLatin1String(command->name)),
                                        QRegularExpression::MultilineOption)),
                 command->name);
        for (const OptionRow &option : command->options)
            QVERIFY2(m_page.contains(QLatin1String("--") + QLatin1String(option.name)), option.name);
    }
    for (const OptionRow &option : globalOptions())
        QVERIFY2(m_page.contains(QLatin1String("--") + QLatin1String(option.name)), option.name);
}

void ManPageTest::namesNoOptionThatThereIsNot()
{
    QStringList known;
    for (const OptionRow &option : globalOptions())
        known.append(QLatin1String(option.name));
    for (const Command *command : commands()) {
        for (const OptionRow &option : command->options)
            known.append(QLatin1String(option.name));
    }
    static const QRegularExpression option(QStringLiteral("--([a-z][a-z-]*)"));
    for (auto found = option.globalMatch(m_page); found.hasNext();) {
        const QString name = found.next().captured(1);
        QVERIFY2(known.contains(name), qPrintable(name));
    }
}

void ManPageTest::namesEveryExitCode()
{
    for (const Exit exit : {Exit::Done, Exit::Findings, Exit::Usage, Exit::Incomplete, Exit::Refused,
                            Exit::Network, Exit::Storage, Exit::Interrupted})
        QVERIFY2(m_page.contains(QStringLiteral(".B %1\n").arg(int(exit))),
                 qPrintable(QString::number(int(exit))));
}

QTEST_GUILESS_MAIN(ManPageTest)
#include "man_page_test.moc"
