// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/transport.h"

#include <QElapsedTimer>
#include <QObject>
#include <vector>

namespace aw::test {

/// An answer with a body, as a server would give it.
[[nodiscard]] fly::WireReply answered(int status, const QByteArray &body = "{}");
/// No answer at all.
[[nodiscard]] fly::WireReply broken(const QString &what, bool lasting = false);

/// Answers by a script, without a socket, later as the network would; remembers what it was asked.
class FakeTransport final : public QObject, public fly::Transport
{
    Q_OBJECT
public:
    struct Sent {
        fly::Request request;
        QUrl url;
        bool post = false;
        QByteArray body;
        qint64 at = 0; ///< milliseconds since this transport was made
    };

    /// `times` is how often this very request was sent before.
    using Script = std::function<fly::WireReply(const fly::WireRequest &request, int times)>;

    explicit FakeTransport(Script script, QObject *parent = nullptr);

    void setDelay(std::chrono::milliseconds delay) { m_delay = delay; }
    void setSecrets(QList<QByteArray> secrets) { m_secrets = std::move(secrets); }
    void hold() { m_held = true; } ///< from now on nothing is answered

    void send(const fly::WireRequest &request, Done done) override;
    void abort() override;
    [[nodiscard]] std::vector<SecretBytes> secrets() const override
    {
        std::vector<SecretBytes> secrets;
        for (const QByteArray &secret : m_secrets)
            secrets.emplace_back(secret);
        return secrets;
    }

    [[nodiscard]] const std::vector<Sent> &sent() const { return m_sent; }
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    [[nodiscard]] int mostInFlight() const { return m_mostInFlight; }
    [[nodiscard]] int aborts() const { return m_aborts; }

private:
    Script m_script;
    std::chrono::milliseconds m_delay{0};
    QList<QByteArray> m_secrets;
    QElapsedTimer m_clock;
    QHash<QString, int> m_times;
    std::vector<Sent> m_sent;
    quint64 m_round = 0; ///< answers of an earlier round, before an abort, are dropped
    int m_inFlight = 0;
    int m_mostInFlight = 0;
    int m_aborts = 0;
    bool m_held = false;
};

} // namespace aw::test
