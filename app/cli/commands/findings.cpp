// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/judged.h"
#include "app/cli/text_table.h"
#include "core/assess/query.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// Which findings to show, and which of them end the program with an error.
struct Choice {
    std::vector<model::Status> statuses; ///< empty: what the format shows by itself
    std::vector<model::Severity> severities;
    QStringList checks;
    QStringList apps;
    std::optional<assess::Query> query;
    std::optional<model::Severity> failOn;
    bool failOnUnknown = false;
};

template<class Enum, class Named>
Result<std::vector<Enum>> named(const QStringList &names, Named byName, const QString &offered)
{
    std::vector<Enum> values;
    for (const QString &name : names) {
        const std::optional<Enum> value = byName(name);
        if (!value)
            return fail(ErrorKind::Input,
                        tr(QT_TRANSLATE_NOOP("cli", "\"%1\" is none of %2.")).arg(name, offered));
        values.push_back(*value);
    }
    return values;
}

Result<std::vector<model::Severity>> severities(const QStringList &names)
{
    return named<model::Severity>(names, model::severityNamed,
                                  QStringLiteral("critical, high, medium, low, info"));
}

Result<void> knownNames(const QStringList &given, const QStringList &known, const char *sentence)
{
    for (const QString &name : given) {
        if (known.contains(name))
            continue;
        const QString near = nearest(name, known);
        QString what = tr(sentence).arg(name);
        if (!near.isEmpty())
            what = tr(QT_TRANSLATE_NOOP("cli", "%1 Did you mean %2?")).arg(what, near);
        return fail(ErrorKind::Input, what);
    }
    return {};
}

Result<Choice> chosen(const Arguments &arguments)
{
    Choice choice;
    const Result<std::vector<model::Status>> statuses =
        named<model::Status>(arguments.values("status"), model::statusNamed,
                             QStringLiteral("pass, fail, unknown, not_applicable"));
    if (!statuses)
        return statuses.error();
    choice.statuses = *statuses;
    const Result<std::vector<model::Severity>> wanted = severities(arguments.values("severity"));
    if (!wanted)
        return wanted.error();
    choice.severities = *wanted;
    if (arguments.has("fail-on")) {
        const Result<std::vector<model::Severity>> limit = severities({arguments.value("fail-on")});
        if (!limit)
            return limit.error();
        choice.failOn = limit->front();
    }
    choice.failOnUnknown = arguments.has("fail-on-unknown");
    choice.checks = arguments.values("check");
    choice.apps = arguments.values("app");
    if (arguments.has("query")) {
        Result<assess::Query> query = assess::Query::parse(arguments.value("query"));
        if (!query)
            return query.error();
        choice.query = *std::move(query);
    }
    return choice;
}

/// A misspelled filter would find nothing, and nothing found reads as nothing wrong.
Result<void> namesThereAre(const Choice &choice, const report::Material &material)
{
    QStringList checks;
    for (const catalogue::CheckEntry &check : material.catalogue->checks())
        checks.append(check.id);
    if (const Result<void> known = knownNames(
            choice.checks, checks, QT_TRANSLATE_NOOP("cli", "There is no check %1 in the catalogue."));
        !known)
        return known.error();
    QStringList apps;
    for (const model::App &app : material.posture->snapshot->apps)
        apps.append(app.name);
    return knownNames(choice.apps, apps, QT_TRANSLATE_NOOP("cli", "There is no app %1 in this snapshot."));
}

template<class T>
bool among(const std::vector<T> &wanted, T value)
{
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

/// All of the choice but the statuses.
bool concerns(const Choice &choice, const model::Finding &finding)
{
    return among(choice.severities, finding.severity) &&
           (choice.checks.isEmpty() || choice.checks.contains(finding.check)) &&
           (choice.apps.isEmpty() || choice.apps.contains(finding.resource.app)) &&
           (!choice.query || choice.query->matches(finding));
}

bool breaks(const Choice &choice, const model::Finding &finding)
{
    const bool severe = finding.severity <= choice.failOn.value_or(model::Severity::Info);
    if (finding.status == model::Status::Fail)
        return choice.failOn && severe;
    return finding.status == model::Status::Unknown && choice.failOnUnknown && severe;
}

Ink inkOf(const model::Finding &finding)
{
    if (finding.status == model::Status::Pass)
        return Ink::Good;
    if (finding.status != model::Status::Fail)
        return Ink::Quiet;
    switch (finding.severity) {
    case model::Severity::Critical: return Ink::Critical;
    case model::Severity::High: return Ink::High;
    case model::Severity::Medium: return Ink::Medium;
    case model::Severity::Low: return Ink::Low;
    case model::Severity::Info: break;
    }
    return Ink::Plain;
}

QByteArray asTable(const Session &session, const model::Findings &findings)
{
    TextTable table{.columns = {{tr(QT_TRANSLATE_NOOP("cli", "Severity")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Status")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Finding")), true},
                                {tr(QT_TRANSLATE_NOOP("cli", "Resource")), true},
                                {tr(QT_TRANSLATE_NOOP("cli", "App")), true},
                                {tr(QT_TRANSLATE_NOOP("cli", "Id")), false}},
                    .rows = {}};
    for (const model::Finding &finding : findings) {
        const model::Resource &resource = finding.resource;
        const QString name = resource.name.isEmpty() ? resource.id : resource.name;
        const Ink ink = inkOf(finding);
        table.rows.push_back({{model::severityName(finding.severity), ink},
                              {model::statusName(finding.status), ink},
                              {finding.headline, Ink::Plain},
                              {resource.type + QLatin1Char(' ') + name, Ink::Plain},
                              {resource.app.isEmpty() ? QStringLiteral("-") : resource.app, Ink::Plain},
                              {finding.id, Ink::Quiet}});
    }
    return table.print(session.width(), session.colored()).toUtf8();
}

/// What the table is of, and what it leaves out.
void sayAbout(const Session &session, const report::Material &material, std::size_t shown)
{
    const assess::Counts &counts = material.posture->counts;
    const model::Snapshot &snapshot = *material.posture->snapshot;
    session.say(
        tr(QT_TRANSLATE_NOOP("cli", "%1 of %2 findings shown: %3 failed, %4 unknown, %5 passed, %6 do "
                                    "not apply."))
            .arg(QString::number(shown), QString::number(material.posture->findings->size()),
                 QString::number(counts.failed), QString::number(counts.unknown),
                 QString::number(counts.passed), QString::number(counts.notApplicable)));
    session.say((snapshot.complete()
                     ? tr(QT_TRANSLATE_NOOP("cli", "Snapshot %1 of %2, collected %3."))
                     : tr(QT_TRANSLATE_NOOP("cli", "Snapshot %1 of %2, collected %3. It is incomplete: what "
                                                   "could not be read is unknown, not passed.")))
                    .arg(snapshot.id, snapshot.organization.slug, formatTime(snapshot.collectedAt)));
}

QByteArray written(const Session &session, Format format, const report::Material &material,
                   const model::Findings &findings)
{
    switch (format) {
    case Format::Json: return report::findingsJson(material, findings);
    case Format::Csv: return report::findingsCsv(material, findings);
    default: return asTable(session, findings);
    }
}

struct Selection {
    model::Findings shown;
    bool broken = false; ///< one of them, shown or not, ends the program with an error
};

Selection selected(const Choice &choice, const model::Findings &all)
{
    Selection selection;
    for (const model::Finding &finding : all) {
        if (!concerns(choice, finding))
            continue;
        selection.broken = selection.broken || breaks(choice, finding);
        if (among(choice.statuses, finding.status))
            selection.shown.push_back(finding);
    }
    return selection;
}

Result<Exit> findings(const Session &session)
{
    Result<Choice> choice = chosen(session.arguments());
    if (!choice)
        return choice.error();
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
    if (!format)
        return format.error();
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return store.error();
    const Result<report::Material> material = judged(session, **store);
    if (!material)
        return material.error();
    if (const Result<void> known = namesThereAre(*choice, *material); !known)
        return known.error();
    if (*format == Format::Table && choice->statuses.empty())
        choice->statuses = {model::Status::Fail, model::Status::Unknown};
    const Selection selection = selected(*choice, *material->posture->findings);
    if (const Result<void> done = session.write(written(session, *format, *material, selection.shown)); !done)
        return done.error();
    if (*format == Format::Table)
        sayAbout(session, *material, selection.shown.size());
    return selection.broken ? Exit::Findings : Exit::Done;
}

constexpr OptionRow kOptions[] = {
    {"status", "S,...", QT_TRANSLATE_NOOP("cli", "Only these: fail, unknown, pass, not_applicable.")},
    {"severity", "S,...", QT_TRANSLATE_NOOP("cli", "Only these: critical, high, medium, low, info.")},
    {"check", "ID,...", QT_TRANSLATE_NOOP("cli", "Only of these checks.")},
    {"app", "A,...", QT_TRANSLATE_NOOP("cli", "Only of these apps.")},
    {"query", "Q",
     QT_TRANSLATE_NOOP("cli", "Only what the query finds, as in the desktop program: "
                              "\"sev:>=high -app:web volume\".")},
    {"snapshot", "ID",
     QT_TRANSLATE_NOOP("cli", "Which snapshot, by its id or its first six digits or more. "
                              "Default: the last.")},
    {"fail-on", "SEV",
     QT_TRANSLATE_NOOP("cli", "End with 1 when a finding of that severity or worse failed.")},
    {"fail-on-unknown", nullptr,
     QT_TRANSLATE_NOOP("cli", "End with 1 when one is unknown (with --fail-on: of that severity or worse).")},
};

} // namespace

const Command kFindings = {
    .name = "findings",
    .operand = "",
    .summary = QT_TRANSLATE_NOOP("cli", "Judge a snapshot and print what was found"),
    .details = QT_TRANSLATE_NOOP(
        "cli",
        "The table shows what failed and what is unknown unless --status says otherwise; JSON and CSV "
        "hold every status. --fail-on looks at what the other filters leave, whatever --status shows."),
    .example = "airworthy-cli findings --status fail --severity critical,high --fail-on high",
    .options = kOptions,
    .run = [](Session &session, const Done &done) {
        const Result<Exit> exit = findings(session);
        done(exit ? *exit : session.complain(exit.error()));
    }};

} // namespace aw::cli
