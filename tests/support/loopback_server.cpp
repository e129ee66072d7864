// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/loopback_server.h"

#include <QFile>
#include <QSslKey>
#include <QSslServer>
#include <QUrl>

namespace aw::test {
namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll();
}

QSslConfiguration tlsWith(const QString &certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyNone); // of clients, who show no certificate
    tls.setLocalCertificate(QSslCertificate(contentsOf(certificate + QLatin1String(".pem"))));
    tls.setPrivateKey(QSslKey(contentsOf(certificate + QLatin1String(".key")), QSsl::Ec));
    return tls;
}

} // namespace

QByteArray LoopbackServer::Asked::header(const QByteArray &name) const
{
    for (const QByteArray &one : head.split('\n')) {
        if (one.left(name.size() + 1).toLower() == name.toLower() + ':')
            return one.mid(name.size() + 1).trimmed();
    }
    return {};
}

LoopbackServer::LoopbackServer(Script script, QObject *parent)
    : QObject(parent), m_script(std::move(script)), m_server(std::make_unique<QTcpServer>())
{
    listen();
}

LoopbackServer::LoopbackServer(Script script, const QString &certificate, QObject *parent)
    : QObject(parent), m_script(std::move(script)), m_tls(true)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tlsWith(certificate));
    m_server = std::move(server);
    listen();
}

QUrl LoopbackServer::url() const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("localhost"));
    url.setPort(port());
    return url;
}

QByteArray LoopbackServer::answer(const QByteArray &body, const QByteArray &status, const QByteArray &headers)
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headers + "\r\n" + body;
}

void LoopbackServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            if (socket->bytesAvailable() > 0)
                read(socket);
        }
    });
    m_server->setListenBacklogSize(100);
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("no port on localhost: %s", qPrintable(m_server->errorString()));
}

void LoopbackServer::read(QTcpSocket *socket)
{
    const QByteArray seen = socket->peek(1'000'000);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const qsizetype line = seen.indexOf("\r\n");
    Asked asked{.line = seen.left(line), .head = seen.mid(line + 2, end - line - 2), .body = {}};
    const qsizetype length = asked.header("Content-Length").toLongLong();
    if (seen.size() < end + 4 + length)
        return;
    asked.body = seen.mid(end + 4, length);
    socket->read(end + 4 + length);
    m_asked.push_back(asked);
    m_script(*socket, asked);
}

} // namespace aw::test
