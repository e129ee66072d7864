// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/migrations.h"
#include "tests/core/store/faulty_disk.h"
#include "tests/core/store/sample.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace aw;
using namespace aw::store;

namespace {

constexpr int kMinutesOfADay = 24 * 60;

struct Writer {
    pid_t pid = -1;
    int said = -1; ///< where it says each number it has kept
};

/// In a process of its own: keeps first, first+1, … up to last, and says each when it is kept. Dies in
/// the `death`-th operation on the disk, if it comes to that.
Writer startWriter(const QString &folder, int first, int last, int death = 0)
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
    FaultyDisk::dieAt(death);
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

/// Waits for the writer; the last number it said. With `words` it is killed when it has said so many,
/// wherever it is by then.
int endOf(const Writer &writer, int *status = nullptr, int words = -1)
{
    int last = 0;
    int number = 0;
    if (words == 0)
        ::kill(writer.pid, SIGKILL);
    while (::read(writer.said, &number, sizeof number) == sizeof number) {
        last = number;
        if (words > 0 && --words == 0)
            ::kill(writer.pid, SIGKILL);
    }
    ::close(writer.said);
    int ended = 0;
    ::waitpid(writer.pid, &ended, 0);
    if (status != nullptr)
        *status = ended;
    return last;
}

/// `work` in a process of its own that dies in the `death`-th operation on the disk. True when it came to
/// its end before.
template<class Work>
bool outlives(int death, Work work)
{
    const pid_t pid = ::fork();
    if (pid < 0)
        qFatal("no process");
    if (pid == 0) {
        FaultyDisk::dieAt(death);
        ::_exit(work() ? 0 : 2);
    }
    int ended = 0;
    ::waitpid(pid, &ended, 0);
    if (WIFEXITED(ended) && WEXITSTATUS(ended) != 0)
        qFatal("the work fails by itself");
    return WIFEXITED(ended);
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
    void initTestCase() { FaultyDisk::install(); }
    void losesNothingItAcknowledged();
    void survivesAnEndAnywhereInKeeping();
    void survivesAnEndAnywhereInBeginning();
    void survivesAnEndAnywhereInAnUpdate();
    void survivesAnEndAnywhereInRemoving();
    void losesAtMostTheLastOfAnUnfinishedCollection();
    void twoWritersLoseNothing();
    void twoKeepTheSame();
    void manyMayBeginAtOnce();
    void manyMayUpdateAtOnce();
};

void CrashTest::losesNothingItAcknowledged()
{
    const int kills = qEnvironmentVariableIsSet("AW_KILLS") ? qEnvironmentVariableIntValue("AW_KILLS") : 120;
    QRandomGenerator random(7);
    const QTemporaryDir folder;
    int kept = 0;
    int lively = 0;
    for (int round = 0; round < kills; ++round) {
        // Every other one in an operation on the disk, the others from outside, anywhere.
        const bool within = round % 2 == 0;
        const int said =
            within ? endOf(startWriter(folder.path(), kept + 1, 1'000'000, random.bounded(1, 150)))
                   : endOf(startWriter(folder.path(), kept + 1, 1'000'000), nullptr, random.bounded(0, 6));
        lively += said > 0 ? 1 : 0;
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        for (int number = kept + 1; number <= said; ++number)
            QVERIFY2((*store)->record(sampleRecord(number).id()), "acknowledged and lost");
        const auto count = int((*store)->snapshots(QStringLiteral("acme"))->size());
        const int known = std::max(kept, said);
        QVERIFY2(count >= known, "acknowledged and lost");
        QVERIFY2(!within || count <= known + 1, "the last is wholly there or wholly gone");
        kept = count;
        if (round % 50 == 0)
            QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
    }
    QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    for (int number = 1; number <= kept; ++number)
        QVERIFY((*store)->record(sampleRecord(number).id()));
    qInfo("%d kills, %d in the middle of work, %d collections kept", kills, lively, kept);
    QVERIFY(lively > kills / 3);
}

void CrashTest::survivesAnEndAnywhereInKeeping()
{
    for (int death = 1;; ++death) {
        const QTemporaryDir folder;
        QVERIFY(keepSample(**openSqlite(folder.path(), Access::ReadWrite), sampleRecord(1)));
        const bool through = outlives(death, [&folder] {
            return bool(keepSample(**openSqlite(folder.path(), Access::ReadWrite), sampleRecord(2)));
        });
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        QVERIFY(same(*(*store)->record(sampleRecord(1).id()), sampleRecord(1)));
        QVERIFY(!through || (*store)->record(sampleRecord(2).id()));
        QVERIFY(keepSample(**store, sampleRecord(2)));
        QVERIFY(same(*(*store)->record(sampleRecord(2).id()), sampleRecord(2)));
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
        if (through) {
            QVERIFY2(death > 5, "it never came to the work");
            return;
        }
    }
}

void CrashTest::survivesAnEndAnywhereInBeginning()
{
    for (int death = 1;; ++death) {
        const QTemporaryDir folder;
        const bool through =
            outlives(death, [&folder] { return bool(openSqlite(folder.path(), Access::ReadWrite)); });
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        QVERIFY(keepSample(**store, sampleRecord(1)));
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
        if (through) {
            QVERIFY2(death > 5, "it never came to the work");
            return;
        }
    }
}

void CrashTest::survivesAnEndAnywhereInAnUpdate()
{
    int deaths = 0;
    for (bool through = false; !through; ++deaths) {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/store/v1.db"),
                            databaseIn(folder.path())));
        through =
            outlives(deaths + 1, [&folder] { return bool(openSqlite(folder.path(), Access::ReadWrite)); });
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        for (const int number : {1, 2, 3}) {
            const Result<collect::Record> record = (*store)->record(sampleRecord(number).id());
            QVERIFY2(record, record ? "" : qPrintable(record.error().what));
            QVERIFY(same(*record, sampleRecord(number)));
        }
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
        const Result<Connection> db = Connection::open(databaseIn(folder.path()), Connection::Mode::Read);
        QCOMPARE(*db->number("PRAGMA auto_vacuum"), 2);
    }
    qInfo("%d ends in an update", deaths - 1);
    QVERIFY(deaths > 20);
}

void CrashTest::survivesAnEndAnywhereInRemoving()
{
    const QString acme = QStringLiteral("acme");
    const auto later = [] { return sampleRecord(5 * kMinutesOfADay).startedAt; };
    for (int death = 1;; ++death) {
        const QTemporaryDir folder;
        {
            const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
            for (const int number : {1, 2 * kMinutesOfADay, 4 * kMinutesOfADay})
                QVERIFY(keepSample(**store, sampleRecord(number)));
        }
        const bool through = outlives(death, [&] {
            return bool((*openSqlite(folder.path(), Access::ReadWrite, later))
                            ->setRetention(acme, {.days = 1, .atLeast = 1}));
        });
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        const Result<std::vector<SnapshotRow>> rows = (*store)->snapshots(acme);
        const bool removed = (*store)->retention(acme)->days == 1;
        QCOMPARE(rows->size(), std::size_t(removed ? 1 : 3));
        QVERIFY(removed || !through);
        for (const SnapshotRow &row : *rows)
            QVERIFY((*store)->record(row.id));
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
        if (through) {
            QVERIFY2(death > 5, "it never came to the work");
            return;
        }
    }
}

void CrashTest::losesAtMostTheLastOfAnUnfinishedCollection()
{
    const collect::Record record = sampleRecord(1);
    const UnfinishedMark mark{.startedAt = record.startedAt, .demo = false, .asked = "all"};
    const auto keep = [&](Store &store, std::size_t from) {
        return store.keepUnfinished(record.org, mark,
                                    {record.replies.begin() + std::ptrdiff_t(from),
                                     record.replies.begin() + std::ptrdiff_t(from) + 2});
    };
    for (int death = 1;; ++death) {
        const QTemporaryDir folder;
        QVERIFY(keep(**openSqlite(folder.path(), Access::ReadWrite), 0));
        const bool through =
            outlives(death, [&] { return bool(keep(**openSqlite(folder.path(), Access::ReadWrite), 2)); });
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadWrite);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        const auto unfinished = (*store)->unfinished(record.org);
        QVERIFY(unfinished && unfinished->has_value());
        QCOMPARE((*unfinished)->mark, mark);
        const std::size_t count = (*unfinished)->replies.size();
        QVERIFY(count == 4 || (count == 2 && !through));
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(same((*unfinished)->replies[i], record.replies[i]));
        QCOMPARE(soundness(folder.path()), QStringLiteral("ok"));
        if (through) {
            QVERIFY2(death > 5, "it never came to the work");
            return;
        }
    }
}

void CrashTest::twoWritersLoseNothing()
{
    const QTemporaryDir folder;
    const Writer one = startWriter(folder.path(), 1, 100);
    const Writer two = startWriter(folder.path(), 101, 200);
    int status = -1;
    QCOMPARE(endOf(one, &status), 100);
    QCOMPARE(status, 0);
    QCOMPARE(endOf(two, &status), 200);
    QCOMPARE(status, 0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(200));
}

void CrashTest::twoKeepTheSame()
{
    const QTemporaryDir folder;
    const Writer one = startWriter(folder.path(), 1, 60);
    const Writer two = startWriter(folder.path(), 1, 60);
    int status = -1;
    QCOMPARE(endOf(one, &status), 60);
    QCOMPARE(status, 0);
    QCOMPARE(endOf(two, &status), 60);
    QCOMPARE(status, 0);
    const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
    QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(60));
    for (int number = 1; number <= 60; ++number)
        QVERIFY((*store)->record(sampleRecord(number).id()));
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
            QCOMPARE(endOf(writer, &status), 1);
            QCOMPARE(status, 0);
        }
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
        QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(1));
    }
}

void CrashTest::manyMayUpdateAtOnce()
{
    for (int round = 0; round < 10; ++round) {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/store/v1.db"),
                            databaseIn(folder.path())));
        std::vector<Writer> writers;
        for (int i = 0; i < 6; ++i)
            writers.push_back(startWriter(folder.path(), 4, 4));
        for (const Writer &writer : writers) {
            int status = -1;
            QCOMPARE(endOf(writer, &status), 4);
            QCOMPARE(status, 0);
        }
        const Result<std::unique_ptr<Store>> store = openSqlite(folder.path(), Access::ReadOnly);
        QCOMPARE((*store)->snapshots(QStringLiteral("acme"))->size(), std::size_t(4));
        const Result<Connection> copy =
            Connection::open(copiesOf(databaseIn(folder.path())).value(0), Connection::Mode::Frozen);
        QVERIFY(copy);
        QCOMPARE(*copy->number("SELECT count(*) FROM reply"), 12);
    }
}

QTEST_GUILESS_MAIN(CrashTest)
#include "crash_test.moc"
