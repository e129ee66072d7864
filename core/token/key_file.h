// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QString>
#include <optional>

namespace aw::token {

/// Whose file it is, and so what is asked of it.
enum class FileRule {
    Ours,   ///< this program made it: no link, and nobody else may read it
    Theirs, ///< another program of this user's keeps it as it likes
};

/// The content of a file that holds a secret; nothing when there is no such file. Storage error, which
/// says what to do, for what is no plain file, belongs to somebody else, breaks the rule or is larger
/// than `most`. Opened once and read once, so that what was checked is what is read, and never half of
/// one version and half of the next.
[[nodiscard]] Result<std::optional<SecretBytes>> readPrivateFile(const QString &path, qsizetype most,
                                                                 FileRule rule = FileRule::Ours);

/// Makes the file, mode 0600, in one piece or not at all, and safely on the disk. Storage error when
/// there is one already. What a killed attempt left beside it is replaced; whoever calls holds the
/// folder's lock.
[[nodiscard]] Result<void> makePrivateFile(const QString &path, const SecretBytes &content);

/// A lock on a folder among processes, let go when this dies, or the process, however it ends.
class FolderLock
{
public:
    FolderLock() = default;
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;
    ~FolderLock();

    /// Does not wait: an unheld lock when another holds it. Storage error when the folder will not
    /// have a lock file of that name.
    [[nodiscard]] static Result<FolderLock> tryTake(const QString &folder, const QString &name);
    [[nodiscard]] bool held() const { return m_file >= 0; }

private:
    explicit FolderLock(int file) : m_file(file) {}

    int m_file = -1;
};

} // namespace aw::token
