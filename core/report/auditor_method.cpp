// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/auditor_parts.h"
#include "core/report/wording.h"

namespace aw::report {
namespace {

QString valueOf(const JsonView &value)
{
    if (const std::optional<QString> text = value.text())
        return *text;
    if (!value.isArray())
        return QString::fromUtf8(value.compact());
    QStringList texts;
    for (const JsonView &item : value.items())
        texts += valueOf(item);
    return texts.join(QStringLiteral(", "));
}

Table parametersOf(const catalogue::Catalogue &catalogue)
{
    Table table{
        .caption = Words::tr("The thresholds of the checks"),
        .columns = {Words::tr("Check"), Words::tr("Threshold"), Words::tr("Value"), Words::tr("Meaning")},
        .widths = {2.6, 1.7, 2.6, 2.9}};
    for (const catalogue::CheckEntry &check : catalogue.checks()) {
        for (const catalogue::Parameter &parameter : check.parameters) {
            QString value = valueOf(parameter.standard.view());
            if (!parameter.unit.isEmpty())
                value += QLatin1Char(' ') + parameter.unit;
            table.rows.push_back(
                {rowHead(code(check.id)), cell(code(parameter.name)), cell(value), cell(parameter.meaning)});
        }
    }
    return table;
}

} // namespace

void addLimits(Blocks &blocks, int number)
{
    blocks.emplace_back(chapter(number, Words::tr("What no check can see")));
    blocks.emplace_back(
        Paragraph{.text = plain(Words::tr("A pass says that what was read is as it should be. Some things "
                                          "no API tells anyone, and no result here speaks about them."))});
    Bullets bullets;
    for (const QString &limit :
         {Words::tr("The applications themselves: who may sign in, what they let through, flaws in their "
                    "code and in "
                    "the libraries they are built from."),
          Words::tr("What listens inside a machine. A port open on the private network shows in no service "
                    "definition, yet every neighbor can reach it."),
          Words::tr(
              "Requests that one app replays to another. An app without any address of its own can still be "
              "reached that way."),
          Words::tr("Whether single sign-on is required, and whether the identity provider asks for a second "
                    "factor."),
          Words::tr("Who opened a shell and what was typed there; when a token or a tunnel was last used."),
          Words::tr("What a listed token may really do, and tokens that were derived from it elsewhere."),
          Words::tr(
              "Changes to members, tokens and addresses that were made and undone between two collections."),
          Words::tr("The values of secrets, and so their strength; who holds the keys of volumes; how "
                    "snapshots and "
                    "managed backups are encrypted."),
          Words::tr("Network policies that were written but wait for their machines to restart."),
          Words::tr("Logs that exist only in the dashboard.")})
        bullets.items.push_back(plain(limit));
    blocks.emplace_back(std::move(bullets));
}

void addMethod(Blocks &blocks, const Material &material, int number)
{
    blocks.emplace_back(chapter(number, Words::tr("Method")));
    Bullets bullets;
    for (
        const QString &rule :
        {Words::tr(
             "Collection: Airworthy asks Fly.io's two APIs and only reads. Each answer is kept with its "
             "request, time, status and request id, after everything that may be secret was replaced by its "
             "length, its shape and a keyed digest."),
         Words::tr(
             "Judging: each check looks at each of its subjects in the snapshot, without network and without "
             "a clock; ages are counted from the time of the snapshot. The same snapshot and catalogue give "
             "the same results."),
         Words::tr(
             "Pass needs complete evidence. Fail needs evidence of the fault. Whatever could not be read, or "
             "hangs on what only a person knows, is unknown."),
         Words::tr(
             "Guessed: what an app is meant to be was not declared and was concluded from its name, role, "
             "addresses and storage. Such results are marked."),
         Words::tr(
             "Score: each check counts once with the weight of its highest effective severity. Unknown earns "
             "nothing, a failure costs a check at least half, an open critical or high finding caps the "
             "score."),
         Words::tr(
             "Sources: each statement about the platform comes from the catalogue with a source and the date "
             "it was read. A source older than %1 days is marked.")
             .arg(kSourceFreshDays)})
        bullets.items.push_back(plain(rule));
    blocks.emplace_back(std::move(bullets));

    Table checks{.caption = Words::tr("The checks of the catalogue"),
                 .columns = {Words::tr("Check"), Words::tr("Asks"), Words::tr("Severity"), Words::tr("Kind")},
                 .widths = {2.9, 4.3, 1.2, 1}};
    for (const catalogue::CheckEntry &check : material.catalogue->checks())
        checks.rows.push_back({rowHead(code(check.id)), cell(check.question),
                               cell(Text{severitySpan(check.severity)}), cell(check.kind)});
    blocks.emplace_back(Heading{.level = 3, .text = Words::tr("The checks")});
    blocks.emplace_back(std::move(checks));
    Table parameters = parametersOf(*material.catalogue);
    if (!parameters.rows.empty()) {
        blocks.emplace_back(Heading{.level = 3, .text = Words::tr("Their thresholds")});
        blocks.emplace_back(std::move(parameters));
    }
}

} // namespace aw::report
