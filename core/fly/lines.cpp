// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/lines.h"

#include "core/fly/reduced.h"

namespace aw::fly {
namespace {

using secrets::Reducer;

JsonValue line(const QString &masked, std::vector<Reducer::Pair> settings)
{
    if (settings.empty())
        return bounded(masked);
    JsonValue out = JsonValue::object();
    out.set("text", bounded(masked));
    out.set("settings", reducedPairs(std::move(settings)));
    return out;
}

} // namespace

JsonValue reducedLine(const JsonView &node, const Reducer &reducer)
{
    if (node.isNull())
        return {};
    if (const auto text = node.text())
        return line(reducer.masked(*text), reducer.scan(*text));
    if (!node.isArray())
        return droppedType(node);
    QStringList arguments;
    const std::vector<JsonView> items = node.items();
    for (const JsonView &item : items)
        arguments.push_back(item.text().value_or(QString()));
    const QStringList masked = reducer.maskedArguments(arguments);
    std::vector<std::vector<Reducer::Pair>> settings = reducer.scanArguments(arguments);
    JsonValue out = JsonValue::array();
    for (std::size_t i = 0; i < items.size(); ++i)
        out.append(items[i].text() ? line(masked[qsizetype(i)], std::move(settings[i]))
                                   : droppedType(items[i]));
    return out;
}

} // namespace aw::fly
