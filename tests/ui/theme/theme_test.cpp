// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text_label.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace aw;

class ThemeTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<theme::Theme>(*qApp); }
    void labelsFollowSchemeAndSize();
    void scaleStaysInBounds();
    void everyIconDraws_data();
    void everyIconDraws();
    void tellsMarkupFromWords();
    void copiesAndSaysSo();

private:
    std::unique_ptr<theme::Theme> m_theme;
};

void ThemeTest::labelsFollowSchemeAndSize()
{
    m_theme->apply(theme::Scheme::Light, 1.0);
    widgets::TextLabel label(theme::TextRole::Body, theme::Ink::Text, QStringLiteral("words"));
    QCOMPARE(label.font().pixelSize(), 13);
    QCOMPARE(label.palette().color(QPalette::WindowText), theme::Tokens(false)(theme::Ink::Text));
    m_theme->apply(theme::Scheme::Dark, 2.0);
    QCOMPARE(label.font().pixelSize(), 26);
    QCOMPARE(label.palette().color(QPalette::WindowText), theme::Tokens(true)(theme::Ink::Text));
}

void ThemeTest::scaleStaysInBounds()
{
    m_theme->apply(theme::Scheme::Light, 0.1);
    QCOMPARE(m_theme->scale(), 1.0);
    m_theme->apply(theme::Scheme::Light, 99);
    QCOMPARE(m_theme->scale(), 2.0);
}

void ThemeTest::everyIconDraws_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"overview",   "findings",     "sync",         "sev-critical",  "sev-high",
                             "sev-medium", "sev-low",      "sev-info",     "pass",          "fail",
                             "partly",     "unknown",      "na",           "logo",          "x",
                             "copy",       "link",         "box",          "filter",        "table",
                             "download",   "check",        "clock",        "offline",       "lock",
                             "eye-off",    "chevron-down", "chevron-left", "chevron-right", "chevrons",
                             "key",        "apps",         "server",       "disk",          "database",
                             "shield",     "users",        "tunnel",       "globe",         "history",
                             "info",       "external",     "arrow-right",  "accepted"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ThemeTest::everyIconDraws()
{
    QFETCH(QString, name);
    const QImage drawn = theme::pixmap(name, theme::Ink::Crit, 32, nullptr).toImage();
    QVERIFY(!drawn.isNull());
    int painted = 0;
    for (int y = 0; y < drawn.height(); ++y) {
        for (int x = 0; x < drawn.width(); ++x)
            painted += drawn.pixelColor(x, y).alpha() > 0 ? 1 : 0;
    }
    QVERIFY2(painted > 10, "the drawing is empty");
}

void ThemeTest::tellsMarkupFromWords()
{
    const widgets::TextLabel label(theme::TextRole::Body, theme::Ink::Text, QStringLiteral("<b>x</b>"));
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(theme::toolTip(QStringLiteral("<img src=x>")), QStringLiteral("<qt>&lt;img src=x&gt;</qt>"));
    QCOMPARE(theme::label(QStringLiteral("a&b")), QStringLiteral("a&&b"));
}

void ThemeTest::copiesAndSaysSo()
{
    widgets::CopyButton button(QStringLiteral("Copy"), QStringLiteral("fly ips list"));
    button.click();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("fly ips list"));
    QCOMPARE(button.text(), QStringLiteral("Copied"));
    QTRY_COMPARE_WITH_TIMEOUT(button.text(), QStringLiteral("Copy"), 4'000);
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
