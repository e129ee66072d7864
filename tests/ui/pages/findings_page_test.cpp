// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/made_posture.h"
#include "ui/pages/finding_detail.h"
#include "ui/pages/findings_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/code_block.h"
#include "ui/widgets/token_field.h"

#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;

class FindingsPageTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void showsWhatALinkNames();
    void widensTheFilterForALink();
    void saysThatALinkedFindingIsGone();
    void keepsTheLastValidFilter();
    void offersToRemoveTheNarrowestTerm();
    void escapeStepsBack();
    void keepsTheSelectionThroughASync();
    void looksUpTheEvidence();
    void copiesCommandsOneALine();
    void saysWhatPassedWhenNothingIsOpen();
    void remembersTheFilterOfEachOrganization();

private:
    [[nodiscard]] const model::Findings &findings() const { return *m_workspace->state().posture->findings; }
    [[nodiscard]] QTableView *table() const { return m_page->findChild<QTableView *>(); }
    [[nodiscard]] widgets::TokenField *field() const { return m_page->findChild<widgets::TokenField *>(); }
    [[nodiscard]] pages::FindingDetail *detail() const { return m_page->findChild<pages::FindingDetail *>(); }
    [[nodiscard]] widgets::Button *button(const QString &words) const;
    [[nodiscard]] bool says(const QString &words) const;

    std::unique_ptr<test::StillWorkspace> m_workspace;
    std::unique_ptr<pages::FindingsPage> m_page;
};

widgets::Button *FindingsPageTest::button(const QString &words) const
{
    for (auto *each : m_page->findChildren<widgets::Button *>()) {
        if (each->isVisible() && each->text() == words)
            return each;
    }
    return nullptr;
}

bool FindingsPageTest::says(const QString &words) const
{
    for (const QLabel *each : m_page->findChildren<QLabel *>()) {
        if (each->isVisible() && each->text().contains(words))
            return true;
    }
    return false;
}

void FindingsPageTest::init()
{
    m_workspace = std::make_unique<test::StillWorkspace>();
    m_workspace->become([this](pages::State &state) { state = test::madeState({}, m_workspace->now()); });
    m_page = std::make_unique<pages::FindingsPage>(*m_workspace);
    m_page->resize(1200, 800);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void FindingsPageTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
}

void FindingsPageTest::showsWhatALinkNames()
{
    const model::Finding &wanted = findings().back();
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = wanted.id});
    QVERIFY(detail()->isVisible());
    QCOMPARE(detail()->shownId(), wanted.id);
    QVERIFY(says(wanted.message));
    QVERIFY(m_page->selectionAsText().contains(wanted.headline));
}

void FindingsPageTest::widensTheFilterForALink()
{
    field()->setText(QStringLiteral("app:nothing"));
    const auto passed = std::find_if(findings().begin(), findings().end(),
                                     [](const auto &each) { return each.status == model::Status::Pass; });
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = passed->id});
    QCOMPARE(detail()->shownId(), passed->id);
    QCOMPARE(field()->text(), QStringLiteral("is:open,unknown,pass,na"));
}

void FindingsPageTest::saysThatALinkedFindingIsGone()
{
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = QStringLiteral("gone")});
    QVERIFY(!detail()->isVisible());
    QVERIFY(m_page->context().contains(QStringLiteral("not in this snapshot")));
}

void FindingsPageTest::keepsTheLastValidFilter()
{
    field()->setText(QStringLiteral("is:open"));
    const int rows = table()->model()->rowCount();
    field()->setText(QStringLiteral("is:open sev:urgent"));
    QCOMPARE(table()->model()->rowCount(), rows);
    QVERIFY(says(QStringLiteral("position 9")));
    QVERIFY(says(QStringLiteral("last valid filter")));
    field()->setText(QStringLiteral("is:open"));
    QVERIFY(!says(QStringLiteral("position")));
}

void FindingsPageTest::offersToRemoveTheNarrowestTerm()
{
    field()->setText(QStringLiteral("is:open app:gateway"));
    QVERIFY(says(QStringLiteral("The narrowest part is app:gateway")));
    widgets::Button *remove = button(QStringLiteral("Remove app:gateway"));
    QVERIFY(remove);
    remove->click();
    QCOMPARE(field()->text(), QStringLiteral("is:open"));
    QVERIFY(table()->isVisible());
}

void FindingsPageTest::escapeStepsBack()
{
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = findings().front().id});
    QVERIFY(m_page->stepBack()); // the details
    QVERIFY(!detail()->isVisible());
    QVERIFY(!m_page->selectionAsText().isEmpty());
    QVERIFY(m_page->stepBack()); // the selection
    QVERIFY(m_page->selectionAsText().isEmpty());
    QVERIFY(!m_page->stepBack());
}

void FindingsPageTest::keepsTheSelectionThroughASync()
{
    const QString id = findings().front().id;
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = id});
    m_workspace->become([this](pages::State &state) {
        state.posture = test::madePosture({.open = 9}, *state.catalogue, m_workspace->now());
    });
    QCOMPARE(detail()->shownId(), id);
    QVERIFY(detail()->isVisible());
    QVERIFY(m_page->selectionAsText().contains(findings().front().headline));
}

void FindingsPageTest::looksUpTheEvidence()
{
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = findings().front().id});
    QTRY_VERIFY(m_page->findChild<widgets::JsonView *>());
    QVERIFY(m_page->findChild<widgets::JsonView *>()->toPlainText().contains(
        QStringLiteral("2001:db8:1::4c:71d0:0")));
    QTRY_VERIFY(says(QStringLiteral("01JDEXAMPLE-fra")));
}

void FindingsPageTest::copiesCommandsOneALine()
{
    m_page->go({.page = QStringLiteral("findings"), .query = {}, .finding = findings().front().id});
    QCOMPARE(m_page->fixCommands().split(QLatin1Char('\n')).size(), 3);
    QVERIFY(m_page->fixCommands().startsWith(QStringLiteral("fly ips allocate-v6")));
    QTest::keyClick(table(), Qt::Key_C);
    QCOMPARE(QApplication::clipboard()->text(),
             QStringLiteral("airworthy://northwind-parcel/finding/%1").arg(findings().front().id));
}

void FindingsPageTest::saysWhatPassedWhenNothingIsOpen()
{
    m_workspace->become([this](pages::State &state) {
        state = test::madeState({.open = 0, .unknown = 0, .passed = 7, .partial = false}, m_workspace->now());
    });
    QVERIFY(says(QStringLiteral("7 results pass")));
    QVERIFY(button(QStringLiteral("Show passed checks")));
    button(QStringLiteral("Show passed checks"))->click();
    QVERIFY(table()->isVisible());
}

void FindingsPageTest::remembersTheFilterOfEachOrganization()
{
    field()->setText(QStringLiteral("sev:>=high"));
    m_workspace->become([](pages::State &state) { state.org = QStringLiteral("another"); });
    QCOMPARE(field()->text(), QString());
    field()->setText(QStringLiteral("area:data"));
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    m_page->remember(settings);
    pages::FindingsPage later(*m_workspace);
    later.recall(settings);
    QCOMPARE(later.findChild<widgets::TokenField *>()->text(), QStringLiteral("area:data"));
    m_workspace->become([](pages::State &state) { state.org = QStringLiteral("northwind-parcel"); });
    QCOMPARE(later.findChild<widgets::TokenField *>()->text(), QStringLiteral("sev:>=high"));
}

QTEST_MAIN(FindingsPageTest)
#include "findings_page_test.moc"
