// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/main_window.h"
#include "tests/ui/made_posture.h"
#include "ui/pages/first_run_page.h"
#include "ui/widgets/token_field.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenuBar>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;

class MainWindowTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_theme = std::make_unique<theme::Theme>(*qApp); }
    void init();
    void cleanup();
    void showsTheFirstRunUntilSomethingIsOpen();
    void goesByKeys();
    void everyActionIsInAMenuAndNoShortcutTwice();
    void asksForATokenAndComesBack();
    void followsALinkOnceThereIsASnapshot();
    void showsOneBanner();
    void writesWhatItIsAskedTo();
    void remembersHowItLooked();
    void copiesTheSelectedRow();

private:
    void show(const std::function<void(pages::State &)> &change = [](pages::State &) {});
    [[nodiscard]] QAction *action(const QString &words) const;

    std::unique_ptr<theme::Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::StillWorkspace> m_workspace;
    std::unique_ptr<desktop::Preferences> m_preferences;
    std::unique_ptr<desktop::MainWindow> m_window;
};

void MainWindowTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme->apply(theme::Scheme::Light, 1.0);
    m_workspace = std::make_unique<test::StillWorkspace>();
    m_preferences = std::make_unique<desktop::Preferences>(m_folder->path());
}

void MainWindowTest::cleanup()
{
    m_window.reset();
}

void MainWindowTest::show(const std::function<void(pages::State &)> &change)
{
    m_workspace->become([&](pages::State &state) {
        state = test::madeState({}, m_workspace->now());
        change(state);
    });
    m_window = std::make_unique<desktop::MainWindow>(*m_workspace, *m_theme, *m_preferences);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QAction *MainWindowTest::action(const QString &words) const
{
    for (QAction *each : m_window->findChildren<QAction *>()) {
        if (QString(each->text()).remove(QLatin1Char('&')) == words)
            return each;
    }
    return nullptr;
}

void MainWindowTest::showsTheFirstRunUntilSomethingIsOpen()
{
    show([](pages::State &state) {
        state = {};
        state.loading = false;
    });
    auto *first = m_window->findChild<pages::FirstRunPage *>();
    QVERIFY(first && first->isVisible());
    QVERIFY(!action(QStringLiteral("Filter"))->isEnabled());
    m_workspace->become([this](pages::State &state) { state = test::madeState({}, m_workspace->now()); });
    QVERIFY(!first->isVisible());
    QCOMPARE(m_window->currentPage(), QStringLiteral("overview"));
}

void MainWindowTest::goesByKeys()
{
    show();
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("findings"));
    QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(m_window->currentPage(), QStringLiteral("sync"));
    QTest::keyClick(m_window.get(), Qt::Key_F);
    QCOMPARE(m_window->currentPage(), QStringLiteral("findings"));
    QVERIFY(m_window->findChild<widgets::TokenField *>()->hasFocus());
    QTest::keyClicks(m_window->findChild<widgets::TokenField *>(), QStringLiteral("if/"));
    QCOMPARE(m_window->findChild<widgets::TokenField *>()->text(), QStringLiteral("if/"));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(m_workspace->asked, QStringList({QStringLiteral("sync"), QStringLiteral("sync")}));
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(m_theme->scale(), 1.25);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_theme->scale(), 1.0);
}

void MainWindowTest::everyActionIsInAMenuAndNoShortcutTwice()
{
    show();
    QStringList keys;
    for (const QAction *each : m_window->findChildren<QAction *>()) {
        for (const QKeySequence &key : each->shortcuts()) {
            QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
            keys.append(key.toString());
        }
    }
    QVERIFY(keys.size() > 15);
    QStringList menus;
    for (const QAction *menu : m_window->menuBar()->actions())
        menus.append(QString(menu->text()).remove(QLatin1Char('&')));
    QCOMPARE(menus.join(QLatin1Char(' ')), QStringLiteral("File Edit View Go Help"));
}

void MainWindowTest::asksForATokenAndComesBack()
{
    show();
    emit m_workspace->tokenWanted(QStringLiteral("my-company"));
    auto *first = m_window->findChild<pages::FirstRunPage *>();
    QVERIFY(first && first->isVisible());
    emit first->backWanted();
    QVERIFY(!first->isVisible());
}

void MainWindowTest::followsALinkOnceThereIsASnapshot()
{
    show([](pages::State &state) {
        state.loading = true;
        state.posture.reset();
    });
    const pages::State ready = test::madeState({}, m_workspace->now());
    m_window->go(
        {.page = QStringLiteral("findings"), .query = {}, .finding = ready.posture->findings->front().id});
    QCOMPARE(m_window->currentPage(), QStringLiteral("overview"));
    m_workspace->become([&](pages::State &state) { state = ready; });
    QCOMPARE(m_window->currentPage(), QStringLiteral("findings"));
}

void MainWindowTest::showsOneBanner()
{
    show();
    const auto banner = [this] {
        QStringList titles;
        for (const QLabel *each : m_window->findChildren<QLabel *>()) {
            if (each->isVisible() && (each->text().startsWith(QStringLiteral("Offline since")) ||
                                      each->text().startsWith(QStringLiteral("Partial snapshot"))))
                titles.append(each->text());
        }
        return titles;
    };
    QCOMPARE(banner().size(), 1);
    QVERIFY(banner().first().startsWith(QStringLiteral("Partial snapshot: 1 source")));
    m_workspace->become([this](pages::State &state) {
        state.syncTrouble =
            pages::Trouble{fail(ErrorKind::Network, QStringLiteral("No answer.")), m_workspace->now()};
    });
    QTRY_COMPARE(banner(), QStringList(QStringLiteral("Offline since 09:50 UTC")));
}

void MainWindowTest::writesWhatItIsAskedTo()
{
    show();
    const QString path = m_folder->filePath(QStringLiteral("findings.csv"));
    m_window->exportTo(pages::ExportFormat::Csv, path);
    QTRY_VERIFY(m_window->statusBar()->currentMessage().startsWith(QStringLiteral("Written")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("exposure.internal-service-public"));
    m_window->exportTo(pages::ExportFormat::Csv, QStringLiteral("/nonexistent/x.csv"));
    QTRY_VERIFY(m_window->statusBar()->currentMessage().contains(QStringLiteral("could not be written")));
}

void MainWindowTest::remembersHowItLooked()
{
    show();
    m_window->go({.page = QStringLiteral("findings"), .query = QStringLiteral("sev:high"), .finding = {}});
    action(QStringLiteral("Dark theme"))->trigger();
    action(QStringLiteral("Larger text"))->trigger();
    m_window->resize(1200, 800);
    m_window->close();
    m_window.reset();
    m_preferences->file().sync();
    const desktop::Preferences later(m_folder->path());
    QCOMPARE(later.scheme(), theme::Scheme::Dark);
    QCOMPARE(later.textScale(), 1.25);
    QCOMPARE(later.lastOrganization(), QStringLiteral("northwind-parcel"));
    show();
    m_window->go({.page = QStringLiteral("findings"), .query = {}, .finding = {}});
    QCOMPARE(m_window->findChild<widgets::TokenField *>()->text(), QStringLiteral("sev:high"));
    QCOMPARE(m_window->size(), QSize(1200, 800));
}

void MainWindowTest::copiesTheSelectedRow()
{
    show();
    const model::Finding &first = m_workspace->state().posture->findings->front();
    m_window->go({.page = QStringLiteral("findings"), .query = {}, .finding = first.id});
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QApplication::clipboard()->text().contains(first.headline + QLatin1Char('\t')));
    QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QApplication::clipboard()->text().startsWith(QStringLiteral("fly ips allocate-v6")));
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
