// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/token_field.h"

#include <QTest>
#include <QVBoxLayout>

using namespace aw;

class TokenFieldTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void knowsTheTokenAtTheCursor_data();
    void knowsTheTokenAtTheCursor();
    void tabTakesTheFirst();
    void arrowsChoose();
    void escapeClosesTheListAlone();

private:
    std::unique_ptr<QWidget> m_window;
    widgets::TokenField *m_field = nullptr;
};

void TokenFieldTest::init()
{
    m_window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(m_window.get());
    m_field = new widgets::TokenField;
    column->addWidget(m_field);
    column->addStretch(1);
    m_window->resize(800, 400);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_field->setFocus();
    connect(m_field, &widgets::TokenField::suggestionsWanted, this, [this] {
        m_field->setSuggestions({{.insert = QStringLiteral("is:open"),
                                  .word = QStringLiteral("open"),
                                  .example = {},
                                  .meaning = {}},
                                 {.insert = QStringLiteral("is:unknown"),
                                  .word = QStringLiteral("unknown"),
                                  .example = {},
                                  .meaning = {}}});
    });
}

void TokenFieldTest::knowsTheTokenAtTheCursor_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("cursor");
    QTest::addColumn<QString>("token");
    QTest::newRow("at its end") << QStringLiteral("is:open app:w") << 13 << QStringLiteral("app:w");
    QTest::newRow("inside") << QStringLiteral("is:open app:w") << 5 << QStringLiteral("is:op");
    QTest::newRow("before anything") << QStringLiteral("is:open") << 0 << QString();
    QTest::newRow("after a space") << QStringLiteral("is:open ") << 8 << QString();
    QTest::newRow("a space in quotes") << QStringLiteral("app:\"a b") << 8 << QStringLiteral("app:\"a b");
}

void TokenFieldTest::knowsTheTokenAtTheCursor()
{
    QFETCH(QString, text);
    QFETCH(int, cursor);
    m_field->setText(text);
    m_field->setCursorPosition(cursor);
    QTEST(m_field->tokenAtCursor(), "token");
}

void TokenFieldTest::tabTakesTheFirst()
{
    QTest::keyClicks(m_field, QStringLiteral("web is:o"));
    QVERIFY(m_field->suggesting());
    QTest::keyClick(m_field, Qt::Key_Tab);
    QCOMPARE(m_field->text(), QStringLiteral("web is:open"));
    QVERIFY(!m_field->suggesting());
    QVERIFY(m_field->hasFocus());
}

void TokenFieldTest::arrowsChoose()
{
    QTest::keyClicks(m_field, QStringLiteral("i"));
    QTest::keyClick(m_field, Qt::Key_Down);
    QTest::keyClick(m_field, Qt::Key_Down);
    QTest::keyClick(m_field, Qt::Key_Return);
    QCOMPARE(m_field->text(), QStringLiteral("is:unknown"));
}

void TokenFieldTest::escapeClosesTheListAlone()
{
    QTest::keyClicks(m_field, QStringLiteral("i"));
    QVERIFY(m_field->suggesting());
    QTest::keyClick(m_field, Qt::Key_Escape);
    QVERIFY(!m_field->suggesting());
    QCOMPARE(m_field->text(), QStringLiteral("i"));
    QTest::keyClick(m_field, Qt::Key_Down);
    QVERIFY(m_field->suggesting());
}

QTEST_MAIN(TokenFieldTest)
#include "token_field_test.moc"
