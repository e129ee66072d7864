// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"

namespace aw::collect {
namespace {

class SecretsCollector final : public AppList<model::Secret>
{
public:
    SecretsCollector() : AppList(fly::Route::AppSecrets, &model::App::secrets) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<void> rows = reader.rows(root.at("secrets"), app.secrets, &model::Secret::name,
                                              [&reader](const JsonView &row) {
                                                  model::Secret secret;
                                                  secret.name = reader.text(row.at("name"));
                                                  secret.hmac = reader.text(row.at("digest"));
                                                  secret.createdAt = reader.timeFact(row.at("created_at"));
                                                  secret.updatedAt = reader.timeFact(row.at("updated_at"));
                                                  return secret;
                                              });
        if (!rows)
            return rows.error();
        return Next{};
    }
};

} // namespace

std::unique_ptr<Collector> secretsCollector()
{
    return std::make_unique<SecretsCollector>();
}

} // namespace aw::collect
