// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/client_bench.h"

#include "core/fly/redact.h"

using namespace aw;
using namespace std::chrono_literals;

Result<QByteArray> aw::fly::redact(const Request & /*request*/, const QByteArray &body,
                                   const secrets::Reducer & /*reducer*/)
{
    if (body == "<html>")
        return fail(ErrorKind::Malformed, QStringLiteral("The answer is not valid JSON at byte 1."));
    return "redacted " + body;
}

namespace aw::test {

fly::Request request(fly::Route route, const QString &app, const QString &item)
{
    return {.route = route, .org = QStringLiteral("acme"), .app = app, .item = item, .cursor = {}};
}

fly::Pace quick()
{
    return {.refill = 40ms, .burst = 3, .inFlight = 8, .attempts = 4, .backoff = 4ms, .longestWait = 2'000ms};
}

fly::Pace unpaced()
{
    fly::Pace pace = quick();
    pace.refill = 0ms;
    return pace;
}

fly::WireReply refusal(int status, const QByteArray &retryAfter)
{
    fly::WireReply reply = answered(status);
    reply.retryAfter = retryAfter;
    return reply;
}

FakeTransport::Script always(const fly::WireReply &reply)
{
    return [reply](const fly::WireRequest &, int) { return reply; };
}

Bench::Bench(FakeTransport::Script script, fly::Pace pace, QList<QByteArray> withheld)
    : transport(std::move(script))
{
    transport.setSecrets(std::move(withheld));
    client = std::make_unique<fly::Client>(transport, fly::Endpoints{}, secrets::Reducer("key", QDateTime()),
                                           pace);
}

void Bench::ask(const fly::Request &what)
{
    client->submit(what, [this](fly::Reply reply) { replies.push_back(std::move(reply)); });
}

} // namespace aw::test
