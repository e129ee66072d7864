// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/made_posture.h"
#include "ui/pages/sync_page.h"
#include "ui/widgets/button.h"

#include <QLabel>
#include <QTest>

using namespace aw;
using namespace std::chrono_literals;

class SyncPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void showsProgressAndCancels();
    void tellsWhatIsLeft();
    void tellsTheProblemsOfTheLastSnapshot();
    void saysWhyItCannotSync();

private:
    [[nodiscard]] bool says(const QString &words) const;
    [[nodiscard]] widgets::Button *button(const QString &words) const;

    std::unique_ptr<test::StillWorkspace> m_workspace;
    std::unique_ptr<pages::SyncPage> m_page;
};

bool SyncPageTest::says(const QString &words) const
{
    for (const QLabel *each : m_page->findChildren<QLabel *>()) {
        if (each->isVisible() && each->text().contains(words))
            return true;
    }
    return false;
}

widgets::Button *SyncPageTest::button(const QString &words) const
{
    for (auto *each : m_page->findChildren<widgets::Button *>()) {
        if (each->text() == words)
            return each;
    }
    return nullptr;
}

void SyncPageTest::init()
{
    m_page.reset();
    m_workspace = std::make_unique<test::StillWorkspace>();
    m_workspace->become([this](pages::State &state) { state = test::madeState({}, m_workspace->now()); });
    m_page = std::make_unique<pages::SyncPage>(*m_workspace);
    m_page->resize(1200, 900);
    m_page->show();
}

void SyncPageTest::showsProgressAndCancels()
{
    m_workspace->become([this](pages::State &state) {
        state.syncing =
            pages::Syncing{.progress = {}, .startedAt = m_workspace->now().addSecs(-20), .cancelling = false};
    });
    QVERIFY(says(QStringLiteral("Syncing Northwind Parcel-1")));
    m_workspace->progress({.asked = 180,
                           .answered = 118,
                           .expected = 193,
                           .retries = 2,
                           .sources = {{QStringLiteral("app_machines"), 14, 9, 0},
                                       {QStringLiteral("app_secrets"), 14, 14, 5}}});
    QVERIFY(says(QStringLiteral("118 of 193 requests")));
    QVERIFY(says(QStringLiteral("2 retries")));
    QVERIFY(says(QStringLiteral("9 of 14")));
    QVERIFY(says(QStringLiteral("5 without answer")));
    button(QStringLiteral("Cancel"))->click();
    QCOMPARE(m_workspace->asked, QStringList(QStringLiteral("cancel")));
}

void SyncPageTest::tellsWhatIsLeft()
{
    m_workspace->become([this](pages::State &state) {
        state.syncing =
            pages::Syncing{.progress = {}, .startedAt = m_workspace->now().addSecs(-20), .cancelling = false};
    });
    QVERIFY(says(QStringLiteral("Finding out how much")));
    m_workspace->progress({.asked = 80, .answered = 50, .expected = 100, .sources = {}});
    QVERIFY(says(QStringLiteral("Finding out how much")));
    m_workspace->progress(
        {.asked = 80, .answered = 50, .expected = 100, .remaining = 19'001ms, .sources = {}});
    QVERIFY(says(QStringLiteral("About 20 s left")));
    m_workspace->progress({.asked = 100, .answered = 95, .expected = 100, .remaining = 900ms, .sources = {}});
    QVERIFY(says(QStringLiteral("A few seconds left")));
    m_workspace->progress({.asked = 100, .answered = 100, .expected = 100, .sources = {}});
    QVERIFY(says(QStringLiteral("Judging")));
}

void SyncPageTest::tellsTheProblemsOfTheLastSnapshot()
{
    QVERIFY(says(QStringLiteral("5 of 14 answers are missing")));
    QVERIFY(says(QStringLiteral("Partial")));
    QVERIFY(m_page->selectionAsText().contains(QStringLiteral("the token may not read them")));
}

void SyncPageTest::saysWhyItCannotSync()
{
    m_workspace->become([](pages::State &state) { state.readOnly = true; });
    QVERIFY(!button(QStringLiteral("Sync now"))->isEnabled());
    QVERIFY(button(QStringLiteral("Sync now"))->toolTip().contains(QStringLiteral("reading only")));
}

QTEST_MAIN(SyncPageTest)
#include "sync_page_test.moc"
