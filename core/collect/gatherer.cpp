// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/gatherer.h"

#include "core/collect/reading.h"
#include "core/fly/routes.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <set>

namespace aw::collect {
namespace {

using namespace std::chrono_literals;

constexpr auto kProgressInterval = 100ms;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// Which list an answer is a page of.
using List = std::tuple<fly::Route, QString, QString>;

List listOf(const fly::Request &request)
{
    return {request.route, request.app, request.item};
}

/// Files and tables keep seconds; a record read back must be the same record.
QDateTime wholeSeconds(const QDateTime &time)
{
    return QDateTime::fromSecsSinceEpoch(time.toSecsSinceEpoch(), Qt::UTC);
}

} // namespace

struct Gatherer::Private {
    Private(Gatherer &self, fly::Client &with, Clock when)
        : gatherer(self), client(with), clock(std::move(when))
    {
        tick.setSingleShot(true);
        tick.setInterval(kProgressInterval);
    }

    Gatherer &gatherer;
    fly::Client &client;
    Clock clock;
    QPromise<Result<Record>> promise;
    QFutureWatcher<Result<Record>> holder;
    QTimer tick;
    std::unique_ptr<Reading> reading;
    Record record;
    std::map<List, std::set<QString>> cursors; ///< those already followed, of each list
    int underWay = 0;
    bool askedLast = false;

    void submit(Next next, const QDateTime &at)
    {
        for (fly::Request &request : next) {
            if (std::optional<Error> end = endOf(request)) {
                take(fly::Reply{.request = std::move(request),
                                .status = 0,
                                .body = {},
                                .nextCursor = {},
                                .requestId = {},
                                .at = at,
                                .attempts = 0,
                                .fault = std::move(end)});
                continue;
            }
            ++underWay;
            client.submit(std::move(request), [this](fly::Reply reply) {
                --underWay;
                take(std::move(reply));
                goOn();
            });
        }
    }

    /// Why a further page is not asked for: the list turns in circles, or has no end.
    std::optional<Error> endOf(const fly::Request &request)
    {
        if (request.cursor.isEmpty())
            return std::nullopt;
        std::set<QString> &followed = cursors[listOf(request)];
        if (followed.contains(request.cursor))
            return fail(ErrorKind::Malformed,
                        Words::tr("The list goes back to a page that was read already; what else it holds is "
                                  "unknown."),
                        fly::described(request));
        if (int(followed.size()) + 1 >= kPageCap)
            return fail(ErrorKind::Limit, Words::tr("The list has more than %1 pages.").arg(kPageCap),
                        fly::described(request));
        followed.insert(request.cursor);
        return std::nullopt;
    }

    void take(fly::Reply reply)
    {
        if (!reading)
            return;
        Next next = reading->read(reply);
        reading->forget(reply.request);
        const bool root = reply.request.route == fly::Route::Apps && reply.request.cursor.isEmpty();
        if (root && reading->lastError()) {
            finish(*reading->lastError());
            return;
        }
        const QDateTime at = reply.at;
        record.replies.push_back(std::move(reply));
        if (!tick.isActive())
            tick.start();
        submit(std::move(next), at);
    }

    void goOn()
    {
        if (!reading || underWay > 0)
            return;
        if (!std::exchange(askedLast, true))
            submit(reading->afterApps(), clock());
        if (underWay == 0)
            finish(completed());
    }

    Record completed()
    {
        // Pages of one list follow each other, so the order of arrival is theirs.
        std::stable_sort(
            record.replies.begin(), record.replies.end(),
            [](const fly::Reply &a, const fly::Reply &b) { return listOf(a.request) < listOf(b.request); });
        record.collectedAt = wholeSeconds(clock());
        return std::move(record);
    }

    void finish(Result<Record> result)
    {
        tick.stop();
        client.cancel();
        emit gatherer.progressed(progress());
        reading.reset();
        record = {};
        promise.addResult(std::move(result));
        promise.finish();
    }

    void cancel()
    {
        if (!reading)
            return;
        tick.stop();
        client.cancel();
        reading.reset();
        record = {};
        promise.finish();
    }

    [[nodiscard]] Progress progress() const
    {
        Progress out;
        out.retries = client.retries();
        for (const fly::RouteRow &row : fly::routes()) {
            if (row.source == nullptr)
                continue;
            const Tally tally = reading->tally(row.route);
            out.asked += tally.asked;
            out.answered += tally.answered;
            out.sources.push_back({.name = QString::fromLatin1(row.source),
                                   .asked = tally.asked,
                                   .answered = tally.answered,
                                   .refused = tally.unread});
        }
        return out;
    }
};

Gatherer::Gatherer(fly::Client &client, Clock clock, QObject *parent)
    : QObject(parent), m_self(std::make_unique<Private>(*this, client, std::move(clock)))
{
    connect(&m_self->tick, &QTimer::timeout, this, [this] { emit progressed(m_self->progress()); });
    connect(&m_self->holder, &QFutureWatcherBase::canceled, this, [this] { m_self->cancel(); });
}

Gatherer::~Gatherer()
{
    m_self->cancel();
}

QFuture<Result<Record>> Gatherer::start(const QString &org, bool demo)
{
    m_self->promise.start();
    m_self->holder.setFuture(m_self->promise.future());
    m_self->reading = std::make_unique<Reading>(org);
    m_self->record.org = org;
    m_self->record.demo = demo;
    m_self->record.startedAt = wholeSeconds(m_self->clock());
    m_self->submit(m_self->reading->begin(), m_self->record.startedAt);
    return m_self->promise.future();
}

} // namespace aw::collect
