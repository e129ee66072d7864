// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/query_completion.h"

#include "core/assess/query.h"

#include <QMap>

namespace aw::pages {
namespace {

constexpr qsizetype kMost = 50;

QString valueOf(const QString &key, const model::Finding &finding)
{
    if (key == QLatin1String("app"))
        return finding.resource.app;
    if (key == QLatin1String("check"))
        return finding.check;
    if (key == QLatin1String("area"))
        return assess::areaOf(finding.check);
    return key == QLatin1String("region") ? finding.resource.region : QString();
}

/// The values of a key, with how many findings have each.
QMap<QString, int> valuesOf(const assess::QueryKey &key, const model::Findings &findings)
{
    QMap<QString, int> values;
    for (const QString &value : key.values)
        values.insert(value, 0);
    for (const model::Finding &each : findings) {
        const QString value = valueOf(key.key, each);
        if (!value.isEmpty())
            ++values[value];
    }
    return values;
}

QString quoted(const QString &value)
{
    const bool plain = !value.contains(QLatin1Char(' ')) && !value.contains(QLatin1Char(','));
    return plain ? value : QStringLiteral("\"%1\"").arg(value);
}

} // namespace

std::vector<widgets::Suggestion> completionsOf(const QString &token, const model::Findings &findings)
{
    const bool negated = token.startsWith(QLatin1Char('-'));
    const QString sign = negated ? QStringLiteral("-") : QString();
    const QString typed = token.mid(negated ? 1 : 0);
    const qsizetype colon = typed.indexOf(QLatin1Char(':'));
    std::vector<widgets::Suggestion> found;
    for (const assess::QueryKey &key : assess::queryKeys()) {
        if (colon < 0 && key.key.startsWith(typed, Qt::CaseInsensitive))
            found.push_back({.insert = sign + key.key + QLatin1Char(':'),
                             .word = key.key + QLatin1Char(':'),
                             .example = key.example,
                             .meaning = key.meaning});
        if (colon < 0 || key.key != typed.left(colon))
            continue;
        const QString before = typed.left(qMax(colon, typed.lastIndexOf(QLatin1Char(','))) + 1);
        const QString begun = typed.mid(before.size()).remove(QLatin1Char('"'));
        const QMap<QString, int> values = valuesOf(key, findings);
        for (auto value = values.begin(); value != values.end(); ++value) {
            if (qsizetype(found.size()) < kMost && value.key().startsWith(begun, Qt::CaseInsensitive))
                found.push_back({.insert = sign + before + quoted(value.key()),
                                 .word = value.key(),
                                 .example = value.value() > 0 ? QString::number(value.value()) : QString(),
                                 .meaning = {}});
        }
    }
    return found;
}

} // namespace aw::pages
