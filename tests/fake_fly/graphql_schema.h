// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/fly/keep.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace aw::test {

/// The types of a GraphQL schema, as far as is needed to hold documents and answers against it.
class GraphqlSchema
{
public:
    explicit GraphqlSchema(QString text)
    {
        text.remove(QRegularExpression(QStringLiteral("\"\"\".*?\"\"\""),
                                       QRegularExpression::DotMatchesEverythingOption));
        text.remove(QRegularExpression(QStringLiteral("#[^\\n]*")));
        text.remove(QRegularExpression(QStringLiteral("@\\w+\\([^()]*\\)"))); // an argument may be deprecated
        text.remove(QRegularExpression(QStringLiteral("\"[^\"\\n]*\"")));
        text.remove(QRegularExpression(QStringLiteral("\\([^()]*\\)"),
                                       QRegularExpression::DotMatchesEverythingOption));
        static const QRegularExpression type(
            QStringLiteral("\\b(type|interface|enum)\\s+(\\w+)([^{}]*)\\{([^{}]*)\\}"));
        for (auto found = type.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            if (match.captured(1) == QLatin1String("enum"))
                m_enums.push_back(match.captured(2));
            else
                readType(match.captured(2), match.captured(3), match.captured(4));
        }
        static const QRegularExpression united(
            QStringLiteral("\\bunion\\s+(\\w+)\\s*=\\s*([\\w\\s|]+?)\\n\\s*\\n"));
        for (auto found = united.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            for (const QString &member : match.captured(2).split(QLatin1Char('|')))
                m_implementing[match.captured(1)].push_back(member.trimmed());
        }
    }

    [[nodiscard]] qsizetype types() const { return m_fields.size(); }

    /// Fields of `keep` that `type` (or a type that implements it) does not have, by path.
    [[nodiscard]] QStringList unknownFields(const fly::Keep &keep, const QString &type,
                                            const QString &path = {}) const
    {
        QStringList out;
        for (const fly::Keep &field : keep.fields) {
            const QString here = path + QLatin1Char('.') + field.name;
            if (field.name == QLatin1String("__typename"))
                continue;
            const QString found = fieldType(type, field.name);
            if (found.isEmpty())
                out.push_back(here + QLatin1String(" is no field of ") + type);
            else if (field.braces)
                out += unknownFields(field, bare(found), here);
        }
        return out;
    }

    /// Where `answer` lacks a selected field or holds one of another type.
    [[nodiscard]] QStringList faults(const JsonView &answer, const fly::Keep &keep, const QString &type) const
    {
        QStringList out;
        const QString actual = answer.at("__typename").text().value_or(type);
        for (const fly::Keep &field : keep.fields) {
            const JsonView value = answer.at(field.name);
            const bool ofAnother = !field.on.isEmpty() && field.on != actual;
            if (field.name == QLatin1String("__typename") || ofAnother)
                continue;
            const QString wanted =
                m_fields.value(actual).value(field.name, m_fields.value(type).value(field.name));
            if (wanted.isEmpty())
                continue; // of a fragment on another type
            if (value.missing())
                out.push_back(value.pointer() + QLatin1String(" was selected and is missing"));
            else
                out += fieldFaults(value, field, wanted);
        }
        return out;
    }

private:
    void readType(const QString &name, const QString &head, const QString &body)
    {
        static const QRegularExpression field(QStringLiteral("(\\w+)\\s*:\\s*([\\[\\]!\\w]+)"));
        for (auto found = field.globalMatch(body); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            m_fields[name].insert(match.captured(1), match.captured(2));
        }
        static const QRegularExpression word(QStringLiteral("\\w+"));
        if (!head.contains(QLatin1String("implements")))
            return;
        for (auto found = word.globalMatch(head); found.hasNext();)
            m_implementing[found.next().captured()].push_back(name);
    }

    static QString bare(QString type)
    {
        return type.remove(QLatin1Char('[')).remove(QLatin1Char(']')).remove(QLatin1Char('!'));
    }

    [[nodiscard]] QString fieldType(const QString &type, const QString &field) const
    {
        const QString own = m_fields.value(type).value(field);
        if (!own.isEmpty())
            return own;
        for (const QString &other : m_implementing.value(type)) {
            const QString theirs = m_fields.value(other).value(field);
            if (!theirs.isEmpty())
                return theirs;
        }
        return {};
    }

    [[nodiscard]] QStringList fieldFaults(const JsonView &value, const fly::Keep &field, QString type) const
    {
        const bool required = type.endsWith(QLatin1Char('!'));
        if (required)
            type.chop(1);
        if (value.isNull())
            return required ? QStringList(value.pointer() + QLatin1String(" must not be null"))
                            : QStringList();
        if (type.startsWith(QLatin1Char('['))) {
            if (!value.isArray())
                return {value.pointer() + QLatin1String(" is no list")};
            QStringList out;
            for (const JsonView &item : value.items())
                out += fieldFaults(item, field, type.sliced(1, type.size() - 2));
            return out;
        }
        if (field.braces)
            return value.isObject() ? faults(value, field, type)
                                    : QStringList(value.pointer() + QLatin1String(" is no object"));
        return scalarFits(value, type) ? QStringList()
                                       : QStringList(value.pointer() + QLatin1String(" is no ") + type);
    }

    [[nodiscard]] bool scalarFits(const JsonView &value, const QString &type) const
    {
        if (type == QLatin1String("JSON"))
            return true;
        if (type == QLatin1String("Boolean"))
            return value.flag().has_value();
        if (type == QLatin1String("Int"))
            return value.integer().has_value();
        if (type == QLatin1String("Float"))
            return value.number().has_value();
        if (type == QLatin1String("BigInt"))
            return value.integer() || value.text();
        const bool text = type == QLatin1String("String") || type == QLatin1String("ID") ||
                          type == QLatin1String("ISO8601DateTime") || m_enums.contains(type);
        return text && value.text();
    }

    QHash<QString, QHash<QString, QString>> m_fields;
    QHash<QString, QStringList> m_implementing;
    QStringList m_enums;
};

} // namespace aw::test
