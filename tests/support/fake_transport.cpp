// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/fake_transport.h"

#include <QTimer>
#include <algorithm>

namespace aw::test {

fly::WireReply answered(int status, const QByteArray &body)
{
    fly::WireReply reply;
    reply.status = status;
    reply.body = body;
    reply.at = QDateTime::currentDateTimeUtc();
    return reply;
}

fly::WireReply broken(const QString &what, bool lasting)
{
    fly::WireReply reply;
    reply.fault = fail(ErrorKind::Network, what);
    reply.lasting = lasting;
    return reply;
}

FakeTransport::FakeTransport(Script script, QObject *parent) : QObject(parent), m_script(std::move(script))
{
    m_clock.start();
}

void FakeTransport::send(const fly::WireRequest &request, Done done)
{
    m_sent.push_back({.request = request.request(),
                      .url = request.url(),
                      .post = request.post(),
                      .body = request.body(),
                      .at = m_clock.elapsed()});
    ++m_inFlight;
    m_mostInFlight = std::max(m_mostInFlight, m_inFlight);
    if (m_held)
        return;
    const QString key = request.url().toString() + QString::fromUtf8(request.body());
    fly::WireReply reply = m_script(request, m_times[key]++);
    QTimer::singleShot(m_delay, this,
                       [this, round = m_round, reply = std::move(reply), done = std::move(done)] {
                           if (round != m_round)
                               return;
                           --m_inFlight;
                           done(reply);
                       });
}

void FakeTransport::abort()
{
    ++m_aborts;
    ++m_round;
    m_inFlight = 0;
}

} // namespace aw::test
