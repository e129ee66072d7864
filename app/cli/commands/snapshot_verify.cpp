// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/judged.h"
#include "app/cli/snapshot_file.h"
#include "app/cli/text_table.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// An id has neither a point nor a slash, and a file of that name wins.
bool namesFile(const QString &word)
{
    return word.contains(QLatin1Char('/')) || word.contains(QLatin1Char('.')) ||
           (!word.isEmpty() && QFileInfo::exists(word));
}

Exit conclude(const Session &session, const QString &what)
{
    const Result<void> written = session.write(visible(what).toUtf8() + '\n');
    return written ? Exit::Done : session.complain(written.error());
}

Exit verifyFile(const Session &session, const QString &path)
{
    const Result<portable::Contents> file = snapshotIn(session, path);
    if (!file)
        return complainOfFile(session, file.error());
    const collect::Record &record = file->record;
    return conclude(
        session,
        tr(QT_TRANSLATE_NOOP(
               "cli", "The file is whole: snapshot %1 of %2, collected %3, with %4 answers in %5 bodies. "
                      "Every SHA-256 in it and the id were computed anew and fit. That shows that "
                      "the file is whole, not who made it."))
            .arg(file->id, record.org, formatTime(record.collectedAt), QString::number(record.replies.size()),
                 QString::number(file->bodies)));
}

Exit verifyKept(const Session &session, const QString &id)
{
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return session.complain(store.error());
    const Result<store::SnapshotRow> row = chosenSnapshot(session, **store, id);
    if (!row)
        return session.complain(row.error());
    const Result<collect::Record> record = (*store)->record(row->id);
    if (!record) {
        // The folder could be read so far: what is wrong is the snapshot.
        static_cast<void>(session.complain(record.error()));
        return Exit::Findings;
    }
    return conclude(
        session, tr(QT_TRANSLATE_NOOP(
                        "cli", "The snapshot is whole: %1 of %2, collected %3, with %4 answers. Its id was "
                               "computed anew from all of them and fits. That shows that they are as they "
                               "were kept, not who made them."))
                     .arg(row->id, record->org, formatTime(record->collectedAt),
                          QString::number(record->replies.size())));
}

Exit verify(const Session &session)
{
    if (const Result<Format> format = session.format(Format::Table, {Format::Table}); !format)
        return session.complain(format.error());
    const QString word = session.arguments().word();
    return namesFile(word) ? verifyFile(session, word) : verifyKept(session, word);
}

} // namespace

const Command kSnapshotVerify = {
    .name = "snapshot verify",
    .operand = "[ID|FILE]",
    .summary = QT_TRANSLATE_NOOP("cli", "Prove that a snapshot, or an exported file, is whole"),
    .details = QT_TRANSLATE_NOOP(
        "cli",
        "Computes every digest and the snapshot's id anew. Ends with 1, and the reason, when something "
        "does not fit. Who made it is not proved. Default: the organization's last snapshot."),
    .example = "airworthy-cli snapshot verify acme.airworthy",
    .options = {},
    .run = [](Session &session, const Done &done) { done(verify(session)); }};

} // namespace aw::cli
