// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/message_pack.h"

#include <limits>

namespace aw {
namespace {

using Kind = MessagePackReader::Kind;

/// What a tag of 0xc0 to 0xdf stands for (MessagePack specification, "Formats").
struct Format {
    Kind kind = Kind::Nothing;
    int width = 0; ///< bytes of the number behind the tag
    int extra = 0; ///< bytes to add to that number
    int fixed = 0; ///< bytes that follow where there is no number
    bool sign = false;
};

constexpr Format kFormats[] = {
    {.kind = Kind::Plain},                             // nil
    {},                                                // never used
    {.kind = Kind::Plain},                             // false
    {.kind = Kind::Plain},                             // true
    {.kind = Kind::Binary, .width = 1},                // bin 8
    {.kind = Kind::Binary, .width = 2},                // bin 16
    {.kind = Kind::Binary, .width = 4},                // bin 32
    {.kind = Kind::Plain, .width = 1, .extra = 1},     // ext 8: a byte names the type
    {.kind = Kind::Plain, .width = 2, .extra = 1},     // ext 16
    {.kind = Kind::Plain, .width = 4, .extra = 1},     // ext 32
    {.kind = Kind::Plain, .fixed = 4},                 // float 32
    {.kind = Kind::Plain, .fixed = 8},                 // float 64
    {.kind = Kind::Integer, .width = 1},               // uint 8
    {.kind = Kind::Integer, .width = 2},               // uint 16
    {.kind = Kind::Integer, .width = 4},               // uint 32
    {.kind = Kind::Integer, .width = 8},               // uint 64
    {.kind = Kind::Integer, .width = 1, .sign = true}, // int 8
    {.kind = Kind::Integer, .width = 2, .sign = true}, // int 16
    {.kind = Kind::Integer, .width = 4, .sign = true}, // int 32
    {.kind = Kind::Integer, .width = 8, .sign = true}, // int 64
    {.kind = Kind::Plain, .fixed = 2},                 // fixext 1
    {.kind = Kind::Plain, .fixed = 3},                 // fixext 2
    {.kind = Kind::Plain, .fixed = 5},                 // fixext 4
    {.kind = Kind::Plain, .fixed = 9},                 // fixext 8
    {.kind = Kind::Plain, .fixed = 17},                // fixext 16
    {.kind = Kind::Text, .width = 1},                  // str 8
    {.kind = Kind::Text, .width = 2},                  // str 16
    {.kind = Kind::Text, .width = 4},                  // str 32
    {.kind = Kind::Array, .width = 2},                 // array 16
    {.kind = Kind::Array, .width = 4},                 // array 32
    {.kind = Kind::Map, .width = 2},                   // map 16
    {.kind = Kind::Map, .width = 4},                   // map 32
};

constexpr quint8 kWide = 0xc0;
constexpr quint8 kNegative = 0xe0;

/// `number` of `width` bytes as a negative one of 64 bits.
quint64 extended(quint64 number, int width)
{
    return width == 8 ? number : number | (~quint64{0} << (8 * width));
}

} // namespace

Kind MessagePackReader::next() const
{
    if (m_failed || m_left.isEmpty())
        return Kind::Nothing;
    const auto tag = quint8(m_left.front());
    if (tag < 0x80 || tag >= kNegative)
        return Kind::Integer;
    if (tag >= kWide)
        return kFormats[tag - kWide].kind;
    if (tag >= 0xa0)
        return Kind::Text;
    return tag >= 0x90 ? Kind::Array : Kind::Map;
}

std::optional<quint64> MessagePackReader::natural()
{
    const std::optional<Head> found = head(Kind::Integer);
    if (!found)
        return std::nullopt;
    if (found->negative) {
        fail();
        return std::nullopt;
    }
    return found->number;
}

std::optional<qint64> MessagePackReader::integer()
{
    const std::optional<Head> found = head(Kind::Integer);
    if (!found)
        return std::nullopt;
    if (!found->negative && found->number > quint64(std::numeric_limits<qint64>::max())) {
        fail();
        return std::nullopt;
    }
    return qint64(found->number);
}

std::optional<QByteArrayView> MessagePackReader::text()
{
    const std::optional<Head> found = head(Kind::Text);
    return found ? take(found->number) : std::nullopt;
}

std::optional<QByteArrayView> MessagePackReader::binary()
{
    const std::optional<Head> found = head(Kind::Binary);
    return found ? take(found->number) : std::nullopt;
}

std::optional<qsizetype> MessagePackReader::array()
{
    return counted(Kind::Array, 1);
}

std::optional<qsizetype> MessagePackReader::map()
{
    return counted(Kind::Map, 2);
}

std::optional<QByteArrayView> MessagePackReader::skip(int depth)
{
    const QByteArrayView before = m_left;
    if (!pass(depth))
        return std::nullopt;
    return before.first(before.size() - m_left.size());
}

std::optional<MessagePackReader::Head> MessagePackReader::head(Kind wanted)
{
    std::optional<Head> found = head();
    if (found && found->kind != wanted) {
        fail();
        return std::nullopt;
    }
    return found;
}

std::optional<MessagePackReader::Head> MessagePackReader::head()
{
    const Kind kind = next();
    if (kind == Kind::Nothing) {
        fail();
        return std::nullopt;
    }
    const auto tag = quint8(m_left.front());
    m_left = m_left.sliced(1);
    if (tag >= kNegative)
        return Head{.kind = kind, .number = extended(tag, 1), .negative = true};
    if (tag >= kWide)
        return wide(tag);
    const quint8 mask = kind == Kind::Integer ? 0x7f : kind == Kind::Text ? 0x1f : 0x0f;
    return Head{.kind = kind, .number = quint64(tag & mask), .negative = false};
}

std::optional<MessagePackReader::Head> MessagePackReader::wide(quint8 tag)
{
    const Format &format = kFormats[tag - kWide];
    if (format.width == 0)
        return Head{.kind = format.kind, .number = quint64(format.fixed), .negative = false};
    const std::optional<quint64> number = bigEndian(format.width);
    if (!number)
        return std::nullopt;
    const bool negative = format.sign && (*number >> (8 * format.width - 1)) != 0;
    return Head{.kind = format.kind,
                .number = negative ? extended(*number, format.width) : *number + quint64(format.extra),
                .negative = negative};
}

std::optional<quint64> MessagePackReader::bigEndian(int bytes)
{
    const std::optional<QByteArrayView> found = take(quint64(bytes));
    if (!found)
        return std::nullopt;
    quint64 number = 0;
    for (const char byte : *found)
        number = number << 8 | quint8(byte);
    return number;
}

std::optional<QByteArrayView> MessagePackReader::take(quint64 bytes)
{
    if (m_failed || bytes > quint64(m_left.size())) {
        fail();
        return std::nullopt;
    }
    const QByteArrayView taken = m_left.first(qsizetype(bytes));
    m_left = m_left.sliced(qsizetype(bytes));
    return taken;
}

std::optional<qsizetype> MessagePackReader::counted(Kind wanted, quint64 each)
{
    const std::optional<Head> found = head(wanted);
    if (!found)
        return std::nullopt;
    if (found->number * each > quint64(m_left.size())) {
        fail();
        return std::nullopt;
    }
    return qsizetype(found->number);
}

bool MessagePackReader::pass(int depth)
{
    const Kind kind = next();
    if (kind == Kind::Array || kind == Kind::Map) {
        const std::optional<qsizetype> count = kind == Kind::Array ? array() : map();
        if (!count || depth <= 0) {
            fail();
            return false;
        }
        for (qsizetype left = kind == Kind::Array ? *count : *count * 2; left > 0; --left) {
            if (!pass(depth - 1))
                return false;
        }
        return true;
    }
    const std::optional<Head> found = head();
    return found && (kind == Kind::Integer || take(found->number).has_value());
}

void MessagePackReader::fail()
{
    m_failed = true;
    m_left = {};
}

} // namespace aw
