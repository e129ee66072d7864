// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/listing.h"
#include "app/cli/text_table.h"
#include "core/catalogue/catalogue.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Exit list(const Session &session)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
    if (!format)
        return session.complain(format.error());
    const Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return session.complain(catalogue.error());
    Listing listing{.schema = "airworthy.checks/1",
                    .member = "checks",
                    .columns = {{"id", tr(QT_TRANSLATE_NOOP("cli", "Check")), false},
                                {"severity", tr(QT_TRANSLATE_NOOP("cli", "Severity")), false},
                                {"scope", tr(QT_TRANSLATE_NOOP("cli", "About")), false},
                                {"title", tr(QT_TRANSLATE_NOOP("cli", "Passes when")), true}},
                    .rows = {}};
    for (const catalogue::CheckEntry &check : (*catalogue)->checks())
        listing.rows.push_back({check.id, model::severityName(check.severity), check.scope, check.title});
    if (const Result<void> printed = print(listing, session, *format); !printed)
        return session.complain(printed.error());
    session.say(tr(QT_TRANSLATE_NOOP("cli", "%1 checks of catalogue %2."))
                    .arg(QString::number((*catalogue)->checks().size()), (*catalogue)->version()));
    return Exit::Done;
}

QString section(const char *title, const QString &text)
{
    if (text.isEmpty())
        return {};
    return QLatin1Char('\n') + tr(title) + QLatin1String("\n  ") + text + QLatin1Char('\n');
}

QString remedies(const catalogue::CheckEntry &check)
{
    QStringList lines;
    for (const catalogue::Remedy &remedy : check.remediation) {
        lines.append(remedy.step + (remedy.changesProduction
                                        ? tr(QT_TRANSLATE_NOOP("cli", " (changes production)"))
                                        : QString()));
        if (!remedy.command.isEmpty())
            lines.append(QLatin1String("  $ ") + remedy.command);
    }
    return lines.join(QLatin1String("\n  "));
}

QString parameters(const catalogue::CheckEntry &check)
{
    QStringList lines;
    for (const catalogue::Parameter &parameter : check.parameters)
        lines.append(QStringLiteral("%1 = %2 %3: %4")
                         .arg(parameter.name, QString::fromUtf8(parameter.standard.compact()), parameter.unit,
                              parameter.meaning));
    return lines.join(QLatin1String("\n  "));
}

QString mappings(const catalogue::CheckEntry &check)
{
    QStringList lines;
    for (const auto &[framework, clauses] : check.mappings)
        lines.append(framework + QLatin1String(": ") + clauses.join(QLatin1String(", ")));
    return lines.join(QLatin1String("\n  "));
}

QString sources(const catalogue::CheckEntry &check)
{
    QStringList lines;
    for (const catalogue::SourceLink &source : check.sources) {
        QString line = source.title;
        if (!source.date.isEmpty())
            line += QStringLiteral(" (%1)").arg(source.date);
        if (!source.url.isEmpty())
            line += QLatin1Char(' ') + source.url;
        lines.append(line);
    }
    return lines.join(QLatin1String("\n  "));
}

QString explained(const catalogue::CheckEntry &check)
{
    return QStringLiteral("%1 (%2)\n%3\n").arg(check.id, model::severityName(check.severity), check.title) +
           section(QT_TRANSLATE_NOOP("cli", "Question"), check.question) +
           section(QT_TRANSLATE_NOOP("cli", "Why"), check.why) +
           section(QT_TRANSLATE_NOOP("cli", "Passes"), check.passes) +
           section(QT_TRANSLATE_NOOP("cli", "Fails"), check.fails) +
           section(QT_TRANSLATE_NOOP("cli", "Unknown"), check.unknowns.join(QLatin1String("\n  "))) +
           section(QT_TRANSLATE_NOOP("cli", "Does not apply"), check.notApplicable) +
           section(QT_TRANSLATE_NOOP("cli", "Needs"), check.permission) +
           section(QT_TRANSLATE_NOOP("cli", "Parameters"), parameters(check)) +
           section(QT_TRANSLATE_NOOP("cli", "Fix"), remedies(check)) +
           section(QT_TRANSLATE_NOOP("cli", "Verify"), check.verify) +
           section(QT_TRANSLATE_NOOP("cli", "May be wrong when"), check.falsePositives) +
           section(QT_TRANSLATE_NOOP("cli", "Answers to"), mappings(check)) +
           section(QT_TRANSLATE_NOOP("cli", "Sources"), sources(check));
}

Exit explain(const Session &session)
{
    if (const Result<Format> format = session.format(Format::Table, {Format::Table}); !format)
        return session.complain(format.error());
    const Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return session.complain(catalogue.error());
    const QString id = session.arguments().words().front();
    const catalogue::CheckEntry *check = (*catalogue)->check(id);
    if (check == nullptr) {
        QStringList ids;
        for (const catalogue::CheckEntry &entry : (*catalogue)->checks())
            ids.append(entry.id);
        const QString near = nearest(id, ids);
        const QString sentence =
            near.isEmpty()
                ? tr(QT_TRANSLATE_NOOP("cli", "There is no check %1; checks list shows "
                                              "those there are."))
                      .arg(id)
                : tr(QT_TRANSLATE_NOOP("cli", "There is no check %1. Did you mean %2?")).arg(id, near);
        return session.complain(fail(ErrorKind::Input, sentence));
    }
    if (const Result<void> printed = session.write(explained(*check).toUtf8()); !printed)
        return session.complain(printed.error());
    return Exit::Done;
}

} // namespace

const Command kChecksList = {.name = "checks list",
                             .operand = "",
                             .summary = QT_TRANSLATE_NOOP("cli", "List the checks of the catalogue"),
                             .details = "",
                             .example = "airworthy-cli checks list --format csv",
                             .options = {},
                             .run = [](Session &session, const Done &done) { done(list(session)); }};

const Command kChecksExplain = {
    .name = "checks explain",
    .operand = "ID",
    .summary = QT_TRANSLATE_NOOP("cli", "Say what a check asks, why, and how to fix what it finds"),
    .details = "",
    .example = "airworthy-cli checks explain data.volume-unencrypted",
    .options = {},
    .run = [](Session &session, const Done &done) { done(explain(session)); }};

} // namespace aw::cli
