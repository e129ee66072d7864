// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/transport.h"

#include <QObject>
#include <QRandomGenerator>
#include <map>

namespace aw::collect {

/// A small organization behind both APIs, without a socket: the one of wholeRecord(), as the platform
/// would answer for it. Every answer can be replaced, and answers come back in the order that a seed
/// makes of them.
class ScriptedFly final : public QObject, public fly::Transport
{
public:
    using Answer = std::function<fly::WireReply(const fly::Request &request)>;

    explicit ScriptedFly(quint32 seed = 0);

    /// From now on `answer` speaks for the route.
    void on(fly::Route route, Answer answer) { m_answers[route] = std::move(answer); }
    /// From now on nothing is answered.
    void hold() { m_held = true; }
    void setTime(const QDateTime &at) { m_at = at; }

    void send(const fly::WireRequest &request, Done done) override;
    void abort() override;

    [[nodiscard]] const std::vector<fly::Request> &sent() const { return m_sent; }
    /// In the order in which they were answered.
    [[nodiscard]] const std::vector<fly::Request> &answered() const { return m_answered; }
    [[nodiscard]] int sentOf(fly::Route route) const;

private:
    struct Pending {
        fly::Request request;
        Done done;
    };

    void answerOne();
    [[nodiscard]] fly::WireReply usual(const fly::Request &request) const;

    std::map<fly::Route, Answer> m_answers;
    QRandomGenerator m_random;
    QDateTime m_at;
    std::vector<Pending> m_pending;
    std::vector<fly::Request> m_sent;
    std::vector<fly::Request> m_answered;
    bool m_held = false;
};

/// A 200 with that body.
[[nodiscard]] fly::WireReply ok(const QByteArray &body, const QString &nextCursor = {});
/// An answer with that status.
[[nodiscard]] fly::WireReply status(int code);

} // namespace aw::collect
