// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/spoil.h"

#include <QStringList>

namespace aw::test {
namespace {

JsonValue otherType(const JsonView &value)
{
    switch (value.type()) {
    case JsonType::Text: return 7;
    case JsonType::Number: return QLatin1String("seven");
    case JsonType::Bool: return QLatin1String("yes");
    case JsonType::Null: return JsonValue::object();
    case JsonType::Array: return JsonValue::object().set("0", true);
    case JsonType::Object: return JsonValue::array().append(1);
    case JsonType::Missing: break;
    }
    return {};
}

JsonValue spoiled(const JsonView &here, const QString &field)
{
    if (here.isArray()) {
        JsonValue out = JsonValue::array();
        for (const JsonView &item : here.items())
            out.append(spoiled(item, field));
        return out;
    }
    if (here.isObject()) {
        JsonValue out = JsonValue::object();
        for (const auto &[name, value] : here.members())
            out.set(name, name == field ? otherType(value) : spoiled(value, field));
        return out;
    }
    return field.isEmpty() ? otherType(here) : here.copy();
}

JsonValue firstHalf(const JsonView &list)
{
    JsonValue out = JsonValue::array();
    for (std::size_t i = 0; i < list.size() / 2; ++i)
        out.append(list.at(i).copy());
    return out;
}

/// `here` with its first list halved; `done` says whether there was one.
JsonValue halved(const JsonView &here, bool &done)
{
    if (here.isArray()) {
        done = true;
        return firstHalf(here);
    }
    JsonValue out = here.copy();
    for (const auto &[name, value] : here.members()) {
        if (!done && value.isArray() && name != QLatin1String("error_regions"))
            out.set(name, halved(value, done));
    }
    for (const auto &[name, value] : here.members()) {
        if (!done && value.isObject())
            out.set(name, halved(value, done));
    }
    return out;
}

JsonValue repeating(const JsonView &here)
{
    if (!here.isObject())
        return here.copy();
    JsonValue out = JsonValue::object();
    for (const auto &[name, value] : here.members()) {
        if (name == QLatin1String("pageInfo"))
            out.set(name,
                    JsonValue::object().set("hasNextPage", true).set("endCursor", QLatin1String("again")));
        else
            out.set(name, repeating(value));
    }
    return out;
}

} // namespace

QByteArray withWrongTypes(const JsonView &body, const QString &field)
{
    return spoiled(body, field).compact();
}

QByteArray withShorterList(const JsonView &body)
{
    bool done = false;
    return halved(body, done).compact();
}

QByteArray withErrorRegions(const JsonView &body)
{
    JsonValue out = body.copy();
    if (body.isObject())
        out.set("error_regions", QStringList{QStringLiteral("syd")});
    return out.compact();
}

QByteArray withRepeatedCursor(const JsonView &body)
{
    JsonValue out = repeating(body);
    if (body.isObject() && body.at("data").missing())
        out.set("next_cursor", QLatin1String("again"));
    return out.compact();
}

QByteArray withGraphqlErrors(const JsonView &body)
{
    QStringList path;
    JsonView here = body.at("data");
    while (path.size() < 2 && here.isObject() && here.size() > 0) {
        const auto members = here.members();
        path.push_back(members.front().first);
        here = members.front().second;
    }
    JsonValue inner;
    for (qsizetype i = path.size() - 1; i >= 0; --i) {
        JsonValue outer = JsonValue::object();
        outer.set(path[i], std::move(inner));
        inner = std::move(outer);
    }
    JsonValue error = JsonValue::object();
    error.set("message", QLatin1String("Not authorized to access this field"));
    error.set("path", path);
    error.set("extensions", JsonValue::object().set("code", QLatin1String("UNAUTHORIZED")));
    JsonValue out = JsonValue::object();
    out.set("data", std::move(inner));
    out.set("errors", JsonValue::array().append(std::move(error)));
    return out.compact();
}

} // namespace aw::test
