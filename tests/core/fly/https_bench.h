// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/https_transport.h"
#include "tests/support/loopback_server.h"

namespace aw::test {

inline constexpr qint64 kCap = 100'000; ///< the most bytes httpsSetup() reads of a body
extern const QByteArray kHttpsSecret;   ///< the macaroon in its token
extern const QString kCertificates;     ///< folder, with the closing slash

/// What to ask of an app.
[[nodiscard]] fly::Request request(fly::Route route, const QString &app = QStringLiteral("web"));

/// A macaroon and a user token, and limits that a test can reach.
[[nodiscard]] fly::HttpsTransport::Setup httpsSetup();
[[nodiscard]] fly::HttpsTransport::Setup trusting(); ///< the same, and it trusts the test authority

[[nodiscard]] std::unique_ptr<fly::HttpsTransport> opened(fly::HttpsTransport::Setup with);
[[nodiscard]] fly::WireRequest wire(const fly::Request &what, const QUrl &base);

/// Sends one request and waits for what comes of it. Ends the program when a fault repeats the token.
[[nodiscard]] fly::WireReply ask(const QUrl &base, fly::HttpsTransport::Setup with = httpsSetup(),
                                 const fly::Request &what = request(fly::Route::AppMachines));

/// A server's script: the same bytes for every request.
[[nodiscard]] LoopbackServer::Script always(const QByteArray &answer, bool hangUp = false);

} // namespace aw::test
