// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/judged.h"
#include "app/cli/snapshot_summary.h"
#include "app/cli/text_table.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString completeness(const model::Snapshot &snapshot)
{
    const auto partial =
        std::count_if(snapshot.sources.begin(), snapshot.sources.end(),
                      [](const auto &source) { return source.state == model::SourceState::Partial; });
    const auto unasked =
        std::count_if(snapshot.sources.begin(), snapshot.sources.end(),
                      [](const auto &source) { return source.state == model::SourceState::NotAsked; });
    if (snapshot.complete())
        return tr(QT_TRANSLATE_NOOP("cli", "yes"));
    return tr(QT_TRANSLATE_NOOP("cli", "no: of %1 sources %2 are partial and %3 were not asked"))
        .arg(snapshot.sources.size())
        .arg(partial)
        .arg(unasked);
}

QString about(const collect::Record &record, const model::Snapshot &snapshot)
{
    const model::Organization &org = snapshot.organization;
    const QString name = org.name.valueOr(QString());
    TextTable table{.columns = {{tr(QT_TRANSLATE_NOOP("cli", "Snapshot")), false}, {snapshot.id, false}},
                    .rows = {}};
    const auto row = [&table](const QString &title, const QString &value) {
        table.rows.push_back({{title, Ink::Plain}, {value, Ink::Plain}});
    };
    row(tr(QT_TRANSLATE_NOOP("cli", "Organization")),
        name.isEmpty() ? org.slug : QStringLiteral("%1 (%2)").arg(name, org.slug));
    row(tr(QT_TRANSLATE_NOOP("cli", "Started")), formatTime(snapshot.startedAt));
    row(tr(QT_TRANSLATE_NOOP("cli", "Collected")), formatTime(snapshot.collectedAt));
    row(tr(QT_TRANSLATE_NOOP("cli", "Complete")), completeness(snapshot));
    row(tr(QT_TRANSLATE_NOOP("cli", "Demo")),
        snapshot.demo ? tr(QT_TRANSLATE_NOOP("cli", "yes")) : tr(QT_TRANSLATE_NOOP("cli", "no")));
    row(tr(QT_TRANSLATE_NOOP("cli", "Answers")),
        tr(QT_TRANSLATE_NOOP("cli", "%1, of %2 bytes")).arg(record.replies.size()).arg(bodyBytes(record)));
    return table.print(0, false);
}

QString sources(const model::Snapshot &snapshot, const Session &session)
{
    TextTable table{.columns = {{tr(QT_TRANSLATE_NOOP("cli", "Source")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "State")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Reason")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Answers")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Detail")), true}},
                    .rows = {}};
    for (const model::Source &source : snapshot.sources) {
        const bool complete = source.state == model::SourceState::Complete;
        table.rows.push_back(
            {{source.name, Ink::Plain},
             {model::sourceStateName(source.state), complete ? Ink::Good : Ink::Medium},
             {complete ? QStringLiteral("-") : QString(model::reasonName(source.reason)), Ink::Plain},
             {QStringLiteral("%1/%2").arg(source.answered).arg(source.asked), Ink::Plain},
             {complete || source.detail.isEmpty() ? QStringLiteral("-") : source.detail, Ink::Plain}});
    }
    return table.print(session.width(), session.colored());
}

QString answers(const collect::Record &record, const Session &session)
{
    TextTable table{.columns = {{tr(QT_TRANSLATE_NOOP("cli", "Answers of")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Status")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Count")), false},
                                {tr(QT_TRANSLATE_NOOP("cli", "Bytes")), false}},
                    .rows = {}};
    for (const AnswerCount &count : answerCounts(record)) {
        //: nothing came back, so there is no HTTP status
        const QString status =
            count.status == 0 ? tr(QT_TRANSLATE_NOOP("cli", "none")) : QString::number(count.status);
        table.rows.push_back({{count.route, Ink::Plain},
                              {status, Ink::Plain},
                              {QString::number(count.answers), Ink::Plain},
                              {QString::number(count.bytes), Ink::Plain}});
    }
    return table.print(session.width(), session.colored());
}

Result<void> show(const Session &session)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json});
    if (!format)
        return format.error();
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return store.error();
    const Result<store::SnapshotRow> row = chosenSnapshot(session, **store, session.arguments().word());
    if (!row)
        return row.error();
    const Result<collect::Record> record = (*store)->record(row->id);
    if (!record)
        return record.error();
    const model::SnapshotPtr snapshot = collect::snapshotOf(*record, row->id);
    if (*format == Format::Json)
        return session.write(summaryJson(*record, *snapshot));
    const QString text = about(*record, *snapshot) + QLatin1Char('\n') + sources(*snapshot, session) +
                         QLatin1Char('\n') + answers(*record, session);
    return session.write(text.toUtf8());
}

} // namespace

const Command kSnapshotShow = {
    .name = "snapshot show",
    .operand = "[ID]",
    .summary = QT_TRANSLATE_NOOP("cli", "Say what a snapshot holds and what is missing in it"),
    .details =
        QT_TRANSLATE_NOOP("cli", "ID is a snapshot's id, or its first six digits or more. Default: the "
                                 "organization's last."),
    .example = "airworthy-cli --org acme snapshot show",
    .options = {},
    .run = [](Session &session, const Done &done) {
        const Result<void> shown = show(session);
        done(shown ? Exit::Done : session.complain(shown.error()));
    }};

} // namespace aw::cli
