// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/options.h"
#include "core/collect/org_connection.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// What other companies run for the organization. Names and options are the provider's own words.
class AddOnsCollector final : public OrgConnection<model::AddOn>
{
public:
    AddOnsCollector()
        : OrgConnection({.route = fly::Route::OrgAddOns,
                         .where = &model::Organization::addOns,
                         .identity = &model::AddOn::id,
                         .connection = "addOns",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::AddOn readRow(Reader &reader, const JsonView &row) const override
    {
        model::AddOn addOn;
        addOn.id = reader.text(row.at("id"));
        addOn.name = reader.text(row.at("name"));
        const JsonView provider = row.at("addOnProvider");
        if (!provider.missing() && !provider.isNull() && reader.object(provider)) {
            addOn.provider = reader.text(provider.at("name"));
            addOn.providerName = reader.text(provider.at("displayName"));
        }
        addOn.status = reader.text(row.at("status"));
        addOn.plan = reader.text(row.at("addOnPlanName"));
        addOn.region = reader.text(row.at("primaryRegion"));
        addOn.readRegions = reader.texts(row.at("readRegions"));
        addOn.hostname = reader.text(row.at("hostname"));
        addOn.privateIp = reader.text(row.at("privateIp"));
        addOn.createdAt = reader.timeFact(row.at("createdAt"));
        readApps(reader, row, addOn);
        addOn.optionsRead = readOptions(reader, row.at("options"), addOn.options);
        static_cast<void>(readOptions(reader, row.at("metadata"), addOn.metadata));
        return addOn;
    }

    /// One app, as it once was, and the list that came after it.
    static void readApps(Reader &reader, const JsonView &row, model::AddOn &addOn)
    {
        const JsonView app = row.at("app");
        const JsonView apps = row.at("apps");
        std::vector<JsonView> rows = reader.objects(apps.at("nodes"));
        if (!app.missing() && !app.isNull() && reader.object(app))
            rows.push_back(app);
        for (const JsonView &each : rows) {
            const QString name = reader.text(each.at("name"));
            if (!name.isEmpty() && !addOn.apps.contains(name))
                addOn.apps.push_back(name);
        }
        addOn.apps.sort();
        const model::Fact<qint64> total = reader.countFact(apps.at("totalCount"));
        addOn.appsComplete = apps.at("nodes").isArray() && total.known() && addOn.apps.size() >= *total;
        if (total.known() && addOn.apps.size() < *total)
            reader.leave(reader.draft().snapshot.organization.addOns.gaps,
                         reader.gap(model::Reason::Limit, Words::tr("%1 of %2 apps that use %3 were listed.")
                                                              .arg(addOn.apps.size())
                                                              .arg(*total)
                                                              .arg(addOn.name)));
    }
};

} // namespace

std::unique_ptr<Collector> addOnsCollector()
{
    return std::make_unique<AddOnsCollector>();
}

} // namespace aw::collect
