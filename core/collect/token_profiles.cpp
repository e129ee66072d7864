// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/options.h"
#include "core/collect/org_beside.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

using Parameters = std::vector<model::Option>;

/// What redaction left of the parameters of tokens' profiles: no schema describes them.
class TokenProfilesCollector final : public OrgBeside<model::Fact<Parameters>>
{
public:
    TokenProfilesCollector()
        : OrgBeside({.route = fly::Route::OrgTokenProfiles,
                     .where = &Draft::tokenParameters,
                     .connection = "limitedAccessTokens"})
    {}

private:
    [[nodiscard]] model::Fact<Parameters> readRow(Reader &reader, const JsonView &row) const override
    {
        const JsonView place = row.at("profileParams");
        Parameters parameters;
        if (place.isNull())
            return {std::move(parameters), reader.origin(place)};
        const int before = reader.wrongs();
        if (readOptions(reader, place, parameters) && reader.wrongs() == before)
            return {std::move(parameters), reader.origin(place)};
        return {reader.gap(model::Reason::Fault,
                           QCoreApplication::translate(
                               "collect", "The parameters of the token's profile could not be read.")),
                reader.origin(place)};
    }
};

} // namespace

std::unique_ptr<Collector> tokenProfilesCollector()
{
    return std::make_unique<TokenProfilesCollector>();
}

} // namespace aw::collect
