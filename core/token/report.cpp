// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/report.h"

#include <QCoreApplication>

namespace aw::token {
namespace {

using Tone = ReportLine::Tone;

constexpr qsizetype kShownApps = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("token", text);
}

/// "1 app" or "%1 apps", filled in.
QString counted(qsizetype count, const char *one, const char *many)
{
    return count == 1 ? tr(one) : tr(many).arg(count);
}

QString nameOf(const Reach &reach)
{
    return reach.name.isEmpty() || reach.name == reach.slug
               ? reach.slug
               : QStringLiteral("%1 (%2)").arg(reach.name, reach.slug);
}

QString reachWords(const Reach &reach)
{
    if (reach.everyApp)
        return tr(QT_TRANSLATE_NOOP("token", "It reaches every app of %1.")).arg(nameOf(reach));
    if (reach.apps.isEmpty())
        return tr(QT_TRANSLATE_NOOP("token", "It reaches %1.")).arg(nameOf(reach));
    QString apps = reach.apps.mid(0, kShownApps).join(QLatin1String(", "));
    if (reach.apps.size() > kShownApps)
        apps = counted(reach.apps.size() - kShownApps, QT_TRANSLATE_NOOP("token", "%1 and one more"),
                       QT_TRANSLATE_NOOP("token", "%2 and %1 more"))
                   .arg(apps);
    const QString count = counted(reach.apps.size(), QT_TRANSLATE_NOOP("token", "one app"),
                                  QT_TRANSLATE_NOOP("token", "%1 apps"));
    //: %1 is "one app" or "12 apps", %2 the organization, %3 their names
    return tr(QT_TRANSLATE_NOOP("token", "It reaches %1 of %2 alone: %3.")).arg(count, nameOf(reach), apps);
}

QString endWords(const TokenFacts &facts, const QDateTime &now)
{
    if (facts.expiresAt.isValid())
        return tr(QT_TRANSLATE_NOOP("token", "It ends on %1, in %2."))
            .arg(facts.expiresAt.date().toString(Qt::ISODate),
                 counted(std::max<qint64>(0, now.daysTo(facts.expiresAt)),
                         QT_TRANSLATE_NOOP("token", "1 day"), QT_TRANSLATE_NOOP("token", "%1 days")));
    if (facts.unlimited)
        return {}; // said among the reasons why it is too wide
    return tr(QT_TRANSLATE_NOOP("token", "When it ends cannot be read from it."));
}

ReportLine writeLine(const TokenReport &report)
{
    switch (report.couldWrite) {
    case Answer::No:
        return {Tone::Good, tr(QT_TRANSLATE_NOOP("token", "Fly.io says that it may not write."))};
    case Answer::CannotTell:
        return {Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "Whether it could write could not be told. %1"))
                                 .arg(report.couldWriteWhy)};
    case Answer::NotAsked:
        if (report.facts.writes == Answer::No)
            return {Tone::Good, tr(QT_TRANSLATE_NOOP("token", "By its own rules it can only read."))};
        return {Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "Whether it could write was not asked."))};
    case Answer::Yes: break;
    }
    return {}; // said among the reasons why it is too wide
}

} // namespace

std::vector<ReportLine> widthLines(const std::vector<Width> &widths, const QString &org)
{
    std::vector<ReportLine> lines;
    if (widths.empty())
        return lines;
    lines.push_back(
        {Tone::Warning, tr(QT_TRANSLATE_NOOP("token", "This token is wider than Airworthy needs."))});
    for (const Width &width : widths)
        lines.push_back({Tone::Warning, width.sentence});
    lines.push_back({Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "This makes one that can only read:"))});
    lines.push_back({Tone::Command, narrowerCommand(org)});
    return lines;
}

std::vector<ReportLine> linesOf(const TokenReport &report, const QDateTime &now)
{
    std::vector<ReportLine> lines;
    const auto add = [&lines](Tone tone, const QString &text) {
        if (!text.isEmpty())
            lines.push_back({tone, text});
    };
    add(Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "This is %1.")).arg(kindWords(report.facts)));
    if (report.user && !report.viewer.isEmpty())
        add(Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "It acts as %1.")).arg(report.viewer));
    for (const Reach &reach : report.reaches) {
        add(Tone::Plain, reachWords(reach));
        if (!reach.machine.isEmpty())
            add(Tone::Warning, tr(QT_TRANSLATE_NOOP("token", "It works from inside the machine %1 alone."))
                                   .arg(reach.machine));
    }
    if (report.reachesOrg == Answer::No)
        add(Tone::Warning, tr(QT_TRANSLATE_NOOP("token", "It does not reach %1.")).arg(report.org));
    add(Tone::Plain, endWords(report.facts, now));
    const ReportLine write = writeLine(report);
    add(write.tone, write.text);
    if (!report.facts.unknown.isEmpty())
        add(Tone::Plain, tr(QT_TRANSLATE_NOOP("token", "It holds rules that are not understood here and can "
                                                       "only narrow it: %1."))
                             .arg(report.facts.unknown.mid(0, kShownApps).join(QLatin1String(", "))));
    for (const QString &note : report.notes)
        add(Tone::Plain, note);
    const std::vector<ReportLine> width = widthLines(report.widths, report.org);
    lines.insert(lines.end(), width.begin(), width.end());
    return lines;
}

} // namespace aw::token
