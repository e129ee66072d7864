// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/client.h"

#include "core/fly/meaning.h"
#include "core/fly/redact.h"
#include "core/fly/registry.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QTimer>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

namespace aw::fly {
namespace {

using Millis = std::chrono::milliseconds;

/// Longest page marker that is passed on; a dropped one would make a list look complete.
constexpr qsizetype kLongestCursor = 4'096;

struct Job {
    Request request;
    Client::Done done;
    int sent = 0;
};

/// The jobs of one bucket, in order. A lane with jobs is in exactly one of `ready` and `asleep`, unless
/// one of its requests is in the air: then it waits for that.
struct Lane {
    QString name;
    std::deque<Job> jobs;
    bool listed = false;
};

Millis upTo(Millis most)
{
    return Millis(qint64(QRandomGenerator::global()->generateDouble() * double(most.count())));
}

} // namespace

struct Client::Private {
    Private(Transport &to, Endpoints at, secrets::Reducer by, Pace how)
        : transport(to),
          endpoints(std::move(at)),
          reducer(std::move(by)),
          pace(how),
          buckets(how.refill, how.burst),
          withheld(to.secrets())
    {
        clock.start();
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
    }

    Transport &transport;
    Endpoints endpoints;
    secrets::Reducer reducer;
    Pace pace;
    Lanes buckets;
    Withheld withheld;
    QElapsedTimer clock;
    QTimer timer;
    std::shared_ptr<bool> alive = std::make_shared<bool>(true);

    std::unordered_map<QString, Lane> lanes;
    QSet<QString> busy; ///< lanes with a request in the air: Fly is asked one thing at a time of each
    std::deque<Lane *> ready;
    std::multimap<Millis, Lane *> asleep;
    std::multimap<Millis, Job> resting; ///< jobs that failed, until they are sent again
    std::unordered_map<quint64, Job> flying;
    quint64 nextFlight = 0;
    int retries = 0;
    std::set<Route> permitted;
    quint64 round = 0; ///< counts cancels

    [[nodiscard]] Millis now() const { return Millis(clock.elapsed()); }

    /// Answers, later as ever, that nobody allowed the question.
    void decline(Request request, Done done)
    {
        const auto answer = [this, at = round, request = std::move(request), done = std::move(done)] {
            if (at != round)
                return;
            done({.request = request,
                  .status = 0,
                  .body = {},
                  .nextCursor = {},
                  .requestId = {},
                  .at = QDateTime::currentDateTimeUtc(),
                  .attempts = 0,
                  .fault = fail(ErrorKind::Cancelled,
                                QCoreApplication::translate("fly", "The user did not allow this question."),
                                described(request))});
        };
        QTimer::singleShot(0, &timer, answer);
    }

    Lane &laneFor(const Request &request)
    {
        const QString name = laneOf(request);
        Lane &lane = lanes[name];
        lane.name = name;
        return lane;
    }

    void list(Lane &lane)
    {
        if (lane.listed || busy.contains(lane.name))
            return;
        lane.listed = true;
        ready.push_back(&lane);
    }

    /// The lane's request has landed: the next may go.
    void leave(const QString &name)
    {
        busy.remove(name);
        const auto lane = lanes.find(name);
        if (lane != lanes.end() && !lane->second.jobs.empty())
            list(lane->second);
    }

    void wake(Millis moment)
    {
        while (!resting.empty() && resting.begin()->first <= moment) {
            auto rested = resting.extract(resting.begin());
            Lane &lane = laneFor(rested.mapped().request);
            lane.jobs.push_front(std::move(rested.mapped()));
            list(lane);
        }
        while (!asleep.empty() && asleep.begin()->first <= moment) {
            ready.push_back(asleep.begin()->second);
            asleep.erase(asleep.begin());
        }
    }

    void pump()
    {
        const Millis moment = now();
        wake(moment);
        while (!ready.empty() && int(flying.size()) < pace.inFlight) {
            Lane *lane = ready.front();
            ready.pop_front();
            const Millis wait = buckets.take(lane->name, moment);
            if (wait > Millis::zero()) {
                asleep.emplace(moment + wait, lane);
                continue;
            }
            Job job = std::move(lane->jobs.front());
            lane->jobs.pop_front();
            lane->listed = false;
            busy.insert(lane->name);
            if (lane->jobs.empty())
                lanes.erase(QString(lane->name));
            fly(std::move(job));
        }
        arm(moment);
    }

    void arm(Millis moment)
    {
        std::optional<Millis> next;
        if (!asleep.empty())
            next = asleep.begin()->first;
        if (!resting.empty() && (!next || resting.begin()->first < *next))
            next = resting.begin()->first;
        if (next)
            timer.start(std::max(*next - moment, Millis(1)));
        else
            timer.stop();
    }

    void fly(Job job)
    {
        ++job.sent;
        const quint64 flight = nextFlight++;
        const WireRequest wire = WireRequest::from(job.request, endpoints);
        flying.emplace(flight, std::move(job));
        transport.send(wire, [this, flight, living = std::weak_ptr<bool>(alive)](const WireReply &reply) {
            if (!living.expired())
                landed(flight, reply);
        });
    }

    void landed(quint64 flight, const WireReply &wire)
    {
        auto landing = flying.extract(flight);
        if (landing.empty()) // cancelled meanwhile
            return;
        Job job = std::move(landing.mapped());
        leave(laneOf(job.request));
        Meaning meaning = meaningOf(wire, job.request, withheld);
        if (meaning.wait > pace.longestWait && meaning.again)
            meaning = tooLong(*meaning.wait, job.request);
        if (meaning.again && job.sent < pace.attempts)
            rest(std::move(job), meaning);
        else
            finish(job, wire, std::move(meaning.fault));
    }

    [[nodiscard]] Meaning tooLong(Millis wait, const Request &request) const
    {
        const QString what =
            QCoreApplication::translate(
                "fly", "The platform asks to wait %1 seconds, this program waits %2 at most.")
                .arg(wait.count() / 1'000)
                .arg(pace.longestWait.count() / 1'000);
        return {.fault = fail(ErrorKind::RateLimited, what, described(request)),
                .again = false,
                .tooFast = false,
                .wait = {}};
    }

    /// Puts the job aside for what the platform asks, or for a delay that doubles each time; jitter
    /// only ever lengthens what was asked.
    void rest(Job job, const Meaning &meaning)
    {
        const Millis doubled = pace.backoff * (1 << std::min(job.sent - 1, 10));
        Millis delay = doubled / 2 + upTo(doubled);
        if (meaning.wait)
            delay = std::max(*meaning.wait + upTo(pace.backoff / 2), delay);
        const Millis moment = now();
        if (meaning.tooFast)
            buckets.hold(laneOf(job.request), moment, delay);
        ++retries;
        resting.emplace(moment + delay, std::move(job));
        pump();
    }

    void finish(const Job &job, const WireReply &wire, std::optional<Error> fault)
    {
        Reply reply = replyTo(job, wire, std::move(fault));
        const std::weak_ptr<bool> living = alive;
        job.done(std::move(reply));
        if (!living.expired())
            pump();
    }

    [[nodiscard]] Reply replyTo(const Job &job, const WireReply &wire, std::optional<Error> fault) const
    {
        Reply reply{.request = job.request,
                    .status = wire.status,
                    .body = {},
                    .nextCursor = {},
                    .requestId = withheld.quoted(wire.requestId),
                    .at = wire.at.isValid() ? wire.at : QDateTime::currentDateTimeUtc(),
                    .attempts = job.sent,
                    .fault = std::move(fault)};
        if (reply.fault)
            return reply;
        if (wire.nextCursor.size() > kLongestCursor) {
            reply.fault = fail(ErrorKind::Limit,
                               QCoreApplication::translate(
                                   "fly", "The marker of the next page is longer than %1 characters.")
                                   .arg(kLongestCursor),
                               described(job.request));
            return reply;
        }
        if ((reply.fault = digestFault(job.request, wire.body)))
            return reply;
        Result<QByteArray> body = redact(job.request, wire.body, reducer);
        if (!body) {
            reply.fault = body.error();
            if (reply.fault->where.isEmpty())
                reply.fault->where = described(job.request);
            return reply;
        }
        reply.body = withheld.in(*std::move(body));
        if (row(job.request.route).paging == Paging::HeaderCursor)
            reply.nextCursor = QString::fromUtf8(withheld.in(wire.nextCursor.toUtf8()));
        return reply;
    }
};

Client::Client(Transport &transport, Endpoints endpoints, secrets::Reducer reducer, Pace pace,
               QObject *parent)
    : QObject(parent),
      m_self(std::make_unique<Private>(transport, std::move(endpoints), std::move(reducer), pace))
{
    connect(&m_self->timer, &QTimer::timeout, this, [this] { m_self->pump(); });
}

Client::~Client()
{
    cancel();
}

void Client::permit(Route route)
{
    m_self->permitted.insert(route);
}

void Client::submit(Request request, Done done)
{
    if (row(request.route).consent && !m_self->permitted.contains(request.route)) {
        m_self->decline(std::move(request), std::move(done));
        return;
    }
    Lane &lane = m_self->laneFor(request);
    lane.jobs.push_back({.request = std::move(request), .done = std::move(done), .sent = 0});
    m_self->list(lane);
    // From the event loop, so that a caller may submit thousands and none is answered meanwhile.
    m_self->timer.start(0);
}

void Client::cancel()
{
    ++m_self->round;
    m_self->timer.stop();
    m_self->ready.clear();
    m_self->asleep.clear();
    m_self->lanes.clear();
    m_self->busy.clear();
    m_self->resting.clear();
    const bool inTheAir = !m_self->flying.empty();
    m_self->flying.clear();
    if (inTheAir)
        m_self->transport.abort();
}

std::chrono::milliseconds Client::slowest() const
{
    std::size_t most = 0;
    for (const auto &[name, lane] : m_self->lanes)
        most = std::max(most, lane.jobs.size());
    const auto burst = std::size_t(m_self->pace.burst);
    return most <= burst ? Millis::zero() : Millis(m_self->pace.refill * int(most - burst));
}

int Client::retries() const
{
    return m_self->retries;
}

} // namespace aw::fly

// Its own object file, so that a test of the client links without the rooms that use it.
#include "moc_client.cpp" // NOLINT(bugprone-suspicious-include)
