// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/process.h"
#include "core/model/service.h"
#include "core/model/setting.h"

#include <QDateTime>
#include <QStringList>

namespace aw::model {

/// A file written into the machine. `content` is known only for files given inline (raw_value).
struct ConfigFile {
    enum class Source { Inline, Secret, Other };

    QString guestPath;
    Source source = Source::Other;
    bool readable = true; ///< false: inline, but no valid base64 or over 64 KiB, so it was not inspected
    ReducedValue content; ///< the most secret-like part of an inline file
    Origin origin;
};

struct Mount {
    QString volume; ///< volume id
    QString path;
    QString name; ///< of the volume; empty when not told
    Fact<qint64> sizeGb;
    Fact<qint64> extendThresholdPercent; ///< unknown: the volume does not grow by itself
    Origin origin;
};

/// What the machine is: its processor, memory and where it may run.
struct Guest {
    QString cpuKind; ///< shared or performance; empty when not told
    Fact<qint64> cpus;
    Fact<qint64> memoryMb;
    QString gpuKind;       ///< empty for none
    QString dedicatedHost; ///< id of the host it is bound to; empty for none
    QString persistRootfs; ///< a field that is deprecated, as it is set; empty where it is absent
    Origin origin;
};

/// What the platform and flyctl write into a machine's metadata, as it stands there; empty when absent.
/// Everything else in the metadata is reduced, see MachineConfig::elsewhere.
struct PlatformMetadata {
    QString processGroup; ///< fly_process_group, else process_group
    QString platformVersion;
    QString releaseId;
    QString releaseVersion;
    QString flyctlVersion;
    QString managedPostgres; ///< cluster, for machines of Managed Postgres
    QString blueGreenTag;
};

/// A folder of the image that the platform serves by itself.
struct StaticFiles {
    QString guestPath;
    QString urlPrefix;
    QString bucket; ///< empty: not from a bucket
    Origin origin;
};

/// How names are found, and what the machine calls itself.
struct Dns {
    bool skipRegistration = false;
    QStringList nameservers;
    QStringList searches;
    QString hostname;
    QString hostnameFqdn;
    Origin origin;
};

/// Where the platform fetches metrics.
struct Metrics {
    Fact<qint64> port;
    QString path;
    bool https = false;
    Origin origin;
};

struct ImageRef {
    QString registry;
    QString repository;
    QString tag;
    QString digest; ///< "sha256:…"; empty when the platform did not say
    Origin origin;

    /// "registry/repository@digest", or with ":tag" where there is no digest.
    [[nodiscard]] QString name() const;
};

/// All that a configuration holds in values, reduced and never stored otherwise.
struct ConfiguredValues {
    std::vector<Setting> env; ///< of the machine, its processes and its containers
    std::vector<ConfigFile> files;
    /// What else holds values: commands, paths of checks, headers, metadata. The place is the field's:
    /// "init.cmd", "services[0].checks[1].headers", "metadata".
    std::vector<Setting> elsewhere;
    /// All of `elsewhere` was judged. False for an answer that an earlier version kept with the values of
    /// commands masked and unjudged.
    bool elsewhereRead = true;
};

/// The configuration as far as a check needs it.
struct MachineConfig : ConfiguredValues {
    std::vector<Service> services;
    std::vector<Mount> mounts;
    QString schedule; ///< empty for a machine that is no scheduled job
    QString image;    ///< the reference it was made from
    PlatformMetadata metadata;
    Guest guest;
    QString rootfsPersist;                ///< never, always or restart; empty when not told
    std::optional<RestartPolicy> restart; ///< empty: the default depends on how the machine was made
    QString stopTimeout;                  ///< as the platform writes durations; empty: the platform's
    QString stopSignal;                   ///< empty: the platform's
    Command init;
    std::vector<Process> processes;
    std::vector<Container> containers;
    std::vector<HealthCheck> checks; ///< of the machine, beside those of its services
    std::vector<StaticFiles> statics;
    std::optional<Metrics> metrics; ///< empty: the configuration names none
    std::optional<Dns> dns;         ///< empty: the configuration names none
    QStringList standbys;           ///< ids of the machines that it takes over from
    bool autoDestroy = false;
    Origin size;             ///< of the deprecated field; without a pointer where it is absent
    Origin disableAutostart; ///< of the deprecated field; without a pointer where it is absent or false
};

/// An earlier configuration of a machine, still readable by anyone who may read the machine. Only what
/// may hold a secret is kept of it.
struct MachineVersion {
    QString version; ///< ULID
    ConfiguredValues config;
    Origin origin;
};

struct Machine {
    QString id;
    QString name;
    QString app;
    QString state; ///< created, started, stopped, suspended, destroying, destroyed, …
    QString region;
    QString version;          ///< ULID of the running configuration
    Fact<QString> hostStatus; ///< "ok", "unknown", "unreachable"
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    QString privateIp;
    Fact<bool> cordoned; ///< takes no traffic from the proxy
    std::vector<CheckStatus> checks;
    ImageRef image;
    bool configComplete =
        false; ///< false: config was null or could not be read; what there is comes from incomplete_config
    MachineConfig config;
    Listing<MachineVersion> versions;
    Origin origin;
    Origin stateOrigin;

    [[nodiscard]] bool live() const;  ///< neither destroyed nor being destroyed
    [[nodiscard]] bool whole() const; ///< configuration complete and its host answering: fit to pass on
};

} // namespace aw::model
