// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <functional>
#include <memory>
#include <vector>

namespace aw::test {

/// Accepts HTTP/1.1 on a free port of localhost and hands every whole request to a script, which may
/// write to the socket whatever a bad server would.
class LoopbackServer final : public QObject
{
    Q_OBJECT
public:
    struct Asked {
        QByteArray line; ///< "GET /v1/apps HTTP/1.1"
        QByteArray head; ///< the header lines after it
        QByteArray body;

        [[nodiscard]] QByteArray header(const QByteArray &name) const; ///< empty when absent
    };

    using Script = std::function<void(QTcpSocket &socket, const Asked &asked)>;

    explicit LoopbackServer(Script script, QObject *parent = nullptr);
    /// The same over TLS, with a certificate and its key from tests/core/fly/certificates.
    LoopbackServer(Script script, const QString &certificate, QObject *parent = nullptr);

    [[nodiscard]] QUrl url() const; ///< with the name localhost
    [[nodiscard]] quint16 port() const { return m_server->serverPort(); }
    [[nodiscard]] const std::vector<Asked> &asked() const { return m_asked; }
    [[nodiscard]] int connections() const { return m_connections; }

    /// A whole answer with its length.
    [[nodiscard]] static QByteArray answer(const QByteArray &body, const QByteArray &status = "200 OK",
                                           const QByteArray &headers = {});

private:
    void listen();
    void read(QTcpSocket *socket);

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    bool m_tls = false;
    std::vector<Asked> m_asked;
    int m_connections = 0;
};

} // namespace aw::test
