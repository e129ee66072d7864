// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/token/keychain.h"

namespace aw::token {

/// The key of this installation's digests of values that may be secret. It never stands in the
/// database, so that nobody can guess values from the database alone.
struct DigestKey {
    enum class Place { Keychain, File };

    QByteArray key; ///< 32 bytes
    Place place = Place::Keychain;
    /// Made just now, or another than the one in the database: digests in earlier snapshots can be
    /// compared with each other, but not with those to come.
    bool fresh = false;
};

/// Finds the key, or makes one, in this order: the file `digest.key` in the data folder; the key that
/// an older version kept in the database, `old`, which moves out (the caller makes the database forget
/// it once this has succeeded); the keychain's entry; a new one. A key goes to the keychain, or to the
/// file (mode 0600) where there is none that takes it or where it keeps another folder's.
///
/// Processes that ask at once get the same key. Killed at any moment, the next call goes on. Storage
/// error when the file is not fit to hold a secret. Main thread only.
[[nodiscard]] QFuture<Result<DigestKey>> digestKey(std::shared_ptr<Keychain> keychain, const QString &folder,
                                                   const QByteArray &old = {});

/// The key of the demo organization, whose values are invented: looking at it asks no keychain, and it
/// gives the same digests everywhere.
[[nodiscard]] QByteArray demoDigestKey();

/// What to say, once, when `key` is fresh and there are snapshots.
[[nodiscard]] QString freshKeyNote();

} // namespace aw::token
