// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/secret_bytes.h"
#include "core/fly/routes.h"

#include <functional>
#include <vector>

namespace aw::fly {

/// Bytes as they came, before redaction. Lives only between Transport and Client.
struct WireReply {
    int status = 0; ///< 0 when nothing came back
    QByteArray body;
    QString nextCursor;         ///< header fly-next-cursor
    QString requestId;          ///< header fly-request-id
    QByteArray retryAfter;      ///< header Retry-After, as sent
    QDateTime at;               ///< when it had arrived, UTC (a recording's own time in the demo)
    std::optional<Error> fault; ///< transport fault, redirect, size cap, timeout; never holds the token
    bool lasting = false; ///< with a fault: sending again would end the same (redirect, size, certificate)
};

/// Sends one request and answers once, later, in its own thread. The real one speaks HTTPS; tests
/// and the demo organization answer from fixtures. A Done must not delete the transport that calls it.
class Transport
{
public:
    using Done = std::function<void(WireReply)>;

    Transport() = default;
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;
    virtual ~Transport() = default;

    virtual void send(const WireRequest &request, Done done) = 0;
    virtual void abort() = 0; ///< ends everything under way; their Done is not called

    /// Texts that must not leave the client, should an answer repeat them.
    [[nodiscard]] virtual std::vector<SecretBytes> secrets() const { return {}; }
};

} // namespace aw::fly
