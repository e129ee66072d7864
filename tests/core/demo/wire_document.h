// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

#include <QDir>
#include <QFile>
#include <algorithm>
#include <optional>

namespace aw::test {

/// The OpenAPI document of the Machines API as it is on the wire, which lies beside the project where
/// people work on it and is no part of it.
class WireDocument
{
public:
    static QString usualPath()
    {
        return QDir::cleanPath(
            QStringLiteral(AW_SOURCE_DIR "/../shared/fly-api/machines-openapi3-wire.json"));
    }

    [[nodiscard]] static std::optional<WireDocument> load(const QString &path = usualPath())
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return std::nullopt;
        const Result<JsonDocument> document = JsonDocument::parse(file.readAll());
        if (!document)
            return std::nullopt;
        return WireDocument(*document);
    }

    /// What is wrong with `body` as the answer of `status` to GET `path`; empty when nothing is.
    [[nodiscard]] QStringList faults(const QString &path, int status, const JsonView &body,
                                     const char *method = "get") const
    {
        QStringList out;
        for (const auto &[pattern, item] : m_document.root().at("paths").members()) {
            const JsonView answer = item.at(method).at("responses").at(QString::number(status));
            if (!matches(pattern, path) || item.at(method).missing())
                continue;
            const JsonView schema = answer.at("content").at("application/json").at("schema");
            if (answer.missing())
                return {QStringLiteral("%1 answers no %2").arg(pattern).arg(status)};
            check(body, schema, out);
            return out;
        }
        return {QStringLiteral("no such path: ") + path};
    }

private:
    explicit WireDocument(JsonDocument document) : m_document(std::move(document)) {}

    static bool matches(const QString &pattern, const QString &path)
    {
        const QStringList wanted = pattern.split(QLatin1Char('/'));
        const QStringList given = path.split(QLatin1Char('/'));
        return wanted.size() == given.size() && std::equal(wanted.begin(), wanted.end(), given.begin(),
                                                           [](const QString &a, const QString &b) {
                                                               return a == b ||
                                                                      a.startsWith(QLatin1Char('{'));
                                                           });
    }

    static bool isOf(const QString &type, const JsonView &value)
    {
        switch (value.type()) {
        case JsonType::Null: return type == QLatin1String("null");
        case JsonType::Bool: return type == QLatin1String("boolean");
        case JsonType::Number:
            return type == QLatin1String("number") || (type == QLatin1String("integer") && value.integer());
        case JsonType::Text: return type == QLatin1String("string");
        case JsonType::Array: return type == QLatin1String("array");
        case JsonType::Object: return type == QLatin1String("object");
        case JsonType::Missing: break;
        }
        return false;
    }

    static bool typeFits(const JsonView &value, const JsonView &type)
    {
        if (const auto one = type.text())
            return isOf(*one, value);
        const std::vector<JsonView> several = type.items();
        return type.missing() || std::any_of(several.begin(), several.end(), [&](const JsonView &one) {
                   return isOf(one.text().value_or(QString()), value);
               });
    }

    void check(const JsonView &value, const JsonView &schema, QStringList &faults) const
    {
        if (const auto reference = schema.at("$ref").text())
            return check(value, m_document.root().resolve(reference->mid(1)), faults);
        for (const JsonView &part : schema.at("allOf").items())
            check(value, part, faults);
        checkAlternatives(value, schema, faults);
        if (!typeFits(value, schema.at("type")))
            return faults.append(value.pointer() + QLatin1String(" is of the wrong type"));
        const std::vector<JsonView> allowed = schema.at("enum").items();
        const auto same = [&](const JsonView &one) { return one.compact() == value.compact(); };
        if (!allowed.empty() && std::none_of(allowed.begin(), allowed.end(), same))
            faults.append(value.pointer() + QLatin1String(" is none of the values there are"));
        for (const JsonView &item : value.items())
            check(item, schema.at("items"), faults);
        checkMembers(value, schema, faults);
    }

    void checkAlternatives(const JsonView &value, const JsonView &schema, QStringList &faults) const
    {
        for (const char *kind : {"anyOf", "oneOf"}) {
            const std::vector<JsonView> alternatives = schema.at(kind).items();
            const auto fits = [&](const JsonView &alternative) {
                QStringList found;
                check(value, alternative, found);
                return found.isEmpty();
            };
            if (!alternatives.empty() && std::none_of(alternatives.begin(), alternatives.end(), fits))
                faults.append(value.pointer() + QLatin1String(" fits no alternative"));
        }
    }

    void checkMembers(const JsonView &value, const JsonView &schema, QStringList &faults) const
    {
        // Live answers hold these two, the document leaves them out (fly-go, flaps_apps.go).
        static const QStringList unwritten{QStringLiteral("app_role"), QStringLiteral("cname_target")};
        const JsonView known = schema.at("properties");
        for (const auto &[key, member] : value.members()) {
            if (!known.at(key).missing())
                check(member, known.at(key), faults);
            else if (schema.at("additionalProperties").isObject())
                check(member, schema.at("additionalProperties"), faults);
            else if (known.isObject() && !unwritten.contains(key))
                faults.append(member.pointer() + QLatin1String(" is no field of the document"));
        }
    }

    JsonDocument m_document;
};

} // namespace aw::test
