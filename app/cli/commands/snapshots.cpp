// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/listing.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<Listing> snapshots(const Session &session, store::Store &store)
{
    const Result<QString> org = session.organization(store);
    if (!org)
        return org.error();
    const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(*org);
    if (!rows)
        return rows.error();
    Listing listing{.schema = "airworthy.snapshots/1",
                    .member = "snapshots",
                    .columns = {{"id", tr(QT_TRANSLATE_NOOP("cli", "Snapshot")), false},
                                {"organization", tr(QT_TRANSLATE_NOOP("cli", "Organization")), false},
                                {"collected_at", tr(QT_TRANSLATE_NOOP("cli", "Collected")), false},
                                {"complete", tr(QT_TRANSLATE_NOOP("cli", "Complete")), false},
                                {"demo", tr(QT_TRANSLATE_NOOP("cli", "Demo")), false}},
                    .rows = {}};
    for (const store::SnapshotRow &row : *rows)
        listing.rows.push_back({row.id, row.org, formatTime(row.collectedAt), row.complete, row.demo});
    return listing;
}

Exit list(const Session &session)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
    if (!format)
        return session.complain(format.error());
    const Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly);
    if (!store)
        return session.complain(store.error());
    const Result<Listing> listing = snapshots(session, **store);
    if (!listing)
        return session.complain(listing.error());
    if (const Result<void> printed = print(*listing, session, *format); !printed)
        return session.complain(printed.error());
    return Exit::Done;
}

} // namespace

const Command kSnapshotList = {.name = "snapshot list",
                               .operand = "",
                               .summary =
                                   QT_TRANSLATE_NOOP("cli", "List an organization's snapshots, newest first"),
                               .details = "",
                               .example = "airworthy-cli --org acme snapshot list",
                               .options = {},
                               .run = [](Session &session, const Done &done) { done(list(session)); }};

} // namespace aw::cli
