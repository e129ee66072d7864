// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/packing.h"
#include "core/store/sqlite.h"

#include <QHash>
#include <vector>

namespace aw::store {

/// Bodies on their way into the database. Everything slow, hashing and compressing, is done before
/// the transaction that keeps them, so that another process hardly waits.
class BodiesToKeep
{
public:
    /// Looks up which of `bodies` are there and compresses the others. `bodies` must outlive this.
    [[nodiscard]] static Result<BodiesToKeep> prepare(const Connection &db,
                                                      std::vector<const QByteArray *> bodies);

    /// Keeps those that are missing, one copy of each, in the caller's write transaction. The numbers
    /// of all, in the order given; 0 for an empty one.
    [[nodiscard]] Result<std::vector<qint64>> keep(const Connection &db) const;

private:
    [[nodiscard]] Result<QByteArray> packed(std::size_t index) const;

    Packer m_packer;
    std::vector<const QByteArray *> m_bodies;
    std::vector<QByteArray> m_hashes;       ///< SHA-256 of each; empty for an empty body
    QHash<QByteArray, QByteArray> m_packed; ///< by hash: those that were not there
};

/// Reads bodies back.
class BodyReader
{
public:
    enum class Check {
        Hash,     ///< each body must give the hash it was kept under
        Checksum, ///< for a caller that works out a hash of all of them: what compression checks by itself
    };

    [[nodiscard]] static Result<BodyReader> over(const Connection &db, Check check);

    /// Nothing when there is none of that number, or when it is not what was kept.
    [[nodiscard]] Result<std::optional<QByteArray>> read(qint64 number);

private:
    BodyReader(Statement rows, Check check) : m_rows(std::move(rows)), m_check(check) {}
    [[nodiscard]] std::optional<QByteArray> unpacked() const; ///< the row's

    Unpacker m_unpacker;
    Statement m_rows;
    Check m_check;
    QHash<qint64, QByteArray> m_read; ///< a body that many answers share is read once
};

/// Removes the bodies that no kept answer refers to, in the caller's write transaction. Where a list of
/// numbers is damaged nothing is removed: it might need any of them.
[[nodiscard]] Result<void> sweepBodies(const Connection &db);

} // namespace aw::store
