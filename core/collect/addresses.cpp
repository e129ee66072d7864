// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/app_list.h"
#include "core/collect/collectors.h"

namespace aw::collect {
namespace {

class AddressesCollector final : public AppList<model::IpAddress>
{
public:
    AddressesCollector() : AppList(fly::Route::AppAddresses, &model::App::addresses) {}

private:
    [[nodiscard]] Result<Next> read(Reader &reader, const JsonView &root, model::App &app) const override
    {
        const Result<void> rows =
            reader.rows(root.at("ips"), app.addresses, &model::IpAddress::address,
                        [&reader](const JsonView &row) { return readAddress(reader, row); });
        if (!rows)
            return rows.error();
        return Next{};
    }

    static model::IpAddress readAddress(Reader &reader, const JsonView &row)
    {
        model::IpAddress address;
        address.address = reader.text(row.at("ip"));
        address.region = reader.text(row.at("region"));
        address.shared = reader.flag(row.at("shared"), false);
        // Absent means that it takes traffic in, which is the reading that can only fail.
        address.egress = reader.flag(row.at("egress"), false);
        address.serviceName = reader.text(row.at("service_name"));
        const JsonView network = row.at("network");
        if (!network.missing() && !network.isNull() && reader.object(network)) {
            address.networkOrg = reader.textFact(network.at("org_slug"));
            address.networkName = reader.text(network.at("name"));
        }
        address.createdAt = reader.timeFact(row.at("created_at"));
        return address;
    }
};

} // namespace

std::unique_ptr<Collector> addressesCollector()
{
    return std::make_unique<AddressesCollector>();
}

} // namespace aw::collect
