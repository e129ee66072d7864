// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/listing.h"
#include "app/cli/token_intake.h"

#include <QCoreApplication>

namespace aw::cli {
namespace {

QString words(const char *text)
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
    Listing listing{
        .schema = "airworthy.organizations/1",
        .member = "organizations",
        .columns = {{"slug", words(QT_TRANSLATE_NOOP("cli", "Organization")), false},
                    {"name", words(QT_TRANSLATE_NOOP("cli", "Name")), true},
                    {"demo", words(QT_TRANSLATE_NOOP("cli", "Demo")), false},
                    {"snapshots", words(QT_TRANSLATE_NOOP("cli", "Snapshots")), false},
                    {"last_collected_at", words(QT_TRANSLATE_NOOP("cli", "Last collected")), false}},
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

/// The organizations kept, with the column that says where the token of each is.
class OrganizationList : public QObject
{
public:
    OrganizationList(Session &session, Done done) : m_session(session), m_done(std::move(done)) {}

    void begin()
    {
        if (const Result<void> read = readRows(); !read) {
            end(m_session.complain(read.error()));
            return;
        }
        QStringList asked;
        for (const store::OrganizationRow &row : m_rows) {
            if (!row.demo)
                asked.append(row.slug);
        }
        tokenPlaces(m_session, asked, this, [this](const std::vector<TokenPlace> &places) { show(places); });
    }

private:
    Result<void> readRows()
    {
        const Result<Format> format =
            m_session.format(Format::Table, {Format::Table, Format::Json, Format::Csv});
        if (!format)
            return format.error();
        m_format = *format;
        const Result<std::unique_ptr<store::Store>> store = m_session.openStore(store::Access::ReadOnly);
        if (!store)
            return store.error();
        Result<Listing> listing = organizations(**store);
        if (!listing)
            return listing.error();
        m_listing = *std::move(listing);
        Result<std::vector<store::OrganizationRow>> rows = (*store)->organizations();
        if (!rows)
            return rows.error();
        m_rows = *std::move(rows);
        return {};
    }

    void show(const std::vector<TokenPlace> &places)
    {
        m_listing.columns.push_back({"token", words(QT_TRANSLATE_NOOP("cli", "Token")), false});
        std::size_t next = 0;
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            m_listing.rows[i].push_back(
                m_rows[i].demo ? JsonValue() : JsonValue(QLatin1String(tokenPlaceName(places.at(next++)))));
        const Result<void> printed = print(m_listing, m_session, m_format);
        end(printed ? Exit::Done : m_session.complain(printed.error()));
    }

    void end(Exit exit)
    {
        deleteLater();
        m_done(exit);
    }

    Session &m_session;
    Done m_done;
    Format m_format = Format::Table;
    Listing m_listing;
    std::vector<store::OrganizationRow> m_rows;
};

} // namespace

const Command kOrgsList = {
    .name = "orgs list",
    .operand = "",
    .summary = QT_TRANSLATE_NOOP("cli", "List the organizations kept in the data folder"),
    .details = QT_TRANSLATE_NOOP("cli", "The column token says where a collection would take it from: "
                                        "environment, keychain, none, or unknown where the keychain does not "
                                        "say. Nothing of a token is shown."),
    .example = "airworthy-cli orgs list",
    .options = {},
    .run = [](Session &session, const Done &done) {
        (new OrganizationList(session, done))->begin(); // deletes itself
    }};

} // namespace aw::cli
