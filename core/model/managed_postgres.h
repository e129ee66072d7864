// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

#include <QDateTime>
#include <QStringList>

namespace aw::model {

/// A login of a Managed Postgres cluster (PostgresUser); its password is never asked for.
struct ManagedUser {
    QString name;
    Fact<QString> role; ///< schema_admin, writer or reader
    Origin origin;
};

struct ManagedDatabase {
    QString name;
    Origin origin;
};

struct ManagedBackup {
    QString id;
    QString type;   ///< full, incr or diff
    QString status; ///< "completed", or what else the platform says
    Fact<QDateTime> startedAt;
    Fact<QDateTime> finishedAt; ///< unknown while it runs
    Fact<qint64> sizeBytes;
    Origin origin;
};

/// What the list of clusters leaves out (PostgresCluster).
struct ManagedClusterDetail {
    Fact<QString> version; ///< major version of Postgres: "16", "17"
    Fact<qint64> replicas;
    Fact<qint64> diskSizeGb;              ///< of one replica
    Fact<qint64> storageUsedBytes;        ///< unknown when the platform says null
    Fact<qint64> storageProvisionedBytes; ///< unknown when the platform says null
    Fact<bool> postgis;
    Fact<QString> plan;   ///< newer than the list's
    Fact<QString> status; ///< newer than the list's
};

/// A Managed Postgres cluster. Its endpoints and credentials are not read.
struct ManagedCluster {
    QString id;
    QString name;
    QString status; ///< creating, initializing, ready, deleting, deleted, failed
    QString region;
    QString plan; ///< basic, starter, launch, scale, Performance
    Fact<QDateTime> createdAt;
    QStringList apps;          ///< attached to it
    bool appsComplete = false; ///< the list of attached apps was told and read
    Fact<ManagedClusterDetail> detail;
    Listing<ManagedUser> users;         ///< not asked for one that is being deleted
    Listing<ManagedDatabase> databases; ///< likewise
    Listing<ManagedBackup> backups;     ///< likewise
    Origin origin;

    [[nodiscard]] bool leaving() const; ///< deleted, or being deleted
};

} // namespace aw::model
