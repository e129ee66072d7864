// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/machine.h"

namespace aw::model {

/// Storage of an app. Volumes being destroyed (scheduling_destroy, fork_cleanup, waiting_for_detach,
/// pending_destroy, destroying) stay listed; `leaving` tells them apart.
struct Volume {
    QString id;
    QString name;
    QString app;
    QString state;
    QString region;
    Fact<qint64> sizeGb;           ///< GiB
    Fact<bool> encrypted;          ///< the volume's own flag; a mount's is omitted when false and never read
    Fact<QString> attachedMachine; ///< known and empty when the platform says it is attached to none
    Fact<QDateTime> createdAt;
    Fact<qint64> snapshotRetentionDays;
    Fact<QString> hostStatus;
    Origin origin;

    [[nodiscard]] bool leaving() const;
};

/// An app secret: name and dates. The platform's digest is replaced by our keyed digest.
struct Secret {
    QString name;
    QString hmac;
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    Origin origin;
};

struct IpAddress {
    QString address;
    QString region;
    bool shared = false;
    bool egress = false;
    QString serviceName;
    Fact<QString> networkOrg; ///< of a Flycast address: the organization its network belongs to
    QString networkName;      ///< empty for the organization's default network
    Fact<QDateTime> createdAt;
    Origin origin;

    [[nodiscard]] bool flycast() const;       ///< starts with "fdaa:": private, through Fly Proxy
    [[nodiscard]] bool publicIngress() const; ///< reachable from the internet: neither Flycast nor egress
};

struct Certificate {
    QString hostname;
    QString status; ///< active, pending_ownership, pending_validation
    Fact<QDateTime> createdAt;
    Origin origin;
};

struct Release {
    QString version;
    QString status;
    QString imageRef;
    QString user; ///< e-mail; empty when not told
    Fact<QDateTime> createdAt;
    Origin origin;
};

/// A login of an unmanaged Postgres cluster.
struct DatabaseUser {
    QString name;
    Fact<bool> superuser;
    QStringList databases;
    Origin origin;
};

struct App {
    QString name;
    QString id;
    QString network; ///< name of its private network; empty when not told
    QString status;
    Fact<QString> role;        ///< "postgres_cluster", "remote-docker-builder", "" for none
    Fact<qint64> machineCount; ///< what the platform says, to compare with what it lists
    Fact<qint64> volumeCount;
    Listing<Machine> machines;
    Listing<Volume> volumes;
    Listing<Secret> secrets;
    Listing<IpAddress> addresses;
    Listing<Certificate> certificates;
    Listing<Release> releases;           ///< newest first
    Listing<DatabaseUser> databaseUsers; ///< only asked for a Postgres cluster
    bool managedPostgresAttached = false;
    Origin origin;

    [[nodiscard]] bool postgresCluster() const;
};

} // namespace aw::model
