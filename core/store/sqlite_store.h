// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/sqlite.h"
#include "core/store/store.h"

namespace aw::store {

/// The store over one connection that is already of the present form.
class SqliteStore final : public Store
{
public:
    SqliteStore(Connection db, bool readOnly) : m_db(std::move(db)), m_readOnly(readOnly) {}

    [[nodiscard]] bool readOnly() const override { return m_readOnly; }
    [[nodiscard]] Result<std::vector<OrganizationRow>> organizations() override;
    [[nodiscard]] Result<void> keep(const collect::Record &record, const model::Snapshot &snapshot,
                                    const model::Findings &findings) override;
    [[nodiscard]] Result<std::vector<SnapshotRow>> snapshots(const QString &org) override;
    [[nodiscard]] Result<collect::Record> record(const QString &snapshotId) override;
    [[nodiscard]] Result<QHash<QString, QDateTime>> firstSeen(const QString &org) override;
    [[nodiscard]] Result<model::DeclaredIntents> intents(const QString &org) override;
    [[nodiscard]] Result<void> declare(const QString &org, const QString &app,
                                       const model::DeclaredIntent &intent) override;
    [[nodiscard]] Result<QByteArray> digestKey() override;

private:
    [[nodiscard]] Result<Transaction> write() const;
    [[nodiscard]] Result<bool> known(const QString &snapshotId) const;
    [[nodiscard]] Result<void> keepOrganization(const model::Snapshot &snapshot) const;
    [[nodiscard]] Result<qint64> keepSnapshot(const collect::Record &record,
                                              const model::Snapshot &snapshot) const;
    [[nodiscard]] Result<void> keepReplies(qint64 seq, const std::vector<fly::Reply> &replies) const;
    [[nodiscard]] Result<void> keepFindings(qint64 seq, const model::Findings &findings) const;
    [[nodiscard]] Result<void> keepFirstFailed(const model::Snapshot &snapshot,
                                               const model::Findings &findings) const;
    [[nodiscard]] Result<QByteArray> storedKey() const;

    Connection m_db;
    bool m_readOnly;
};

} // namespace aw::store
