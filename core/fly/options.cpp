// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/options.h"

#include "core/fly/reduced.h"

#include <algorithm>

namespace aw::fly {
namespace {

using model::Likeness;
using secrets::Reducer;

constexpr int kDeepest = 16;
constexpr JsonLimits kEncodedLimits{.depth = 32, .bytes = qsizetype{1} * 1024 * 1024, .nodes = 50'000};

/// What an option says in a word: its access, its state, its plan. Nothing that anyone would choose as
/// a password, and still reduced under a name that makes a secret of it.
constexpr QLatin1String kWords[] = {
    QLatin1String("public"),       QLatin1String("private"),
    QLatin1String("internal"),     QLatin1String("enabled"),
    QLatin1String("disabled"),     QLatin1String("on"),
    QLatin1String("off"),          QLatin1String("true"),
    QLatin1String("false"),        QLatin1String("yes"),
    QLatin1String("no"),           QLatin1String("none"),
    QLatin1String("read"),         QLatin1String("read_only"),
    QLatin1String("read-only"),    QLatin1String("public-read"),
    QLatin1String("public-write"), QLatin1String("public-read-write"),
    QLatin1String("free"),         QLatin1String("trial"),
    QLatin1String("hobby"),        QLatin1String("basic"),
    QLatin1String("starter"),      QLatin1String("launch"),
    QLatin1String("scale"),        QLatin1String("performance"),
    QLatin1String("standard"),     QLatin1String("pro"),
    QLatin1String("business"),     QLatin1String("team"),
    QLatin1String("enterprise"),   QLatin1String("pay_as_you_go"),
};

bool isWord(const QString &text)
{
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [&text](QLatin1String word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

JsonValue optionText(const QString &name, const QString &text, const Reducer &reducer)
{
    const model::ReducedValue value = reducer.reduce(name, text);
    return value.likeness == Likeness::None && isWord(text) ? JsonValue(text) : reducedValue(value);
}

JsonValue optionNumber(const QString &name, const JsonView &node, const Reducer &reducer)
{
    // A number may be a PIN, or a key of digits alone.
    const model::ReducedValue value = reducer.reduce(name, QString::fromLatin1(node.compact()));
    return value.likeness == Likeness::None ? node.copy() : reducedValue(value);
}

JsonValue option(const QString &name, const JsonView &node, const Reducer &reducer, int depth)
{
    if (depth > kDeepest)
        return droppedType(node);
    switch (node.type()) {
    case JsonType::Missing:
    case JsonType::Null: return {};
    case JsonType::Bool: return node.copy();
    case JsonType::Number: return optionNumber(name, node, reducer);
    case JsonType::Text: return optionText(name, *node.text(), reducer);
    case JsonType::Array: {
        JsonValue out = JsonValue::array();
        for (const JsonView &item : node.items())
            out.append(option(name, item, reducer, depth + 1));
        return out;
    }
    case JsonType::Object: break;
    }
    JsonValue out = JsonValue::object();
    for (const auto &[inner, value] : node.members())
        out.set(reducer.shownName(inner), option(inner, value, reducer, depth + 1));
    return out;
}

} // namespace

JsonValue reducedOptions(const JsonView &node, const Reducer &reducer)
{
    const auto text = node.text();
    if (!text)
        return option({}, node, reducer, 0);
    const Result<JsonDocument> inner = JsonDocument::parse(text->toUtf8(), kEncodedLimits);
    const bool structured = inner && (inner->root().isObject() || inner->root().isArray());
    return structured ? option({}, inner->root(), reducer, 0) : optionText({}, *text, reducer);
}

} // namespace aw::fly
