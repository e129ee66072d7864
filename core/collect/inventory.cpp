// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/paging.h"

namespace aw::collect {
namespace {

/// The organization's machines in brief, without their configuration: only to tell whether the apps'
/// own lists are whole.
class InventoryCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::OrgMachines}; }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::OrgMachines, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        const Result<std::vector<JsonView>> rows = reader.listAt(body->root().at("machines"));
        if (!rows)
            return rows.error();
        draft.inventoryRead = true;
        std::vector<model::Gap> gaps;
        int unreadable = 0;
        for (const JsonView &row : *rows)
            unreadable += readRow(reader, row) ? 0 : 1;
        reader.leaveUnread(gaps, unreadable, 0, rows->size());
        for (const QString &region : reader.texts(body->root().at("error_regions")))
            draft.errorRegions.insert(region);
        return nextPage(reader, body->root(), gaps);
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap & /*gap*/, Draft & /*draft*/) const override {}

private:
    static bool readRow(Reader &reader, const JsonView &row)
    {
        if (!reader.object(row))
            return false;
        const QString id = reader.text(row.at("id"));
        const QString app = reader.text(row.at("app_name"));
        if (id.isEmpty() || app.isEmpty())
            return false;
        reader.draft().namedApps.emplace(app, fly::Route::OrgMachines);
        if (reader.text(row.at("state")) != QLatin1String("destroyed"))
            reader.draft().inventory[app].insert(id);
        return true;
    }
};

} // namespace

std::unique_ptr<Collector> inventoryCollector()
{
    return std::make_unique<InventoryCollector>();
}

} // namespace aw::collect
