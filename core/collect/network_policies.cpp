// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// The documentation writes the list's address with a slash at its end and the other two without; this
/// item asks without.
constexpr QLatin1String kWithoutSlash("bare");

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

/// The network policies of an app. The call is documented, the form of its answer is not: anything but
/// a list of what the documentation shows counts as not observed.
class NetworkPoliciesCollector final : public AppList<model::NetworkPolicy>
{
public:
    NetworkPoliciesCollector() : AppList(fly::Route::AppNetworkPolicies, &model::App::policies) {}

    [[nodiscard]] Otherwise otherwise(const fly::Reply &reply, const model::Gap &gap,
                                      const Draft & /*draft*/) const override
    {
        if (gap.reason != model::Reason::NotPublished || !reply.request.item.isEmpty())
            return {};
        fly::Request again = reply.request;
        again.item = kWithoutSlash;
        return {.next = {again}, .takesPlace = true};
    }

    [[nodiscard]] model::Gap worded(const fly::Reply &reply, model::Gap gap) const override
    {
        if (gap.reason == model::Reason::NotPublished && reply.fault)
            gap.detail = Words::tr("Network policies were not observed: the platform has no such list (%1).")
                             .arg(reply.status);
        return gap;
    }

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        if (!recognized(root))
            return fail(ErrorKind::NotOffered,
                        Words::tr("Network policies were not observed: the platform answered in a form that "
                                  "it does not publish."));
        const Result<void> rows =
            reader.rows(root, app.policies, &model::NetworkPolicy::id,
                        [&reader](const JsonView &row) { return readPolicy(reader, row); });
        if (!rows)
            return rows.error();
        return Next{};
    }

    static bool recognized(const JsonView &root)
    {
        const std::vector<JsonView> items = root.items();
        return root.isArray() && std::all_of(items.begin(), items.end(), [](const JsonView &policy) {
                   return policy.at("selector").isObject() && policy.at("rules").isArray();
               });
    }

    static model::NetworkPolicy readPolicy(Reader &reader, const JsonView &row)
    {
        model::NetworkPolicy policy;
        policy.name = reader.text(row.at("name"));
        policy.id = reader.text(row.at("id"));
        if (policy.id.isEmpty())
            policy.id = policy.name;
        const JsonView selector = row.at("selector");
        if (reader.object(selector))
            readSelector(reader, selector, policy);
        for (const JsonView &rule : reader.objects(row.at("rules")))
            policy.rules.push_back(readRule(reader, rule));
        return policy;
    }

    static void readSelector(Reader &reader, const JsonView &selector, model::NetworkPolicy &policy)
    {
        policy.all = reader.flag(selector.at("all"), false);
        for (const JsonView &machine : reader.objects(selector.at("machines")))
            policy.machines.push_back(reader.text(machine.at("id")));
        const JsonView metadata = selector.at("metadata");
        if (isNothing(metadata) || !reader.object(metadata))
            return;
        for (const auto &[name, value] : metadata.members())
            policy.metadata.push_back({.name = plainText(name, Reader::kTextCap),
                                       .place = QStringLiteral("selector"),
                                       .value = reader.reduced(value),
                                       .origin = reader.origin(value)});
    }

    static model::PolicyRule readRule(Reader &reader, const JsonView &node)
    {
        model::PolicyRule rule;
        rule.action = reader.text(node.at("action"));
        rule.direction = reader.text(node.at("direction"));
        rule.origin = reader.origin(node);
        for (const JsonView &port : reader.objects(node.at("ports")))
            rule.ports.push_back(
                {.protocol = reader.text(port.at("protocol")), .port = reader.countFact(port.at("port"))});
        return rule;
    }
};

} // namespace

std::unique_ptr<Collector> networkPoliciesCollector()
{
    return std::make_unique<NetworkPoliciesCollector>();
}

} // namespace aw::collect
