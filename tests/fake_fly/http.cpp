// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/http.h"

#include <QUrl>
#include <sys/socket.h>

namespace aw::test {
namespace {

constexpr qsizetype kLongestHead = qsizetype{64} * 1024;
constexpr qsizetype kLongestBody = qsizetype{1024} * 1024;
constexpr qsizetype kEndlessPiece = qsizetype{64} * 1024;

QByteArray reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 429: return "Too Many Requests";
    default: return status >= 500 ? "Server Error" : "Status";
    }
}

QByteArray headOf(const Response &response, bool sized)
{
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status) + "\r\n";
    head += "Content-Type: application/json\r\n";
    if (sized)
        head += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    for (const auto &[name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

Seen parsedHead(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.front().trimmed().split(' ');
    Seen seen;
    seen.method = first.value(0);
    const QByteArray target = first.value(1);
    const qsizetype mark = target.indexOf('?');
    seen.rawPath = mark < 0 ? target : target.left(mark);
    seen.path = QUrl::fromPercentEncoding(seen.rawPath);
    if (mark >= 0)
        seen.query = QUrlQuery(QString::fromLatin1(target.mid(mark + 1)));
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            seen.headers.push_back({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    return seen;
}

} // namespace

QByteArray Seen::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name.toLower())
            return value;
    }
    return {};
}

HttpConnection::HttpConnection(QTcpSocket *socket, Handle handle, QObject *parent)
    : QObject(parent), m_socket(socket), m_handle(std::move(handle))
{
    socket->setParent(this);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpConnection::sendMore);
    m_drops.setInterval(50);
    connect(&m_drops, &QTimer::timeout, this, [this] {
        m_socket->write(m_dripping.left(1));
        m_dripping.remove(0, 1);
        if (m_dripping.isEmpty())
            m_drops.stop();
    });
    if (socket->bytesAvailable() > 0)
        read();
}

void HttpConnection::read()
{
    m_received += m_socket->readAll();
    if (m_busy)
        return;
    const qsizetype end = m_received.indexOf("\r\n\r\n");
    if (end < 0) {
        if (m_received.size() > kLongestHead)
            m_socket->abort();
        return;
    }
    Seen seen = parsedHead(m_received.left(end));
    const qsizetype length = seen.header("content-length").toLongLong();
    if (length < 0 || length > kLongestBody)
        return m_socket->abort();
    if (m_received.size() < end + 4 + length)
        return;
    seen.body = m_received.mid(end + 4, length);
    m_received.remove(0, end + 4 + length);
    m_busy = true;
    m_handle(*this, std::move(seen));
}

void HttpConnection::respond(const Response &response)
{
    switch (response.delivery) {
    case Delivery::Whole: return sendWhole(response);
    case Delivery::Reset: return reset();
    case Delivery::Drip: m_socket->write(headOf(response, true)); return drip(response.body);
    case Delivery::Endless:
        m_endless = true;
        m_socket->write(headOf(response, false) + response.body);
        return;
    case Delivery::Truncated:
    case Delivery::Stall: break;
    }
    m_socket->write(headOf(response, true) + response.body.left(response.body.size() / 2));
    if (response.delivery == Delivery::Truncated)
        m_socket->disconnectFromHost();
}

void HttpConnection::sendWhole(const Response &response)
{
    m_socket->write(headOf(response, true) + response.body);
    m_busy = false;
    if (!m_received.isEmpty())
        QMetaObject::invokeMethod(this, &HttpConnection::read, Qt::QueuedConnection);
}

void HttpConnection::drip(const QByteArray &bytes)
{
    m_dripping = bytes;
    m_drops.start();
}

void HttpConnection::sendMore()
{
    if (m_endless && m_socket->bytesToWrite() < kEndlessPiece)
        m_socket->write(QByteArray(kEndlessPiece, ' '));
}

void HttpConnection::reset()
{
    // Closing with data still wanted by nobody: the other side gets RST, not an orderly end.
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_socket->abort();
}

} // namespace aw::test
