// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"
#include "core/model/reduced_value.h"

#include <QDateTime>
#include <QStringList>

namespace aw::model {

/// A name with a value that was reduced: an environment variable, an image label, a build argument.
struct Setting {
    QString name;
    QString place; ///< where it stands, for people: "env", "processes[web].env", "containers[app].env"
    ReducedValue value;
    Origin origin;
};

/// A file written into the machine. `content` is known only for files given inline (raw_value).
struct ConfigFile {
    enum class Source { Inline, Secret, Other };

    QString guestPath;
    Source source = Source::Other;
    bool readable = true; ///< false: inline, but no valid base64 or over 64 KiB, so it was not inspected
    ReducedValue content; ///< the most secret-like part of an inline file
    Origin origin;
};

/// One published port or range of a service. Ranges follow the API: start 0 and end 65535 when absent.
struct Port {
    quint16 first = 0;
    quint16 last = 0; ///< equal to first for a single port
    QStringList handlers;
    bool forceHttps = false; ///< absent means false (Machines API, machines resource)
    Origin origin;
};

struct Service {
    enum class Autostop { Off, Stop, Suspend };

    QString protocol; ///< "tcp" or "udp"
    quint16 internalPort = 0;
    Autostop autostop = Autostop::Off; ///< absent or null means off (Machines API, machines resource)
    Fact<qint64> minMachinesRunning;   ///< unknown when absent or null
    std::vector<Port> ports;
    Origin origin;
    Origin autostopOrigin; ///< of the field, or of the service where it is absent
};

struct Mount {
    QString volume; ///< volume id
    QString path;
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

/// The configuration as far as a check needs it; values are reduced, never stored.
struct MachineConfig {
    std::vector<Setting> env; ///< of the machine, its processes and its containers
    std::vector<ConfigFile> files;
    std::vector<Service> services;
    std::vector<Mount> mounts;
    QString schedule; ///< empty for a machine that is no scheduled job
};

/// An earlier configuration of a machine, still readable by anyone who may read the machine.
struct MachineVersion {
    QString version; ///< ULID
    MachineConfig config;
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
