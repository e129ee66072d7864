// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/network_fault.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QSslCertificate>

namespace aw::fly {
namespace {

constexpr qsizetype kLongestName = 100;
constexpr qint64 kMegabyte = qint64{1024} * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("fly", text);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1'000);
}

QString host(const Ending &ending)
{
    return ending.reply.url().host().left(kLongestName);
}

QString variable(const Ending &ending)
{
    switch (ending.api) {
    case Api::GraphQl: return QStringLiteral("FLY_API_BASE_URL");
    case Api::Registry: return QStringLiteral("FLY_REGISTRY_HOST");
    case Api::Machines: break;
    }
    return QStringLiteral("FLY_FLAPS_BASE_URL");
}

NetworkFault network(const Ending &ending, const QString &what, bool lasting = false)
{
    return {.error = fail(ErrorKind::Network, what, host(ending)), .lasting = lasting};
}

QString sizeText(qint64 bytes)
{
    return bytes >= kMegabyte ? tr(QT_TRANSLATE_NOOP("fly", "%1 MiB")).arg(bytes / kMegabyte)
                              : tr(QT_TRANSLATE_NOOP("fly", "%1 bytes")).arg(bytes);
}

NetworkFault tooLarge(const Ending &ending)
{
    return {.error = fail(ErrorKind::Limit,
                          tr(QT_TRANSLATE_NOOP("fly", "The answer is larger than %1, the most that is read."))
                              .arg(sizeText(ending.limits.bodyBytes)),
                          host(ending)),
            .lasting = true};
}

NetworkFault deadline(const Ending &ending)
{
    return network(ending,
                   tr(QT_TRANSLATE_NOOP("fly", "%1 had not finished its answer after %2 seconds."))
                       .arg(host(ending), seconds(ending.limits.overall)),
                   true);
}

NetworkFault redirect(const Ending &ending)
{
    const QUrl target =
        ending.reply.url().resolved(QUrl(QString::fromUtf8(ending.reply.rawHeader("Location"))));
    return network(ending,
                   tr(QT_TRANSLATE_NOOP("fly", "%1 answered with a redirect to %2, which is not followed."))
                       .arg(host(ending), target.host().left(kLongestName)),
                   true);
}

NetworkFault untrusted(const Ending &ending)
{
    const QSslError &first = ending.sslErrors.first();
    if (first.error() == QSslError::HostNameMismatch) {
        const QString name =
            first.certificate().subjectInfo(QSslCertificate::CommonName).join(QLatin1Char(' '));
        return network(
            ending,
            tr(QT_TRANSLATE_NOOP("fly", "The certificate that %1 shows is for another host (“%2”): "
                                        "check %3, or who answers in its place."))
                .arg(host(ending), name.left(kLongestName), variable(ending)),
            true);
    }
    const QString issuer = first.certificate().issuerInfo(QSslCertificate::CommonName).join(QLatin1Char(' '));
    return network(ending,
                   tr(QT_TRANSLATE_NOOP("fly", "The certificate that %1 shows is not trusted: %2 (issued by "
                                               "“%3”). If that issuer is your own, give its certificate as a "
                                               "CA file."))
                       .arg(host(ending), first.errorString().left(kLongestName), issuer.left(kLongestName)),
                   true);
}

NetworkFault cutShort(const Ending &ending)
{
    return network(ending,
                   tr(QT_TRANSLATE_NOOP("fly", "%1 closed the connection before its answer was complete."))
                       .arg(host(ending)));
}

/// Qt does not hold a stream of HTTP/2 to the length that was announced (6.4).
bool shorterThanAnnounced(const Ending &ending)
{
    const QVariant length = ending.reply.header(QNetworkRequest::ContentLengthHeader);
    return length.isValid() && !ending.reply.hasRawHeader("Content-Encoding") &&
           ending.received < length.toLongLong();
}

NetworkFault broken(const Ending &ending)
{
    const QString at = host(ending);
    switch (ending.reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return network(ending, tr(QT_TRANSLATE_NOOP("fly", "%1 could not be found: check the network or %2."))
                                   .arg(at, variable(ending)));
    case QNetworkReply::ConnectionRefusedError:
        return network(ending, tr(QT_TRANSLATE_NOOP("fly", "%1 refused the connection on port %2: check %3."))
                                   .arg(at)
                                   .arg(ending.reply.url().port(443))
                                   .arg(variable(ending)));
    case QNetworkReply::RemoteHostClosedError: return cutShort(ending);
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return network(ending, tr(QT_TRANSLATE_NOOP("fly", "%1 sent nothing for %2 seconds."))
                                   .arg(at, seconds(ending.limits.stall)));
    case QNetworkReply::SslHandshakeFailedError:
        if (!ending.sslErrors.isEmpty())
            return untrusted(ending);
        return network(ending, tr(QT_TRANSLATE_NOOP("fly", "No encrypted connection to %1 came about: %2."))
                                   .arg(at, ending.reply.errorString().left(kLongestName)));
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return network(ending,
                       tr(QT_TRANSLATE_NOOP("fly", "The proxy of this system let nothing through to %1: "
                                                   "check the proxy settings (HTTPS_PROXY, NO_PROXY)."))
                           .arg(at));
    default: break;
    }
    return network(ending, tr(QT_TRANSLATE_NOOP("fly", "The connection to %1 failed: %2."))
                               .arg(at, ending.reply.errorString().left(kLongestName)));
}

} // namespace

std::optional<NetworkFault> faultOf(const Ending &ending)
{
    if (ending.stop == Stop::TooLarge)
        return tooLarge(ending);
    if (ending.stop == Stop::Deadline)
        return deadline(ending);
    const QNetworkReply::NetworkError error = ending.reply.error();
    const int status = ending.reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status >= 300 && status < 400)
        return redirect(ending);
    if (error == QNetworkReply::NoError)
        return shorterThanAnnounced(ending) ? std::optional(cutShort(ending)) : std::nullopt;
    // From ContentAccessDenied on Qt retells the status, which stands in the answer itself; only a
    // body that cannot be unpacked is reported in that range too.
    if (status >= 400 && error >= QNetworkReply::ContentAccessDenied)
        return std::nullopt;
    if (error == QNetworkReply::UnknownContentError)
        return NetworkFault{
            .error = fail(ErrorKind::Malformed,
                          tr(QT_TRANSLATE_NOOP("fly", "The compressed answer of %1 could not be unpacked."))
                              .arg(host(ending)),
                          host(ending)),
            .lasting = false};
    return broken(ending);
}

Error unencrypted(const QUrl &url)
{
    return fail(
        ErrorKind::Input,
        tr(QT_TRANSLATE_NOOP("fly", "The token is not sent to %1 without encryption: the address must "
                                    "begin with https://."))
            .arg(url.host().left(kLongestName)),
        url.host().left(kLongestName));
}

} // namespace aw::fly
