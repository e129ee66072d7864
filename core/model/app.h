// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/certificate.h"
#include "core/model/credentials.h"
#include "core/model/machine.h"
#include "core/model/network.h"
#include "core/model/people.h"

namespace aw::model {

/// A copy of a volume (VolumeSnapshot). Its digest is replaced by our keyed digest.
struct VolumeSnapshot {
    QString id;
    QString status; ///< "created" when it can be restored
    QString hmac;   ///< of the digest; empty when not told
    Fact<QDateTime> createdAt;
    Fact<qint64> sizeBytes;
    Fact<qint64> volumeSizeBytes;
    Fact<qint64> retentionDays; ///< unknown when the platform says null
    Origin origin;
};

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
    Fact<bool> autoBackup;       ///< snapshots are taken by the platform's schedule
    Fact<QString> attachedAlloc; ///< of the former platform; known and empty when there is none
    Fact<qint64> bytesUsed;
    Fact<qint64> bytesTotal;
    Fact<QDateTime> updatedAt;
    QString type; ///< local or cache; empty when not told
    QString filesystem;
    QString zone;
    Listing<VolumeSnapshot> snapshots; ///< not asked for one that is being destroyed
    Origin origin;

    [[nodiscard]] bool leaving() const;
};

/// An app secret: name and dates. The platform's digest is replaced by our keyed digest.
struct Secret {
    QString name;
    QString hmac;
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    Fact<QString> setBy; ///< e-mail of who set it (15-app-secrets.graphql); known and empty: nobody named
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

struct Release {
    QString version;
    QString status;
    QString imageRef;
    QString user; ///< e-mail; empty when not told
    Fact<QDateTime> createdAt;
    Origin origin;
};

/// A key that the platform holds and uses on an app's behalf; never told. Names and dates alone.
struct SecretKey {
    QString name;
    QString type; ///< hs256, nacl_box, xaes256gcm, …
    Fact<QDateTime> createdAt;
    Fact<QDateTime> updatedAt;
    Origin origin;
};

/// An app's use of an unmanaged Postgres cluster, as `fly postgres attach` makes it. The platform does
/// not say which app it is.
struct PostgresAttachment {
    QString id;
    QString database;
    QString user;
    QString variable; ///< name of the secret that holds the connection
    Origin origin;
};

/// Whether the platform keeps the image up to date, and what it offers (images that Fly makes).
struct ImageDetails {
    Fact<bool> tracked; ///< the platform compares versions of this image
    Fact<bool> upgradeAvailable;
    Fact<QString> version;       ///< of the image in use; unknown when the platform says null
    Fact<QString> latestVersion; ///< unknown when the platform says null
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
    Fact<bool> deployed;           ///< it was deployed at least once (13-org-apps.graphql)
    Fact<QString> platformVersion; ///< "machines", "nomad", "detached"; known and empty: none yet
    Fact<QDateTime> createdAt;
    Listing<Token> tokens;   ///< those of this app alone
    Listing<Change> changes; ///< as the platform orders them; no further than was asked for
    Listing<Machine> machines;
    Listing<Volume> volumes;
    Listing<Secret> secrets;
    Listing<IpAddress> addresses;
    Listing<Certificate> certificates;
    Listing<Release> releases;           ///< newest first
    Listing<DatabaseUser> databaseUsers; ///< only asked for a Postgres cluster
    bool managedPostgresAttached = false;
    Listing<SecretKey> secretKeys;
    Listing<EgressAddress> egress;           ///< of the app and of its machines
    Listing<NetworkPolicy> policies;         ///< a gap of NotPublished: not observed
    Listing<PostgresAttachment> attachments; ///< only asked for a Postgres cluster
    Fact<ImageDetails> imageDetails;
    Origin origin;

    [[nodiscard]] bool postgresCluster() const;
};

} // namespace aw::model
