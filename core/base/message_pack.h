// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <optional>

namespace aw {

/// Reads MessagePack from front to back without making a copy of any of it, for bytes that hold a
/// secret. Nothing is believed of what they claim: every read that does not fit what is left, or is of
/// another type, fails, and then so does every later one.
class MessagePackReader
{
public:
    explicit MessagePackReader(QByteArrayView bytes) : m_left(bytes) {}

    enum class Kind { Nothing, Plain, Integer, Text, Binary, Array, Map };

    /// Plain is nil, a flag, a number with a fraction, or an extension.
    [[nodiscard]] Kind next() const; ///< what comes next; Nothing at the end or after a failure
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_left.isEmpty(); }

    [[nodiscard]] std::optional<quint64> natural();     ///< an integer that is not negative
    [[nodiscard]] std::optional<qint64> integer();      ///< any that fits in 64 bits
    [[nodiscard]] std::optional<QByteArrayView> text(); ///< bytes of a text, not checked to be UTF-8
    [[nodiscard]] std::optional<QByteArrayView> binary();
    /// Number of elements that follow, never more than bytes that are left: each takes at least one.
    [[nodiscard]] std::optional<qsizetype> array();
    [[nodiscard]] std::optional<qsizetype> map(); ///< number of pairs

    /// Passes over one value with all that is in it, to `depth` levels; the bytes it took.
    [[nodiscard]] std::optional<QByteArrayView> skip(int depth = 16);

private:
    /// The tag with what belongs to it: the value of an integer (two's complement), else how many bytes,
    /// elements or pairs follow.
    struct Head {
        Kind kind = Kind::Nothing;
        quint64 number = 0;
        bool negative = false;
    };

    [[nodiscard]] std::optional<Head> head();
    [[nodiscard]] std::optional<Head> wide(quint8 tag);
    [[nodiscard]] std::optional<Head> head(Kind wanted);
    [[nodiscard]] std::optional<quint64> bigEndian(int bytes);
    [[nodiscard]] std::optional<QByteArrayView> take(quint64 bytes);
    [[nodiscard]] std::optional<qsizetype> counted(Kind wanted, quint64 each);
    [[nodiscard]] bool pass(int depth);
    void fail();

    QByteArrayView m_left;
    bool m_failed = false;
};

} // namespace aw
