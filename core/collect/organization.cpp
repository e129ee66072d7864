// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/graphql.h"

namespace aw::collect {
namespace {

class OrganizationCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::OrgCore}; }

    [[nodiscard]] Next begin(const QString &org) const override
    {
        return {{.route = fly::Route::OrgCore, .org = org, .app = {}, .item = {}, .cursor = {}}};
    }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        Reader reader(reply, index, draft);
        std::vector<model::Gap> gaps;
        const Result<JsonView> node =
            selectedField(reader, body->root(), {QStringLiteral("organization")}, gaps);
        if (!node)
            return node.error();
        draft.snapshot.organization.name = reader.textFact(node->at("name"));
        draft.snapshot.organization.type = reader.textFact(node->at("type"));
        return Next{};
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const override
    {
        draft.snapshot.organization.name = gap;
        draft.snapshot.organization.type = gap;
    }
};

} // namespace

std::unique_ptr<Collector> organizationCollector()
{
    return std::make_unique<OrganizationCollector>();
}

} // namespace aw::collect
