// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/collect/record.h"
#include "core/model/finding.h"
#include "core/model/intent.h"

#include <memory>
#include <optional>
#include <vector>

namespace aw::store {

struct OrganizationRow {
    QString slug;
    QString name; ///< as last collected; the slug until then
    bool demo = false;
};

struct SnapshotRow {
    QString id;
    QString org;
    QDateTime collectedAt;
    bool complete = false;
    bool demo = false;
};

/// Where this installation keeps what it collected and what its user decided. Small, so that a second
/// engine can join: every call is one transaction, done when it returns. Calls are made from one
/// thread at a time. Errors are of kind Storage and say what to do.
class Store
{
public:
    Store() = default;
    Store(const Store &) = delete;
    Store &operator=(const Store &) = delete;
    virtual ~Store() = default;

    [[nodiscard]] virtual bool readOnly() const = 0;

    [[nodiscard]] virtual Result<std::vector<OrganizationRow>> organizations() = 0; ///< by slug
    /// Keeps a collection and what it was judged to be. Keeping the same one again changes nothing.
    [[nodiscard]] virtual Result<void> keep(const collect::Record &record, const model::Snapshot &snapshot,
                                            const model::Findings &findings) = 0;
    [[nodiscard]] virtual Result<std::vector<SnapshotRow>>
    snapshots(const QString &org) = 0; ///< newest first
    /// Storage error when there is none of that id.
    [[nodiscard]] virtual Result<collect::Record> record(const QString &snapshotId) = 0;
    /// When a finding of that organization was first kept; only those found failing.
    [[nodiscard]] virtual Result<QHash<QString, QDateTime>> firstSeen(const QString &org) = 0;

    [[nodiscard]] virtual Result<model::DeclaredIntents> intents(const QString &org) = 0;
    [[nodiscard]] virtual Result<void> declare(const QString &org, const QString &app,
                                               const model::DeclaredIntent &intent) = 0;

    /// The key of the digests of values that may be secret; made at first use, never exported.
    [[nodiscard]] virtual Result<QByteArray> digestKey() = 0;
};

enum class Access {
    ReadWrite, ///< waits up to five seconds for another writer, then a Storage error that says so
    ReadOnly,  ///< for a second instance, and for a folder one may not write to
};

/// Opens (and makes, with mode 0600 in a folder of mode 0700) airworthy.db in `folder`. A database of
/// a newer version is an error and is not touched; a damaged one is an error and is not touched.
[[nodiscard]] Result<std::unique_ptr<Store>> openSqlite(const QString &folder, Access access);

/// --data-dir, AIRWORTHY_DATA_DIR or the XDG data folder, in this order.
[[nodiscard]] QString dataFolder(const QString &fromOption);

} // namespace aw::store
