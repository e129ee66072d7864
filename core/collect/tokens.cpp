// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"
#include "core/collect/token_row.h"

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
        return readTokenRow(reader, row);
    }
};

} // namespace

std::unique_ptr<Collector> tokensCollector()
{
    return std::make_unique<TokensCollector>();
}

} // namespace aw::collect
