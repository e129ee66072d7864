// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/text_table.h"

#include <algorithm>
#include <numeric>

namespace aw::cli {
namespace {

constexpr int kGap = 2;
constexpr int kLeastGiving = 12; ///< a column that gives is not cut below this

bool hides(char32_t code)
{
    switch (QChar::category(code)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return false;
    }
}

bool wide(char32_t code)
{
    constexpr std::pair<char32_t, char32_t> kWide[] = {
        {0x1100, 0x115f},   {0x2e80, 0xa4cf},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
        {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x1f300, 0x1f64f},
        {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
    };
    return std::any_of(std::begin(kWide), std::end(kWide),
                       [code](const auto &range) { return code >= range.first && code <= range.second; });
}

int columnsOf(char32_t code)
{
    const QChar::Category category = QChar::category(code);
    if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing)
        return 0;
    return wide(code) ? 2 : 1;
}

QLatin1String escapeOf(Ink ink)
{
    switch (ink) {
    case Ink::Critical: return QLatin1String("\x1b[1;31m");
    case Ink::High: return QLatin1String("\x1b[31m");
    case Ink::Medium: return QLatin1String("\x1b[33m");
    case Ink::Low: return QLatin1String("\x1b[36m");
    case Ink::Good: return QLatin1String("\x1b[32m");
    case Ink::Quiet: return QLatin1String("\x1b[2m");
    case Ink::Plain: break;
    }
    return QLatin1String("");
}

} // namespace

QString visible(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const char32_t code : text.toUcs4()) {
        if (hides(code))
            out += QStringLiteral("\\u{%1}").arg(QString::number(code, 16).toUpper());
        else
            out += QChar::fromUcs4(code);
    }
    return out;
}

int columnsOf(const QString &text)
{
    const QList<uint> codes = text.toUcs4();
    return std::accumulate(codes.begin(), codes.end(), 0,
                           [](int sum, uint code) { return sum + columnsOf(char32_t(code)); });
}

QString cut(const QString &text, int columns)
{
    if (columnsOf(text) <= columns)
        return text;
    QString out;
    int used = 0;
    for (const char32_t code : text.toUcs4()) {
        used += columnsOf(code);
        if (used > columns - 1)
            break;
        out += QChar::fromUcs4(code);
    }
    return out + QChar(0x2026);
}

QString TextTable::print(int width, bool colored) const
{
    const std::vector<int> widths = fitted(width);
    QString out;
    const auto put = [&](std::size_t i, const QString &text, Ink ink) {
        const QString shown = cut(visible(text), widths[i]);
        const bool painted = colored && ink != Ink::Plain;
        out += painted ? escapeOf(ink) + shown + QLatin1String("\x1b[0m") : shown;
        const bool last = i + 1 == columns.size();
        out += last ? QString(QLatin1Char('\n'))
                    : QString(widths[i] - columnsOf(shown) + kGap, QLatin1Char(' '));
    };
    for (std::size_t i = 0; i < columns.size(); ++i)
        put(i, columns[i].title, Ink::Quiet);
    for (const auto &row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            put(i, row[i].text, row[i].ink);
    }
    return out;
}

std::vector<int> TextTable::fitted(int width) const
{
    std::vector<int> widths;
    widths.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        int widest = columnsOf(columns[i].title);
        for (const auto &row : rows)
            widest = std::max(widest, columnsOf(visible(row[i].text)));
        widths.push_back(widest);
    }
    int over = std::accumulate(widths.begin(), widths.end(), kGap * (int(widths.size()) - 1)) - width;
    for (; width > 0 && over > 0; --over) {
        int *widest = nullptr;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (columns[i].gives && widths[i] > kLeastGiving && (widest == nullptr || widths[i] > *widest))
                widest = &widths[i];
        }
        if (widest == nullptr)
            break;
        --*widest;
    }
    return widths;
}

} // namespace aw::cli
