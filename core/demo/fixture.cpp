// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/fixture.h"

#include "core/demo/paging.h"
#include "core/demo/versions.h"

#include <QRegularExpression>

namespace aw::demo {
namespace {

Answer graphqlError(JsonValue data, const QString &message, const QStringList &path, const char *code)
{
    JsonValue error = JsonValue::object();
    error.set("message", message);
    if (!path.isEmpty())
        error.set("path", path);
    error.set("extensions", JsonValue::object().set("code", QLatin1String(code)));
    JsonValue body = JsonValue::object();
    body.set("data", std::move(data));
    body.set("errors", JsonValue::array().append(std::move(error)));
    return {.status = 200, .body = body.compact(), .nextCursor = {}};
}

/// GraphQL answers null for what does not exist, and says so beside it.
Answer noSuch(const char *field, const QString &kind)
{
    return graphqlError(JsonValue::object().set(field, JsonValue()),
                        QStringLiteral("Could not find %1").arg(kind), {QLatin1String(field)}, "NOT_FOUND");
}

QString operationOf(const JsonView &request)
{
    QString named = request.at("operationName").text().value_or(QString());
    if (!named.isEmpty())
        return named;
    static const QRegularExpression query(QStringLiteral(R"(\bquery\s+(\w+))"));
    return query.match(request.at("query").text().value_or(QString())).captured(1);
}

Slice sliceOf(const JsonView &request)
{
    const JsonView variables = request.at("variables");
    const QString document = request.at("query").text().value_or(QString());
    return {.first = variables.at("first").integer().value_or(0),
            .after = variables.at("after").text().value_or(QString()),
            .counted = document.isEmpty() || document.contains(QLatin1String("totalCount"))};
}

} // namespace

Answer Fixture::get(const QString &path, const QUrlQuery &query) const
{
    if (const auto failure = m_failures.constFind(path); failure != m_failures.constEnd())
        return *failure;
    const QString org = QStringLiteral("org_slug");
    if (query.hasQueryItem(org) && query.queryItemValue(org, QUrl::FullyDecoded) != m_org)
        return refusal(404, QStringLiteral("organization not found"));
    const auto found = m_answers.constFind(path);
    if (found == m_answers.constEnd())
        return versionsAnswer(path);
    return restAnswer(path, found->view(), query);
}

Answer Fixture::versionsAnswer(const QString &path) const
{
    static const QRegularExpression form(QStringLiteral(R"(^(/v1/apps/[^/]+/machines)/([^/]+)/versions$)"));
    const QRegularExpressionMatch match = form.match(path);
    const auto machines = m_answers.constFind(match.captured(1));
    if (match.hasMatch() && machines != m_answers.constEnd()) {
        for (const JsonView &machine : machines->view().items()) {
            if (machine.at("id").text() == match.captured(2))
                return {.status = 200, .body = runningVersion(machine).compact(), .nextCursor = {}};
        }
    }
    return refusal(404, QStringLiteral("not found"));
}

Answer Fixture::graphql(const QByteArray &body) const
{
    const Result<JsonDocument> request = JsonDocument::parse(body);
    if (!request)
        return refusal(400, QStringLiteral("the request is not valid JSON"));
    const JsonView variables = request->root().at("variables");
    QString place = operationOf(request->root());
    QStringList places{place};
    for (const char *name : {"name", "ref"}) {
        if (const auto value = variables.at(name).text()) {
            place += QLatin1Char('/') + *value;
            places.prepend(place);
        }
    }
    for (const QString &wider : std::as_const(places)) {
        if (const auto failure = m_failures.constFind(wider); failure != m_failures.constEnd())
            return *failure;
    }
    if (const auto slug = variables.at("slug").text(); slug && *slug != m_org)
        return noSuch("organization", QStringLiteral("Organization"));
    const auto found = m_answers.constFind(place);
    if (found == m_answers.constEnd()) {
        const auto app = variables.at("name").text();
        if (app && !m_answers.contains(QStringLiteral("/v1/apps/") + *app))
            return noSuch("app", QStringLiteral("App"));
        return graphqlError({}, QStringLiteral("Nothing is recorded for %1").arg(place), {}, "NOT_FOUND");
    }
    std::optional<JsonValue> data = connectionAnswer(found->view(), sliceOf(request->root()));
    if (!data)
        return graphqlError({}, QStringLiteral("Invalid cursor for %1").arg(place), {}, "BAD_USER_INPUT");
    return {
        .status = 200, .body = JsonValue::object().set("data", std::move(*data)).compact(), .nextCursor = {}};
}

void Fixture::put(const QString &place, JsonValue answer)
{
    m_answers.emplace(place, std::move(answer));
}

void Fixture::putFailure(const QString &place, Answer failure)
{
    m_failures.emplace(place, std::move(failure));
}

void Fixture::setOrg(QString org, QDateTime recordedAt)
{
    m_org = std::move(org);
    m_recordedAt = std::move(recordedAt);
}

} // namespace aw::demo
