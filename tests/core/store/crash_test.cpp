// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/sqlite.h"
#include "tests/core/store/sample.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace aw;
using namespace aw::store;

namespace {

/// What the writer says after each keep(): the number kept.
struct Writer {
    pid_t pid = -1;
    int said = -1;
};

/// In a process of its own: keeps first, first+1, … up to last, and says each when it is kept.
Writer startWriter(const QString &folder, int first, int last)
{
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0)
        qFatal("no pipe");
    const pid_t pid = ::fork();
    if (pid < 0)
        qFatal("no process");
    if (pid > 0) {
        ::close(pipe[1]);
        return {pid, pipe[0]};
    }
    ::close(pipe[0]);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder, Access::ReadWrite);
    const auto give = [](const Error &error) {
        qWarning("%s", qPrintable(error.what));
        ::_exit(2);
    };
    if (!store)
        give(store.error());
    for (int number = first; number <= last; ++number) {
        if (const Result<void> kept = keepSample(**store, sampleRecord(number)); !kept)
            give(kept.error());
        if (::write(pipe[1], &number, sizeof number) != sizeof number)
            ::_exit(3);
    }
    ::_exit(0);
}

/// When a writer is killed: so long after its beginning, or after it first said that it kept something.
struct Blow {
    int milliseconds = 0;
    bool amidWork = false;
};

/// Waits for the writer, or kills it; the last number it said.
int endOf(const Writer &writer, std::optional<Blow> blow, int *status = nullptr)
{
    if (blow) {
        pollfd word{.fd = writer.said, .events = POLLIN, .revents = 0};
        if (blow->amidWork)
            ::poll(&word, 1, 20'000);
        ::poll(nullptr, 0, blow->milliseconds);
        ::kill(writer.pid, SIGKILL);
        siginfo_t ended = {};
        ::waitid(P_PID, id_t(writer.pid), &ended, WEXITED | WNOWAIT);
    }
    int last = 0;
    int number = 0;
    while (::read(writer.said, &number, sizeof number) == sizeof number)
        last = number;
    ::close(writer.said);
    int ended = 0;
    ::waitpid(writer.pid, &ended, 0);
    if (status != nullptr)
        *status = ended;
    return last;
}

QString soundness(const QString &folder)
{
    const Result<Connection> db = Connection::open(databaseIn(folder), Connection::Mode::Read);
    const Result<QString> verdict = db ? db->text("PRAGMA integrity_check") : db.error();
    return verdict ? *verdict : verdict.error().what;
}

} // namespace

class CrashTest : public QObject
{
    Q_OBJECT
private slots:
    void losesNothingItAcknowledged();
    void survivesAnEndWhileBeginning();
    void twoWritersLoseNothing();
    void manyMayBeginAtOnce();
};

void CrashTest::losesNothingItAcknowledged()
{
    const int kills = qEnvironmentVariableIsSet("AW_KILLS") ? qEnvironmentVariableIntValue("AW_KILLS") : 300;
    QRandomGenerator random(7);
    const QTemporaryDir folder;
    int kept = 0;
    int lively = 0;
    for (int round = 0; round < kills; ++round) {
        const int said = endOf(startWriter(folder.path(), kept + 1, 1'000'000),
                               Blow{random.bounded(0, 20), round % 3 != 0});
        lively += said > 0 ? 1 : 0;
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        for (int number = kept + 1; number <= said; ++number)
            QVERIFY2((*store)->record(sampleRecord(number).id()), "acknowledged and lost");
        const auto count = int((*store)->snapshots(QStringLiteral("acme"))->size());
        const int known = std::max(kept, said);
        QVERIFY2(count == known || count == known + 1, "the last is wholly there or wholly gone");
        kept = count;
        if (round % 50 == 0)
            QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
    }
    QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    for (int number = 1; number <= kept; ++number)
        QVERIFY((*store)->record(sampleRecord(number).id()));
    qInfo("%d kills, %d in the middle of work, %d collections kept", kills, lively, kept);
    QVERIFY(lively > kills / 2);
}

void CrashTest::survivesAnEndWhileBeginning()
{
    for (int round = 0; round < 60; ++round) {
        const QTemporaryDir folder;
        const int said = endOf(startWriter(folder.path(), 1, 5), Blow{round % 12, false});
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        for (int number = 1; number <= said; ++number)
            QVERIFY((*store)->record(sampleRecord(number).id()));
        QVERIFY(keepSample(**store, sampleRecord(6)));
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
    }
}

void CrashTest::twoWritersLoseNothing()
{
    const QTemporaryDir folder;
    const Writer one = startWriter(folder.path(), 1, 100);
    const Writer two = startWriter(folder.path(), 101, 200);
    int status = -1;
    QCOMPARE(endOf(one, std::nullopt, &status), 100);
    QCOMPARE(status, 0);
    QCOMPARE(endOf(two, std::nullopt, &status), 200);
    QCOMPARE(status, 0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(200));
}

void CrashTest::manyMayBeginAtOnce()
{
    for (int round = 0; round < 10; ++round) {
        const QTemporaryDir folder;
        std::vector<Writer> writers;
        for (int i = 0; i < 8; ++i)
            writers.push_back(startWriter(folder.path(), 1, 1));
        for (const Writer &writer : writers) {
            int status = -1;
            QCOMPARE(endOf(writer, std::nullopt, &status), 1);
            QCOMPARE(status, 0);
        }
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
        QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(1));
    }
}

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
