// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/redact.h"

#include "core/base/json.h"
#include "core/fly/keep.h"
#include "core/fly/lines.h"
#include "core/fly/options.h"
#include "core/fly/reduced.h"
#include "core/fly/ssh_certificate.h"

namespace aw::fly {
namespace {

using secrets::Reducer;

/// One answer on its way out.
class Redaction
{
public:
    explicit Redaction(const Reducer &reducer) : m_reducer(reducer) {}

    [[nodiscard]] JsonValue whole(const JsonView &root, const Keep &keep)
    {
        JsonValue out = kept(root, keep);
        if (m_dropped.isEmpty())
            return out;
        // A list has no room for the note: of an answer of that kind nothing else is kept.
        if (!root.isObject())
            out = JsonValue::object();
        return std::move(out.set("airworthy_dropped", m_dropped));
    }

private:
    [[nodiscard]] JsonValue kept(const JsonView &node, const Keep &keep)
    {
        if (node.isNull())
            return {};
        switch (keep.mark) {
        case Mark::None: break;
        case Mark::Pairs: return pairs(node, keep);
        case Mark::Env: return reducedEnv(node, m_reducer);
        case Mark::Content: return reducedContent(node, m_reducer);
        case Mark::Command: return command(node);
        case Mark::Line: return reducedLine(node, m_reducer);
        case Mark::Headers: return headers(node);
        case Mark::Digest: return digest(node);
        case Mark::History: return history(node);
        case Mark::Image: return reducedImage(node, m_reducer);
        case Mark::Options: return reducedOptions(node, m_reducer);
        case Mark::Ssh: return reducedSshCertificate(node, m_reducer);
        case Mark::Forbidden: return droppedType(node);
        }
        if (node.isArray())
            return each(node, keep);
        return node.isObject() ? object(node, keep) : scalar(node, keep);
    }

    [[nodiscard]] JsonValue each(const JsonView &node, const Keep &keep)
    {
        JsonValue out = JsonValue::array();
        for (const JsonView &item : node.items())
            out.append(kept(item, keep));
        return out;
    }

    [[nodiscard]] JsonValue object(const JsonView &node, const Keep &keep)
    {
        if (!keep.braces)
            return droppedType(node);
        JsonValue out = JsonValue::object();
        for (const Keep &field : keep.fields) {
            if (field.name == QLatin1String("*")) {
                for (const auto &[name, value] : node.members())
                    put(out, m_reducer.shownName(name), value, field);
            } else if (const JsonView value = node.at(field.name); !value.missing()) {
                put(out, field.name, value, field);
            }
        }
        return out;
    }

    void put(JsonValue &out, const QString &name, const JsonView &value, const Keep &field)
    {
        if (field.mark != Mark::Forbidden)
            out.set(name, kept(value, field));
        else if (!value.isNull() && value.text() != QString())
            m_dropped.push_back(value.pointer());
    }

    [[nodiscard]] JsonValue scalar(const JsonView &node, const Keep &keep) const
    {
        const auto text = node.text();
        if (!text)
            return node.copy();
        // Text where an object is promised may be that object, encoded, with all it holds.
        if (keep.braces)
            return m_reducer.maskedWhole(*text);
        return bounded(m_reducer.withoutCredentials(*text));
    }

    [[nodiscard]] JsonValue pairs(const JsonView &node, const Keep &keep)
    {
        if (!node.isObject())
            return droppedType(node);
        JsonValue out = JsonValue::object();
        std::vector<std::pair<QString, QString>> settings;
        for (const auto &[name, value] : node.members()) {
            const Keep *open = keep.field(name);
            if (open != nullptr)
                out.set(name, kept(value, *open));
            else if (value.text())
                settings.emplace_back(name, *value.text());
            else
                out.set(m_reducer.shownName(name), value.isNull() ? JsonValue() : droppedType(value));
        }
        for (const Reducer::Pair &pair : m_reducer.reduceTogether(settings))
            out.set(pair.name, reducedValue(pair.value));
        return out;
    }

    [[nodiscard]] JsonValue command(const JsonView &node) const
    {
        if (const auto text = node.text())
            return bounded(m_reducer.masked(*text));
        if (!node.isArray())
            return droppedType(node);
        QStringList arguments;
        const std::vector<JsonView> items = node.items();
        for (const JsonView &item : items)
            arguments.push_back(item.text().value_or(QString()));
        const QStringList masked = m_reducer.maskedArguments(arguments);
        JsonValue out = JsonValue::array();
        for (std::size_t i = 0; i < items.size(); ++i)
            out.append(items[i].text() ? JsonValue(bounded(masked[qsizetype(i)])) : droppedType(items[i]));
        return out;
    }

    /// {NAME: text, texts or false}, or [{"name","values"}] (FLY-API §4.3).
    [[nodiscard]] JsonValue headers(const JsonView &node) const
    {
        if (node.isArray()) {
            JsonValue out = JsonValue::array();
            for (const JsonView &item : node.items())
                out.append(namedHeader(item));
            return out;
        }
        if (!node.isObject())
            return droppedType(node);
        JsonValue out = JsonValue::object();
        for (const auto &[name, value] : node.members())
            out.set(m_reducer.shownName(name), headerValue(name, value));
        return out;
    }

    [[nodiscard]] JsonValue namedHeader(const JsonView &node) const
    {
        const auto name = node.at("name").text();
        if (!name)
            return droppedType(node);
        JsonValue out = JsonValue::object();
        out.set("name", m_reducer.shownName(*name));
        if (!node.at("values").missing())
            out.set("values", headerValue(*name, node.at("values")));
        return out;
    }

    [[nodiscard]] JsonValue headerValue(const QString &name, const JsonView &node) const
    {
        if (const auto text = node.text())
            return reducedValue(m_reducer.reduce(name, *text));
        if (node.isNull() || node.flag())
            return node.copy();
        if (!node.isArray())
            return droppedType(node);
        JsonValue out = JsonValue::array();
        for (const JsonView &item : node.items()) {
            const auto text = item.text();
            out.append(text ? reducedValue(m_reducer.reduce(name, *text)) : droppedType(item));
        }
        return out;
    }

    [[nodiscard]] JsonValue digest(const JsonView &node) const
    {
        const auto text = node.text();
        if (!text)
            return droppedType(node);
        return text->isEmpty() ? *text : m_reducer.digest(*text);
    }

    [[nodiscard]] JsonValue history(const JsonView &node) const
    {
        if (!node.isArray())
            return reducedStep(node, m_reducer);
        JsonValue out = JsonValue::array();
        for (const JsonView &item : node.items())
            out.append(reducedStep(item, m_reducer));
        return out;
    }

    const Reducer &m_reducer;
    QStringList m_dropped;
};

/// Every route's selection, read once.
const Result<Keep> &selectionOf(Route route)
{
    static const std::vector<Result<Keep>> all = [] {
        std::vector<Result<Keep>> out;
        for (const RouteRow &row : routes())
            out.push_back(keepOf(row));
        return out;
    }();
    return all.at(std::size_t(route));
}

} // namespace

Result<QByteArray> redact(const Request &request, const QByteArray &body, const Reducer &reducer)
{
    const Result<Keep> &keep = selectionOf(request.route);
    if (!keep)
        return keep.error();
    const Result<JsonDocument> document = JsonDocument::parse(body);
    if (!document)
        return document.error();
    return Redaction(reducer).whole(document->root(), *keep).compact();
}

} // namespace aw::fly
