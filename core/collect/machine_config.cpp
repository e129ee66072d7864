// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/machine_config.h"

#include "core/collect/config_values.h"
#include "core/collect/machine_processes.h"
#include "core/collect/machine_services.h"

namespace aw::collect {
namespace {

bool isNothing(const JsonView &node)
{
    return node.missing() || node.isNull();
}

void readMounts(Reader &reader, const JsonView &mounts, std::vector<model::Mount> &out)
{
    for (const JsonView &node : reader.objects(mounts))
        out.push_back({.volume = reader.text(node.at("volume")),
                       .path = reader.text(node.at("path")),
                       .name = reader.text(node.at("name")),
                       .sizeGb = reader.countFact(node.at("size_gb")),
                       .extendThresholdPercent = reader.countFact(node.at("extend_threshold_percent")),
                       .origin = reader.origin(node)});
}

void readMetadata(ConfigValues &values, const JsonView &node, model::PlatformMetadata &out)
{
    values.metadata(node, QStringLiteral("metadata"));
    if (!node.isObject())
        return;
    // A name that the selection keeps is text; what else stood there was dropped and is a wrong type.
    const auto text = [&](const char *name) { return values.reader().text(node.at(name)); };
    const QString group = text("fly_process_group");
    out.processGroup = group.isEmpty() ? text("process_group") : group;
    out.platformVersion = text("fly_platform_version");
    out.releaseId = text("fly_release_id");
    out.releaseVersion = text("fly_release_version");
    out.flyctlVersion = text("fly_flyctl_version");
    out.managedPostgres = text("fly-managed-postgres");
    out.blueGreenTag = text("fly_bluegreen_deployment_tag");
}

void readGuest(ConfigValues &values, const JsonView &node, model::Guest &out)
{
    Reader &reader = values.reader();
    if (isNothing(node) || !reader.object(node))
        return;
    out = {.cpuKind = reader.text(node.at("cpu_kind")),
           .cpus = reader.countFact(node.at("cpus")),
           .memoryMb = reader.countFact(node.at("memory_mb")),
           .gpuKind = reader.text(node.at("gpu_kind")),
           .dedicatedHost = reader.text(node.at("host_dedication_id")),
           .persistRootfs = reader.text(node.at("persist_rootfs")),
           .origin = reader.origin(node)};
    static_cast<void>(values.lines(node.at("kernel_args"), QStringLiteral("guest.kernel_args")));
}

void readMetrics(ConfigValues &values, const JsonView &node, model::MachineConfig &config)
{
    Reader &reader = values.reader();
    if (isNothing(node) || !reader.object(node))
        return;
    config.metrics = model::Metrics{.port = reader.countFact(node.at("port")),
                                    .path = values.line(node.at("path"), QStringLiteral("metrics.path")),
                                    .https = reader.flag(node.at("https"), false),
                                    .origin = reader.origin(node)};
}

void readDns(Reader &reader, const JsonView &node, model::MachineConfig &config)
{
    if (isNothing(node) || !reader.object(node))
        return;
    config.dns = model::Dns{.skipRegistration = reader.flag(node.at("skip_registration"), false),
                            .nameservers = reader.texts(node.at("nameservers")),
                            .searches = reader.texts(node.at("searches")),
                            .hostname = reader.text(node.at("hostname")),
                            .hostnameFqdn = reader.text(node.at("hostname_fqdn")),
                            .origin = reader.origin(node)};
}

void readLife(Reader &reader, const JsonView &node, model::MachineConfig &config)
{
    config.schedule = reader.text(node.at("schedule"));
    config.autoDestroy = reader.flag(node.at("auto_destroy"), false);
    config.standbys = reader.texts(node.at("standbys"));
    config.restart = readRestart(reader, node.at("restart"));
    const JsonView stop = node.at("stop_config");
    if (!isNothing(stop) && reader.object(stop)) {
        config.stopTimeout = readDuration(reader, stop.at("timeout"));
        config.stopSignal = reader.text(stop.at("signal"));
    }
    const JsonView rootfs = node.at("rootfs");
    if (!isNothing(rootfs) && reader.object(rootfs))
        config.rootfsPersist = reader.text(rootfs.at("persist"));
    if (!reader.text(node.at("size")).isEmpty())
        config.size = reader.origin(node.at("size"));
    if (reader.flag(node.at("disable_machine_autostart"), false))
        config.disableAutostart = reader.origin(node.at("disable_machine_autostart"));
}

void readStatics(Reader &reader, const JsonView &list, std::vector<model::StaticFiles> &out)
{
    for (const JsonView &node : reader.objects(list))
        out.push_back({.guestPath = reader.text(node.at("guest_path")),
                       .urlPrefix = reader.text(node.at("url_prefix")),
                       .bucket = reader.text(node.at("tigris_bucket")),
                       .origin = reader.origin(node)});
}

} // namespace

bool readConfig(Reader &reader, const JsonView &node, model::MachineConfig &config)
{
    const int before = reader.wrongs();
    if (!reader.object(node))
        return false;
    ConfigValues values(reader, config);
    values.env(node.at("env"), QStringLiteral("env"));
    readPrograms(values, node, config);
    values.files(node.at("files"));
    readServices(values, node.at("services"), config.services);
    readChecks(values, node.at("checks"), config.checks);
    readMounts(reader, node.at("mounts"), config.mounts);
    readMetadata(values, node.at("metadata"), config.metadata);
    readGuest(values, node.at("guest"), config.guest);
    readMetrics(values, node.at("metrics"), config);
    readDns(reader, node.at("dns"), config);
    readStatics(reader, node.at("statics"), config.statics);
    readLife(reader, node, config);
    config.image = reader.text(node.at("image"));
    return reader.wrongs() == before;
}

} // namespace aw::collect
