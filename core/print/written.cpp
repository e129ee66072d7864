// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/written.h"

#include <array>
#include <charconv>
#include <cmath>

namespace aw::print {
namespace {

QString named(char32_t code)
{
    return QStringLiteral("‹U+%1›").arg(qulonglong(code), 4, 16, QLatin1Char('0')).toUpper();
}

bool reorders(char32_t code)
{
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// U+2028 and U+2029 break lines, U+FEFF hides, U+FFF9 to U+FFFC stand for what is not there.
bool breaksOrHides(char32_t code)
{
    return code == 0x2028 || code == 0x2029 || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFC);
}

bool isNoncharacter(char32_t code)
{
    return (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

void append(QString &out, char32_t code, bool manyLines)
{
    if (code == U'\n' && manyLines)
        out += QLatin1Char('\n');
    else if (code == U'\t' && manyLines)
        out += QLatin1String("    ");
    else if (code == U'\t' || code == U'\n')
        out += QLatin1Char(' ');
    else if (code < 0x20)
        out += QChar(char16_t(0x2400 + code));
    else if (code == 0x7F)
        out += QChar(char16_t(0x2421));
    else if ((code >= 0x80 && code < 0xA0) || reorders(code) || breaksOrHides(code) || isNoncharacter(code))
        out += named(code);
    else
        out += QStringView(QChar::fromUcs4(code));
}

} // namespace

std::string written(const QString &text, bool manyLines)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        const QChar next = i + 1 < text.size() ? text[i + 1] : QChar();
        if (unit.isHighSurrogate() && next.isLowSurrogate()) {
            append(out, QChar::surrogateToUcs4(unit, next), manyLines);
            ++i;
        } else if (unit.isSurrogate()) {
            out += QChar(QChar::ReplacementCharacter);
        } else if (unit != QLatin1Char('\r') || next != QLatin1Char('\n')) {
            append(out, unit.unicode(), manyLines);
        }
    }
    return out.toStdString();
}

std::string utf16Hex(const std::string &utf8)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string hex;
    const QString text = QString::fromStdString(utf8);
    for (const QChar unit : text) {
        for (int shift = 12; shift >= 0; shift -= 4)
            hex += kDigits[(unit.unicode() >> shift) & 0xF];
    }
    return hex;
}

std::string number(double value, int decimals)
{
    // What no page holds would only break the reader of the file.
    if (!std::isfinite(value))
        value = 0;
    std::array<char, 340> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals);
    std::string text(buffer.data(), end.ptr);
    while (text.back() == '0')
        text.pop_back();
    if (text.back() == '.')
        text.pop_back();
    return text == "-0" ? "0" : text;
}

} // namespace aw::print
