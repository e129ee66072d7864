// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/tokens.h"

#include <QTest>

using namespace aw;
using theme::Ink;

class TokensTest : public QObject
{
    Q_OBJECT
private slots:
    void contrastSuffices_data();
    void contrastSuffices();
    void measuresContrast();
    void tintsBelongToTheirInk();
};

namespace {

constexpr double kText = 4.5;
constexpr double kShape = 3.0;

} // namespace

void TokensTest::contrastSuffices_data()
{
    QTest::addColumn<int>("ink");
    QTest::addColumn<int>("ground");
    QTest::addColumn<double>("needed");
    const auto row = [](const char *name, Ink ink, Ink ground, double needed) {
        QTest::newRow(name) << int(ink) << int(ground) << needed;
    };
    for (const Ink ink : {Ink::Text, Ink::Text2, Ink::Text3, Ink::Accent}) {
        for (const Ink ground : {Ink::Bg, Ink::Surface, Ink::Sidebar, Ink::Sel, Ink::AccentBg})
            QTest::addRow("text %d on %d", int(ink), int(ground)) << int(ink) << int(ground) << kText;
    }
    for (const Ink ink : {Ink::Crit, Ink::High, Ink::Med, Ink::Low, Ink::Ok, Ink::Unk}) {
        for (const Ink ground : {Ink::Bg, Ink::Surface, Ink::Sel, theme::tintOf(ink)})
            QTest::addRow("status %d on %d", int(ink), int(ground)) << int(ink) << int(ground) << kText;
        QTest::addRow("words in a banner of %d", int(ink))
            << int(Ink::Text2) << int(theme::tintOf(ink)) << kText;
    }
    row("text on sunken", Ink::Text2, Ink::Sunken, kText);
    row("code", Ink::Text, Ink::Code, kText);
    row("a key in JSON", Ink::Accent, Ink::Code, kText);
    row("a primary button's words", Ink::OnAccent, Ink::AccentFill, kText);
    row("outline of a field", Ink::Control, Ink::Surface, kShape);
    row("outline of a field on the window", Ink::Control, Ink::Bg, kShape);
    row("focus ring on a card", Ink::Focus, Ink::Surface, kShape);
    row("focus ring on a selected row", Ink::Focus, Ink::Sel, kShape);
    row("focus ring in the navigation", Ink::Focus, Ink::Sidebar, kShape);
}

void TokensTest::contrastSuffices()
{
    QFETCH(int, ink);
    QFETCH(int, ground);
    QFETCH(double, needed);
    for (const bool dark : {false, true}) {
        const theme::Tokens tokens(dark);
        const double ratio = theme::contrast(tokens(Ink(ink)), tokens(Ink(ground)));
        QVERIFY2(ratio >= needed,
                 qPrintable(QStringLiteral("%1 in the %2 scheme")
                                .arg(ratio)
                                .arg(dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
}

void TokensTest::measuresContrast()
{
    // The two anchors of WCAG's formula.
    QCOMPARE(theme::contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(theme::contrast(Qt::white, Qt::white), 1.0);
    // As the design computes it: text on surface.
    QVERIFY(qAbs(theme::contrast(QColor(0x15, 0x19, 0x1F), Qt::white) - 17.64) < 0.01);
}

void TokensTest::tintsBelongToTheirInk()
{
    QCOMPARE(theme::tintOf(Ink::Crit), Ink::CritBg);
    QCOMPARE(theme::tintOf(Ink::Unk), Ink::UnkBg);
    QCOMPARE(theme::tintOf(Ink::Text2), Ink::Sunken);
}

QTEST_GUILESS_MAIN(TokensTest)
#include "tokens_test.moc"
