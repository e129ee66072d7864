// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

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

/// The pointer one step further, to the member `key`. One is made for every object that is read, so it is
/// made in one piece.
QString stepped(const QString &pointer, std::string_view key)
{
    const bool plain = std::all_of(
        key.begin(), key.end(), [](char byte) { return uchar(byte) < 0x80 && byte != '~' && byte != '/'; });
    if (!plain) {
        QString name = QString::fromUtf8(key.data(), qsizetype(key.size()));
        name.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
        return pointer + QLatin1Char('/') + name;
    }
    QString out(pointer.size() + 1 + qsizetype(key.size()), Qt::Uninitialized);
    QChar *to = std::copy(pointer.cbegin(), pointer.cend(), out.begin());
    *to++ = QLatin1Char('/');
    std::transform(key.begin(), key.end(), to, [](char byte) { return QLatin1Char(byte); });
    return out;
}

QByteArray dumped(const Json &node, int indent)
{
    // Replace, not throw: text in a JsonValue comes from QString, which may hold a lone surrogate.
    const std::string text = node.dump(indent, ' ', false, Json::error_handler_t::replace);
    return {text.data(), qsizetype(text.size())};
}

/// The bytes that RFC 8259 does not let stand in a text as they are.
constexpr auto kEscaped = [] {
    constexpr std::size_t kFirstPlain = 0x20;
    std::array<bool, 256> escaped{};
    std::fill_n(escaped.begin(), kFirstPlain, true);
    escaped['"'] = escaped['\\'] = true;
    return escaped;
}();

/// How a control character is written.
QByteArray escapeOf(char byte)
{
    switch (byte) {
    case '\b': return "\\b";
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\f': return "\\f";
    case '\r': return "\\r";
    default: return "\\u00" + QByteArray::number(uint(uchar(byte)), 16).rightJustified(2, '0');
    }
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
    // Copied, not moved: the parser would have to grow its buffer anew for every text.
    bool string(string_t &value) { return put(Json(std::as_const(value))); }
    bool binary(binary_t &value) ///< MessagePack alone has it
    {
        const auto *bytes = reinterpret_cast<const char *>(value.data());
        return put(Json(QByteArray::fromRawData(bytes, qsizetype(value.size())).toBase64().toStdString()));
    }
    bool start_object(std::size_t /*size*/) { return open(Json::object()); }
    bool start_array(std::size_t /*size*/) { return open(Json::array()); }

    bool key(string_t &name)
    {
        // Our own documents have their keys in order, so that each belongs at the end.
        auto &members = m_open.back()->get_ref<Json::object_t &>();
        const std::size_t before = members.size();
        const auto placed = members.emplace_hint(members.end(), std::as_const(name), nullptr);
        if (members.size() == before) {
            m_error = fail(ErrorKind::Malformed,
                           QCoreApplication::translate("base", "The answer names the key “%1” twice.")
                               .arg(toText(name).left(80)));
            return false;
        }
        m_member = &placed->second;
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
        return &(*m_member = std::move(value));
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
    Json *m_member = nullptr; ///< of the object last opened: the one whose value comes next
    qsizetype m_nodes = 0;
    Error m_error;
};

using Member = Json::object_t::value_type;

const Member *memberOf(const Json *node, std::string_view key)
{
    if (node == nullptr || !node->is_object())
        return nullptr;
    const auto &members = node->get_ref<const Json::object_t &>();
    const auto found = members.find(key);
    return found == members.end() ? nullptr : &*found;
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

QString JsonView::pointer() const
{
    return m_key == nullptr ? m_pointer : stepped(m_pointer, *m_key);
}

JsonView JsonView::member(const Json &node, const std::string &key) const
{
    if (node.is_structured())
        return {&node, stepped(m_pointer, key)};
    JsonView leaf(&node, m_pointer);
    leaf.m_key = &key;
    return leaf;
}

bool JsonView::has(const char *key) const
{
    return memberOf(m_node, key) != nullptr;
}

JsonView JsonView::at(const char *key) const
{
    const Member *found = memberOf(m_node, key);
    return found != nullptr ? member(found->second, found->first)
                            : JsonView(nullptr, stepped(pointer(), key));
}

JsonView JsonView::at(const QString &key) const
{
    const std::string name = toUtf8(key);
    const Member *found = memberOf(m_node, name);
    return found != nullptr ? member(found->second, found->first)
                            : JsonView(nullptr, stepped(pointer(), name));
}

JsonView JsonView::at(std::size_t index) const
{
    const bool there = isArray() && index < m_node->size();
    return {there ? &(*m_node)[index] : nullptr, pointer() + QLatin1Char('/') + QString::number(index)};
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
                          : JsonView(nullptr, here.pointer() + QLatin1Char('/') + steps[i]);
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
    for (const auto &[key, value] : m_node->get_ref<const Json::object_t &>())
        out.emplace_back(toText(key), member(value, key));
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

QByteArray jsonText(const QByteArray &utf8)
{
    if (!utf8.isValidUtf8())
        return dumped(Json(toUtf8(QString::fromUtf8(utf8))), -1);
    constexpr qsizetype kLongestEscape = 6;
    const qsizetype escaped =
        std::count_if(utf8.cbegin(), utf8.cend(), [](char byte) { return kEscaped[uchar(byte)]; });
    QByteArray out(utf8.size() + escaped * (kLongestEscape - 1) + 2, Qt::Uninitialized);
    char *to = out.data();
    *to++ = '"';
    for (const char byte : utf8) {
        if (!kEscaped[uchar(byte)]) {
            *to++ = byte;
        } else if (byte == '"' || byte == '\\') {
            *to++ = '\\';
            *to++ = byte;
        } else {
            const QByteArray escape = escapeOf(byte);
            to = std::copy(escape.cbegin(), escape.cend(), to);
        }
    }
    *to++ = '"';
    out.truncate(to - out.constData());
    return out;
}

} // namespace aw
