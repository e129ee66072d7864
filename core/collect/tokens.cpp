// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class TokensCollector final : public OrgConnection<model::Token>
{
public:
    TokensCollector()
        : OrgConnection({.route = fly::Route::OrgTokens,
                         .where = &model::Organization::tokens,
                         .identity = &model::Token::id,
                         .connection = "limitedAccessTokens",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::Token readRow(Reader &reader, const JsonView &row) const override
    {
        model::Token token;
        token.id = reader.text(row.at("id"));
        token.name = reader.text(row.at("name"));
        token.profile = reader.text(row.at("profile"));
        token.createdAt = reader.timeFact(row.at("createdAt"));
        token.expiresAt = reader.timeFact(row.at("expiresAt"));
        token.revoked = readRevoked(reader, row.at("revokedAt"));
        token.userEmail = reader.text(row.at("user").at("email"));
        return token;
    }

    /// Null says that it was not revoked; only a time says that it was.
    static model::Fact<bool> readRevoked(Reader &reader, const JsonView &revokedAt)
    {
        if (revokedAt.isNull())
            return {false, reader.origin(revokedAt)};
        const model::Fact<QDateTime> when = reader.timeFact(revokedAt);
        return when.known() ? model::Fact<bool>(true, when.origin())
                            : model::Fact<bool>(when.gap(), when.origin());
    }
};

} // namespace

std::unique_ptr<Collector> tokensCollector()
{
    return std::make_unique<TokensCollector>();
}

} // namespace aw::collect
