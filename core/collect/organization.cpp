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
        readNode(reader, *node, draft.snapshot.organization);
        return Next{};
    }

    void missed(const fly::Reply & /*reply*/, const model::Gap &gap, Draft &draft) const override
    {
        model::Organization &organization = draft.snapshot.organization;
        for (auto fact : {&model::Organization::name, &model::Organization::type, &model::Organization::id,
                          &model::Organization::viewerRole, &model::Organization::remoteBuilder})
            organization.*fact = gap;
        organization.paidPlan = gap;
        organization.anyReplaySource = gap;
        organization.replaySources = gap;
    }

private:
    static void readNode(Reader &reader, const JsonView &node, model::Organization &out)
    {
        out.name = reader.textFact(node.at("name"));
        out.type = reader.textFact(node.at("type"));
        out.id = reader.textFact(node.at("id"));
        out.viewerRole = reader.textFact(node.at("viewerRole"));
        out.paidPlan = reader.flagFact(node.at("paidPlan"));
        out.anyReplaySource = reader.flagFact(node.at("allowAllCrossNetworkReplays"));
        out.replaySources = reader.textsFact(node.at("allowedReplaySourceOrgSlugs"));
        const JsonView builder = node.at("remoteBuilderApp");
        out.remoteBuilder = reader.textOrNoneFact(builder.isNull() ? builder : builder.at("name"));
        if (const QString name = out.remoteBuilder.valueOr({}); !name.isEmpty())
            reader.draft().namedApps.emplace(name, fly::Route::OrgCore);
    }
};

} // namespace

std::unique_ptr<Collector> organizationCollector()
{
    return std::make_unique<OrganizationCollector>();
}

} // namespace aw::collect
