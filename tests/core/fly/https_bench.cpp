// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/fly/https_bench.h"

#include <QTest>
#include <optional>

namespace aw::test {

using namespace std::chrono_literals;

const QByteArray kHttpsSecret = "fm2_lJPECAAAAAAAAAAAAAxEEHw2Q5z";
const QString kCertificates = QStringLiteral(AW_SOURCE_DIR "/tests/core/fly/certificates/");

fly::Request request(fly::Route route, const QString &app)
{
    return {.route = route, .org = QStringLiteral("acme"), .app = app, .item = {}, .cursor = {}};
}

fly::HttpsTransport::Setup httpsSetup()
{
    auto token = fly::Token::parse(QString::fromLatin1(kHttpsSecret + ",fo1_0123456789abcdef"));
    return {.token = *std::move(token),
            .caFile = {},
            .limits = {.bodyBytes = kCap, .stall = 10s, .overall = 20s},
            .managers = 6};
}

fly::HttpsTransport::Setup trusting()
{
    fly::HttpsTransport::Setup with = httpsSetup();
    with.caFile = (kCertificates + QLatin1String("ca.pem")).toUtf8();
    return with;
}

std::unique_ptr<fly::HttpsTransport> opened(fly::HttpsTransport::Setup with)
{
    auto transport = fly::HttpsTransport::open(std::move(with));
    if (!transport)
        qFatal("%s", qPrintable(transport.error().what));
    return *std::move(transport);
}

fly::WireRequest wire(const fly::Request &what, const QUrl &base)
{
    return fly::WireRequest::from(what, {.machines = base, .graphql = base, .registry = base});
}

fly::WireReply ask(const QUrl &base, fly::HttpsTransport::Setup with, const fly::Request &what)
{
    const auto transport = opened(std::move(with));
    std::optional<fly::WireReply> got;
    transport->send(wire(what, base), [&](fly::WireReply reply) { got = std::move(reply); });
    if (got)
        qFatal("answered at once");
    if (!QTest::qWaitFor([&] { return got.has_value(); }, 10'000))
        qFatal("no answer within ten seconds");
    if (got->fault && (got->fault->what + got->fault->where).contains(QString::fromLatin1(kHttpsSecret)))
        qFatal("a fault repeats the token");
    return *got;
}

LoopbackServer::Script always(const QByteArray &answer, bool hangUp)
{
    return [answer, hangUp](QTcpSocket &socket, const LoopbackServer::Asked &) {
        socket.write(answer);
        if (hangUp)
            socket.disconnectFromHost();
    };
}

} // namespace aw::test
