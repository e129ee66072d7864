// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/gatherer.h"
#include "tests/core/collect/scripted_fly.h"

#include <QFutureWatcher>
#include <QSignalSpy>
#include <QTest>

namespace aw::collect {

using namespace std::chrono_literals;

inline const QString kOrg = QStringLiteral("example-org");
inline const QDateTime kNow = QDateTime(QDate(2026, 11, 24), QTime(12, 0, 1, 234), Qt::UTC);

/// As fast as it goes: the limits of the platform are the client's matter and tried there.
inline fly::Pace unlimited()
{
    return {.refill = 0ms, .burst = 1'000, .inFlight = 8, .attempts = 2, .backoff = 1ms, .longestWait = 1s};
}

/// A collection of ScriptedFly, and what it said.
struct Run {
    explicit Run(quint32 seed = 0)
        : fly(seed),
          client(fly, {}, secrets::Reducer(QByteArray(32, 'k'), kNow), unlimited()),
          gatherer(client, [] { return kNow; })
    {
        QObject::connect(&gatherer, &Gatherer::progressed, &gatherer,
                         [this](const Progress &progress) { seen.push_back(progress); });
        QObject::connect(&gatherer, &Gatherer::answered, &gatherer,
                         [this](const std::vector<fly::Reply> &replies) {
                             kept.insert(kept.end(), replies.begin(), replies.end());
                         });
    }

    void start() { start({.org = kOrg}); }
    void start(Task task) { future = gatherer.start(std::move(task)); }

    [[nodiscard]] bool ended(Task task = {.org = kOrg})
    {
        start(std::move(task));
        QFutureWatcher<Result<Record>> watcher;
        QSignalSpy finished(&watcher, &QFutureWatcherBase::finished);
        watcher.setFuture(future);
        return future.isFinished() || finished.wait(20'000);
    }

    [[nodiscard]] Result<Record> result() const
    {
        return future.resultCount() > 0
                   ? future.result()
                   : Result<Record>(fail(ErrorKind::Cancelled, QStringLiteral("no result")));
    }

    ScriptedFly fly;
    fly::Client client;
    Gatherer gatherer;
    std::vector<Progress> seen;
    std::vector<fly::Reply> kept; ///< what it gave to be kept
    QFuture<Result<Record>> future;
};

/// A page of the list of apps; the names stand between spaces.
inline QByteArray appsPage(const QByteArray &names, const QByteArray &cursor, int total)
{
    QByteArray rows;
    for (const QByteArray &name : names.split(' ')) {
        if (!name.isEmpty())
            rows += (rows.isEmpty() ? "" : ",") + QByteArray(R"({"name":")") + name +
                    R"(","app_role":"","machine_count":0,"volume_count":0})";
    }
    return R"({"apps":[)" + rows + R"(],"total_apps":)" + QByteArray::number(total) + R"(,"next_cursor":)" +
           (cursor.isEmpty() ? QByteArray("null") : '"' + cursor + '"') + "}";
}

inline int countOf(const Record &record, fly::Route route)
{
    return int(std::count_if(record.replies.begin(), record.replies.end(),
                             [route](const fly::Reply &reply) { return reply.request.route == route; }));
}

} // namespace aw::collect
