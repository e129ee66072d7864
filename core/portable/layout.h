// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <vector>

namespace aw::portable {

/// What the directory of a zip says of an entry.
struct Entry {
    QByteArray name;
    quint32 checksum = 0;   ///< CRC-32
    quint32 compressed = 0; ///< bytes
    quint32 size = 0;       ///< bytes, as declared
    int method = 0;
};

/// Reads the structure of a zip by the strictest reading there is: entry after entry from the first
/// byte, then the directory, then its end, with nothing before, between or behind; plain files alone,
/// stored or deflated, with names that stay inside, each once; both headers of an entry agree. So two
/// programs that open the file cannot see two different things in it. Nothing is decompressed, and no
/// more is allocated than the directory is long. Malformed or Limit with what is wrong.
[[nodiscard]] Result<std::vector<Entry>> layoutOf(const QByteArray &file);

} // namespace aw::portable
