// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/registry.h"

#include "core/fly/routes.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>

namespace aw::fly {
namespace {

bool onThisMachine(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == QLatin1String("https") ? 443 : 80);
}

} // namespace

QByteArray accepted(Route route)
{
    switch (route) {
    case Route::RegistryManifest:
        return "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, "
               "application/vnd.docker.distribution.manifest.v2+json, "
               "application/vnd.docker.distribution.manifest.list.v2+json";
    case Route::RegistryConfig:
        return "application/vnd.oci.image.config.v1+json, application/vnd.docker.container.image.v1+json, "
               "application/octet-stream";
    default: return "application/json";
    }
}

std::optional<QUrl> onward(const QUrl &from, const QByteArray &location)
{
    const QUrl target = from.resolved(QUrl(QString::fromUtf8(location), QUrl::StrictMode));
    if (location.isEmpty() || !target.isValid() || target.host().isEmpty() || !target.userInfo().isEmpty())
        return std::nullopt;
    const bool local = onThisMachine(target);
    if (local && !onThisMachine(from))
        return std::nullopt;
    const bool encrypted = target.scheme() == QLatin1String("https");
    return encrypted || (local && target.scheme() == QLatin1String("http")) ? std::optional(target)
                                                                            : std::nullopt;
}

bool sameOrigin(const QUrl &one, const QUrl &other)
{
    return one.scheme() == other.scheme() && one.host() == other.host() && portOf(one) == portOf(other);
}

std::optional<Error> digestFault(const Request &request, const QByteArray &body)
{
    if (row(request.route).api != Api::Registry)
        return std::nullopt;
    const QString digest = request.item.section(QLatin1Char('@'), -1);
    if (!digest.startsWith(QLatin1String("sha256:")))
        return fail(ErrorKind::Malformed,
                    QCoreApplication::translate("fly",
                                                "The digest of the image is of a kind that this program "
                                                "cannot check."),
                    described(request));
    const QByteArray hash = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    if (digest.sliced(7) == QLatin1String(hash))
        return std::nullopt;
    return fail(ErrorKind::Malformed,
                QCoreApplication::translate("fly", "The registry answered with other bytes than the digest "
                                                   "names: the answer was not read."),
                described(request));
}

} // namespace aw::fly
