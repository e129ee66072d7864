// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/judge.h"
#include "core/portable/portable.h"
#include "tests/core/portable/crafted.h"
#include "tests/support/memory_keychain.h"
#include "ui/pages/exporting.h"
#include "ui/pages/live_workspace.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;

class LiveWorkspaceTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void collectsTheDemoOnceAndOpensItOffline();
    void asksForATokenWhereThereIsNone();
    void opensWhatAnotherComputerCollected();
    void keepsTheSnapshotWhenTheNetworkIsGone();
    void takesTheTokenFromTheKeychain();
    void keepsATokenInTheKeychain_data();
    void keepsATokenInTheKeychain();
    void testsATokenAndCancels();
    void cancelsWithoutTrouble();
    void saysThatAFolderCannotBeUsed();
    void exportsWholeFilesOrNone();

private:
    /// Opens the workspace and waits until it has read what there is.
    [[nodiscard]] std::unique_ptr<pages::LiveWorkspace> opened(bool demo, const QString &org = {});

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr int kPatience = 60'000;

} // namespace

void LiveWorkspaceTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char *name :
         {"FLY_API_TOKEN", "FLY_ACCESS_TOKEN", "FLY_API_BASE_URL", "FLY_FLAPS_BASE_URL", "FLY_REGISTRY_HOST"})
        qunsetenv(name);
}

std::unique_ptr<pages::LiveWorkspace> LiveWorkspaceTest::opened(bool demo, const QString &org)
{
    auto workspace = std::make_unique<pages::LiveWorkspace>(pages::LiveWorkspace::Setup{
        .dataFolder = m_folder->path(), .org = org, .lastOrg = {}, .demo = demo, .clock = systemClock()});
    workspace->start();
    (void)QTest::qWaitFor([&] { return !workspace->state().loading && !workspace->state().syncing; },
                          kPatience);
    return workspace;
}

void LiveWorkspaceTest::collectsTheDemoOnceAndOpensItOffline()
{
    QString snapshot;
    {
        const auto workspace = opened(true);
        QVERIFY(workspace->state().posture);
        QVERIFY(workspace->state().demo);
        QVERIFY(!workspace->state().syncTrouble);
        QCOMPARE(workspace->state().name(), QStringLiteral("Northwind Parcel"));
        snapshot = workspace->state().posture->snapshot->id;
    }
    for (const bool demo : {false, true}) {
        const auto later = opened(demo);
        QVERIFY(later->state().posture);
        QVERIFY(later->state().demo);
        QVERIFY(!later->state().syncing);
        QCOMPARE(later->state().posture->snapshot->id, snapshot);
        QVERIFY(!later->state().firstSeen.isEmpty());
    }
}

void LiveWorkspaceTest::asksForATokenWhereThereIsNone()
{
    const auto workspace = opened(false, QStringLiteral("my-company"));
    QVERIFY(!workspace->state().posture);
    QVERIFY(!workspace->state().hasToken);
    const QSignalSpy wanted(workspace.get(), &pages::Workspace::tokenWanted);
    workspace->sync();
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!workspace->state().syncing);
}

/// An organization that an imported snapshot alone makes known, beside one that was collected here.
void LiveWorkspaceTest::opensWhatAnotherComputerCollected()
{
    (void)opened(true);
    const QByteArray file = portable::fileOf(portable::smallRecord());
    const Result<portable::Contents> contents =
        portable::read(file, QDateTime(QDate(2026, 12, 1), {}, Qt::UTC));
    QVERIFY(contents);
    {
        const auto store = store::openSqlite(m_folder->path(), store::Access::ReadWrite);
        const auto catalogue = catalogue::Catalogue::load();
        QVERIFY(store && catalogue);
        const model::SnapshotPtr snapshot = collect::snapshotOf(contents->record);
        QVERIFY((*store)->keep(contents->record, *snapshot, checks::judge(*snapshot, **catalogue, {})));
    }
    const auto workspace = opened(false, QStringLiteral("acme"));
    const pages::State &state = workspace->state();
    QVERIFY(!state.dataTrouble);
    QCOMPARE(state.organizations.size(), std::size_t(2));
    QVERIFY(state.posture);
    QCOMPARE(state.posture->snapshot->id, contents->id);
    QCOMPARE(state.name(), QStringLiteral("acme"));
    QVERIFY(!state.demo);
    QVERIFY(!state.hasToken);
    const QSignalSpy wanted(workspace.get(), &pages::Workspace::tokenWanted);
    workspace->sync();
    QCOMPARE(wanted.count(), 1);
    workspace->open(QStringLiteral("northwind-parcel"));
    QTRY_VERIFY(!workspace->state().loading);
    QVERIFY(workspace->state().demo);
    QCOMPARE(workspace->state().posture->snapshot->organization.slug, QStringLiteral("northwind-parcel"));
}

void LiveWorkspaceTest::keepsTheSnapshotWhenTheNetworkIsGone()
{
    (void)opened(true);
    // A port that nobody may listen on: refused at once, retried, given up.
    qputenv("FLY_API_BASE_URL", "http://127.0.0.1:1");
    qputenv("FLY_REGISTRY_HOST", "http://127.0.0.1:1");
    qputenv("FLY_FLAPS_BASE_URL", "http://127.0.0.1:1");
    const auto workspace = opened(false);
    const assess::PosturePtr before = workspace->state().posture;
    QVERIFY(before);
    const QString secret = QStringLiteral("fm2_aVeryPlantedSecretToken");
    workspace->connectWith(QStringLiteral("my-company"), *fly::Token::parse(secret),
                           pages::TokenKeeping::UntilQuit);
    QTRY_VERIFY_WITH_TIMEOUT(workspace->state().syncTrouble.has_value(), kPatience);
    QCOMPARE(workspace->state().syncTrouble->error.kind, ErrorKind::Network);
    QVERIFY(workspace->state().offline());
    QVERIFY(!workspace->state().posture);
    QVERIFY(!workspace->state().syncTrouble->error.what.contains(secret));
    workspace->open(before->snapshot->organization.slug);
    QTRY_VERIFY(!workspace->state().loading);
    QCOMPARE(workspace->state().posture->snapshot->id, before->snapshot->id);
    QVERIFY(!workspace->state().syncTrouble);
    int files = 0;
    for (QDirIterator it(m_folder->path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();
         ++files) {
        QFile file(it.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("aVeryPlantedSecretToken"), qPrintable(file.fileName()));
    }
    QVERIFY(files > 0);
}

void LiveWorkspaceTest::takesTheTokenFromTheKeychain()
{
    qputenv("FLY_API_BASE_URL", "http://127.0.0.1:1");
    qputenv("FLY_REGISTRY_HOST", "http://127.0.0.1:1");
    qputenv("FLY_FLAPS_BASE_URL", "http://127.0.0.1:1");
    auto keychain = std::make_shared<test::MemoryKeychain>();
    keychain->delay = std::chrono::milliseconds(100);
    keychain->entries[QStringLiteral("my-company")] = "fm2_kept";
    pages::LiveWorkspace workspace({.dataFolder = m_folder->path(),
                                    .org = QStringLiteral("my-company"),
                                    .lastOrg = {},
                                    .demo = false,
                                    .clock = systemClock(),
                                    .environmentToken = {},
                                    .keychain = keychain});
    const QSignalSpy wanted(&workspace, &pages::Workspace::tokenWanted);
    workspace.start();
    QTRY_VERIFY(!workspace.state().loading);
    QVERIFY(!workspace.state().hasToken);
    workspace.sync(); // before the keychain has answered: it waits for it
    QTRY_VERIFY(workspace.state().hasToken);
    QTRY_VERIFY_WITH_TIMEOUT(workspace.state().syncTrouble.has_value(), kPatience);
    QCOMPARE(workspace.state().syncTrouble->error.kind, ErrorKind::Network);
    QCOMPARE(wanted.count(), 0);
    // Where it has none, one is asked for once it has said so.
    workspace.open(QStringLiteral("other"));
    QTRY_VERIFY(!workspace.state().loading);
    workspace.sync();
    QTRY_COMPARE(wanted.count(), 1);
    QVERIFY(keychain->entries.count(QStringLiteral("digest-key")) == 1);
}

void LiveWorkspaceTest::keepsATokenInTheKeychain_data()
{
    QTest::addColumn<int>("ends");
    QTest::newRow("it is kept") << int(token::KeychainEnd::Done);
    QTest::newRow("there is none") << int(token::KeychainEnd::NoneHere);
}

void LiveWorkspaceTest::keepsATokenInTheKeychain()
{
    QFETCH(int, ends);
    qputenv("FLY_API_BASE_URL", "http://127.0.0.1:1");
    qputenv("FLY_REGISTRY_HOST", "http://127.0.0.1:1");
    qputenv("FLY_FLAPS_BASE_URL", "http://127.0.0.1:1");
    auto keychain = std::make_shared<test::MemoryKeychain>();
    keychain->writeEnds = token::KeychainEnd(ends);
    pages::LiveWorkspace workspace({.dataFolder = m_folder->path(),
                                    .org = {},
                                    .lastOrg = {},
                                    .demo = false,
                                    .clock = systemClock(),
                                    .environmentToken = {},
                                    .keychain = keychain});
    workspace.start();
    QTRY_VERIFY(!workspace.state().loading);
    const QSignalSpy notKept(&workspace, &pages::Workspace::tokenNotKept);
    workspace.connectWith(QStringLiteral("my-company"), *fly::Token::parse(QStringLiteral("fm2_given")),
                          pages::TokenKeeping::InKeychain);
    if (token::KeychainEnd(ends) == token::KeychainEnd::Done) {
        QTRY_VERIFY_WITH_TIMEOUT(workspace.state().syncTrouble.has_value(), kPatience);
        QCOMPARE(workspace.state().org, QStringLiteral("my-company"));
        QCOMPARE(keychain->entries.at(QStringLiteral("my-company")), QByteArray("fm2_given"));
        QCOMPARE(notKept.count(), 0);
        return;
    }
    QTRY_COMPARE(notKept.count(), 1);
    QVERIFY(workspace.state().org.isEmpty());
    QVERIFY(notKept.front().at(1).value<Error>().what.contains(QLatin1String("no keychain")));
}

void LiveWorkspaceTest::testsATokenAndCancels()
{
    qputenv("FLY_API_BASE_URL", "http://127.0.0.1:1");
    qputenv("FLY_REGISTRY_HOST", "http://127.0.0.1:1");
    qputenv("FLY_FLAPS_BASE_URL", "http://127.0.0.1:1");
    const auto workspace = opened(false);
    std::vector<Result<token::TokenReport>> reports;
    connect(workspace.get(), &pages::Workspace::tokenTested, workspace.get(),
            [&reports](const Result<token::TokenReport> &report) { reports.push_back(report); });
    const fly::Token given = *fly::Token::parse(QStringLiteral("fo1_given"));
    workspace->testToken(QStringLiteral("my-company"), given, false);
    workspace->testToken(QStringLiteral("my-company"), given, false); // ends the one before, silently
    workspace->cancelTokenTest();
    QCOMPARE(reports.size(), std::size_t(1));
    QCOMPARE(reports.front().error().kind, ErrorKind::Cancelled);
    workspace->testToken(QStringLiteral("my-company"), given, false);
    QTRY_COMPARE_WITH_TIMEOUT(reports.size(), std::size_t(2), kPatience);
    QCOMPARE(reports.back().error().kind, ErrorKind::Network);
    QVERIFY(!workspace->state().syncTrouble);
}

void LiveWorkspaceTest::cancelsWithoutTrouble()
{
    pages::LiveWorkspace workspace(
        {.dataFolder = m_folder->path(), .org = {}, .lastOrg = {}, .demo = true, .clock = systemClock()});
    connect(&workspace, &pages::Workspace::changed, &workspace, [&workspace] {
        if (workspace.state().syncing && !workspace.state().syncing->cancelling)
            workspace.cancelSync();
    });
    workspace.start();
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.state().loading && !workspace.state().syncing, kPatience);
    QVERIFY(!workspace.state().posture);
    QVERIFY(!workspace.state().syncTrouble);
}

void LiveWorkspaceTest::saysThatAFolderCannotBeUsed()
{
    QFile blocking(m_folder->filePath(QStringLiteral("file")));
    QVERIFY(blocking.open(QIODevice::WriteOnly));
    pages::LiveWorkspace workspace(
        {.dataFolder = blocking.fileName(), .org = {}, .lastOrg = {}, .demo = false, .clock = systemClock()});
    workspace.start();
    QTRY_VERIFY(!workspace.state().loading);
    QVERIFY(workspace.state().dataTrouble);
    QCOMPARE(workspace.state().dataTrouble->error.kind, ErrorKind::Storage);
    QVERIFY(!workspace.state().canSync());
}

void LiveWorkspaceTest::exportsWholeFilesOrNone()
{
    const auto workspace = opened(true);
    QThreadPool pool;
    const auto exported = [&](pages::ExportFormat format, const QString &path) {
        QFuture<Result<void>> future =
            pages::exportTo(pool, workspace->state(), format, path, workspace->now());
        (void)QTest::qWaitFor([&] { return future.isFinished(); }, kPatience);
        return future.result();
    };
    const QString pdf = m_folder->filePath(pages::exportName(workspace->state(), pages::ExportFormat::Pdf));
    QVERIFY(exported(pages::ExportFormat::Pdf, pdf).has_value());
    QFile file(pdf);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith("%PDF-1.7"));
    const QString json = m_folder->filePath(QStringLiteral("findings.json"));
    QVERIFY(exported(pages::ExportFormat::Json, json).has_value());
    QFile findings(json);
    QVERIFY(findings.open(QIODevice::ReadOnly));
    QVERIFY(findings.readAll().contains("airworthy.findings/1"));
    const Result<void> nowhere =
        exported(pages::ExportFormat::Csv, QStringLiteral("/nonexistent/folder/findings.csv"));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(LiveWorkspaceTest)
#include "live_workspace_test.moc"
