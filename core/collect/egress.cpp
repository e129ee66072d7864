// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"
#include "core/collect/graphql.h"
#include "core/collect/paging.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// The addresses that an app's traffic leaves from, and those that its machines have of their own. The
/// answer pages over the machines; the app's own addresses stand in every page.
class EgressCollector final : public AppList<model::EgressAddress>
{
public:
    EgressCollector() : AppList(fly::Route::AppEgress, &model::App::egress) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<JsonView> node = selectedField(reader, root, {QStringLiteral("app")}, app.egress.gaps);
        if (!node)
            return node.error();
        const JsonView machines = node->at("machines");
        const Result<std::vector<JsonView>> rows = reader.listAt(machines.at("nodes"));
        if (!rows)
            return rows.error();
        const Result<void> own = readAddresses(reader, node->at("egressIpAddresses"), {}, app);
        if (!own)
            return own.error();
        int unreadable = 0;
        for (const JsonView &machine : *rows)
            unreadable += readMachine(reader, machine, app) ? 0 : 1;
        reader.leaveUnread(app.egress.gaps, unreadable, 0, rows->size());
        keepTotal(reader, machines.at("totalCount"), app.egress.gaps);
        return nextPage(reader, machines, app.egress.gaps);
    }

    static bool readMachine(Reader &reader, const JsonView &machine, model::App &app)
    {
        const QString id = reader.object(machine) ? reader.text(machine.at("id")) : QString();
        if (id.isEmpty())
            return false;
        reader.draft().egressMachines[app.name].insert(id);
        return readAddresses(reader, machine.at("egressIpAddresses"), id, app).has_value();
    }

    /// Fewer rows than the platform counts leave a gap: the document asks for so many at most.
    static Result<void> readAddresses(Reader &reader, const JsonView &connection, const QString &machine,
                                      model::App &app)
    {
        const Result<void> rows =
            reader.rows(connection.at("nodes"), app.egress, &model::EgressAddress::id,
                        [&](const JsonView &row) { return readAddress(reader, row, machine); });
        if (!rows)
            return rows.error();
        const model::Fact<qint64> total = reader.countFact(connection.at("totalCount"));
        const auto listed = qint64(connection.at("nodes").size());
        if (!total.known())
            reader.leave(app.egress.gaps, total.gap());
        else if (*total > listed)
            reader.leave(
                app.egress.gaps,
                reader.gap(model::Reason::Limit,
                           Words::tr("%1 of %2 egress addresses were listed.").arg(listed).arg(*total)));
        return {};
    }

    static model::EgressAddress readAddress(Reader &reader, const JsonView &row, const QString &machine)
    {
        model::EgressAddress address;
        address.address = reader.text(row.at("ip"));
        address.machine = machine;
        address.region = reader.text(row.at("region"));
        address.version = reader.countFact(row.at("version"));
        address.updatedAt = reader.timeFact(row.at("updatedAt"));
        const QString id = machine.isEmpty() ? reader.text(row.at("id")) : QString();
        if (!address.address.isEmpty())
            address.id = id.isEmpty() ? machine + QLatin1Char(' ') + address.address : id;
        return address;
    }
};

} // namespace

std::unique_ptr<Collector> egressCollector()
{
    return std::make_unique<EgressCollector>();
}

} // namespace aw::collect
