// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/judged.h"
#include "core/print/pdf.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<void> offeredAudience(const QString &audience)
{
    if (audience.isEmpty() || audience == QLatin1String("auditor"))
        return {};
    if (audience == QLatin1String("manager") || audience == QLatin1String("engineer"))
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "This version writes the auditor's report "
                                                                  "only; the %1's is not there yet."))
                                          .arg(audience));
    return fail(ErrorKind::Input,
                tr(QT_TRANSLATE_NOOP("cli", "There is no audience \"%1\"; this version knows auditor."))
                    .arg(audience));
}

Result<print::Paper> paper(const QString &name)
{
    if (name.isEmpty() || name.compare(QLatin1String("a4"), Qt::CaseInsensitive) == 0)
        return print::Paper::A4;
    if (name.compare(QLatin1String("letter"), Qt::CaseInsensitive) == 0)
        return print::Paper::Letter;
    return fail(ErrorKind::Input,
                tr(QT_TRANSLATE_NOOP("cli", "There is no paper \"%1\"; choose a4 or letter.")).arg(name));
}

Result<QByteArray> made(const report::Material &material, Format format, print::Paper paper)
{
    if (format == Format::Json)
        return report::findingsJson(material, *material.posture->findings);
    if (format == Format::Csv)
        return report::findingsCsv(material, *material.posture->findings);
    return print::pdf(report::auditorReport(material), paper);
}

Result<void> report(const Session &session)
{
    const Arguments &arguments = session.arguments();
    if (const Result<void> audience = offeredAudience(arguments.value("audience")); !audience)
        return audience.error();
    const Result<print::Paper> sheet = paper(arguments.value("paper"));
    if (!sheet)
        return sheet.error();
    const Result<Format> format = session.format(Format::Pdf, {Format::Pdf, Format::Json, Format::Csv});
    if (!format)
        return format.error();
    if (*format == Format::Pdf && session.toTerminal())
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "A PDF is no use on a terminal; say where to "
                                                "write it: --output FILE.")));
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return store.error();
    const Result<report::Material> material = judged(session, **store);
    if (!material)
        return material.error();
    const Result<QByteArray> bytes = made(*material, *format, *sheet);
    if (!bytes)
        return bytes.error();
    if (const Result<void> written = session.write(*bytes); !written)
        return written.error();
    session.say(tr(QT_TRANSLATE_NOOP("cli", "Report on snapshot %1: %2."))
                    .arg(material->posture->snapshot->id, material->posture->verdict.label));
    return {};
}

constexpr OptionRow kOptions[] = {
    {"audience", "WHO", QT_TRANSLATE_NOOP("cli", "For whom: auditor (default, and the only one yet).")},
    {"paper", "SIZE", QT_TRANSLATE_NOOP("cli", "a4 (default) or letter.")},
    {"snapshot", "ID",
     QT_TRANSLATE_NOOP("cli", "Which snapshot, by its id or its first six digits or more. "
                              "Default: the last.")},
};

} // namespace

const Command kReport = {.name = "report",
                         .operand = "",
                         .summary = QT_TRANSLATE_NOOP("cli", "Write a report on a snapshot"),
                         .details = QT_TRANSLATE_NOOP(
                             "cli", "Formats: pdf (default, tagged, the findings JSON attached), json, csv."),
                         .example = "airworthy-cli report --format pdf --output acme.pdf",
                         .options = kOptions,
                         .run = [](Session &session, const Done &done) {
                             const Result<void> result = report(session);
                             done(result ? Exit::Done : session.complain(result.error()));
                         }};

} // namespace aw::cli
