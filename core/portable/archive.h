// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/portable/layout.h"

#include <QDateTime>
#include <memory>

namespace aw::portable {

/// A file to be put into the zip. `bytes` must stay as they are until pack() returns.
struct Member {
    QByteArray name;
    QByteArray bytes;
};

/// A zip of the members in their order, each with the time `at` (UTC, to two seconds) and mode 0644.
/// The same members and time give the same bytes. Storage error when it cannot be made.
[[nodiscard]] Result<QByteArray> pack(const std::vector<Member> &members, const QDateTime &at);

/// A zip opened for reading; `file` must outlive it.
class Archive
{
public:
    /// Malformed where the file is not laid out as layoutOf() demands.
    [[nodiscard]] static Result<Archive> open(const QByteArray &file);

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    /// The content of an entry. Decompresses no further than the size that its header states, which
    /// the caller has judged, and is Malformed when that or the checksum proves wrong.
    [[nodiscard]] Result<QByteArray> content(std::size_t index) const;

private:
    Archive() = default;

    std::shared_ptr<void> m_zip; ///< libzip's
    std::vector<Entry> m_entries;
};

} // namespace aw::portable
