// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collection.h"

#include <QHash>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <sys/resource.h>

using namespace aw;

namespace {

constexpr int kApps = 500;
constexpr int kMachines = 2'000;
constexpr double kLatency = 0.2; // seconds before each answer
constexpr double kSlack = 1.2;
constexpr double kMegabytes = 300;

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

/// The bucket a request is counted in, as the platform publishes it: action and app or machine.
QString bucketOf(const fly::Request &request)
{
    const QString id = !request.item.isEmpty()  ? request.item
                       : !request.app.isEmpty() ? request.app
                                                : request.org;
    return QString::number(int(request.route)) + QLatin1Char(' ') + id;
}

/// Seconds that the fullest bucket needs at one request a second after a burst of three.
double bucketFloor(const collect::Record &record)
{
    QHash<QString, int> buckets;
    int fullest = 0;
    for (const fly::Reply &reply : record.replies)
        fullest = std::max(fullest, ++buckets[bucketOf(reply.request)]);
    return std::max(0, fullest - 3) + kLatency;
}

} // namespace

/// How near to its floor a large collection comes, over a real socket, with the platform's limits on
/// and its latency, the server in a process of its own.
class CollectBench : public QObject
{
    Q_OBJECT
private slots:
    void fiveHundredAppsTwoThousandMachines();
};

void CollectBench::fiveHundredAppsTwoThousandMachines()
{
    const bool strict = qgetenv("AW_BENCH_STRICT") == "1";
    QProcess server;
    server.start(QStringLiteral(AW_FAKE_FLY),
                 {QStringLiteral("--apps"), QString::number(kApps), QStringLiteral("--machines"),
                  QString::number(kMachines), QStringLiteral("--latency"),
                  QString::number(int(kLatency * 1000)), QStringLiteral("--token"),
                  QStringLiteral("fo1_bench")});
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += server.readAllStandardOutput()).contains("FLY_ORG="), 60'000);
    for (const QByteArray &line : said.split('\n')) {
        const QByteArray pair = QByteArray(line).replace("export ", "");
        if (pair.contains('='))
            qputenv(pair.left(pair.indexOf('=')).constData(), pair.mid(pair.indexOf('=') + 1));
    }
    const auto endpoints = fly::Endpoints::fromEnvironment();
    QVERIFY2(endpoints, said.constData());
    const auto token = fly::Token::parse(QStringLiteral("fo1_bench"));
    QVERIFY(token);

    const fly::Pace pace;
    QVERIFY(pace.inFlight >= 30);
    collect::Collection collection({.org = QString::fromUtf8(qgetenv("FLY_ORG")),
                                    .token = *token,
                                    .demo = false,
                                    .endpoints = *endpoints,
                                    .caFile = {},
                                    .limits = {},
                                    .pace = pace,
                                    .digestKey = QByteArray("bench"),
                                    .clock = systemClock()});
    std::optional<Result<collect::Record>> result;
    int retries = 0;
    connect(&collection, &collect::Collection::progressed, this,
            [&retries](const collect::Progress &progress) { retries = progress.retries; });
    connect(&collection, &collect::Collection::finished, this,
            [&result](const Result<collect::Record> &done) { result = done; });
    QElapsedTimer timer;
    timer.start();
    collection.start();
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 240'000);
    const double seconds = double(timer.elapsed()) / 1000;
    QVERIFY2(*result, qPrintable(*result ? QString() : result->error().what));
    const collect::Record &record = **result;

    const model::SnapshotPtr snapshot = collect::snapshotOf(record);
    const double memory = peakMegabytes();
    qsizetype machines = 0;
    for (const model::App &app : snapshot->apps)
        machines += qsizetype(app.machines.items.size());
    QCOMPARE(int(snapshot->apps.size()), kApps);
    QCOMPARE(machines, kMachines);
    QVERIFY2(snapshot->complete() || !snapshot->sources.empty(), "no source was stated");

    const double flight = double(record.replies.size()) * kLatency / pace.inFlight;
    const double floor = std::max(flight, bucketFloor(record));
    qInfo("%zu requests, %d retries, %d in flight, %.0f ms before each answer", record.replies.size(),
          retries, pace.inFlight, kLatency * 1000);
    qInfo("floor %.1f s (requests in flight %.1f s, fullest bucket %.1f s)", floor, flight,
          bucketFloor(record));
    qInfo("took %.1f s, %.2f times the floor (at most %.1f); peak memory %.0f MB (under %.0f)", seconds,
          seconds / floor, kSlack, memory, kMegabytes);
    for (const fly::Reply &reply : record.replies)
        QVERIFY2(reply.usable(), qPrintable(fly::described(reply.request)));
    if (strict) {
        QVERIFY2(seconds <= kSlack * floor, "slower than the limit");
        QVERIFY2(memory < kMegabytes, "more memory than the limit");
    }
    server.kill();
    QTRY_COMPARE(server.state(), QProcess::NotRunning);
}

QTEST_GUILESS_MAIN(CollectBench)
#include "collect_bench.moc"
