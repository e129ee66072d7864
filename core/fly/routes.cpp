// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QFile>
#include <QHostAddress>

namespace aw::fly {
namespace {

constexpr int kPerPage = 100;

/// `name` so that it can be nothing but one segment: even a server that decodes before it splits
/// finds neither a separator nor a step upwards. No app or organization has such a name, so the
/// answer is an honest 404.
QByteArray segment(const QString &name)
{
    QByteArray encoded = QUrl::toPercentEncoding(name);
    if (encoded.isEmpty())
        return "%20";
    if (encoded == "." || encoded == "..")
        return encoded.replace('.', "%252E");
    return encoded;
}

using Encode = QByteArray (*)(const QString &);

/// "library/web" so that its parts stay what they are and no part can be a step upwards.
QByteArray segments(const QString &path)
{
    QByteArrayList parts;
    for (const QString &part : path.split(QLatin1Char('/')))
        parts.append(segment(part));
    return parts.join('/');
}

QByteArray filled(const char *pattern, const Request &request, Encode encode)
{
    QByteArray text(pattern);
    // Encoded values hold no brace, so one replacement cannot make room for the next.
    text.replace("{org}", encode(request.org));
    text.replace("{app}", encode(request.app));
    text.replace("{item}", encode(request.item));
    // The list of network policies is documented with a slash at its end; any item asks without.
    if (text.endsWith('/') && !request.item.isEmpty())
        text.chop(1);
    const qsizetype at = request.item.lastIndexOf(QLatin1Char('@'));
    text.replace("{repository}", segments(request.item.left(at)));
    text.replace("{digest}", encode(request.item.mid(at + 1)));
    return text;
}

QByteArray value(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

QUrl below(const QUrl &base, const QByteArray &path)
{
    QByteArray start = base.path(QUrl::FullyEncoded).toLatin1();
    while (start.endsWith('/'))
        start.chop(1);
    QUrl url = base;
    url.setPath(QString::fromLatin1(start + path), QUrl::StrictMode);
    return url;
}

QUrl restUrl(const RouteRow &route, const Request &request, const QUrl &base)
{
    QUrl url = below(base, filled(route.path, request, segment));
    QByteArray query = filled(route.query, request, value);
    if (!request.cursor.isEmpty() && route.paging != Paging::None)
        query += (query.isEmpty() ? "cursor=" : "&cursor=") + value(request.cursor);
    if (!query.isEmpty())
        url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

/// The variables the document declares, no others.
JsonValue variables(const QByteArray &text, const Request &request)
{
    JsonValue values = JsonValue::object();
    if (text.contains("$slug:"))
        values.set("slug", request.org);
    if (text.contains("$name:"))
        values.set("name", request.app);
    if (text.contains("$ref:"))
        values.set("ref", request.item);
    if (text.contains("$first:"))
        values.set("first", kPerPage);
    if (text.contains("$after:"))
        values.set("after", request.cursor.isEmpty() ? JsonValue() : JsonValue(request.cursor));
    return values;
}

QByteArray operationName(const QByteArray &text)
{
    const qsizetype start = text.indexOf("query ") + 6;
    const qsizetype selection = text.indexOf('{', start);
    const qsizetype variables = text.left(selection).indexOf('(', start); // not every query has some
    return text.mid(start, (variables < 0 ? selection : variables) - start).trimmed();
}

QByteArray graphqlBody(Route route, const Request &request)
{
    const QByteArray text = document(route);
    JsonValue body = JsonValue::object();
    body.set("operationName", QString::fromUtf8(operationName(text)));
    body.set("query", QString::fromUtf8(text));
    body.set("variables", variables(text, request));
    return body.compact();
}

/// The question whether the holder of `authorization` may do `item` ("w") to the organization
/// (Tokens_authorize; the letters are those of main.TokenAccess).
QByteArray authorizeBody(const Request &request, QByteArrayView authorization)
{
    JsonValue access = JsonValue::object();
    access.set("org_slug", request.org);
    access.set("action", request.item);
    // A header holds no quote and no backslash, and goes in as it is: fewer copies of it are made.
    QByteArray body = R"({"access":)" + access.compact() + R"(,"header":")";
    body.reserve(body.size() + authorization.size() + 2);
    body.append(authorization);
    body.append(R"("})");
    return body;
}

Error refusedAddress(const char *variable, const QString &why)
{
    return fail(ErrorKind::Input, why, QString::fromLatin1(variable));
}

/// `text` as an address that a token may be sent to.
Result<QUrl> checkedAddress(const char *variable, const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refusedAddress(variable,
                              QCoreApplication::translate("fly", "This is no address with a host name."));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refusedAddress(variable,
                              QCoreApplication::translate(
                                  "fly", "The address may hold no user name, password, query or fragment."));
    if (mayCarryToken(url))
        return url;
    return refusedAddress(
        variable,
        QCoreApplication::translate("fly", "The address must begin with https://: a token sent to %1 without "
                                           "encryption could be read on the way.")
            .arg(url.host().left(100)));
}

/// The address in `variable`, or `fallback` where it is not set.
Result<QUrl> address(const char *variable, const QUrl &fallback)
{
    const QString set = qEnvironmentVariable(variable).trimmed();
    return set.isEmpty() ? Result<QUrl>(fallback) : checkedAddress(variable, set);
}

/// FLY_REGISTRY_HOST names a host alone, as flyctl has it (FLY-API §1); for a registry on this machine
/// a whole address is taken too.
Result<QUrl> registryAddress(const QUrl &fallback)
{
    const QString host = qEnvironmentVariable("FLY_REGISTRY_HOST").trimmed();
    if (!host.isEmpty() && !host.contains(QLatin1String("://")))
        return checkedAddress("FLY_REGISTRY_HOST", QLatin1String("https://") + host);
    return address("FLY_REGISTRY_HOST", fallback);
}

} // namespace

QString described(const Request &request)
{
    const RouteRow &route = row(request.route);
    if (route.api == Api::GraphQl)
        return QString::fromLatin1(route.path);
    const QLatin1String verb(route.consent ? "POST " : "GET ");
    return verb + QString::fromLatin1(filled(route.path, request, segment));
}

QByteArray document(Route route)
{
    if (row(route).api != Api::GraphQl)
        return {};
    QFile file(QLatin1String(":/graphql/") + QLatin1String(row(route).path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The query %s is not in this program's resources.", row(route).path);
    QByteArray text;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.startsWith('#'))
            text += line;
    }
    return text;
}

bool mayCarryToken(const QUrl &url)
{
    if (url.scheme() == QLatin1String("https"))
        return true;
    const QString host = url.host();
    return url.scheme() == QLatin1String("http") &&
           (host == QLatin1String("localhost") || host == QLatin1String("_api.internal") ||
            QHostAddress(host).isLoopback());
}

Result<Endpoints> Endpoints::fromEnvironment()
{
    const Endpoints usual;
    const Result<QUrl> machines = address("FLY_FLAPS_BASE_URL", usual.machines);
    if (!machines)
        return machines.error();
    const Result<QUrl> graphql = address("FLY_API_BASE_URL", usual.graphql);
    if (!graphql)
        return graphql.error();
    const Result<QUrl> registry = registryAddress(usual.registry);
    if (!registry)
        return registry.error();
    return Endpoints{.machines = *machines, .graphql = *graphql, .registry = *registry};
}

WireRequest WireRequest::from(const Request &request, const Endpoints &endpoints)
{
    const RouteRow &route = row(request.route);
    WireRequest wire;
    wire.m_request = request;
    wire.m_api = route.api;
    wire.m_post = route.api == Api::GraphQl || route.consent;
    if (route.api == Api::GraphQl) {
        wire.m_url = below(endpoints.graphql, "/graphql");
        wire.m_body = graphqlBody(route.route, request);
    } else {
        wire.m_url =
            restUrl(route, request, route.api == Api::Registry ? endpoints.registry : endpoints.machines);
    }
    return wire;
}

QByteArray WireRequest::bodyWith(QByteArrayView authorization) const
{
    return row(m_request.route).consent ? authorizeBody(m_request, authorization) : m_body;
}

} // namespace aw::fly
