// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/request.h"

#include <QUrl>

namespace aw::fly {

/// The most that is read of a manifest or a configuration: registries hold manifests to 4 MiB (OCI
/// distribution specification), and configurations are smaller.
inline constexpr qint64 kRegistryBytes = qint64{4} * 1024 * 1024;

/// The header Accept for what is asked: registries give a manifest in the form that is asked for.
[[nodiscard]] QByteArray accepted(Route route);

/// Where an answer of the registry at `from` may lead with `location`: https, or this machine where the
/// registry itself is on it; nothing with a user name in it. Nothing else follows a redirect.
[[nodiscard]] std::optional<QUrl> onward(const QUrl &from, const QByteArray &location);

/// Whether a header for the one may be sent to the other: scheme, host and port are the same.
[[nodiscard]] bool sameOrigin(const QUrl &one, const QUrl &other);

/// Why `body` is not what the digest in the request names: other bytes, or a digest that cannot be
/// checked. Empty when it is, and for routes that name no digest.
[[nodiscard]] std::optional<Error> digestFault(const Request &request, const QByteArray &body);

} // namespace aw::fly
