// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/exporting.h"

#include "core/base/background.h"
#include "core/print/pdf.h"
#include "core/report/formats.h"

#include <QLocale>
#include <QSaveFile>

namespace aw::pages {
namespace {

Result<QByteArray> bytesOf(const report::Material &material, ExportFormat format, print::Paper paper)
{
    switch (format) {
    case ExportFormat::Json: return report::findingsJson(material, *material.posture->findings);
    case ExportFormat::Csv: return report::findingsCsv(material, *material.posture->findings);
    case ExportFormat::Pdf: break;
    }
    return print::pdf(report::auditorReport(material), paper);
}

Result<void> written(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Storage,
                    Workspace::tr("The file could not be written: %1.").arg(file.errorString()), path);
    return {};
}

QString suffixOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Json: return QStringLiteral("json");
    case ExportFormat::Csv: return QStringLiteral("csv");
    case ExportFormat::Pdf: break;
    }
    return QStringLiteral("pdf");
}

} // namespace

QString exportName(const State &state, ExportFormat format)
{
    QString org = state.org;
    for (QChar &each : org) {
        if (!each.isLetterOrNumber())
            each = QLatin1Char('-');
    }
    const QDate day = state.posture ? state.posture->snapshot->collectedAt.toUTC().date() : QDate();
    return QStringLiteral("%1-%2.%3").arg(org, day.toString(Qt::ISODate), suffixOf(format));
}

QFuture<Result<void>> exportTo(QThreadPool &pool, const State &state, ExportFormat format,
                               const QString &path, const QDateTime &now)
{
    const report::Material material{.posture = state.posture, .catalogue = state.catalogue, .now = now};
    const bool metric = QLocale().measurementSystem() == QLocale::MetricSystem;
    const print::Paper paper = metric ? print::Paper::A4 : print::Paper::Letter;
    return inBackground(pool, [material, format, path, paper]() -> Result<void> {
        const Result<QByteArray> bytes = bytesOf(material, format, paper);
        return bytes ? written(path, *bytes) : Result<void>(bytes.error());
    });
}

} // namespace aw::pages
