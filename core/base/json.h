// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aw {

class JsonValue;

enum class JsonType { Missing, Null, Bool, Number, Text, Array, Object };

/// A read-only place in a JSON document. A missing place is a view too (type Missing), so a path can
/// be followed without asking at each step; nothing here throws. `pointer` (RFC 6901) says where we
/// are, for evidence. Lives no longer than the JsonDocument or JsonValue it looks into.
class JsonView
{
public:
    JsonView() = default;
    JsonView(const nlohmann::json *node, QString pointer) : m_node(node), m_pointer(std::move(pointer)) {}

    [[nodiscard]] JsonType type() const;
    [[nodiscard]] bool missing() const { return m_node == nullptr; }
    [[nodiscard]] bool isNull() const { return type() == JsonType::Null; }
    /// Whether this is an object with a member of that name.
    [[nodiscard]] bool has(const char *key) const;
    [[nodiscard]] bool isArray() const { return type() == JsonType::Array; }
    [[nodiscard]] bool isObject() const { return type() == JsonType::Object; }

    /// The member of that name; a Missing view when there is none or this is no object.
    [[nodiscard]] JsonView at(const char *key) const;
    [[nodiscard]] JsonView at(const QString &key) const;
    /// The element at that index; a Missing view when there is none or this is no array.
    [[nodiscard]] JsonView at(std::size_t index) const;
    [[nodiscard]] JsonView at(int index) const { return at(std::size_t(index)); } ///< negative: Missing
    /// The place an RFC 6901 pointer names, relative to this one.
    [[nodiscard]] JsonView resolve(const QString &pointer) const;

    [[nodiscard]] std::vector<JsonView> items() const;                       ///< of an array; else empty
    [[nodiscard]] std::vector<std::pair<QString, JsonView>> members() const; ///< of an object, by name
    [[nodiscard]] std::size_t size() const; ///< of an array or object; else 0

    // The value, when it is of exactly that type (an integer also fits in 64 bits); else nothing.
    [[nodiscard]] std::optional<QString> text() const;
    [[nodiscard]] std::optional<bool> flag() const;
    [[nodiscard]] std::optional<qint64> integer() const;
    [[nodiscard]] std::optional<double> number() const;

    [[nodiscard]] JsonValue copy() const;
    [[nodiscard]] QByteArray compact() const; ///< this place as JSON text; empty when missing
    [[nodiscard]] QByteArray pretty() const;  ///< the same, indented by two

    [[nodiscard]] QString pointer() const;

private:
    [[nodiscard]] JsonView member(const nlohmann::json &node, const std::string &key) const;

    const nlohmann::json *m_node = nullptr;
    QString m_pointer; ///< with a key: of the object that holds this
    /// Of a value without values of its own: its name in the document. Most are read and never pointed at,
    /// so their pointer is only made when it is asked for.
    const std::string *m_key = nullptr;
};

/// What parsing accepts at most; beyond it the answer is an error of kind Limit.
struct JsonLimits {
    int depth = 64;
    qsizetype bytes = qsizetype{64} * 1024 * 1024;
    qsizetype nodes = 4'000'000;
};

/// A parsed document; views into it live as long as any copy of it does.
/// Refused: invalid UTF-8, a duplicate key, anything after the value, depth or size beyond the limits.
class JsonDocument
{
public:
    [[nodiscard]] static Result<JsonDocument> parse(const QByteArray &bytes, const JsonLimits &limits = {});

    /// The same from MessagePack, under the same limits. Binary values become base64 text. Refused too:
    /// keys that are no text.
    [[nodiscard]] static Result<JsonDocument> fromMessagePack(const QByteArray &bytes,
                                                              const JsonLimits &limits = {});

    [[nodiscard]] JsonView root() const { return {m_root.get(), {}}; }

private:
    std::shared_ptr<const nlohmann::json> m_root;
};

/// A JSON value being made. Keys are written in code-point order, numbers and text without locale,
/// so the same value always gives the same bytes.
class JsonValue
{
public:
    JsonValue(); ///< null
    // Meant to be implicit: set(u"name"_s, text) reads as what it is.
    // NOLINTBEGIN(google-explicit-constructor)
    JsonValue(const QString &text);
    JsonValue(QLatin1String text);
    JsonValue(bool flag);
    JsonValue(int number);
    JsonValue(qint64 number);
    JsonValue(double number);
    JsonValue(const QStringList &texts); ///< an array of texts
    // NOLINTEND(google-explicit-constructor)
    JsonValue(const char *) = delete; ///< would become a bool; use QLatin1String
    JsonValue(const JsonValue &other);
    JsonValue(JsonValue &&other) noexcept;
    JsonValue &operator=(const JsonValue &other);
    JsonValue &operator=(JsonValue &&other) noexcept;
    ~JsonValue();

    [[nodiscard]] static JsonValue object();
    [[nodiscard]] static JsonValue array();

    JsonValue &set(const char *key, JsonValue value); ///< makes this an object if it is null
    JsonValue &set(const QString &key, JsonValue value);
    JsonValue &append(JsonValue value); ///< makes this an array if it is null

    [[nodiscard]] JsonView view() const;
    [[nodiscard]] QByteArray compact() const;
    [[nodiscard]] QByteArray pretty() const; ///< indented by two, with a closing newline

private:
    friend class JsonView;
    std::unique_ptr<nlohmann::json> m_value;
};

/// `utf8` as JsonValue writes a text, quotes and all: for texts so large or so many that a value of each
/// would cost more than what is done with it. What is no UTF-8 is replaced as QString replaces it.
[[nodiscard]] QByteArray jsonText(const QByteArray &utf8);

} // namespace aw
