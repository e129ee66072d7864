// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/config_values.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

} // namespace

void ConfigValues::note(const QString &name, const JsonView &value, const QString &place, const JsonView &at)
{
    m_out.elsewhere.push_back({.name = m_reader.draft().shared(plainText(name, Reader::kTextCap)),
                               .place = m_reader.draft().shared(place),
                               .value = m_reader.reduced(value),
                               .origin = m_reader.origin(at)});
}

void ConfigValues::env(const JsonView &node, const QString &place)
{
    if (isNothing(node) || !m_reader.object(node))
        return;
    for (const auto &[name, value] : node.members())
        m_out.env.push_back({.name = m_reader.draft().shared(plainText(name, Reader::kTextCap)),
                             .place = place,
                             .value = m_reader.reduced(value),
                             .origin = m_reader.origin(value)});
}

/// Of an inline file redaction leaves whether it could be decoded, the pairs found in it, and the most
/// secret-like of them.
void ConfigValues::content(const JsonView &node, model::ConfigFile &file)
{
    file.source = model::ConfigFile::Source::Inline;
    file.readable = false;
    if (!m_reader.object(node))
        return;
    const model::Fact<bool> readable = m_reader.flagFact(node.at("readable"));
    file.readable = readable.valueOr(false);
    if (file.readable)
        file.content = m_reader.reduced(node.at("worst"));
}

void ConfigValues::files(const JsonView &node)
{
    for (const JsonView &row : m_reader.objects(node)) {
        model::ConfigFile file;
        file.origin = m_reader.origin(row);
        file.guestPath = m_reader.text(row.at("guest_path"));
        if (file.guestPath.isEmpty())
            m_reader.wrong(row.at("guest_path"), Words::tr("a path"));
        if (!isNothing(row.at("raw_value")))
            content(row.at("raw_value"), file);
        else if (!m_reader.text(row.at("secret_name")).isEmpty())
            file.source = model::ConfigFile::Source::Secret;
        m_out.files.push_back(std::move(file));
    }
}

QString ConfigValues::line(const JsonView &node, const QString &place)
{
    if (isNothing(node))
        return {};
    if (node.text()) {
        const QString text = m_reader.text(node);
        // Answers kept by earlier versions hold the masked text alone, and how a value was judged is lost.
        if (text.contains(QLatin1String("<value ")))
            m_out.elsewhereRead = false;
        return text;
    }
    if (!m_reader.object(node))
        return {};
    for (const JsonView &pair : m_reader.objects(node.at("settings")))
        note(m_reader.text(pair.at("name")), pair.at("value"), place, pair);
    return m_reader.text(node.at("text"));
}

QStringList ConfigValues::lines(const JsonView &node, const QString &place)
{
    if (isNothing(node))
        return {};
    if (!node.isArray())
        return {line(node, place)};
    QStringList out;
    for (const JsonView &item : node.items())
        out.push_back(line(item, place));
    return out;
}

void ConfigValues::headerValues(const QString &name, const JsonView &values, const QString &place)
{
    // False takes a header away (fly.HTTPResponseOptions).
    if (isNothing(values) || values.flag())
        return;
    if (!values.isArray()) {
        note(name, values, place, values);
        return;
    }
    for (const JsonView &value : values.items())
        note(name, value, place, value);
}

void ConfigValues::headers(const JsonView &node, const QString &place)
{
    if (isNothing(node))
        return;
    if (node.isArray()) {
        for (const JsonView &header : m_reader.objects(node))
            headerValues(m_reader.text(header.at("name")), header.at("values"), place);
        return;
    }
    if (!m_reader.object(node))
        return;
    for (const auto &[name, values] : node.members())
        headerValues(name, values, place);
}

void ConfigValues::metadata(const JsonView &node, const QString &place)
{
    if (isNothing(node) || !m_reader.object(node))
        return;
    for (const auto &[name, value] : node.members()) {
        if (!value.text() && !value.isNull())
            note(name, value, place, value);
    }
}

} // namespace aw::collect
