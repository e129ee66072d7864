// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/demo/fixture.h"
#include "tests/fake_fly/fault.h"
#include "tests/fake_fly/http.h"
#include "tests/fake_fly/token_answers.h"

#include <QThread>
#include <QUrl>
#include <chrono>
#include <memory>
#include <vector>

namespace aw::test {

/// What the server shows of itself when a client speaks TLS.
enum class Tls { Off, Valid, Expired, SelfSigned, WrongHost };

struct FakeFlyOptions {
    QByteArray token;                     ///< accepted behind "FlyV1 " or "Bearer "; empty: anything is
    std::chrono::milliseconds latency{0}; ///< passes before each answer begins
    bool limits = true;                   ///< the published limits are enforced
    bool retryAfter = false;              ///< a 429 by the limits names a second to wait
    Tls tls = Tls::Off;
    quint16 port = 0;     ///< 0: any that is free
    FakeToken whose = {}; ///< what the token is
};

/// Fly.io on a port of 127.0.0.1: both APIs of one organization and its registry, in a thread of its own,
/// with keep-alive, many connections at once, and faults on request. Only GETs of the Machines API and of the
/// registry (/v2, HTTP Basic) and POSTs to /graphql are answered, and the question what a token may do.
/// Everything asked is kept, see requests() and unexpected().
class FakeFly
{
public:
    explicit FakeFly(demo::Fixture fixture, FakeFlyOptions options = {});
    ~FakeFly();
    FakeFly(const FakeFly &) = delete;
    FakeFly &operator=(const FakeFly &) = delete;

    [[nodiscard]] QUrl machinesUrl() const; ///< for FLY_FLAPS_BASE_URL
    [[nodiscard]] QUrl graphqlUrl() const;  ///< for FLY_API_BASE_URL
    [[nodiscard]] QUrl registryUrl() const; ///< for FLY_REGISTRY_HOST
    [[nodiscard]] static QString caFile();  ///< trusts Tls::Valid

    void inject(const Fault &fault); ///< the first that fits strikes
    void clearFaults();
    void setLatency(std::chrono::milliseconds latency);
    void clearRequests();

    [[nodiscard]] std::vector<Seen> requests() const;
    [[nodiscard]] std::vector<Seen> elsewhere() const; ///< what the host asked that redirects lead to
    [[nodiscard]] int connections() const;             ///< accepted so far
    [[nodiscard]] int mostInFlight() const;            ///< requests under way at one moment, at most

    /// Requests that were neither a GET of the Machines API without side effect (FLY-API §4) or of a
    /// manifest or blob, nor one
    /// of the program's own query documents nor the question whether a token could write; in words, for
    /// a failing test.
    [[nodiscard]] QStringList unexpected() const;

private:
    class Server;

    QThread m_thread;
    Server *m_server;
    FakeFlyOptions m_options;
    quint16 m_port = 0;
};

} // namespace aw::test
