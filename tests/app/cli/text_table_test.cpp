// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/text_table.h"

#include <QTest>

using namespace aw::cli;

class TextTableTest : public QObject
{
    Q_OBJECT
private slots:
    void showsWhatWouldHide_data();
    void showsWhatWouldHide();
    void countsColumns_data();
    void countsColumns();
    void cuts_data();
    void cuts();
    void aligns();
    void fitsTheTerminal();
    void neverCutsWhatDoesNotGive();
    void letsNoEscapeThrough();
};

void TextTableTest::showsWhatWouldHide_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << "web-1"
                           << "web-1";
    QTest::newRow("other scripts") << QString::fromUtf8("Zoë 東京 🛩")
                                   << QString::fromUtf8("Zoë 東京 🛩");
    QTest::newRow("an escape sequence") << "\x1b[2Jgone"
                                        << "\\u{1B}[2Jgone";
    QTest::newRow("an operating system command") << "\x1b]0;title\x07"
                                                 << "\\u{1B}]0;title\\u{7}";
    QTest::newRow("an 8-bit control") << QString(QChar(0x9b)) + QLatin1String("31m") << "\\u{9B}31m";
    QTest::newRow("line ends") << "a\r\nb\tc"
                               << "a\\u{D}\\u{A}b\\u{9}c";
    QTest::newRow("a right-to-left override")
        << QStringLiteral("a") + QChar(0x202e) + QLatin1Char('b') << "a\\u{202E}b";
    QTest::newRow("an isolate") << QString(QChar(0x2066)) << "\\u{2066}";
    QTest::newRow("a zero-width space") << QString(QChar(0x200b)) << "\\u{200B}";
    QTest::newRow("a line separator") << QString(QChar(0x2028)) << "\\u{2028}";
    QTest::newRow("half a surrogate pair") << QString(QChar(0xd800)) << QString(QChar(0xfffd));
    QTest::newRow("delete") << "\x7f"
                            << "\\u{7F}";
    QTest::newRow("nothing") << ""
                             << "";
}

void TextTableTest::showsWhatWouldHide()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(visible(text), shown);
}

void TextTableTest::countsColumns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::newRow("letters") << "abc" << 3;
    QTest::newRow("wide letters") << QString::fromUtf8("東京") << 4;
    QTest::newRow("a combining mark") << QStringLiteral("e") + QChar(0x0301) << 1;
    QTest::newRow("beyond the basic plane") << QString::fromUtf8("🚀x") << 3;
}

void TextTableTest::countsColumns()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QCOMPARE(columnsOf(text), columns);
}

void TextTableTest::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("left");
    QTest::newRow("fits") << "abcde" << 5 << "abcde";
    QTest::newRow("too long") << "abcdef" << 5 << QString::fromUtf8("abcd…");
    QTest::newRow("a wide letter at the edge")
        << QString::fromUtf8("東京都") << 4 << QString::fromUtf8("東…");
    QTest::newRow("no room") << "abc" << 1 << QString::fromUtf8("…");
}

void TextTableTest::cuts()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    QFETCH(QString, left);
    QCOMPARE(cut(text, columns), left);
}

void TextTableTest::aligns()
{
    const TextTable table{
        .columns = {{QStringLiteral("Name"), false}, {QStringLiteral("What"), true}},
        .rows = {{{QStringLiteral("a"), Ink::Plain}, {QStringLiteral("first"), Ink::Plain}},
                 {{QString::fromUtf8("東京x"), Ink::Plain}, {QStringLiteral("second"), Ink::Critical}}}};
    QCOMPARE(table.print(0, false), QString::fromUtf8("Name   What\n"
                                                      "a      first\n"
                                                      "東京x  second\n"));
    QCOMPARE(table.print(0, true).count(QLatin1String("\x1b[1;31msecond\x1b[0m")), 1);
}

void TextTableTest::fitsTheTerminal()
{
    TextTable table{.columns = {{QStringLiteral("Id"), false},
                                {QStringLiteral("What"), true},
                                {QStringLiteral("Where"), true}},
                    .rows = {}};
    table.rows.push_back({{QStringLiteral("0123456789"), Ink::Plain},
                          {QString(200, QLatin1Char('w')), Ink::Plain},
                          {QString(90, QLatin1Char('h')), Ink::Plain}});
    for (const QString &line : table.print(80, false).split(QLatin1Char('\n')))
        QVERIFY2(columnsOf(line) <= 80, qPrintable(line));
    QVERIFY(table.print(80, false).contains(QLatin1String("0123456789  www")));
    QVERIFY(table.print(0, false).contains(QString(200, QLatin1Char('w'))));
}

void TextTableTest::neverCutsWhatDoesNotGive()
{
    const QString id(30, QLatin1Char('i'));
    const TextTable table{.columns = {{QStringLiteral("Id"), false}, {QStringLiteral("What"), true}},
                          .rows = {{{id, Ink::Plain}, {QString(40, QLatin1Char('w')), Ink::Plain}}}};
    QVERIFY(table.print(20, false).contains(id));
}

void TextTableTest::letsNoEscapeThrough()
{
    const TextTable table{.columns = {{QStringLiteral("Name"), true}},
                          .rows = {{{QStringLiteral("\x1b[31mred\nnext"), Ink::Plain}}}};
    const QString printed = table.print(80, false);
    QVERIFY(!printed.contains(QLatin1Char('\x1b')));
    QCOMPARE(printed.count(QLatin1Char('\n')), 2);
}

QTEST_GUILESS_MAIN(TextTableTest)
#include "text_table_test.moc"
