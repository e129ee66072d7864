// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/details.h"

#include "core/base/time.h"

#include <QCryptographicHash>

namespace aw::demo {
namespace {

constexpr qint64 kGibibyte = qint64{1024} * 1024 * 1024;

QString textAt(const JsonView &node, const char *name)
{
    return node.at(name).text().value_or(QString());
}

JsonValue listOf(const JsonView &list)
{
    return list.isArray() ? list.copy() : JsonValue::array();
}

JsonValue copyOrNull(const JsonView &node)
{
    return node.missing() ? JsonValue() : node.copy();
}

QString hexOf(const QString &what, int digits)
{
    const QByteArray hash = QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.first(digits));
}

/// "nodes" with how many there are: these connections are asked for with a size of their own.
JsonValue counted(JsonValue nodes)
{
    const auto total = qint64(nodes.view().size());
    return JsonValue::object().set("nodes", std::move(nodes)).set("totalCount", total);
}

JsonValue egressAddress(const QString &ip, const JsonView &region, const JsonView &since)
{
    return JsonValue::object()
        .set("id", QStringLiteral("eg_") + hexOf(ip, 14))
        .set("ip", ip)
        .set("version", ip.contains(QLatin1Char(':')) ? 6 : 4)
        .set("region", region.copy())
        .set("updatedAt", since.copy());
}

/// The app's own are those of its addresses that carry traffic out; `machine_egress` holds the others.
JsonValue egress(const JsonView &recorded)
{
    JsonValue own = JsonValue::array();
    for (const JsonView &ip : recorded.at("ip_assignments").items()) {
        if (ip.at("egress").flag().value_or(false))
            own.append(egressAddress(textAt(ip, "ip"), ip.at("region"), ip.at("created_at")));
    }
    JsonValue machines = JsonValue::array();
    for (const JsonView &machine : recorded.at("machines").items()) {
        JsonValue addresses = JsonValue::array();
        for (const JsonView &ip : recorded.at("machine_egress").at(textAt(machine, "id")).items())
            addresses.append(egressAddress(textAt(ip, "ip"), machine.at("region"), ip.at("created_at")));
        machines.append(JsonValue::object()
                            .set("id", machine.at("id").copy())
                            .set("region", machine.at("region").copy())
                            .set("egressIpAddresses", counted(std::move(addresses))));
    }
    return JsonValue::object()
        .set("egressIpAddresses", counted(std::move(own)))
        .set("machines", JsonValue::object().set("nodes", std::move(machines)));
}

/// What the list tells too is taken from its row.
JsonValue certificateDetail(const JsonView &row, const JsonView &recorded)
{
    JsonValue out = JsonValue::object();
    for (const char *name : {"hostname", "status", "configured", "acme_requested", "dns_provider"})
        out.set(name, copyOrNull(row.at(name)));
    JsonValue validation = JsonValue::object();
    validation.set("dns_configured", row.at("acme_dns_configured").flag().value_or(false));
    validation.set("alpn_configured", row.at("acme_alpn_configured").flag().value_or(false));
    validation.set("http_configured", row.at("acme_http_configured").flag().value_or(false));
    validation.set("ownership_txt_configured", row.at("ownership_txt_configured").flag().value_or(false));
    out.set("validation", std::move(validation));
    out.set("rate_limited_until", JsonValue());
    out.set("certificates", JsonValue::array());
    out.set("validation_errors", JsonValue::array());
    for (const auto &[name, value] : recorded.members())
        out.set(name, value.copy());
    return out;
}

/// The rows as they are, or one a day: {"newest", "count", "size"}.
JsonValue snapshots(const JsonView &volume, const JsonView &recorded)
{
    if (!recorded.isObject())
        return listOf(recorded);
    const QString id = textAt(volume, "id");
    const QDateTime newest = parseTime(textAt(recorded, "newest"));
    JsonValue out = JsonValue::array();
    for (qint64 day = 0; day < recorded.at("count").integer().value_or(0); ++day) {
        const QString which = id + QLatin1Char(' ') + QString::number(day);
        out.append(JsonValue::object()
                       .set("id", QStringLiteral("vs_") + hexOf(which, 18))
                       .set("size", recorded.at("size").integer().value_or(0))
                       .set("volume_size", volume.at("size_gb").integer().value_or(0) * kGibibyte)
                       .set("digest", hexOf(which, 40))
                       .set("created_at", formatTime(newest.addDays(-day)))
                       .set("status", QLatin1String("created"))
                       .set("retention_days", copyOrNull(volume.at("snapshot_retention"))));
    }
    return out;
}

/// The image in use is the first machine's; `image_details` says what the platform knows about it.
JsonValue imageDetails(const JsonView &recorded)
{
    const JsonView image = recorded.at("machines").at(0).at("image_ref");
    JsonValue used;
    if (image.isObject()) {
        for (const char *name : {"registry", "repository", "tag", "digest"})
            used.set(name, image.at(name).copy());
        used.set("version", copyOrNull(recorded.at("image_details").at("version")));
    }
    const JsonView details = recorded.at("image_details");
    return JsonValue::object()
        .set("imageVersionTrackingEnabled", details.at("tracked").flag().value_or(false))
        .set("imageUpgradeAvailable", details.at("latest").isObject())
        .set("imageDetails", std::move(used))
        .set("latestImageDetails", copyOrNull(details.at("latest")));
}

} // namespace

std::vector<std::pair<QString, JsonValue>> detailsOf(const JsonView &recorded)
{
    const QString app = textAt(recorded.at("app"), "name");
    const QString path = QStringLiteral("/v1/apps/%1/").arg(app);
    const auto ofApp = [](JsonValue fields) { return JsonValue::object().set("app", std::move(fields)); };
    std::vector<std::pair<QString, JsonValue>> out;
    out.emplace_back(path + QLatin1String("secretkeys"),
                     JsonValue::object().set("secret_keys", listOf(recorded.at("secret_keys"))));
    out.emplace_back(QStringLiteral("AppEgress/") + app, ofApp(egress(recorded)));
    out.emplace_back(QStringLiteral("AppImageDetails/") + app, ofApp(imageDetails(recorded)));
    // Without a list the platform has none to show.
    if (recorded.at("network_policies").isArray())
        out.emplace_back(path + QLatin1String("network_policies/"), recorded.at("network_policies").copy());
    for (const JsonView &row : recorded.at("certificates").items()) {
        const QString host = textAt(row, "hostname");
        out.emplace_back(path + QLatin1String("certificates/") + host,
                         certificateDetail(row, recorded.at("certificate_details").at(host)));
    }
    for (const JsonView &volume : recorded.at("volumes").items()) {
        const QString id = textAt(volume, "id");
        out.emplace_back(path + QStringLiteral("volumes/%1/snapshots").arg(id),
                         snapshots(volume, recorded.at("snapshots").at(id)));
    }
    if (recorded.at("role").isObject())
        out.emplace_back(
            QStringLiteral("PostgresAttachments/") + app,
            JsonValue::object().set("postgresAttachments",
                                    JsonValue::object().set("nodes", listOf(recorded.at("attachments")))));
    for (const auto &[place, answer] : recorded.at("registry").members())
        out.emplace_back(QStringLiteral("/v2/%1/").arg(app) + place, answer.copy());
    return out;
}

} // namespace aw::demo
