// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/entropy.h"

#include <QHash>
#include <array>
#include <cmath>

namespace aw::secrets {
namespace {

constexpr qsizetype kShortestBase64 = 20;
constexpr double kBase64Bits = 4.2;
constexpr qsizetype kShortestHex = 32;
constexpr double kHexBits = 3.0;
constexpr double kWordLength = 3.5; ///< letters a run in words; a generator's runs are about two long

bool isUpper(QChar c)
{
    return c >= QLatin1Char('A') && c <= QLatin1Char('Z');
}

bool isLower(QChar c)
{
    return c >= QLatin1Char('a') && c <= QLatin1Char('z');
}

bool isDigit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= QLatin1Char('a') && c <= QLatin1Char('f')) ||
           (c >= QLatin1Char('A') && c <= QLatin1Char('F'));
}

bool isBase64Symbol(QChar c)
{
    return QLatin1String("+/_=-").contains(c);
}

bool isConsonant(QChar c)
{
    return (isUpper(c) || isLower(c)) && !QLatin1String("aeiouyAEIOUY").contains(c);
}

template<class Test>
bool all(QStringView text, Test test)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), test);
}

/// How many of upper, lower, digit and symbol occur.
int kindsOfCharacter(QStringView text)
{
    std::array<bool, 4> seen{};
    for (const QChar c : text) {
        const std::size_t kind = isUpper(c) ? 0 : isLower(c) ? 1 : isDigit(c) ? 2 : 3;
        seen.at(kind) = true;
    }
    return int(std::count(seen.begin(), seen.end(), true));
}

/// Runs of letters as words have them: "Parcel", "parcel" or "PARCEL" is one, "pArCel" is three.
struct Runs {
    qsizetype letters = 0;
    qsizetype count = 0;
    qsizetype digits = 0;
    qsizetype consonants = 0; ///< the longest row of them
};

constexpr qsizetype kConsonantsInWords = 6; ///< "Knightsbridge"

/// Whether the letter `c` begins a run, given the two characters before it.
bool beginsRun(QChar c, QChar before, QChar beforeThat)
{
    if (isUpper(c))
        return !isUpper(before);
    // "XMLFile": the F begins a word, which shows only at the i.
    const bool wordInCapitals = isUpper(before) && isUpper(beforeThat);
    return wordInCapitals || !(isUpper(before) || isLower(before));
}

Runs runsOf(QStringView text)
{
    Runs runs;
    QChar before;
    QChar beforeThat;
    qsizetype row = 0;
    for (const QChar c : text) {
        row = isConsonant(c) ? row + 1 : 0;
        runs.consonants = std::max(runs.consonants, row);
        runs.digits += isDigit(c) ? 1 : 0;
        if (isUpper(c) || isLower(c)) {
            ++runs.letters;
            runs.count += beginsRun(c, before, beforeThat) ? 1 : 0;
        }
        beforeThat = before;
        before = c;
    }
    return runs;
}

} // namespace

double bitsPerCharacter(QStringView text)
{
    std::array<qsizetype, 128> ascii{};
    QHash<char16_t, qsizetype> others;
    for (const QChar c : text) {
        if (c.unicode() < ascii.size())
            ++ascii.at(c.unicode());
        else
            ++others[c.unicode()];
    }
    double bits = 0;
    const auto add = [&bits, size = double(text.size())](qsizetype count) {
        const double share = double(count) / size;
        bits -= count > 0 ? share * std::log2(share) : 0.0;
    };
    for (const qsizetype count : ascii)
        add(count);
    for (const qsizetype count : std::as_const(others))
        add(count);
    return bits;
}

bool isHex(QStringView text)
{
    return all(text, isHexDigit);
}

bool isBase64Like(QStringView text)
{
    return all(text, [](QChar c) { return isUpper(c) || isLower(c) || isDigit(c) || isBase64Symbol(c); });
}

bool isUuid(QStringView text)
{
    if (text.size() == 32)
        return isHex(text);
    if (text.size() != 36)
        return false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text.at(i) != QLatin1Char('-') : !isHexDigit(text.at(i)))
            return false;
    }
    return true;
}

bool isWords(QStringView text)
{
    const Runs runs = runsOf(text);
    if (runs.count == 0)
        return runs.digits > 0 &&
               runs.digits + std::count_if(text.begin(), text.end(), isBase64Symbol) == text.size() &&
               runs.digits < kShortestBase64;
    return double(runs.letters) / double(runs.count) >= kWordLength && runs.digits * 3 <= text.size() &&
           runs.consonants <= kConsonantsInWords;
}

bool looksRandom(QStringView text)
{
    if (isHex(text))
        return text.size() >= kShortestHex && bitsPerCharacter(text) >= kHexBits;
    return text.size() >= kShortestBase64 && isBase64Like(text) && kindsOfCharacter(text) >= 3 &&
           !isWords(text) && bitsPerCharacter(text) >= kBase64Bits;
}

} // namespace aw::secrets
