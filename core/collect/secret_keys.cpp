// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"

namespace aw::collect {
namespace {

/// The keys that the platform holds for an app: their names, kinds and dates.
class SecretKeysCollector final : public AppList<model::SecretKey>
{
public:
    SecretKeysCollector() : AppList(fly::Route::AppSecretKeys, &model::App::secretKeys) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<void> rows = reader.rows(
            root.at("secret_keys"), app.secretKeys, &model::SecretKey::name, [&reader](const JsonView &row) {
                return model::SecretKey{.name = reader.text(row.at("name")),
                                        .type = reader.text(row.at("type")),
                                        .createdAt = reader.timeFact(row.at("created_at")),
                                        .updatedAt = reader.timeFact(row.at("updated_at")),
                                        .origin = {}};
            });
        if (!rows)
            return rows.error();
        return Next{};
    }
};

} // namespace

std::unique_ptr<Collector> secretKeysCollector()
{
    return std::make_unique<SecretKeysCollector>();
}

} // namespace aw::collect
