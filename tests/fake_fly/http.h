// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>
#include <functional>
#include <utility>

namespace aw::test {

/// A request as it came over the wire.
struct Seen {
    QByteArray method;
    QString path; ///< decoded
    QByteArray rawPath;
    QUrlQuery query;
    QList<std::pair<QByteArray, QByteArray>> headers; ///< names in small letters
    QByteArray body;
    QString operation;   ///< of GraphQL: operationName
    int status = 0;      ///< what was answered; 0 where nothing was
    qint64 atMillis = 0; ///< since the server's start

    [[nodiscard]] QByteArray header(const QByteArray &name) const; ///< empty when absent
};

/// How an answer's bytes go out.
enum class Delivery { Whole, Truncated, Stall, Drip, Endless, Reset };

struct Response {
    int status = 200;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    Delivery delivery = Delivery::Whole;
};

/// One client's connection: reads requests one after the other (HTTP/1.1, kept alive), hands each to
/// `handle` and sends what respond() gives before it reads the next.
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    using Handle = std::function<void(HttpConnection &, Seen)>;

    HttpConnection(QTcpSocket *socket, Handle handle, QObject *parent);

    void respond(const Response &response); ///< once for each request

private:
    void read();
    void sendWhole(const Response &response);
    void drip(const QByteArray &bytes);
    void sendMore();
    void reset();

    QTcpSocket *m_socket;
    Handle m_handle;
    QByteArray m_received;
    QByteArray m_dripping;
    QTimer m_drops;
    bool m_busy = false;
    bool m_endless = false;
};

} // namespace aw::test
