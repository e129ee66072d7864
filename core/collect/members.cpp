// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

/// Reads edges: the connection's nodes do not tell the role (FLY-API §6).
class MembersCollector final : public OrgConnection<model::Member>
{
public:
    MembersCollector()
        : OrgConnection({.route = fly::Route::OrgMembers,
                         .where = &model::Organization::members,
                         .identity = &model::Member::id,
                         .connection = "members",
                         .rows = "edges"})
    {}

private:
    [[nodiscard]] model::Member readRow(Reader &reader, const JsonView &row) const override
    {
        model::Member member;
        const JsonView node = row.at("node");
        member.id = reader.text(node.at("id"));
        member.email = reader.text(node.at("email"));
        member.name = reader.text(node.at("name"));
        member.role = reader.text(row.at("role"));
        member.joinedAt = reader.timeFact(row.at("joinedAt"));
        member.twoFactor = reader.flagFact(node.at("twoFactorProtection"));
        return member;
    }
};

} // namespace

std::unique_ptr<Collector> membersCollector()
{
    return std::make_unique<MembersCollector>();
}

} // namespace aw::collect
