// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/client.h"
#include "tests/support/fake_transport.h"

namespace aw::test {

/// What to ask of an app.
[[nodiscard]] fly::Request request(fly::Route route, const QString &app = QStringLiteral("web"),
                                   const QString &item = {});

[[nodiscard]] fly::Pace quick();   ///< fast enough for a test, slow enough to be seen
[[nodiscard]] fly::Pace unpaced(); ///< no lane ever waits

[[nodiscard]] fly::WireReply refusal(int status, const QByteArray &retryAfter);
[[nodiscard]] FakeTransport::Script always(const fly::WireReply &reply);

/// A client over a scripted transport, and what it answered. Redaction is replaced: it marks a body as
/// seen, and refuses "<html>".
struct Bench {
    explicit Bench(FakeTransport::Script script, fly::Pace pace = unpaced(), QList<QByteArray> withheld = {});

    void ask(const fly::Request &what);

    FakeTransport transport;
    std::unique_ptr<fly::Client> client;
    std::vector<fly::Reply> replies;
};

} // namespace aw::test
