// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/machine_config.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

/// The earlier configurations of a machine; the collector of machines asks for them.
class MachineVersionsCollector final : public Collector
{
public:
    [[nodiscard]] std::vector<fly::Route> routes() const override { return {fly::Route::MachineVersions}; }

    [[nodiscard]] Result<Next> absorb(const fly::Reply &reply, int index, Draft &draft) const override
    {
        const Result<JsonDocument> body = JsonDocument::parse(reply.body);
        if (!body)
            return body.error();
        model::Machine *machine = find(reply.request, draft);
        if (machine == nullptr)
            return unlistedApp(reply.request);
        Reader reader(reply, index, draft);
        const Result<void> rows = reader.rows(
            body->root(), machine->versions, &model::MachineVersion::version, [&reader](const JsonView &row) {
                model::MachineVersion version;
                version.version = reader.text(row.at("version"));
                // A version without a configuration is a wrong type too: readConfig says so.
                model::MachineConfig config;
                static_cast<void>(readConfig(reader, row.at("user_config"), config));
                version.config = std::move(static_cast<model::ConfiguredValues &>(config));
                return version;
            });
        if (!rows)
            return rows.error();
        return Next{};
    }

    void missed(const fly::Reply &reply, const model::Gap &gap, Draft &draft) const override
    {
        if (model::Machine *machine = find(reply.request, draft))
            machine->versions.gaps.push_back(gap);
    }

private:
    static model::Machine *find(const fly::Request &request, Draft &draft)
    {
        model::App *app = draft.app(request.app);
        if (app == nullptr)
            return nullptr;
        std::vector<model::Machine> &machines = app->machines.items;
        const auto found =
            std::find_if(machines.begin(), machines.end(),
                         [&request](const model::Machine &machine) { return machine.id == request.item; });
        return found == machines.end() ? nullptr : &*found;
    }
};

} // namespace

std::unique_ptr<Collector> machineVersionsCollector()
{
    return std::make_unique<MachineVersionsCollector>();
}

} // namespace aw::collect
