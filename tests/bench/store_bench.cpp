// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/store.h"
#include "tests/bench/weeks.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <ctime>

using namespace aw;

namespace {

constexpr int kWeeks = 52;
constexpr test::Size kSize{.apps = 500, .machines = 2'000};
constexpr double kChanged = 0.02;  // of the machines, every week
constexpr double kMegabytes = 150; // of the data folder, after the year
constexpr qint64 kOpenMillis = 1'000;
constexpr int kTries = 5;

double megabytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden))
        bytes += file.size();
    return double(bytes) / 1'000'000;
}

qint64 processorMillis()
{
    return qint64(std::clock()) * 1'000 / CLOCKS_PER_SEC;
}

/// What the store wants to know of a snapshot besides its answers.
model::Snapshot headOf(const collect::Record &record)
{
    model::Snapshot snapshot;
    snapshot.id = record.id();
    snapshot.organization.slug = record.org;
    snapshot.startedAt = record.startedAt;
    snapshot.collectedAt = record.collectedAt;
    return snapshot;
}

struct Opening {
    qint64 reading = 0; ///< milliseconds of the processor
    qint64 judgeable = 0;
    qint64 wall = 0;
    [[nodiscard]] qint64 whole() const { return reading + judgeable; }
};

} // namespace

/// A year of weekly snapshots of a large organization: what the data folder measures after it, and how
/// long the slowest of them takes to open. Counted in time of the processor, so that other work on the
/// machine hardly counts; the time on the wall is printed beside it.
class StoreBench : public QObject
{
    Q_OBJECT
private slots:
    void aYearOfALargeOrganization();

private:
    static void open(store::Store &store, const QString &id, Opening &took);
};

void StoreBench::open(store::Store &store, const QString &id, Opening &took)
{
    QElapsedTimer timer;
    timer.start();
    const qint64 begun = processorMillis();
    const Result<collect::Record> record = store.record(id);
    const qint64 read = processorMillis();
    QVERIFY2(record, record ? "" : qPrintable(record.error().what));
    const model::SnapshotPtr snapshot = collect::snapshotOf(*record, id);
    took = {.reading = read - begun, .judgeable = processorMillis() - read, .wall = timer.elapsed()};
    QCOMPARE(int(snapshot->apps.size()), kSize.apps);
    qsizetype machines = 0;
    for (const model::App &app : snapshot->apps)
        machines += qsizetype(app.machines.items.size());
    QCOMPARE(machines, kSize.machines);
}

void StoreBench::aYearOfALargeOrganization()
{
    const bool strict = qgetenv("AW_BENCH_STRICT") == "1";
    const QTemporaryDir folder;
    test::Weeks weeks(kSize, kChanged);
    QStringList ids;
    std::size_t answers = 0;
    qint64 slowestKeep = 0;
    double first = 0;
    for (int week = 0; week < kWeeks; ++week) {
        const collect::Record record = weeks.next();
        answers += record.replies.size();
        const model::Snapshot head = headOf(record);
        QVERIFY2(!ids.contains(head.id), "two weeks are the same");
        {
            const Result<std::unique_ptr<store::Store>> store =
                store::openSqlite(folder.path(), store::Access::ReadWrite);
            QVERIFY2(store, store ? "" : qPrintable(store.error().what));
            const qint64 begun = processorMillis();
            const Result<void> kept = (*store)->keep(record, head, {});
            slowestKeep = std::max(slowestKeep, processorMillis() - begun);
            QVERIFY2(kept, kept ? "" : qPrintable(kept.error().what));
        }
        ids.append(head.id);
        if (week == 0)
            first = megabytesIn(folder.path());
    }
    const double megabytes = megabytesIn(folder.path());

    Opening slowest;
    for (const QString &id : std::as_const(ids)) {
        const Result<std::unique_ptr<store::Store>> store =
            store::openSqlite(folder.path(), store::Access::ReadOnly);
        QVERIFY2(store, store ? "" : qPrintable(store.error().what));
        Opening best;
        open(**store, id, best);
        // Other work on the machine only ever slows it: that it can be done is settled by one that was.
        for (int tries = 1; tries < kTries && best.whole() >= kOpenMillis; ++tries) {
            Opening again;
            open(**store, id, again);
            if (again.whole() < best.whole())
                best = again;
        }
        if (best.whole() > slowest.whole())
            slowest = best;
    }
    qInfo("%d weekly snapshots of %d apps with %d machines, %.0f %% changed each week: %zu answers", kWeeks,
          kSize.apps, kSize.machines, kChanged * 100, answers);
    qInfo("%.1f MB (under %.0f), %.1f MB after the first week, %.2f MB a week after it", megabytes,
          kMegabytes, first, (megabytes - first) / (kWeeks - 1));
    qInfo("slowest to open: %lld ms (under %lld), %lld ms to read and %lld ms to make a snapshot of it; "
          "%lld ms on the wall",
          static_cast<long long>(slowest.whole()), static_cast<long long>(kOpenMillis),
          static_cast<long long>(slowest.reading), static_cast<long long>(slowest.judgeable),
          static_cast<long long>(slowest.wall));
    qInfo("slowest to keep: %lld ms", static_cast<long long>(slowestKeep));
    QVERIFY2(megabytes < kMegabytes, "more room than the limit");
    if (strict)
        QVERIFY2(slowest.whole() < kOpenMillis, "slower than the limit");
}

QTEST_GUILESS_MAIN(StoreBench)
#include "store_bench.moc"
