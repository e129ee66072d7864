// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_connection.h"
#include "core/collect/collectors.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// How much of an app's log is asked for. It has no end of its own; this is more than a quarter's
/// changes of an app that is deployed daily, and three questions an app at most.
constexpr std::size_t kMostPages = 3;

/// An app's log of changes, from the end that the platform begins with. Further pages are not asked for:
/// the list says so itself, and the source is complete with what was wanted of it.
class AppChangesCollector final : public AppConnection<model::Change>
{
public:
    AppChangesCollector()
        : AppConnection({.route = fly::Route::AppChanges,
                         .where = &model::App::changes,
                         .identity = &model::Change::id,
                         .connection = "changes"})
    {}

private:
    [[nodiscard]] model::Change readRow(Reader &reader, const JsonView &row) const override
    {
        model::Change change;
        change.id = reader.text(row.at("id"));
        change.createdAt = reader.timeFact(row.at("createdAt"));
        change.actorType = reader.text(row.at("actorType"));
        change.description = reader.text(row.at("description"));
        change.status = reader.text(row.at("status"));
        const JsonView user = row.at("user");
        change.userEmail = reader.textOrNoneFact(user.isNull() ? user : user.at("email"));
        const JsonView actor = row.at("actor");
        if (!actor.isNull())
            readSubject(reader, actor, change);
        return change;
    }

    static void readSubject(Reader &reader, const JsonView &actor, model::Change &change)
    {
        change.subject = reader.text(actor.at("__typename"));
        if (change.subject == QLatin1String("Secret")) {
            change.subjectName = reader.text(actor.at("name"));
            return;
        }
        const bool release = change.subject == QLatin1String("Release");
        const JsonView number = actor.at(release ? "version" : "number");
        if (!number.missing())
            change.subjectName = QString::number(reader.countFact(number).valueOr(0));
    }

    [[nodiscard]] Next after(Reader &reader, const JsonView &connection,
                             model::Listing<model::Change> &listing) const override
    {
        Next next = nextPage(reader, connection, listing.gaps);
        if (next.empty() || listing.origins.size() < kMostPages)
            return next;
        const auto &totals = reader.draft().totals;
        const auto total = totals.find({reader.request().route, reader.request().app});
        const auto read = qint64(listing.items.size());
        listing.gaps.push_back(reader.gap(
            model::Reason::Limit,
            total == totals.end()
                ? QCoreApplication::translate("collect", "Only the first %1 changes were asked for.")
                      .arg(read)
                : QCoreApplication::translate("collect", "Only the first %1 of %2 changes were asked for.")
                      .arg(read)
                      .arg(total->second)));
        return {};
    }
};

} // namespace

std::unique_ptr<Collector> appChangesCollector()
{
    return std::make_unique<AppChangesCollector>();
}

} // namespace aw::collect
