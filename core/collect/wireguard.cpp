// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collectors.h"
#include "core/collect/org_connection.h"

#include <QCoreApplication>

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
        peer.publicKey = reader.text(row.at("pubkey"));
        peer.region = reader.text(row.at("region"));
        peer.selfDeclared = readDeclared(reader, row.at("name"), peer.name);
        return peer;
    }

    /// The platform tells neither age nor owner (FLY-API §6.1).
    static model::Fact<model::PeerName> readDeclared(const Reader &reader, const JsonView &place,
                                                     const QString &name)
    {
        if (const auto declared = model::decodedPeerName(name, reader.reply().at))
            return {*declared, reader.origin(place)};
        return {reader.gap(model::Reason::NotPublished,
                           QCoreApplication::translate(
                               "collect", "The platform tells neither the age nor the owner of a WireGuard "
                                          "peer, and the peer's name declares none.")),
                reader.origin(place)};
    }
};

} // namespace

std::unique_ptr<Collector> wireGuardCollector()
{
    return std::make_unique<WireGuardCollector>();
}

} // namespace aw::collect
