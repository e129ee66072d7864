// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/machine_config.h"
#include "core/collect/paging.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// The machines of each app with their configuration, and what is asked of each: its earlier versions.
class MachinesCollector final : public AppList<model::Machine>
{
public:
    MachinesCollector() : AppList(fly::Route::AppMachines, &model::App::machines) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<std::vector<JsonView>> rows = reader.listAt(root);
        if (!rows)
            return rows.error();
        Next next;
        int unreadable = 0;
        for (const JsonView &row : *rows) {
            model::Machine machine = reader.object(row) ? readMachine(reader, row, app) : model::Machine();
            if (machine.id.isEmpty()) {
                ++unreadable;
                continue;
            }
            if (has(app, machine.id))
                continue;
            if (machine.live())
                next.push_back(versionsOf(reader.request(), machine.id));
            app.machines.items.push_back(std::move(machine));
        }
        app.machines.asked = true;
        app.machines.origins.push_back(reader.origin(root));
        reader.leaveUnread(app.machines.gaps, unreadable, 0, rows->size());
        const Next page = nextPage(reader, root, app.machines.gaps);
        next.insert(next.end(), page.begin(), page.end());
        return next;
    }

    static bool has(const model::App &app, const QString &id)
    {
        return std::any_of(app.machines.items.begin(), app.machines.items.end(),
                           [&id](const model::Machine &machine) { return machine.id == id; });
    }

    static fly::Request versionsOf(const fly::Request &list, const QString &id)
    {
        return {
            .route = fly::Route::MachineVersions, .org = list.org, .app = list.app, .item = id, .cursor = {}};
    }

    static model::Machine readMachine(Reader &reader, const JsonView &row, model::App &app)
    {
        const int before = reader.wrongs();
        model::Machine machine;
        machine.id = reader.text(row.at("id"));
        machine.name = reader.text(row.at("name"));
        machine.app = app.name;
        machine.region = reader.text(row.at("region"));
        machine.version = reader.text(row.at(row.at("version").missing() ? "instance_id" : "version"));
        machine.hostStatus = reader.textFact(row.at("host_status"));
        machine.createdAt = reader.timeFact(row.at("created_at"));
        machine.updatedAt = reader.timeFact(row.at("updated_at"));
        machine.origin = reader.origin(row);
        machine.privateIp = reader.text(row.at("private_ip"));
        machine.cordoned = reader.flagFact(row.at("cordoned"));
        for (const JsonView &check : reader.objects(row.at("checks")))
            machine.checks.push_back({.name = reader.text(check.at("name")),
                                      .status = reader.text(check.at("status")),
                                      .origin = reader.origin(check)});
        machine.image = readImage(reader, row.at("image_ref"));
        readState(reader, row.at("state"), machine, app);
        const bool wellTyped = reader.wrongs() == before;
        machine.configComplete = readConfigOf(reader, row, machine.config) && wellTyped;
        return machine;
    }

    /// A machine whose state cannot be read counts as live, and its list as incomplete.
    static void readState(Reader &reader, const JsonView &node, model::Machine &machine, model::App &app)
    {
        const model::Fact<QString> state = reader.textFact(node);
        machine.state = state.valueOr({});
        machine.stateOrigin = reader.origin(node);
        if (machine.state.isEmpty())
            reader.leave(app.machines.gaps,
                         reader.gap(model::Reason::Fault,
                                    Words::tr("The state of machine %1 could not be read.").arg(machine.id)));
    }

    static model::ImageRef readImage(Reader &reader, const JsonView &node)
    {
        model::ImageRef image;
        image.origin = reader.origin(node);
        if (node.missing() || node.isNull() || !reader.object(node))
            return image;
        image.registry = reader.text(node.at("registry"));
        image.repository = reader.text(node.at("repository"));
        image.tag = reader.text(node.at("tag"));
        image.digest = reader.text(node.at("digest"));
        return image;
    }

    /// Where the host does not answer the platform gives incomplete_config in place of config.
    static bool readConfigOf(Reader &reader, const JsonView &row, model::MachineConfig &config)
    {
        const JsonView whole = row.at("config");
        if (!whole.missing() && !whole.isNull())
            return readConfig(reader, whole, config);
        const JsonView rest = row.at("incomplete_config");
        if (!rest.missing() && !rest.isNull())
            static_cast<void>(readConfig(reader, rest, config));
        return false;
    }
};

} // namespace

std::unique_ptr<Collector> machinesCollector()
{
    return std::make_unique<MachinesCollector>();
}

} // namespace aw::collect
