// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/report/evidence.h"
#include "core/report/formats.h"

namespace aw::report {
namespace {

/// What a spreadsheet would run is made text by an apostrophe before it.
QString neutralised(const QString &cell)
{
    static const QString starts = QStringLiteral("=+-@\t\r");
    return !cell.isEmpty() && starts.contains(cell.front()) ? QLatin1Char('\'') + cell : cell;
}

/// Line breaks stay, inside quotes; what a terminal would obey does not.
void silence(QString &cell)
{
    for (QChar &letter : cell) {
        if (letter.category() == QChar::Other_Control && !letter.isSpace())
            letter = QChar::ReplacementCharacter;
    }
}

QString quoted(QString cell)
{
    cell = neutralised(cell);
    silence(cell);
    const bool plain = !cell.contains(QLatin1Char('"')) && !cell.contains(QLatin1Char(',')) &&
                       !cell.contains(QLatin1Char('\n')) && !cell.contains(QLatin1Char('\r'));
    if (plain)
        return cell;
    cell.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + cell + QLatin1Char('"');
}

void appendRow(QByteArray &csv, const QStringList &cells)
{
    QStringList row;
    for (const QString &cell : cells)
        row += quoted(cell);
    csv += row.join(QLatin1Char(',')).toUtf8() + "\r\n";
}

QString flag(bool value)
{
    return value ? QStringLiteral("true") : QStringLiteral("false");
}

/// One line for each piece of evidence: the request and the place in its answer.
QString evidenceOf(const model::Finding &finding, const EvidenceReader &reader)
{
    QStringList lines;
    for (const model::Origin &origin : finding.evidence) {
        if (const model::ReplyNote *reply = reader.reply(origin))
            lines += reply->request + QLatin1Char('#') + origin.pointer;
    }
    return lines.join(QLatin1Char('\n'));
}

QString commandsOf(const model::Finding &finding)
{
    QStringList commands;
    for (const model::RemediationStep &step : finding.remediation)
        commands += step.commands;
    return commands.join(QLatin1Char('\n'));
}

} // namespace

QByteArray findingsCsv(const Material &material, const model::Findings &findings)
{
    const model::Snapshot &snapshot = *material.posture->snapshot;
    const EvidenceReader reader(snapshot);
    QByteArray csv;
    appendRow(csv, {QStringLiteral("id"),
                    QStringLiteral("check"),
                    QStringLiteral("status"),
                    QStringLiteral("severity"),
                    QStringLiteral("guessed"),
                    QStringLiteral("reason"),
                    QStringLiteral("resource_type"),
                    QStringLiteral("resource_id"),
                    QStringLiteral("resource_name"),
                    QStringLiteral("app"),
                    QStringLiteral("region"),
                    QStringLiteral("key"),
                    QStringLiteral("environment"),
                    QStringLiteral("data_class"),
                    QStringLiteral("headline"),
                    QStringLiteral("message"),
                    QStringLiteral("evidence"),
                    QStringLiteral("commands"),
                    QStringLiteral("organization"),
                    QStringLiteral("snapshot"),
                    QStringLiteral("collected_at")});
    for (const model::Finding &finding : findings) {
        appendRow(csv, {finding.id,
                        finding.check,
                        model::statusName(finding.status),
                        model::severityName(finding.severity),
                        flag(finding.guessed),
                        finding.reason ? QString(model::reasonName(*finding.reason)) : QString(),
                        finding.resource.type,
                        finding.resource.id,
                        finding.resource.name,
                        finding.resource.app,
                        finding.resource.region,
                        finding.key,
                        finding.environment,
                        finding.dataClass,
                        finding.headline,
                        finding.message,
                        evidenceOf(finding, reader),
                        commandsOf(finding),
                        snapshot.organization.slug,
                        snapshot.id,
                        formatTime(snapshot.collectedAt)});
    }
    return csv;
}

} // namespace aw::report
