// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"

#include <QCoreApplication>
#include <QStringList>
#include <nlohmann/json.hpp>

namespace aw {
namespace {

using Json = nlohmann::json;

QString toText(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

QString escaped(QString key)
{
    return key.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
}

QByteArray dumped(const Json &node, int indent)
{
    // Replace, not throw: text in a JsonValue comes from QString, which may hold a lone surrogate.
    const std::string text = node.dump(indent, ' ', false, Json::error_handler_t::replace);
    return {text.data(), qsizetype(text.size())};
}

/// Builds the tree event by event, so that depth and size are refused before they cost anything.
class Builder
{
public:
    using number_integer_t = Json::number_integer_t;
    using number_unsigned_t = Json::number_unsigned_t;
    using number_float_t = Json::number_float_t;
    using string_t = Json::string_t;
    using binary_t = Json::binary_t;

    Builder(Json &root, const JsonLimits &limits) : m_root(root), m_limits(limits) {}

    bool null() { return put(Json(nullptr)); }
    bool boolean(bool value) { return put(Json(value)); }
    bool number_integer(number_integer_t value) { return put(Json(value)); }
    bool number_unsigned(number_unsigned_t value) { return put(Json(value)); }
    bool number_float(number_float_t value, const string_t & /*text*/) { return put(Json(value)); }
    bool string(string_t &value) { return put(Json(std::move(value))); }
    bool binary(binary_t &value) ///< MessagePack alone has it
    {
        const auto *bytes = reinterpret_cast<const char *>(value.data());
        return put(Json(QByteArray::fromRawData(bytes, qsizetype(value.size())).toBase64().toStdString()));
    }
    bool start_object(std::size_t /*size*/) { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) { return open(Json::array()); }

    bool key(string_t &name)
    {
        if (m_open.back()->contains(name)) {
            m_error = fail(ErrorKind::Malformed,
                           QCoreApplication::translate("base", "The answer names the key “%1” twice.")
                               .arg(toText(name).left(80)));
            return false;
        }
        m_key = std::move(name);
        return true;
    }

    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool parse_error(std::size_t position, const std::string & /*token*/, const Json::exception & /*why*/)
    {
        m_error = fail(
            ErrorKind::Malformed,
            QCoreApplication::translate("base", "The answer is not valid JSON at byte %1.").arg(position));
        return false;
    }

    [[nodiscard]] const Error &error() const { return m_error; }

private:
    Json *place(Json value)
    {
        if (++m_nodes > m_limits.nodes) {
            m_error = fail(ErrorKind::Limit,
                           QCoreApplication::translate("base", "The answer holds more than %1 values.")
                               .arg(m_limits.nodes));
            return nullptr;
        }
        if (m_open.empty())
            return &(m_root = std::move(value));
        if (m_open.back()->is_array()) {
            m_open.back()->push_back(std::move(value));
            return &m_open.back()->back();
        }
        return &((*m_open.back())[m_key] = std::move(value));
    }

    bool put(Json value) { return place(std::move(value)) != nullptr; }

    bool open(Json value)
    {
        if (qsizetype(m_open.size()) >= m_limits.depth) {
            m_error = fail(ErrorKind::Limit,
                           QCoreApplication::translate("base", "The answer is nested deeper than %1 levels.")
                               .arg(m_limits.depth));
            return false;
        }
        Json *placed = place(std::move(value));
        if (placed == nullptr)
            return false;
        m_open.push_back(placed);
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    Json &m_root;
    const JsonLimits &m_limits;
    std::vector<Json *> m_open;
    std::string m_key;
    qsizetype m_nodes = 0;
    Error m_error;
};

const Json *member(const Json *node, const std::string &key)
{
    if (node == nullptr || !node->is_object())
        return nullptr;
    const auto found = node->find(key);
    return found == node->end() ? nullptr : &*found;
}

} // namespace

JsonType JsonView::type() const
{
    if (m_node == nullptr)
        return JsonType::Missing;
    switch (m_node->type()) {
    case Json::value_t::boolean: return JsonType::Bool;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: return JsonType::Number;
    case Json::value_t::string: return JsonType::Text;
    case Json::value_t::array: return JsonType::Array;
    case Json::value_t::object: return JsonType::Object;
    default: return JsonType::Null;
    }
}

JsonView JsonView::at(const char *key) const
{
    return {member(m_node, key), m_pointer + QLatin1Char('/') + escaped(QString::fromUtf8(key))};
}

JsonView JsonView::at(const QString &key) const
{
    return {member(m_node, toUtf8(key)), m_pointer + QLatin1Char('/') + escaped(key)};
}

JsonView JsonView::at(std::size_t index) const
{
    const bool there = isArray() && index < m_node->size();
    return {there ? &(*m_node)[index] : nullptr, m_pointer + QLatin1Char('/') + QString::number(index)};
}

JsonView JsonView::resolve(const QString &pointer) const
{
    JsonView here = *this;
    const QStringList steps = pointer.split(QLatin1Char('/'));
    for (qsizetype i = 1; i < steps.size(); ++i) {
        QString step = steps[i];
        step.replace(QLatin1String("~1"), QLatin1String("/"))
            .replace(QLatin1String("~0"), QLatin1String("~"));
        if (here.isArray()) {
            bool number = false;
            const auto index = step.toULongLong(&number);
            here = number ? here.at(std::size_t(index))
                          : JsonView(nullptr, here.m_pointer + QLatin1Char('/') + steps[i]);
        } else {
            here = here.at(step);
        }
    }
    return here;
}

std::vector<JsonView> JsonView::items() const
{
    std::vector<JsonView> out;
    if (!isArray())
        return out;
    out.reserve(m_node->size());
    for (std::size_t i = 0; i < m_node->size(); ++i)
        out.push_back(at(i));
    return out;
}

std::vector<std::pair<QString, JsonView>> JsonView::members() const
{
    std::vector<std::pair<QString, JsonView>> out;
    if (!isObject())
        return out;
    out.reserve(m_node->size());
    for (const auto &[key, value] : m_node->items()) {
        const QString name = toText(key);
        out.emplace_back(name, JsonView(&value, m_pointer + QLatin1Char('/') + escaped(name)));
    }
    return out;
}

std::size_t JsonView::size() const
{
    return isArray() || isObject() ? m_node->size() : 0;
}

std::optional<QString> JsonView::text() const
{
    if (type() != JsonType::Text)
        return std::nullopt;
    return toText(m_node->get_ref<const std::string &>());
}

std::optional<bool> JsonView::flag() const
{
    if (type() != JsonType::Bool)
        return std::nullopt;
    return m_node->get<bool>();
}

std::optional<qint64> JsonView::integer() const
{
    if (m_node == nullptr || !m_node->is_number_integer())
        return std::nullopt;
    if (m_node->is_number_unsigned() && m_node->get<quint64>() > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    return m_node->get<qint64>();
}

std::optional<double> JsonView::number() const
{
    if (type() != JsonType::Number)
        return std::nullopt;
    return m_node->get<double>();
}

JsonValue JsonView::copy() const
{
    JsonValue value;
    if (m_node != nullptr)
        *value.m_value = *m_node;
    return value;
}

QByteArray JsonView::compact() const
{
    return m_node == nullptr ? QByteArray() : dumped(*m_node, -1);
}

QByteArray JsonView::pretty() const
{
    return m_node == nullptr ? QByteArray() : dumped(*m_node, 2);
}

Result<JsonDocument> JsonDocument::parse(const QByteArray &bytes, const JsonLimits &limits)
{
    if (bytes.size() > limits.bytes)
        return fail(
            ErrorKind::Limit,
            QCoreApplication::translate("base", "The answer is larger than %1 bytes.").arg(limits.bytes));
    auto root = std::make_shared<Json>();
    Builder builder(*root, limits);
    if (!Json::sax_parse(bytes.cbegin(), bytes.cend(), &builder))
        return builder.error();
    JsonDocument document;
    document.m_root = std::move(root);
    return document;
}

Result<JsonDocument> JsonDocument::fromMessagePack(const QByteArray &bytes, const JsonLimits &limits)
{
    if (bytes.size() > limits.bytes)
        return fail(
            ErrorKind::Limit,
            QCoreApplication::translate("base", "The data is larger than %1 bytes.").arg(limits.bytes));
    auto root = std::make_shared<Json>();
    Builder builder(*root, limits);
    if (!Json::sax_parse(bytes.cbegin(), bytes.cend(), &builder, Json::input_format_t::msgpack)) {
        if (builder.error().kind == ErrorKind::Limit)
            return builder.error();
        return fail(ErrorKind::Malformed,
                    QCoreApplication::translate("base", "The data is not valid MessagePack."));
    }
    JsonDocument document;
    document.m_root = std::move(root);
    return document;
}

JsonValue::JsonValue() : m_value(std::make_unique<Json>()) {}
JsonValue::JsonValue(const QString &text) : m_value(std::make_unique<Json>(toUtf8(text))) {}
JsonValue::JsonValue(QLatin1String text) : JsonValue(QString(text)) {}
JsonValue::JsonValue(bool flag) : m_value(std::make_unique<Json>(flag)) {}
JsonValue::JsonValue(int number) : m_value(std::make_unique<Json>(number)) {}
JsonValue::JsonValue(qint64 number) : m_value(std::make_unique<Json>(number)) {}
JsonValue::JsonValue(double number) : m_value(std::make_unique<Json>(number)) {}

JsonValue::JsonValue(const QStringList &texts) : m_value(std::make_unique<Json>(Json::array()))
{
    for (const QString &text : texts)
        m_value->push_back(toUtf8(text));
}

JsonValue::JsonValue(const JsonValue &other) : m_value(std::make_unique<Json>(*other.m_value)) {}
JsonValue::JsonValue(JsonValue &&other) noexcept = default;

JsonValue &JsonValue::operator=(const JsonValue &other)
{
    if (this != &other)
        m_value = std::make_unique<Json>(*other.m_value);
    return *this;
}

JsonValue &JsonValue::operator=(JsonValue &&other) noexcept = default;
JsonValue::~JsonValue() = default;

JsonValue JsonValue::object()
{
    JsonValue value;
    *value.m_value = Json::object();
    return value;
}

JsonValue JsonValue::array()
{
    JsonValue value;
    *value.m_value = Json::array();
    return value;
}

JsonValue &JsonValue::set(const char *key, JsonValue value)
{
    (*m_value)[key] = std::move(*value.m_value);
    return *this;
}

JsonValue &JsonValue::set(const QString &key, JsonValue value)
{
    (*m_value)[toUtf8(key)] = std::move(*value.m_value);
    return *this;
}

JsonValue &JsonValue::append(JsonValue value)
{
    m_value->push_back(std::move(*value.m_value));
    return *this;
}

JsonView JsonValue::view() const
{
    return {m_value.get(), {}};
}

QByteArray JsonValue::compact() const
{
    return dumped(*m_value, -1);
}

QByteArray JsonValue::pretty() const
{
    return dumped(*m_value, 2) + '\n';
}

} // namespace aw
