// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/reader.h"

namespace aw::collect {
namespace {

class RegionsCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::PlatformRegions}; }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::PlatformRegions, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        const Result<void> rows =
            reader.rows(body->root().at("regions"), draft.snapshot.regions, &model::Region::code,
                        [&reader](const JsonView &row) { return readRegion(reader, row); });
        if (!rows)
            return rows.error();
        return Next{};
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const override
    {
        draft.snapshot.regions.gaps.push_back(gap);
    }

private:
    static model::Region readRegion(Reader &reader, const JsonView &row)
    {
        model::Region region;
        region.code = reader.text(row.at("code"));
        region.name = reader.text(row.at("name"));
        region.geo = reader.text(row.at("geo_region"));
        region.deprecated = reader.flagFact(row.at("deprecated"));
        return region;
    }
};

} // namespace

std::unique_ptr<Collector> regionsCollector()
{
    return std::make_unique<RegionsCollector>();
}

} // namespace aw::collect
