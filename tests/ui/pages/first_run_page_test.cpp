// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/made_macaroon.h"
#include "tests/ui/made_posture.h"
#include "ui/pages/first_run_page.h"
#include "ui/widgets/button.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using token::Answer;
using token::TokenReport;

namespace {

const QString kOrg = QStringLiteral("my-company");

QString readOnlyToken()
{
    return QString::fromLatin1(
        test::macaroon("o", {test::organizationCaveat(7, 1), test::validityCaveat(1, 4'000'000'000)}));
}

TokenReport reportOf(const QString &text, bool reaches = true)
{
    TokenReport report;
    report.facts = token::factsOf(*fly::Token::parse(text));
    report.org = kOrg;
    report.reaches = {{.slug = reaches ? kOrg : QStringLiteral("elsewhere"), .name = {}, .role = {}}};
    report.reaches.front().everyApp = true;
    report.reachesOrg = reaches ? Answer::Yes : Answer::No;
    return report;
}

TokenReport narrowReport(bool reaches = true)
{
    return reportOf(readOnlyToken(), reaches);
}

TokenReport wideReport()
{
    TokenReport report = reportOf(QStringLiteral("fo1_abc"));
    report.widths = token::widthOf(report.facts, Answer::NotAsked, QDateTime::currentDateTimeUtc());
    return report;
}

} // namespace

class FirstRunPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void opensTheDemoByOneClick();
    void testsAndConnectsByOneClick();
    void stopsAtAWideToken();
    void stopsAtATokenOfAnotherOrganization();
    void asksWhetherItCouldWriteOnlyWhenAllowed();
    void testsWithoutConnecting();
    void cancelsATest();
    void forgetsATestWhenSomethingChanges();
    void saysWhyATestFailed();
    void offersUntilQuitWhereThereIsNoKeychain();
    void keepsNothingWhenAskedNotTo();
    void neverShowsTheToken();
    void takesTheTokenOfTheEnvironment();
    void takesFlyctlsTokenOnlyByAClick();
    void namesOnlyASlugInTheCommand();

private:
    [[nodiscard]] widgets::Button *button(const QString &words) const;
    [[nodiscard]] QLineEdit *field(const QString &name) const;
    [[nodiscard]] QCheckBox *choice(const QString &words) const;
    [[nodiscard]] QString words() const;
    void paste(const QString &token);
    void answer(const Result<TokenReport> &report) { emit m_workspace->tokenTested(report); }

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

QCheckBox *FirstRunPageTest::choice(const QString &words) const
{
    for (auto *each : m_page->findChildren<QCheckBox *>()) {
        if (each->text().contains(words))
            return each;
    }
    return nullptr;
}

QString FirstRunPageTest::words() const
{
    QCoreApplication::processEvents(); // what was added is shown by then
    QStringList all;
    for (const QLabel *each : m_page->findChildren<QLabel *>()) {
        if (each->isVisibleTo(m_page.get()))
            all.append({each->text(), each->toolTip(), each->accessibleName()});
    }
    return all.join(QLatin1Char('\n'));
}

void FirstRunPageTest::paste(const QString &token)
{
    m_page->askForToken(kOrg);
    field(QStringLiteral("Token"))->setText(token);
}

void FirstRunPageTest::init()
{
    qunsetenv("FLY_ORG");
    qputenv("FLY_CONFIG_DIR", "/nonexistent");
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

void FirstRunPageTest::testsAndConnectsByOneClick()
{
    m_page->askForToken(kOrg);
    QVERIFY(words().contains(
        QStringLiteral("fly tokens create readonly -o my-company --name airworthy --expiry 720h")));
    auto *go = button(QStringLiteral("Connect and sync"));
    QVERIFY(!go->isEnabled());
    field(QStringLiteral("Token"))->setText(QStringLiteral("not a token\twith a tab"));
    QVERIFY(!go->isEnabled());
    field(QStringLiteral("Token"))->setText(readOnlyToken());
    QVERIFY(go->isEnabled());
    QVERIFY(words().contains(QStringLiteral("a read-only organization token: 1 part")));
    go->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("test my-company with 1 part(s)")));
    QVERIFY(!go->isEnabled());
    answer(narrowReport());
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("connect my-company with 1 part(s), kept"));
    QCOMPARE(field(QStringLiteral("Token"))->text(), QString());
    answer(narrowReport()); // of another page's test
    QCOMPARE(m_workspace->asked.size(), 2);
}

void FirstRunPageTest::stopsAtAWideToken()
{
    m_page->resize(1024, 480);
    paste(QStringLiteral("fo1_abc"));
    button(QStringLiteral("Connect and sync"))->click();
    answer(wideReport());
    QCOMPARE(m_workspace->asked.size(), 1);
    QVERIFY(words().contains(QStringLiteral("This token is wider than Airworthy needs.")));
    QVERIFY(words().contains(QStringLiteral("a user's own token")));
    auto *anyway = button(QStringLiteral("Connect anyway"));
    QVERIFY(anyway && anyway->isEnabled());
    QTRY_VERIFY(!anyway->visibleRegion().isEmpty()); // what was said has moved it below the fold
    anyway->click();
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("connect my-company with 1 part(s), kept"));
}

void FirstRunPageTest::stopsAtATokenOfAnotherOrganization()
{
    paste(readOnlyToken());
    button(QStringLiteral("Connect and sync"))->click();
    answer(narrowReport(false));
    QCOMPARE(m_workspace->asked.size(), 1);
    QVERIFY(words().contains(QStringLiteral("It does not reach my-company.")));
    QVERIFY(!button(QStringLiteral("Connect and sync"))->isEnabled());
}

void FirstRunPageTest::asksWhetherItCouldWriteOnlyWhenAllowed()
{
    paste(readOnlyToken());
    auto *ask = choice(QStringLiteral("could write"));
    QVERIFY(ask && !ask->isChecked());
    ask->setChecked(true);
    button(QStringLiteral("Test the token"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("test my-company with 1 part(s), asking")));
}

void FirstRunPageTest::testsWithoutConnecting()
{
    paste(readOnlyToken());
    button(QStringLiteral("Test the token"))->click();
    answer(narrowReport());
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("test my-company with 1 part(s)")));
    QVERIFY(words().contains(QStringLiteral("It reaches every app of my-company.")));
    QVERIFY(words().contains(QStringLiteral("By its own rules it can only read.")));
    button(QStringLiteral("Connect and sync"))->click(); // needs no second test
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("connect my-company with 1 part(s), kept"));
}

void FirstRunPageTest::cancelsATest()
{
    paste(readOnlyToken());
    button(QStringLiteral("Connect and sync"))->click();
    button(QStringLiteral("Cancel"))->click();
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("cancel the test"));
    answer(fail(ErrorKind::Cancelled, QStringLiteral("The test of the token was cancelled.")));
    QVERIFY(button(QStringLiteral("Connect and sync"))->isEnabled());
    QVERIFY(!field(QStringLiteral("Token"))->text().isEmpty());
}

void FirstRunPageTest::forgetsATestWhenSomethingChanges()
{
    paste(readOnlyToken());
    button(QStringLiteral("Connect and sync"))->click();
    field(QStringLiteral("Token"))->setText(QStringLiteral("fo1_another"));
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("cancel the test"));
    answer(narrowReport()); // of the token before
    QVERIFY(!m_workspace->asked.back().startsWith(QLatin1String("connect")));
    button(QStringLiteral("Test the token"))->click();
    answer(wideReport());
    QVERIFY(button(QStringLiteral("Connect anyway")));
    field(QStringLiteral("Slug of the organization"))->setText(QStringLiteral("other"));
    QVERIFY(!button(QStringLiteral("Connect anyway")));
    QVERIFY(!words().contains(QStringLiteral("wider than")));
}

void FirstRunPageTest::saysWhyATestFailed()
{
    paste(readOnlyToken());
    button(QStringLiteral("Connect and sync"))->click();
    answer(fail(ErrorKind::Refused, QStringLiteral("The platform does not accept this token (401).")));
    QVERIFY(words().contains(QStringLiteral("does not accept this token")));
    QCOMPARE(m_workspace->asked.size(), 1);
    QVERIFY(button(QStringLiteral("Connect and sync"))->isEnabled());
}

void FirstRunPageTest::offersUntilQuitWhereThereIsNoKeychain()
{
    paste(readOnlyToken());
    button(QStringLiteral("Connect and sync"))->click();
    answer(narrowReport());
    emit m_workspace->tokenNotKept(kOrg,
                                   fail(ErrorKind::Storage, QStringLiteral("There is no keychain here.")));
    QVERIFY(words().contains(QStringLiteral("There is no keychain here.")));
    QVERIFY(words().contains(QStringLiteral("until you quit")));
    QVERIFY(!choice(QStringLiteral("keychain"))->isChecked());
    button(QStringLiteral("Connect and sync"))->click();
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("connect my-company with 1 part(s)"));
}

void FirstRunPageTest::keepsNothingWhenAskedNotTo()
{
    paste(readOnlyToken());
    choice(QStringLiteral("keychain"))->setChecked(false);
    QVERIFY(words().contains(QStringLiteral("kept in memory until you quit")));
    button(QStringLiteral("Connect and sync"))->click();
    answer(narrowReport());
    QCOMPARE(m_workspace->asked.back(), QStringLiteral("connect my-company with 1 part(s)"));
}

void FirstRunPageTest::neverShowsTheToken()
{
    paste(QStringLiteral("fm2_c2VjcmV0"));
    QCOMPARE(field(QStringLiteral("Token"))->echoMode(), QLineEdit::Password);
    button(QStringLiteral("Test the token"))->click();
    answer(narrowReport());
    QVERIFY(!words().contains(QStringLiteral("c2VjcmV0")));
}

void FirstRunPageTest::takesTheTokenOfTheEnvironment()
{
    m_workspace->environment("fm2_c2VjcmV0");
    qputenv("FLY_ORG", "from-outside");
    m_page = std::make_unique<pages::FirstRunPage>(*m_workspace);
    m_page->askForToken({});
    QVERIFY(words().contains(QStringLiteral("from the environment (FLY_API_TOKEN)")));
    QVERIFY(!words().contains(QStringLiteral("c2VjcmV0")));
    button(QStringLiteral("Connect and sync"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("test from-outside with 1 part(s)")));
}

void FirstRunPageTest::takesFlyctlsTokenOnlyByAClick()
{
    m_page->askForToken(kOrg);
    button(QStringLiteral("Take flyctl's"))->click();
    QVERIFY(words().contains(QStringLiteral("flyctl has no settings here")));
    QVERIFY(!button(QStringLiteral("Connect and sync"))->isEnabled());
    const QTemporaryDir flyctl;
    QFile config(flyctl.filePath(QStringLiteral("config.yml")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("access_token: fo1_c2VjcmV0\n");
    config.close();
    qputenv("FLY_CONFIG_DIR", QFile::encodeName(flyctl.path()));
    button(QStringLiteral("Take flyctl's"))->click();
    QVERIFY(words().contains(QStringLiteral("A token from flyctl is there: a user's own token.")));
    QVERIFY(!words().contains(QStringLiteral("c2VjcmV0")));
    button(QStringLiteral("Test the token"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("test my-company with 1 part(s)")));
    field(QStringLiteral("Token"))->setText(readOnlyToken()); // what is typed stands before it
    QVERIFY(!words().contains(QStringLiteral("A token from flyctl")));
}

void FirstRunPageTest::namesOnlyASlugInTheCommand()
{
    for (const char *typed : {"x; rm -rf ~", "--help"}) {
        m_page->askForToken(QString::fromLatin1(typed));
        QVERIFY(words().contains(QStringLiteral("fly tokens create readonly -o ORG --name airworthy")));
        QVERIFY(words().contains(QStringLiteral("A slug holds letters")));
    }
}

QTEST_MAIN(FirstRunPageTest)
#include "first_run_page_test.moc"
