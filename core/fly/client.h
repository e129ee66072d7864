// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/lanes.h"
#include "core/fly/transport.h"
#include "core/secrets/reducer.h"

#include <QObject>
#include <functional>
#include <memory>

namespace aw::fly {

struct Pace {
    /// Fly allows one request a second for each action and app or machine, three in a burst
    /// (working-with-machines-api, "Rate limits"); the margin keeps jitter from earning a 429.
    std::chrono::milliseconds refill{1'050};
    int burst = 3;
    int inFlight = 36;
    int attempts = 4;                              ///< sendings of one request at most
    std::chrono::milliseconds backoff{400};        ///< doubled each time, with jitter
    std::chrono::milliseconds longestWait{60'000}; ///< a longer Retry-After ends the request
};

/// Sends requests no faster than their lanes allow, one of each lane at a time, retries what may pass (429,
/// 5xx, transport faults), redacts what comes back. Lives in one thread, its creator's; the transport
/// outlives it. A refusal keeps the platform's own words, shortened, in the fault; nothing that leaves here
/// repeats the token.
class Client : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Client)
public:
    using Done = std::function<void(Reply)>;

    Client(Transport &transport, Endpoints endpoints, secrets::Reducer reducer, Pace pace = {},
           QObject *parent = nullptr);
    ~Client() override;

    /// From now on the user allows this route, which needs consent; without it such a request ends as
    /// cancelled and nothing is sent.
    void permit(Route route);
    void submit(Request request, Done done); ///< `done` is called once, later, unless cancelled
    void cancel(); ///< drops the queue and what is in the air; no Done is called after it
    /// How long the fullest lane needs at the least for what waits in it.
    [[nodiscard]] std::chrono::milliseconds slowest() const;
    [[nodiscard]] int retries() const; ///< sendings beyond the first, so far

private:
    struct Private;
    std::unique_ptr<Private> m_self;
};

} // namespace aw::fly
