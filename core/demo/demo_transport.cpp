// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/demo_transport.h"

#include <QCryptographicHash>

namespace aw::demo {
namespace {

/// How far into the recording each kind of answer came, one kind after the other.
constexpr qint64 kRouteMillis = 600;

QByteArray digestOf(const fly::WireRequest &request)
{
    return QCryptographicHash::hash(request.url().toEncoded() + '\n' + request.body(),
                                    QCryptographicHash::Sha256);
}

/// From the request alone, so that a replay in any order gives the same evidence.
QDateTime arrival(const QDateTime &recordedAt, const fly::WireRequest &request, const QByteArray &digest)
{
    const auto within = qint64(quint8(digest[0])) * kRouteMillis / 256;
    return recordedAt.addMSecs(qint64(request.request().route) * kRouteMillis + within);
}

/// Looks like the platform's own: a ULID and the region of the edge that answered.
QString requestIdOf(const QDateTime &at, const QByteArray &digest)
{
    constexpr char kCrockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    constexpr int kTimeCharacters = 10;
    constexpr int kRandomCharacters = 16;
    QString id(kTimeCharacters, QLatin1Char('0'));
    auto millis = quint64(at.toMSecsSinceEpoch());
    for (int i = kTimeCharacters - 1; i >= 0; --i) {
        id[i] = QLatin1Char(kCrockford[millis % 32]);
        millis /= 32;
    }
    for (int i = 0; i < kRandomCharacters; ++i)
        id += QLatin1Char(kCrockford[quint8(digest[i + 1]) % 32]);
    return id + QLatin1String("-iad");
}

fly::WireReply replyTo(const Fixture &fixture, const fly::WireRequest &request)
{
    const Answer answer = request.post() ? fixture.graphql(request.body())
                                         : fixture.get(request.url().path(), QUrlQuery(request.url()));
    const QByteArray digest = digestOf(request);
    fly::WireReply reply;
    reply.status = answer.status;
    reply.body = answer.body;
    reply.nextCursor = answer.nextCursor;
    reply.at = arrival(fixture.recordedAt(), request, digest);
    reply.requestId = requestIdOf(reply.at, digest);
    return reply;
}

} // namespace

DemoTransport::DemoTransport(Fixture fixture, QObject *parent)
    : QObject(parent), m_fixture(std::move(fixture))
{}

void DemoTransport::send(const fly::WireRequest &request, Done done)
{
    QMetaObject::invokeMethod(
        this,
        [this, round = m_round, request, done = std::move(done)] {
            if (round == m_round)
                done(replyTo(m_fixture, request));
        },
        Qt::QueuedConnection);
}

void DemoTransport::abort()
{
    ++m_round;
}

Result<Fixture> northwindParcel()
{
    return Fixture::load(QStringLiteral(":/demo/northwind-parcel"));
}

} // namespace aw::demo
