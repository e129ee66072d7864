// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class DelegatedWireGuardCollector final : public OrgConnection<model::DelegatedWireGuardToken>
{
public:
    DelegatedWireGuardCollector()
        : OrgConnection({.route = fly::Route::OrgDelegatedWireGuard,
                         .where = &model::Organization::delegatedTokens,
                         .identity = &model::DelegatedWireGuardToken::id,
                         .connection = "delegatedWireGuardTokens",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::DelegatedWireGuardToken readRow(Reader &reader, const JsonView &row) const override
    {
        model::DelegatedWireGuardToken token;
        token.id = reader.text(row.at("id"));
        token.name = reader.text(row.at("name"));
        return token;
    }
};

} // namespace

std::unique_ptr<Collector> delegatedWireGuardCollector()
{
    return std::make_unique<DelegatedWireGuardCollector>();
}

} // namespace aw::collect
