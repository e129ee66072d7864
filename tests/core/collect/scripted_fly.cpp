// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/collect/scripted_fly.h"

#include "tests/core/collect/answers.h"
#include "tests/core/collect/people_answers.h"

#include <QTimer>

namespace aw::collect {
namespace {

using fly::Route;

/// Bodies of wholeRecord() are what redaction leaves; this is what it was made from.
QByteArray unredacted(Route route, QByteArray body)
{
    if (route == Route::AppMachines)
        return body.replace(
            R"({"hmac":"00112233445566aa","length":8,"shape":"text","rule":"","likeness":"none"})",
            R"("8080")");
    if (route != Route::AppImage)
        return unredactedPeople(route, std::move(body));
    const qsizetype start = body.indexOf(R"({"has_env")");
    return body.left(start) +
           R"({"created":"2026-05-06T07:08:09Z","config":{"Env":["PATH=/usr/local/bin:/usr/bin:/bin"],"Labels":{},"User":"app"},
               "history":[{"created_by":"RUN make"}]}}}}})";
}

} // namespace

fly::WireReply ok(const QByteArray &body, const QString &nextCursor)
{
    fly::WireReply reply = status(200);
    reply.body = body;
    reply.nextCursor = nextCursor;
    return reply;
}

fly::WireReply status(int code)
{
    fly::WireReply reply;
    reply.status = code;
    reply.body = R"({"error":"as asked for"})";
    reply.requestId = QStringLiteral("01REQ-iad");
    return reply;
}

ScriptedFly::ScriptedFly(quint32 seed) : m_random(seed), m_at(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC) {}

void ScriptedFly::send(const fly::WireRequest &request, Done done)
{
    m_sent.push_back(request.request());
    m_pending.push_back({.request = request.request(), .done = std::move(done)});
    QTimer::singleShot(0, this, [this] { answerOne(); });
}

void ScriptedFly::abort()
{
    m_pending.clear();
}

int ScriptedFly::sentOf(Route route) const
{
    return int(std::count_if(m_sent.begin(), m_sent.end(),
                             [route](const fly::Request &request) { return request.route == route; }));
}

void ScriptedFly::answerOne()
{
    if (m_held || m_pending.empty())
        return;
    const auto which = m_pending.begin() + m_random.bounded(int(m_pending.size()));
    const Pending pending = std::move(*which);
    m_pending.erase(which);
    m_answered.push_back(pending.request);
    const auto answer = m_answers.find(pending.request.route);
    fly::WireReply reply =
        answer == m_answers.end() ? usual(pending.request) : answer->second(pending.request);
    reply.at = m_at;
    pending.done(std::move(reply));
}

fly::WireReply ScriptedFly::usual(const fly::Request &request) const
{
    static const Record kRecord = wholeRecord();
    for (const fly::Reply &reply : kRecord.replies) {
        if (reply.request.route == request.route && reply.request.app == request.app &&
            reply.request.item == request.item)
            return ok(unredacted(request.route, reply.body));
    }
    return status(404);
}

} // namespace aw::collect
