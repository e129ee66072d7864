// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/bodies.h"
#include "core/store/sqlite.h"
#include "core/store/store.h"

namespace aw::store {

/// The store over one connection that is already of the present form.
class SqliteStore final : public Store
{
public:
    SqliteStore(Connection db, bool readOnly, Clock clock)
        : m_db(std::move(db)), m_readOnly(readOnly), m_clock(std::move(clock))
    {}

    [[nodiscard]] bool readOnly() const override { return m_readOnly; }
    [[nodiscard]] Result<std::vector<OrganizationRow>> organizations() override;
    [[nodiscard]] Result<void> keep(const collect::Record &record, const model::Snapshot &snapshot,
                                    const model::Findings &findings) override;
    [[nodiscard]] Result<std::vector<SnapshotRow>> snapshots(const QString &org) override;
    [[nodiscard]] Result<collect::Record> record(const QString &snapshotId) override;
    [[nodiscard]] Result<QHash<QString, QDateTime>> firstSeen(const QString &org) override;
    [[nodiscard]] Result<Retention> retention(const QString &org) override;
    [[nodiscard]] Result<void> setRetention(const QString &org, const Retention &retention) override;
    [[nodiscard]] Result<std::vector<SnapshotRow>> beyond(const QString &org,
                                                          const Retention &retention) override;
    [[nodiscard]] Result<void> hold(const QString &snapshotId, const QString &why) override;
    [[nodiscard]] Result<QStringList> holds(const QString &snapshotId) override;
    [[nodiscard]] Result<void> keepUnfinished(const QString &org, const UnfinishedMark &mark,
                                              const std::vector<fly::Reply> &more) override;
    [[nodiscard]] Result<std::optional<Unfinished>> unfinished(const QString &org) override;
    [[nodiscard]] Result<void> dropUnfinished(const QString &org) override;
    [[nodiscard]] Result<model::DeclaredIntents> intents(const QString &org) override;
    [[nodiscard]] Result<void> know(const QString &org) override;
    [[nodiscard]] Result<void> declare(const QString &org, const QString &app,
                                       const model::DeclaredIntent &intent) override;
    [[nodiscard]] Result<std::optional<QByteArray>> oldDigestKey() override;
    [[nodiscard]] Result<void> forgetDigestKey() override;

private:
    struct OldSnapshot {
        qint64 seq = 0;
        SnapshotRow row;
    };

    [[nodiscard]] Result<Transaction> write() const;
    /// The record as it lies there; whether it gives its id is the caller's question.
    [[nodiscard]] Result<collect::Record> storedRecord(const QString &snapshotId,
                                                       BodyReader::Check check) const;
    [[nodiscard]] Result<qint64> sequenceOf(const QString &snapshotId) const;

    // Each of these in the transaction of its caller.
    [[nodiscard]] Result<bool> known(const QString &snapshotId) const;
    [[nodiscard]] Result<void> keepAll(const collect::Record &record, const model::Snapshot &snapshot,
                                       const model::Findings &findings, const BodiesToKeep &bodies) const;
    [[nodiscard]] Result<void> keepOrganization(const model::Snapshot &snapshot) const;
    [[nodiscard]] Result<qint64> keepSnapshot(const collect::Record &record,
                                              const model::Snapshot &snapshot) const;
    [[nodiscard]] Result<void> keepAnswers(qint64 seq, const std::vector<fly::Reply> &replies,
                                           const BodiesToKeep &bodies) const;
    [[nodiscard]] Result<void> keepFirstFailed(const model::Snapshot &snapshot,
                                               const model::Findings &findings) const;

    [[nodiscard]] Result<Retention> chosenRetention(const QString &org) const;
    [[nodiscard]] Result<std::vector<OldSnapshot>> outlived(const QString &org,
                                                            const Retention &retention) const;
    /// Removes what the organization's retention no longer keeps, but for `except`; whether there was any.
    [[nodiscard]] Result<bool> retire(const QString &org, std::optional<qint64> except) const;
    /// Removes bodies nobody needs any more and gives their room back.
    [[nodiscard]] Result<void> removeLeftOver() const;

    /// The number of the run of that mark, begun when there is none.
    [[nodiscard]] Result<qint64> unfinishedRun(const QString &org, const UnfinishedMark &mark) const;
    [[nodiscard]] Result<void> keepPart(qint64 run, const std::vector<fly::Reply> &more,
                                        const BodiesToKeep &bodies) const;
    [[nodiscard]] Result<std::vector<fly::Reply>> partsOf(qint64 run, const QString &org) const;
    /// Whether there was one, begun by then if a time is given.
    [[nodiscard]] Result<bool> removeUnfinished(const QString &org, const QDateTime &begunBy) const;

    [[nodiscard]] Result<QByteArray> storedKey() const;
    [[nodiscard]] Result<void> forgetInCopies() const;

    Connection m_db;
    bool m_readOnly;
    Clock m_clock;
};

} // namespace aw::store
