// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QTest>
#include <memory>

namespace aw::test {

/// A client that asks one thing at a time and waits, following no redirect.
class Asking
{
public:
    struct Told {
        int status = 0;
        QByteArray body;
        QNetworkReply::NetworkError error = QNetworkReply::NoError;
        QByteArray nextCursor;
        QByteArray retryAfter;
        QByteArray location;
        QByteArray requestId;
    };

    explicit Asking(QByteArray authorization = "FlyV1 secret") : m_authorization(std::move(authorization))
    {
        m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }

    [[nodiscard]] const QByteArray &authorization() const { return m_authorization; }
    void trust(const QString &caFile) { m_authorities = QSslCertificate::fromPath(caFile); }

    [[nodiscard]] std::unique_ptr<QNetworkReply> begin(const QUrl &url, const QByteArray &post = {})
    {
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", m_authorization);
        request.setTransferTimeout(3'000);
        if (!m_authorities.isEmpty()) {
            QSslConfiguration tls = request.sslConfiguration();
            tls.setCaCertificates(m_authorities);
            request.setSslConfiguration(tls);
        }
        if (post.isEmpty())
            return std::unique_ptr<QNetworkReply>(m_network.get(request));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        return std::unique_ptr<QNetworkReply>(m_network.post(request, post));
    }

    [[nodiscard]] static Told told(QNetworkReply &reply)
    {
        return {.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                .body = reply.readAll(),
                .error = reply.error(),
                .nextCursor = reply.rawHeader("fly-next-cursor"),
                .retryAfter = reply.rawHeader("Retry-After"),
                .location = reply.rawHeader("Location"),
                .requestId = reply.rawHeader("fly-request-id")};
    }

    [[nodiscard]] Told get(const QUrl &base, const QString &target)
    {
        return finished(begin(base.resolved(QUrl(target))));
    }

    [[nodiscard]] Told post(const QUrl &base, const QByteArray &body)
    {
        return finished(begin(base.resolved(QUrl(QStringLiteral("/graphql"))), body));
    }

    [[nodiscard]] Told finished(std::unique_ptr<QNetworkReply> reply)
    {
        QSignalSpy done(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            static_cast<void>(done.wait(20'000));
        return told(*reply);
    }

    [[nodiscard]] QNetworkAccessManager &network() { return m_network; }

private:
    QByteArray m_authorization;
    QList<QSslCertificate> m_authorities;
    QNetworkAccessManager m_network;
};

} // namespace aw::test
