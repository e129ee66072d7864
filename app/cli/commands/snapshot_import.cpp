// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/snapshot_file.h"
#include "app/cli/snapshot_summary.h"
#include "core/checks/judge.h"

#include <QCoreApplication>
#include <algorithm>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<bool> holds(store::Store &store, const QString &org, const QString &id)
{
    const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(org);
    if (!rows)
        return rows.error();
    return std::any_of(rows->begin(), rows->end(), [&id](const auto &row) { return row.id == id; });
}

/// With --org only a snapshot of that organization is wanted.
Result<void> wanted(const Session &session, const QString &org)
{
    if (!session.arguments().has("org") || session.arguments().value("org") == org)
        return {};
    return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "The file holds a snapshot of %1, not of %2."))
                                      .arg(org, session.arguments().value("org")));
}

/// Judged here and now like a collection of our own: nothing of what another computer found comes along.
Result<bool> keep(store::Store &store, const collect::Record &record, const model::Snapshot &snapshot)
{
    Result<bool> before = holds(store, record.org, snapshot.id);
    if (!before || *before)
        return before;
    const Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return catalogue.error();
    const Result<model::DeclaredIntents> intents = store.intents(record.org);
    if (!intents)
        return intents.error();
    const model::Findings findings = checks::judge(snapshot, **catalogue, *intents);
    if (const Result<void> kept = store.keep(record, snapshot, findings); !kept)
        return kept.error();
    Result<bool> after = holds(store, record.org, snapshot.id);
    if (!after)
        return after;
    if (!*after)
        return fail(
            ErrorKind::Storage,
            tr(QT_TRANSLATE_NOOP("cli", "The snapshot is older than those of %1 that this data folder "
                                        "keeps, so it was not kept."))
                .arg(record.org));
    return false;
}

void tell(const Session &session, const portable::Contents &file, const model::Snapshot &snapshot, bool known)
{
    const QString line =
        known ? tr(QT_TRANSLATE_NOOP("cli", "Snapshot %1 of %2 was here already; nothing changed."))
              : tr(QT_TRANSLATE_NOOP("cli", "Imported snapshot %1 of %2."));
    session.say(line.arg(snapshot.id, snapshot.organization.slug));
    session.say(
        (snapshot.complete()
             ? tr(QT_TRANSLATE_NOOP("cli", "Collected %1, exported with Airworthy %2: %3 answers, complete."))
             : tr(QT_TRANSLATE_NOOP("cli",
                                    "Collected %1, exported with Airworthy %2: %3 answers, incomplete: what "
                                    "could not be read is unknown, not passed.")))
            .arg(formatTime(snapshot.collectedAt), file.version,
                 QString::number(file.record.replies.size())));
}

Exit import(const Session &session, const QString &path)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json});
    if (!format)
        return session.complain(format.error());
    const Result<portable::Contents> file = snapshotIn(session, path);
    if (!file)
        return complainOfFile(session, file.error());
    if (const Result<void> right = wanted(session, file->record.org); !right)
        return session.complain(right.error());
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadWrite);
    if (!store)
        return session.complain(store.error());
    const model::SnapshotPtr snapshot = collect::snapshotOf(file->record, file->id);
    const Result<bool> known = keep(**store, file->record, *snapshot);
    if (!known)
        return session.complain(known.error());
    tell(session, *file, *snapshot, *known);
    if (*format == Format::Json) {
        if (const Result<void> written = session.write(summaryJson(file->record, *snapshot)); !written)
            return session.complain(written.error());
    }
    return Exit::Done;
}

} // namespace

const Command kSnapshotImport = {
    .name = "snapshot import",
    .operand = "FILE",
    .summary = QT_TRANSLATE_NOOP("cli", "Keep a snapshot that another computer exported"),
    .details = QT_TRANSLATE_NOOP(
        "cli",
        "Needs neither network nor token. The file is verified first, and refused with exit code 1 when "
        "it was cut, altered or made by a newer version. The snapshot is kept under its organization "
        "and judged here; the same one again changes nothing. With --org, a snapshot of another "
        "organization is refused."),
    .example = "airworthy-cli snapshot import acme.airworthy",
    .options = {},
    .run = [](Session &session, const Done &done) { done(import(session, session.arguments().word())); }};

} // namespace aw::cli
