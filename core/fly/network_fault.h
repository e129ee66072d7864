// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/https_transport.h"

#include <QList>
#include <QSslError>
#include <optional>

class QNetworkReply;

namespace aw::fly {

/// Why we ended a reply ourselves.
enum class Stop { None, TooLarge, Deadline };

/// A reply that came to its end, with what Qt does not keep of it.
struct Ending {
    const QNetworkReply &reply;
    Api api = Api::Machines;
    Stop stop = Stop::None;
    const QList<QSslError> &sslErrors;
    const HttpsLimits &limits;
    qint64 received = 0; ///< bytes of the body, unpacked
};

struct NetworkFault {
    Error error;
    bool lasting = false; ///< sending again would end the same
};

/// What went wrong below HTTP, or with a redirect, in words that say what to do; nothing for an answer
/// that arrived whole, whatever its status. Never holds what was sent.
[[nodiscard]] std::optional<NetworkFault> faultOf(const Ending &ending);

/// The refusal to send a token to `url` without encryption.
[[nodiscard]] Error unencrypted(const QUrl &url);

} // namespace aw::fly
