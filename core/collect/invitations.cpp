// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class InvitationsCollector final : public OrgConnection<model::Invitation>
{
public:
    InvitationsCollector()
        : OrgConnection({.route = fly::Route::OrgInvitations,
                         .where = &model::Organization::invitations,
                         .identity = &model::Invitation::id,
                         .connection = "invitations",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::Invitation readRow(Reader &reader, const JsonView &row) const override
    {
        model::Invitation invitation;
        invitation.id = reader.text(row.at("id"));
        invitation.email = reader.text(row.at("email"));
        invitation.createdAt = reader.timeFact(row.at("createdAt"));
        invitation.redeemed = reader.flagFact(row.at("redeemed"));
        invitation.redeemedAt = reader.timeOrNoneFact(row.at("redeemedAt"));
        invitation.inviterEmail = reader.textFact(row.at("inviter").at("email"));
        return invitation;
    }
};

} // namespace

std::unique_ptr<Collector> invitationsCollector()
{
    return std::make_unique<InvitationsCollector>();
}

} // namespace aw::collect
