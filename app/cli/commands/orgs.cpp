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

JsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? JsonValue(formatTime(time)) : JsonValue();
}

Result<Listing> organizations(store::Store &store)
{
    const Result<std::vector<store::OrganizationRow>> rows = store.organizations();
    if (!rows)
        return rows.error();
    Listing listing{.schema = "airworthy.organizations/1",
                    .member = "organizations",
                    .columns = {{"slug", tr(QT_TRANSLATE_NOOP("cli", "Organization")), false},
                                {"name", tr(QT_TRANSLATE_NOOP("cli", "Name")), true},
                                {"demo", tr(QT_TRANSLATE_NOOP("cli", "Demo")), false},
                                {"snapshots", tr(QT_TRANSLATE_NOOP("cli", "Snapshots")), false},
                                {"last_collected_at", tr(QT_TRANSLATE_NOOP("cli", "Last collected")), false}},
                    .rows = {}};
    for (const store::OrganizationRow &row : *rows) {
        const Result<std::vector<store::SnapshotRow>> snapshots = store.snapshots(row.slug);
        if (!snapshots)
            return snapshots.error();
        listing.rows.push_back(
            {row.slug, row.name, row.demo, qint64(snapshots->size()),
             timeOrNull(snapshots->empty() ? QDateTime() : snapshots->front().collectedAt)});
    }
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
    const Result<Listing> listing = organizations(**store);
    if (!listing)
        return session.complain(listing.error());
    if (const Result<void> printed = print(*listing, session, *format); !printed)
        return session.complain(printed.error());
    return Exit::Done;
}

} // namespace

const Command kOrgsList = {.name = "orgs list",
                           .operand = "",
                           .summary =
                               QT_TRANSLATE_NOOP("cli", "List the organizations kept in the data folder"),
                           .details = "",
                           .example = "airworthy-cli orgs list",
                           .options = {},
                           .run = [](Session &session, const Done &done) { done(list(session)); }};

} // namespace aw::cli
