// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/made_posture.h"
#include "ui/pages/first_run_page.h"
#include "ui/widgets/button.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace aw;

class FirstRunPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void opensTheDemoByOneClick();
    void connectsWithAPastedToken();
    void neverShowsTheToken();
    void takesTheTokenOfTheEnvironment();
    void quotesOnlyASlug_data();
    void quotesOnlyASlug();

private:
    [[nodiscard]] widgets::Button *button(const QString &words) const;
    [[nodiscard]] QLineEdit *field(const QString &name) const;
    [[nodiscard]] QString words() const;

    std::unique_ptr<test::StillWorkspace> m_workspace;
    std::unique_ptr<pages::FirstRunPage> m_page;
};

widgets::Button *FirstRunPageTest::button(const QString &words) const
{
    for (auto *each : m_page->findChildren<widgets::Button *>()) {
        if (each->text() == words)
            return each;
    }
    return nullptr;
}

QLineEdit *FirstRunPageTest::field(const QString &name) const
{
    for (auto *each : m_page->findChildren<QLineEdit *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

QString FirstRunPageTest::words() const
{
    QStringList all;
    for (const QLabel *each : m_page->findChildren<QLabel *>())
        all.append({each->text(), each->toolTip(), each->accessibleName()});
    return all.join(QLatin1Char('\n'));
}

void FirstRunPageTest::init()
{
    for (const char *name : {"FLY_API_TOKEN", "FLY_ACCESS_TOKEN", "FLY_ORG"})
        qunsetenv(name);
    m_page.reset();
    m_workspace = std::make_unique<test::StillWorkspace>();
    m_page = std::make_unique<pages::FirstRunPage>(*m_workspace);
    m_page->resize(1200, 800);
    m_page->show();
}

void FirstRunPageTest::opensTheDemoByOneClick()
{
    button(QStringLiteral("Open the demo organization"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("open the demo")));
}

void FirstRunPageTest::connectsWithAPastedToken()
{
    m_page->askForToken(QStringLiteral("my-company"));
    QVERIFY(words().contains(
        QStringLiteral("fly tokens create readonly -o my-company --name airworthy --expiry 720h")));
    auto *go = button(QStringLiteral("Connect and sync"));
    QVERIFY(!go->isEnabled());
    field(QStringLiteral("Token"))->setText(QStringLiteral("not a token\twith a tab"));
    QVERIFY(!go->isEnabled());
    field(QStringLiteral("Token"))->setText(QStringLiteral("FlyV1 fm2_c2VjcmV0,fm2_b3RoZXI="));
    QVERIFY(go->isEnabled());
    QVERIFY(words().contains(QStringLiteral("2 parts")));
    go->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("connect my-company with 2 part(s)")));
    QCOMPARE(field(QStringLiteral("Token"))->text(), QString());
}

void FirstRunPageTest::neverShowsTheToken()
{
    m_page->askForToken(QStringLiteral("my-company"));
    auto *token = field(QStringLiteral("Token"));
    QCOMPARE(token->echoMode(), QLineEdit::Password);
    token->setText(QStringLiteral("fm2_c2VjcmV0"));
    QVERIFY(!words().contains(QStringLiteral("c2VjcmV0")));
}

void FirstRunPageTest::takesTheTokenOfTheEnvironment()
{
    m_workspace->environment("fm2_c2VjcmV0");
    qputenv("FLY_ORG", "from-outside");
    m_page = std::make_unique<pages::FirstRunPage>(*m_workspace);
    QVERIFY(words().contains(QStringLiteral("from the environment")));
    QVERIFY(!words().contains(QStringLiteral("c2VjcmV0")));
    button(QStringLiteral("Connect and sync"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("connect from-outside with 1 part(s)")));
}

void FirstRunPageTest::quotesOnlyASlug_data()
{
    QTest::addColumn<QString>("org");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a slug") << QStringLiteral("my-company_2") << QStringLiteral("my-company_2");
    QTest::newRow("nothing") << QString() << QStringLiteral("ORG");
    QTest::newRow("a command") << QStringLiteral("x; rm -rf ~") << QStringLiteral("ORG");
    QTest::newRow("an option") << QStringLiteral("--help") << QStringLiteral("ORG");
    QTest::newRow("a newline") << QStringLiteral("a\nb") << QStringLiteral("ORG");
    QTest::newRow("a newline at the end") << QStringLiteral("ab\n") << QStringLiteral("ORG");
}

void FirstRunPageTest::quotesOnlyASlug()
{
    QFETCH(QString, org);
    QFETCH(QString, shown);
    QCOMPARE(pages::tokenCommand(org),
             QStringLiteral("fly tokens create readonly -o %1 --name airworthy --expiry 720h").arg(shown));
}

QTEST_MAIN(FirstRunPageTest)
#include "first_run_page_test.moc"
