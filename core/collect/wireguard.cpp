// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

namespace aw::collect {
namespace {

class WireGuardCollector final : public OrgConnection<model::WireGuardPeer>
{
public:
    WireGuardCollector()
        : OrgConnection({.route = fly::Route::OrgWireGuard,
                         .where = &model::Organization::peers,
                         .identity = &model::WireGuardPeer::id,
                         .connection = "wireGuardPeers",
                         .rows = "nodes"})
    {}

private:
    [[nodiscard]] model::WireGuardPeer readRow(Reader &reader, const JsonView &row) const override
    {
        model::WireGuardPeer peer;
        peer.id = reader.text(row.at("id"));
        peer.name = reader.text(row.at("name"));
        peer.network = reader.text(row.at("network"));
        peer.peerIp = reader.text(row.at("peerip"));
        peer.region = reader.text(row.at("region"));
        return peer;
    }
};

} // namespace

std::unique_ptr<Collector> wireGuardCollector()
{
    return std::make_unique<WireGuardCollector>();
}

} // namespace aw::collect
