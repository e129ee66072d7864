// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/words.h"

namespace aw::checks {
namespace {

constexpr qsizetype kLongestName = 80;

bool misleads(QChar character)
{
    switch (character.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format: // the direction marks, among others
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return false;
    }
}

} // namespace

QString shown(const QString &name)
{
    QString fit = name.left(kLongestName + 1);
    for (QChar &character : fit) {
        if (misleads(character))
            character = QChar::ReplacementCharacter;
    }
    if (fit.size() > kLongestName)
        fit = fit.left(kLongestName - 1) + QChar(0x2026);
    return fit;
}

QString listed(const QStringList &names, qsizetype most)
{
    QStringList fit;
    for (const QString &name : names.mid(0, most))
        fit.push_back(shown(name));
    const QString separator = QStringLiteral(", ");
    if (names.size() > most)
        return Words::tr("%1 and %2 more").arg(fit.join(separator), QString::number(names.size() - most));
    if (fit.size() < 2)
        return fit.join(separator);
    const QString last = fit.takeLast();
    return Words::tr("%1 and %2").arg(fit.join(separator), last);
}

QString machines(qsizetype count)
{
    return count == 1 ? Words::tr("1 machine") : Words::tr("%1 machines").arg(count);
}

QString versions(qsizetype count)
{
    return count == 1 ? Words::tr("1 earlier version") : Words::tr("%1 earlier versions").arg(count);
}

QString days(qint64 count)
{
    return count == 1 ? Words::tr("1 day") : Words::tr("%1 days").arg(count);
}

QString dayOf(const QDateTime &at)
{
    return at.toUTC().date().toString(Qt::ISODate);
}

} // namespace aw::checks
