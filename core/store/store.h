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

/// How long an organization's snapshots are kept. Two years hold an audit period of twelve months, the
/// one before it and the time an auditor takes; weekly snapshots of a large organization fit in some
/// tens of megabytes a year.
struct Retention {
    int days = 730;   ///< from collection to the organization's newest one; 0 keeps them for ever
    int atLeast = 12; ///< so many of the newest stay however old they are; 1 at least

    friend bool operator==(const Retention &, const Retention &) = default;
};

/// Which run an unfinished collection belongs to.
struct UnfinishedMark {
    QDateTime startedAt;
    bool demo = false;
    QByteArray asked; ///< opaque: what the run was to ask; a run with another mark does not resume it

    friend bool operator==(const UnfinishedMark &, const UnfinishedMark &) = default;
};

/// A collection that was interrupted, as far as it was kept.
struct Unfinished {
    UnfinishedMark mark;
    std::vector<fly::Reply> replies; ///< in the order they were kept
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
    /// From now on there is such an organization, without a snapshot until one is kept. One that is there
    /// stays as it is.
    [[nodiscard]] virtual Result<void> know(const QString &org) = 0;
    /// Keeps a collection and when its findings were first seen to fail; keeping the same one again
    /// changes nothing. In the same transaction goes what the organization's retention no longer keeps,
    /// and its unfinished collection unless that began after this one ended.
    [[nodiscard]] virtual Result<void> keep(const collect::Record &record, const model::Snapshot &snapshot,
                                            const model::Findings &findings) = 0;
    [[nodiscard]] virtual Result<std::vector<SnapshotRow>>
    snapshots(const QString &org) = 0; ///< newest first
    /// Storage error when there is none of that id, and when it is damaged: when an answer does not give
    /// the hash it was kept under, or all of them not the id.
    [[nodiscard]] virtual Result<collect::Record> record(const QString &snapshotId) = 0;
    /// When a finding of that organization was first kept; only those found failing.
    [[nodiscard]] virtual Result<QHash<QString, QDateTime>> firstSeen(const QString &org) = 0;

    /// The organization's own, or the one it starts with.
    [[nodiscard]] virtual Result<Retention> retention(const QString &org) = 0;
    /// Sets it and removes what it no longer keeps.
    [[nodiscard]] virtual Result<void> setRetention(const QString &org, const Retention &retention) = 0;
    /// What `retention` would remove now, oldest first. Never the newest, never one that is held.
    [[nodiscard]] virtual Result<std::vector<SnapshotRow>> beyond(const QString &org,
                                                                  const Retention &retention) = 0;
    /// The snapshot is never removed from now on; `why` says who needs it ("review 2026-Q4"). The same
    /// again changes nothing. Storage error when there is none of that id.
    [[nodiscard]] virtual Result<void> hold(const QString &snapshotId, const QString &why) = 0;
    [[nodiscard]] virtual Result<QStringList> holds(const QString &snapshotId) = 0; ///< every why, sorted

    /// Appends answers to the organization's unfinished collection of that mark; one of another mark is
    /// replaced. Cheap enough for every second: each body is kept once, and keep() finds it there.
    [[nodiscard]] virtual Result<void> keepUnfinished(const QString &org, const UnfinishedMark &mark,
                                                      const std::vector<fly::Reply> &more) = 0;
    [[nodiscard]] virtual Result<std::optional<Unfinished>> unfinished(const QString &org) = 0;
    [[nodiscard]] virtual Result<void> dropUnfinished(const QString &org) = 0;

    [[nodiscard]] virtual Result<model::DeclaredIntents> intents(const QString &org) = 0;
    [[nodiscard]] virtual Result<void> declare(const QString &org, const QString &app,
                                               const model::DeclaredIntent &intent) = 0;

    /// The key of the digests of values that may be secret as a database of an earlier version holds it;
    /// nothing where it holds none. It has to move out (core/token/digest_key.h) and then be forgotten.
    [[nodiscard]] virtual Result<std::optional<QByteArray>> oldDigestKey() = 0;
    /// Removes the key, its bytes too: from the file, its log and the copies made before updates. May be
    /// called again, and is to be after an error: another Airworthy that has the file open keeps the log.
    [[nodiscard]] virtual Result<void> forgetDigestKey() = 0;
};

enum class Access {
    ReadWrite, ///< waits up to five seconds for another writer, then a Storage error that says so
    ReadOnly,  ///< for a second instance, and for a folder one may not write to
};

/// Opens (and makes, with mode 0600 in a folder of mode 0700) airworthy.db in `folder`. A database of
/// a newer version is an error and is not touched; a damaged one is an error and is not touched.
/// `clock` bounds what retention removes: a snapshot from the future ages no other.
[[nodiscard]] Result<std::unique_ptr<Store>> openSqlite(const QString &folder, Access access,
                                                        Clock clock = systemClock());

/// --data-dir, AIRWORTHY_DATA_DIR or the XDG data folder, in this order.
[[nodiscard]] QString dataFolder(const QString &fromOption);

} // namespace aw::store
