// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/remedy.h"

#include <QRegularExpression>
#include <algorithm>

namespace aw::checks {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestValue = 512;
constexpr qsizetype kMostLines = 100;

const QRegularExpression &placeholder()
{
    static const QRegularExpression kForm(u"\\{([A-Za-z_.]+)\\}"_s);
    return kForm;
}

bool plainlySafe(QChar character)
{
    const char16_t c = character.unicode();
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           u"._:/@%+=-"_s.contains(character);
}

/// In one pass, so that a value which looks like a placeholder is never filled in turn.
QString filled(const QString &command, const Fills::Row &fixed, const Fills::Row &row)
{
    QString out;
    qsizetype done = 0;
    auto matches = placeholder().globalMatch(command);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const QString name = match.captured(1);
        const QString value = row.contains(name) ? row.value(name) : fixed.value(name);
        out += QStringView(command).mid(done, match.capturedStart() - done);
        out += fillable(value) ? shellWord(value) : u'<' + name + u'>';
        done = match.capturedEnd();
    }
    out += QStringView(command).mid(done);
    return out;
}

QStringList commandLines(const QString &command, const Fills &fills)
{
    if (command.isEmpty())
        return {};
    QStringList names;
    auto matches = placeholder().globalMatch(command);
    while (matches.hasNext())
        names.push_back(matches.next().captured(1));
    QStringList lines;
    for (const Fills::Row &row : fills.rows) {
        const bool named = std::any_of(names.begin(), names.end(),
                                       [&row](const QString &name) { return row.contains(name); });
        const QString line = named ? filled(command, fills.fixed, row) : QString();
        if (!line.isEmpty() && !lines.contains(line))
            lines.push_back(line);
        if (lines.size() == kMostLines)
            break;
    }
    return lines.isEmpty() ? QStringList{filled(command, fills.fixed, {})} : lines;
}

} // namespace

bool fillable(const QString &value)
{
    if (value.isEmpty() || value.size() > kLongestValue || value.startsWith(u'-'))
        return false;
    return std::none_of(value.begin(), value.end(), [](QChar character) {
        const QChar::Category category = character.category();
        return category == QChar::Other_Control || category == QChar::Other_Format ||
               category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
    });
}

QString shellWord(const QString &value)
{
    if (!value.isEmpty() && !value.startsWith(u'-') && std::all_of(value.begin(), value.end(), plainlySafe))
        return value;
    return u'\'' + QString(value).replace(u"'"_s, u"'\\''"_s) + u'\'';
}

std::vector<model::RemediationStep> remediation(const catalogue::CheckEntry &entry, const Fills &fills)
{
    std::vector<model::RemediationStep> steps;
    for (const catalogue::Remedy &remedy : entry.remediation) {
        steps.push_back({.step = remedy.step,
                         .commands = commandLines(remedy.command, fills),
                         .changesProduction = remedy.changesProduction,
                         .downtime = remedy.downtime});
    }
    return steps;
}

} // namespace aw::checks
