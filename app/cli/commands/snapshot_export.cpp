// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/judged.h"
#include "core/portable/portable.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<void> put(const Session &session, const collect::Record &record)
{
    if (session.toTerminal())
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "A portable snapshot is no use on a terminal; say where to "
                                                "write it: --output %1."))
                        .arg(portable::fileName(record)));
    const model::SnapshotPtr snapshot = collect::snapshotOf(record);
    const Result<QByteArray> bytes = portable::write(record, snapshot->organization.name.valueOr(record.org));
    if (!bytes)
        return bytes.error();
    if (const Result<void> written = session.write(*bytes); !written)
        return written.error();
    session.say(tr(QT_TRANSLATE_NOOP("cli", "Exported snapshot %1 of %2: %3 answers, %4 bytes. It holds no "
                                            "token and no secret values, but names of apps, people and "
                                            "secrets."))
                    .arg(snapshot->id, record.org, QString::number(record.replies.size()),
                         QString::number(bytes->size())));
    return {};
}

Result<void> exported(const Session &session)
{
    if (const Result<Format> format = session.format(Format::Table, {Format::Table}); !format)
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
    return put(session, *record);
}

} // namespace

const Command kSnapshotExport = {
    .name = "snapshot export",
    .operand = "[ID]",
    .summary = QT_TRANSLATE_NOOP("cli", "Write a snapshot as one file for another computer"),
    .details = QT_TRANSLATE_NOOP(
        "cli", "ID is a snapshot's id, or its first six digits or more. Default: the organization's last. "
               "The file is a zip of JSON with a digest of everything in it; the same snapshot gives the "
               "same bytes. It needs neither network nor token to be read."),
    .example = "airworthy-cli --org acme snapshot export --output acme.airworthy",
    .options = {},
    .run = [](Session &session, const Done &done) {
        const Result<void> result = exported(session);
        done(result ? Exit::Done : session.complain(result.error()));
    }};

} // namespace aw::cli
