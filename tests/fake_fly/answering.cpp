// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/answering.h"

#include "tests/fake_fly/spoil.h"

namespace aw::test {
namespace {

constexpr qsizetype kDeep = 100'000;

Response plain(int status, const QString &message)
{
    return {.status = status, .body = JsonValue::object().set("error", message).compact(), .headers = {}};
}

Response of(const demo::Answer &answer)
{
    Response response{.status = answer.status, .body = answer.body, .headers = {}};
    if (!answer.nextCursor.isEmpty())
        response.headers.push_back({"fly-next-cursor", answer.nextCursor.toUtf8()});
    return response;
}

/// The request with its place in the list forgotten: whatever the cursor, the first page.
QByteArray fromTheStart(const QByteArray &body)
{
    const Result<JsonDocument> request = JsonDocument::parse(body);
    if (!request)
        return body;
    JsonValue variables = request->root().at("variables").copy();
    variables.set("after", JsonValue());
    JsonValue out = request->root().copy();
    out.set("variables", std::move(variables));
    return out.compact();
}

QString operationOf(const QByteArray &body)
{
    const Result<JsonDocument> request = JsonDocument::parse(body);
    return request ? request->root().at("operationName").text().value_or(QString()) : QString();
}

QString operationWithApp(const Seen &seen)
{
    const Result<JsonDocument> request = JsonDocument::parse(seen.body);
    const auto app = request ? request->root().at("variables").at("name").text() : std::nullopt;
    return seen.operation + QLatin1Char('/') + app.value_or(QString());
}

/// Good bodies spoiled.
QByteArray spoiledBody(const Fault &fault, const QByteArray &body)
{
    const Result<JsonDocument> good = JsonDocument::parse(body);
    if (!good)
        return body;
    switch (fault.kind) {
    case FaultKind::WrongTypes: return withWrongTypes(good->root(), fault.field);
    case FaultKind::GraphqlErrors: return withGraphqlErrors(good->root());
    case FaultKind::RepeatedCursor: return withRepeatedCursor(good->root());
    case FaultKind::ErrorRegions: return withErrorRegions(good->root());
    case FaultKind::ShorterList: return withShorterList(good->root());
    case FaultKind::Altered: return body + '\n';
    default: return body;
    }
}

bool isRegistry(const Seen &seen)
{
    return seen.path.startsWith(QLatin1String("/v2/"));
}

Delivery deliveryOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Truncated: return Delivery::Truncated;
    case FaultKind::Stall: return Delivery::Stall;
    case FaultKind::Drip: return Delivery::Drip;
    case FaultKind::Oversized: return Delivery::Endless;
    case FaultKind::Reset: return Delivery::Reset;
    default: return Delivery::Whole;
    }
}

} // namespace

Answering::Answering(demo::Fixture fixture, FakeFlyOptions options)
    : m_fixture(std::move(fixture)), m_options(std::move(options))
{
    m_clock.start();
}

void Answering::inject(const Fault &fault)
{
    m_faults.push_back(
        {.fault = fault,
         .where = QRegularExpression(QRegularExpression::wildcardToRegularExpression(fault.where))});
}

Response Answering::answer(Seen &seen, const QUrl &elsewhere)
{
    const bool graphql = seen.path == QLatin1String("/graphql");
    if (graphql)
        seen.operation = operationOf(seen.body);
    const bool question = seen.path == QLatin1String("/v1/tokens/authorize");
    if (seen.method != (graphql || question ? "POST" : "GET"))
        return plain(405, QStringLiteral("method not allowed"));
    if (!authorized(seen))
        return plain(401, QStringLiteral("unauthorized"));
    const std::optional<Limit> limit = m_options.limits ? limitOf(seen.path) : std::nullopt;
    if (limit && !m_buckets.take(*limit, Buckets::Millis(m_clock.elapsed()))) {
        Response refused = plain(429, QStringLiteral("rate limit exceeded"));
        if (m_options.retryAfter)
            refused.headers.push_back({"Retry-After", "1"});
        return refused;
    }
    const Fault *fault = struckBy(seen);
    return fault != nullptr ? bad(*fault, seen, elsewhere) : good(seen, false);
}

Response Answering::elsewhere(const Seen &seen) const
{
    return isRegistry(seen) ? of(m_fixture.get(seen.path, {}))
                            : Response{.status = 200, .body = "{}", .headers = {}};
}

bool Answering::authorized(const Seen &seen) const
{
    const QByteArray given = seen.header("authorization");
    if (m_options.token.isEmpty())
        return true;
    if (isRegistry(seen))
        return given == "Basic " + ("x:" + m_options.token).toBase64();
    return given == "FlyV1 " + m_options.token || given == "Bearer " + m_options.token;
}

const Fault *Answering::struckBy(const Seen &seen)
{
    for (Armed &armed : m_faults) {
        const bool here = seen.operation.isEmpty() ? armed.where.match(seen.path).hasMatch()
                                                   : armed.where.match(seen.operation).hasMatch() ||
                                                         armed.where.match(operationWithApp(seen)).hasMatch();
        if (!here || armed.fault.times == 0)
            continue;
        if (armed.fault.skip > 0) {
            --armed.fault.skip;
            continue;
        }
        if (armed.fault.times > 0)
            --armed.fault.times;
        return &armed.fault;
    }
    return nullptr;
}

Response Answering::good(const Seen &seen, bool anyCursor) const
{
    if (const auto answer = tokenAnswer(seen, m_options.whose, m_fixture.org()))
        return *answer;
    if (seen.path == QLatin1String("/graphql"))
        return of(m_fixture.graphql(anyCursor ? fromTheStart(seen.body) : seen.body));
    QUrlQuery query = seen.query;
    if (anyCursor)
        query.removeAllQueryItems(QStringLiteral("cursor"));
    return of(m_fixture.get(seen.path, query));
}

Response Answering::bad(const Fault &fault, const Seen &seen, const QUrl &elsewhere) const
{
    if (fault.kind == FaultKind::Status) {
        Response response = plain(fault.status, QStringLiteral("as wanted"));
        if (!fault.retryAfter.isEmpty())
            response.headers.push_back({"Retry-After", fault.retryAfter});
        return response;
    }
    if (fault.kind == FaultKind::NotJson)
        return {.status = 200, .body = "<html><body>502 Bad Gateway</body></html>", .headers = {}};
    if (fault.kind == FaultKind::Deep)
        return {.status = 200, .body = QByteArray(kDeep, '[') + QByteArray(kDeep, ']'), .headers = {}};
    if (fault.kind == FaultKind::Redirect)
        return {.status = 302, .body = {}, .headers = {{"Location", elsewhere.toEncoded() + seen.rawPath}}};
    Response response = good(seen, fault.kind == FaultKind::RepeatedCursor);
    response.body = spoiledBody(fault, response.body);
    response.delivery = deliveryOf(fault.kind);
    if (fault.kind == FaultKind::RepeatedCursor && response.body.startsWith('['))
        response.headers = {{"fly-next-cursor", "again"}};
    return response;
}

} // namespace aw::test
