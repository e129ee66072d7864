// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_beside.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

class MemberDetailsCollector final : public OrgBeside<model::MemberDetails>
{
public:
    MemberDetailsCollector()
        : OrgBeside({.route = fly::Route::OrgMemberDetails,
                     .where = &Draft::memberDetails,
                     .connection = "members"})
    {}

private:
    [[nodiscard]] model::MemberDetails readRow(Reader &reader, const JsonView &row) const override
    {
        model::MemberDetails details;
        details.emailVerified = reader.flagFact(row.at("emailVerified"));
        details.hasRecoveryCodes = reader.flagFact(row.at("hasRecoveryCodes"));
        details.signIns = readSignIns(reader, row.at("identities"));
        return details;
    }

    /// Null is no empty list: the schema leaves open why it would be.
    static model::Fact<std::vector<model::SignIn>> readSignIns(Reader &reader, const JsonView &list)
    {
        const int before = reader.wrongs();
        std::vector<model::SignIn> signIns;
        for (const JsonView &row : reader.objects(list))
            signIns.push_back(
                {.provider = reader.text(row.at("provider")), .email = reader.text(row.at("email"))});
        if (list.isArray() && reader.wrongs() == before)
            return {std::move(signIns), reader.origin(list)};
        return {
            reader.gap(model::Reason::Fault,
                       QCoreApplication::translate("collect", "How the member signs in could not be read.")),
            reader.origin(list)};
    }
};

} // namespace

std::unique_ptr<Collector> memberDetailsCollector()
{
    return std::make_unique<MemberDetailsCollector>();
}

} // namespace aw::collect
