// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class ThirdPartiesCollector final : public OrgConnection<model::ThirdParty>
{
public:
    ThirdPartiesCollector()
        : OrgConnection({.route = fly::Route::OrgThirdParty,
                         .where = &model::Organization::thirdParties,
                         .identity = &model::ThirdParty::id,
                         .connection = "thirdPartyConfigurations",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::ThirdParty readRow(Reader &reader, const JsonView &row) const override
    {
        model::ThirdParty party;
        party.id = reader.text(row.at("id"));
        party.name = reader.text(row.at("name"));
        party.location = reader.text(row.at("location"));
        party.flyctlLevel = reader.textFact(row.at("flyctlLevel"));
        party.uiexLevel = reader.textFact(row.at("uiexLevel"));
        party.customLevel = reader.textFact(row.at("customLevel"));
        party.createdAt = reader.timeFact(row.at("createdAt"));
        party.updatedAt = reader.timeFact(row.at("updatedAt"));
        return party;
    }
};

} // namespace

std::unique_ptr<Collector> thirdPartiesCollector()
{
    return std::make_unique<ThirdPartiesCollector>();
}

} // namespace aw::collect
