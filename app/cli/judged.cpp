// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/judged.h"

#include "core/checks/judge.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

constexpr qsizetype kShortestPrefix = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// The organizations to look through for a snapshot id.
Result<QStringList> candidates(const Session &session, store::Store &store)
{
    const Result<QString> named = session.namedOrganization();
    if (!named)
        return named.error();
    if (!named->isEmpty())
        return QStringList{*named};
    const Result<std::vector<store::OrganizationRow>> all = store.organizations();
    if (!all)
        return all.error();
    QStringList slugs;
    for (const store::OrganizationRow &row : *all)
        slugs.append(row.slug);
    return slugs;
}

Result<store::SnapshotRow> named(const QString &id, const Session &session, store::Store &store)
{
    const Result<QStringList> organizations = candidates(session, store);
    if (!organizations)
        return organizations.error();
    std::vector<store::SnapshotRow> found;
    for (const QString &slug : *organizations) {
        const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(slug);
        if (!rows)
            return rows.error();
        for (const store::SnapshotRow &row : *rows) {
            if (row.id == id || (id.size() >= kShortestPrefix && row.id.startsWith(id)))
                found.push_back(row);
        }
    }
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return fail(ErrorKind::Input,
                    tr(QT_TRANSLATE_NOOP("cli", "There is no snapshot %1; snapshot list shows "
                                                "those there are."))
                        .arg(id));
    return fail(
        ErrorKind::Input,
        tr(QT_TRANSLATE_NOOP("cli", "Several snapshots begin with %1; give more of the id.")).arg(id));
}

} // namespace

Result<store::SnapshotRow> chosenSnapshot(const Session &session, store::Store &store)
{
    return chosenSnapshot(session, store, session.arguments().value("snapshot"));
}

Result<store::SnapshotRow> chosenSnapshot(const Session &session, store::Store &store, const QString &id)
{
    if (!id.isEmpty())
        return named(id, session, store);
    const Result<QString> org = session.organization(store);
    if (!org)
        return org.error();
    const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(*org);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "Nothing of %1 has been collected yet: "
                                                                  "airworthy-cli --org %1 collect."))
                                          .arg(*org));
    return rows->front();
}

Result<report::Material> judged(const Session &session, store::Store &store)
{
    const Result<store::SnapshotRow> row = chosenSnapshot(session, store);
    if (!row)
        return row.error();
    const Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return catalogue.error();
    const Result<collect::Record> record = store.record(row->id);
    if (!record)
        return record.error();
    const Result<model::DeclaredIntents> intents = store.intents(row->org);
    if (!intents)
        return intents.error();
    const model::SnapshotPtr snapshot = collect::snapshotOf(*record, row->id);
    const auto findings =
        std::make_shared<const model::Findings>(checks::judge(*snapshot, **catalogue, *intents));
    // A recording keeps its own time, or the demo would grow stale on the shelf.
    const QDateTime now = snapshot->demo && !session.heldNow() ? snapshot->collectedAt : session.now();
    return report::Material{.posture = assess::postureOf(snapshot, findings, **catalogue, now),
                            .catalogue = *catalogue,
                            .now = now};
}

} // namespace aw::cli
