// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_connection.h"
#include "core/collect/collectors.h"
#include "core/collect/token_row.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// The tokens that are for one app.
class AppTokensCollector final : public AppConnection<model::Token>
{
public:
    AppTokensCollector()
        : AppConnection({.route = fly::Route::AppTokens,
                         .where = &model::App::tokens,
                         .identity = &model::Token::id,
                         .connection = "limitedAccessTokens"})
    {}

private:
    [[nodiscard]] model::Token readRow(Reader &reader, const JsonView &row) const override
    {
        model::Token token = readTokenRow(reader, row);
        token.parameters =
            reader.gap(model::Reason::NotCollected,
                       QCoreApplication::translate(
                           "collect", "The parameters of an app's own tokens are not asked for."));
        return token;
    }
};

} // namespace

std::unique_ptr<Collector> appTokensCollector()
{
    return std::make_unique<AppTokensCollector>();
}

} // namespace aw::collect
