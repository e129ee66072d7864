// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/gatherer.h"

#include "core/collect/pace.h"
#include "core/collect/paging.h"
#include "core/collect/plan.h"
#include "core/collect/reading.h"
#include "core/collect/resume.h"
#include "core/fly/routes.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPromise>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <deque>
#include <set>

namespace aw::collect {
namespace {

using namespace std::chrono_literals;

constexpr auto kProgressInterval = 100ms;
constexpr auto kKeepInterval = 250ms;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// One answer of a list.
using Page = std::pair<List, QString>;

Page pageOf(const fly::Request &request)
{
    return {listOf(request), request.cursor};
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
        keep.setSingleShot(true);
        keep.setInterval(kKeepInterval);
    }

    Gatherer &gatherer;
    fly::Client &client;
    Clock clock;
    QPromise<Result<Record>> promise;
    QFutureWatcher<Result<Record>> holder;
    QTimer tick;
    QTimer keep;
    PaceMeter pace;
    std::unique_ptr<Reading> reading;
    Record record;
    bool appsOnly = false;
    std::map<Page, fly::Reply> earlier; ///< answers of the run before, until they are wanted
    int resumed = 0;
    std::vector<fly::Reply> fresh; ///< usable answers that nobody was told of yet
    std::deque<fly::Reply> unread; ///< answers at hand, read one after the other
    bool readingOn = false;
    std::map<List, std::set<QString>> cursors; ///< those already followed, of each list
    int underWay = 0;
    bool askedLast = false;

    void submit(Next next, const QDateTime &at)
    {
        for (fly::Request &request : next) {
            if (appsOnly && request.route != fly::Route::Apps)
                continue;
            if (std::optional<Error> end = endOf(request)) {
                unread.push_back({.request = std::move(request),
                                  .status = 0,
                                  .body = {},
                                  .nextCursor = {},
                                  .requestId = {},
                                  .at = at,
                                  .attempts = 0,
                                  .fault = std::move(end)});
            } else if (auto had = earlier.extract(pageOf(request))) {
                ++resumed;
                unread.push_back(std::move(had.mapped()));
            } else {
                send(std::move(request));
            }
        }
        readOn();
    }

    void send(fly::Request request)
    {
        ++underWay;
        client.submit(std::move(request), [this](fly::Reply reply) {
            --underWay;
            if (resumes(reply))
                fresh.push_back(reply);
            if (!keep.isActive())
                keep.start();
            unread.push_back(std::move(reply));
            readOn();
            goOn();
        });
    }

    /// In a loop, not by calling itself: an earlier run may have left a thousand pages of one list.
    void readOn()
    {
        if (std::exchange(readingOn, true))
            return;
        while (!unread.empty()) {
            fly::Reply reply = std::move(unread.front());
            unread.pop_front();
            take(std::move(reply));
        }
        readingOn = false;
    }

    void tellFresh()
    {
        if (!fresh.empty())
            emit gatherer.answered(std::exchange(fresh, {}));
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
            Error error = *reading->lastError();
            if (error.where.isEmpty())
                error.where = fly::described(reply.request);
            finish(error);
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
        if (!std::exchange(askedLast, true) && !appsOnly)
            submit(reading->afterApps(), clock());
        if (reading && underWay == 0)
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
        keep.stop();
        client.cancel();
        tellFresh();
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
        keep.stop();
        client.cancel();
        tellFresh();
        reading.reset();
        record = {};
        promise.finish();
    }

    [[nodiscard]] Progress progress()
    {
        Progress out;
        out.retries = client.retries();
        out.resumed = resumed;
        const std::map<fly::Route, int> foreseen =
            appsOnly ? std::map<fly::Route, int>() : foretold(reading->draft());
        for (const fly::RouteRow &row : fly::routes()) {
            if (row.source == nullptr)
                continue;
            const Tally tally = reading->tally(row.route);
            const auto more = foreseen.find(row.route);
            out.asked += tally.asked;
            out.answered += tally.answered;
            out.expected += std::max(tally.asked, more == foreseen.end() ? 0 : more->second);
            out.sources.push_back({.name = QString::fromLatin1(row.source),
                                   .asked = tally.asked,
                                   .answered = tally.answered,
                                   .refused = tally.unread});
        }
        pace.note(out.answered - out.resumed);
        const Tally apps = reading->tally(fly::Route::Apps);
        if (apps.answered > 0 && apps.answered == apps.asked)
            out.remaining = pace.timeFor(out.expected - out.answered, client.slowest());
        return out;
    }
};

Gatherer::Gatherer(fly::Client &client, Clock clock, QObject *parent)
    : QObject(parent), m_self(std::make_unique<Private>(*this, client, std::move(clock)))
{
    connect(&m_self->tick, &QTimer::timeout, this, [this] { emit progressed(m_self->progress()); });
    connect(&m_self->keep, &QTimer::timeout, this, [this] { m_self->tellFresh(); });
    connect(&m_self->holder, &QFutureWatcherBase::canceled, this, [this] { m_self->cancel(); });
}

Gatherer::~Gatherer()
{
    m_self->cancel();
}

QFuture<Result<Record>> Gatherer::start(Task task)
{
    m_self->promise.start();
    m_self->holder.setFuture(m_self->promise.future());
    m_self->reading = std::make_unique<Reading>(task.org);
    m_self->appsOnly = task.appsOnly;
    m_self->record.org = task.org;
    m_self->record.demo = task.demo;
    const QDateTime now = wholeSeconds(m_self->clock());
    for (fly::Reply &reply : resumable(task.org, std::move(task.earlier), m_self->clock()))
        m_self->earlier.emplace(pageOf(reply.request), std::move(reply));
    const bool goesOn = !m_self->earlier.empty() && task.startedAt.isValid();
    m_self->record.startedAt = goesOn ? wholeSeconds(task.startedAt) : now;
    m_self->submit(m_self->reading->begin(), m_self->record.startedAt);
    // Everything may have been at hand; the end comes later all the same, as the caller expects it.
    QTimer::singleShot(0, this, [this] { m_self->goOn(); });
    return m_self->promise.future();
}

} // namespace aw::collect
