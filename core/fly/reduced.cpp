// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/reduced.h"

#include "core/fly/lines.h"

#include <algorithm>

namespace aw::fly {
namespace {

using model::Likeness;
using model::ReducedValue;
using secrets::Reducer;

constexpr qsizetype kLongestText = 4'096;
constexpr std::size_t kMostPairs = 256;
constexpr qsizetype kLargestFile =
    qsizetype{64} * 1024; ///< secrets.plaintext-files: what is larger is not inspected
constexpr JsonLimits kImageLimits{.depth = 32, .bytes = qsizetype{4} * 1024 * 1024, .nodes = 200'000};

QLatin1String likenessName(Likeness likeness)
{
    switch (likeness) {
    case Likeness::None: return QLatin1String("none");
    case Likeness::Suspect: return QLatin1String("suspect");
    case Likeness::Likely: return QLatin1String("likely");
    case Likeness::Certain: break;
    }
    return QLatin1String("certain");
}

QLatin1String typeName(JsonType type)
{
    switch (type) {
    case JsonType::Missing: return QLatin1String("missing");
    case JsonType::Null: return QLatin1String("null");
    case JsonType::Bool: return QLatin1String("boolean");
    case JsonType::Number: return QLatin1String("number");
    case JsonType::Text: return QLatin1String("string");
    case JsonType::Array: return QLatin1String("array");
    case JsonType::Object: break;
    }
    return QLatin1String("object");
}

/// Content that is no text is read byte by byte: what it holds in clear still shows.
QString readable(const QByteArray &content)
{
    const QString text = QString::fromUtf8(content);
    return text.contains(QChar(QChar::ReplacementCharacter)) ? QString::fromLatin1(content) : text;
}

JsonValue reducedLabels(const JsonView &labels, const Reducer &reducer)
{
    if (labels.isNull())
        return {};
    if (!labels.isObject())
        return droppedType(labels);
    JsonValue out = JsonValue::object();
    for (const auto &[name, value] : labels.members()) {
        const auto text = value.text();
        out.set(reducer.shownName(name),
                text ? reducedValue(reducer.reduce(name, *text)) : droppedType(value));
    }
    return out;
}

/// A short text of an image that is no setting: its user, its platform, its date.
void copyText(JsonValue &out, const char *name, const JsonView &from, const Reducer &reducer)
{
    const JsonView node = from.at(name);
    if (!node.missing())
        out.set(name, node.text() ? JsonValue(bounded(reducer.withoutCredentials(*node.text())))
                                  : droppedType(node));
}

JsonValue reducedHistory(const JsonView &history, const Reducer &reducer)
{
    JsonValue out = JsonValue::array();
    for (const JsonView &step : history.items()) {
        JsonValue kept = JsonValue::object();
        if (!step.isObject())
            kept = droppedType(step);
        else if (!step.at("created_by").missing())
            kept.set("created_by", reducedStep(step.at("created_by"), reducer));
        out.append(std::move(kept));
    }
    return out;
}

JsonValue imageOf(const JsonView &node, const Reducer &reducer)
{
    // The configuration of containers made from it stands below "config", or is all there is.
    const bool whole = node.at("config").isObject() || node.at("Env").missing();
    const JsonView config = whole ? node.at("config") : node;
    JsonValue settings = JsonValue::object();
    if (!config.at("Env").missing())
        settings.set("Env", reducedEnv(config.at("Env"), reducer));
    if (!config.at("Labels").missing())
        settings.set("Labels", reducedLabels(config.at("Labels"), reducer));
    copyText(settings, "User", config, reducer);
    for (const char *name : {"Entrypoint", "Cmd"}) {
        if (!config.at(name).missing())
            settings.set(name, reducedLine(config.at(name), reducer));
    }
    JsonValue out = JsonValue::object();
    const bool typed = config.isObject() || config.missing() || config.isNull();
    out.set("config", typed ? std::move(settings) : droppedType(config));
    for (const char *name : {"created", "architecture", "os"})
        copyText(out, name, node, reducer);
    const JsonView history = node.at("history");
    if (!history.missing())
        out.set("history", history.isArray() ? reducedHistory(history, reducer) : droppedType(history));
    out.set("has_env", config.at("Env").isArray());
    out.set("has_history", history.isArray());
    return out;
}

} // namespace

JsonValue reducedValue(const ReducedValue &value)
{
    JsonValue out = JsonValue::object();
    out.set("hmac", value.hmac);
    out.set("length", value.length);
    out.set("shape", value.shape);
    out.set("rule", value.rule);
    out.set("likeness", likenessName(value.likeness));
    return out;
}

JsonValue reducedPair(const Reducer::Pair &pair)
{
    JsonValue out = JsonValue::object();
    out.set("name", pair.name);
    out.set("value", reducedValue(pair.value));
    return out;
}

JsonValue reducedPairs(std::vector<Reducer::Pair> pairs)
{
    if (pairs.size() > kMostPairs) {
        std::stable_sort(pairs.begin(), pairs.end(), [](const Reducer::Pair &a, const Reducer::Pair &b) {
            return a.value.likeness > b.value.likeness;
        });
        pairs.resize(kMostPairs);
    }
    JsonValue out = JsonValue::array();
    for (const Reducer::Pair &pair : pairs)
        out.append(reducedPair(pair));
    return out;
}

JsonValue droppedType(const JsonView &node)
{
    JsonValue out = JsonValue::object();
    out.set("airworthy_type", typeName(node.type()));
    return out;
}

QString bounded(const QString &text)
{
    return text.size() <= kLongestText ? text : text.left(kLongestText - 1) + QChar(0x2026);
}

JsonValue reducedEnv(const JsonView &node, const Reducer &reducer)
{
    if (node.isNull())
        return {};
    if (!node.isArray())
        return droppedType(node);
    std::vector<std::pair<QString, QString>> settings;
    const std::vector<JsonView> items = node.items();
    for (const JsonView &item : items) {
        const QString line = item.text().value_or(QString());
        const qsizetype sign = line.indexOf(QLatin1Char('='));
        // Without "=" it is not known which half it is; the value's half hides it.
        settings.emplace_back(line.left(std::max<qsizetype>(sign, 0)), line.mid(sign + 1));
    }
    const std::vector<Reducer::Pair> reduced = reducer.reduceTogether(settings);
    JsonValue out = JsonValue::array();
    for (std::size_t i = 0; i < items.size(); ++i)
        out.append(items[i].text() ? reducedPair(reduced[i]) : droppedType(items[i]));
    return out;
}

JsonValue reducedStep(const JsonView &node, const Reducer &reducer)
{
    if (node.isNull())
        return {};
    const auto text = node.text();
    if (!text)
        return droppedType(node);
    JsonValue out = JsonValue::object();
    out.set("text", bounded(reducer.masked(*text)));
    out.set("settings", reducedPairs(reducer.scan(*text)));
    return out;
}

JsonValue reducedContent(const JsonView &node, const Reducer &reducer)
{
    if (node.isNull())
        return {};
    const auto text = node.text();
    if (!text)
        return droppedType(node);
    JsonValue out = JsonValue::object();
    // Four characters of base64 for three bytes: what cannot fit is not even decoded.
    const bool fits = text->size() <= kLargestFile / 3 * 4 + 8;
    const auto decoded = QByteArray::fromBase64Encoding(fits ? text->toLatin1() : QByteArray("*"),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    const bool read = decoded && (*decoded).size() <= kLargestFile;
    out.set("readable", read);
    if (!read)
        return out;
    const QString content = readable(*decoded);
    std::vector<Reducer::Pair> pairs = reducer.scan(content);
    ReducedValue worst = reducer.reduce(QString(), content);
    for (const Reducer::Pair &pair : pairs) {
        if (pair.value.likeness > worst.likeness)
            worst = pair.value;
    }
    out.set("pairs", reducedPairs(std::move(pairs)));
    out.set("worst", reducedValue(worst));
    return out;
}

JsonValue reducedImage(const JsonView &node, const Reducer &reducer)
{
    if (node.isNull())
        return {};
    if (node.isObject())
        return imageOf(node, reducer);
    const auto text = node.text();
    if (!text)
        return droppedType(node);
    const Result<JsonDocument> inner = JsonDocument::parse(text->toUtf8(), kImageLimits);
    return inner && inner->root().isObject() ? imageOf(inner->root(), reducer) : droppedType(node);
}

} // namespace aw::fly
