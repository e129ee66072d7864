// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/token.h"
#include "core/fly/transport.h"

#include <QObject>
#include <chrono>
#include <memory>
#include <vector>

class QNetworkAccessManager;

namespace aw::fly {

struct HttpsLimits {
    qint64 bodyBytes = qint64{64} * 1024 * 1024;
    std::chrono::milliseconds stall{30'000};    ///< longest silence
    std::chrono::milliseconds overall{120'000}; ///< longest answer, however it drips
};

/// The one place that talks to the network. TLS is verified, cookies and caches are off, bodies are
/// capped. No redirect is followed but one of the registry, once, to where its blobs lie, and to another
/// host without the Authorization header (see onward()). HTTP/2 where offered; else as many HTTP/1.1
/// connections as `managers` times six.
class HttpsTransport final : public QObject, public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HttpsTransport)
public:
    struct Setup {
        Token token;
        QByteArray caFile; ///< path of certificates trusted besides the system's; empty for none
        HttpsLimits limits;
        int managers = 6;
    };

    /// Input error when the CA file cannot be read or holds no certificate.
    [[nodiscard]] static Result<std::unique_ptr<HttpsTransport>> open(Setup setup);
    ~HttpsTransport() override;

    void send(const WireRequest &request, Done done) override;
    void abort() override;
    [[nodiscard]] std::vector<SecretBytes> secrets() const override;

private:
    struct Private;
    explicit HttpsTransport(std::unique_ptr<Private> self);
    std::unique_ptr<Private> m_self;
};

} // namespace aw::fly
