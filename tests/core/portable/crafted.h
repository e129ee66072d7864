// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

#include <QByteArray>
#include <map>
#include <optional>
#include <vector>

namespace aw::portable {

/// A zip put together byte by byte, so that each field may lie. What is not set tells the truth.
struct CraftedEntry {
    QByteArray name;
    QByteArray content = {};
    bool deflate = true;
    quint16 flags = 0;
    quint16 madeBy = 0x031e; ///< Unix, version 3.0
    quint32 attributes = 0100644U << 16;
    QByteArray extra = {}; ///< in both headers
    std::optional<quint16> method = {};
    std::optional<quint32> checksum = {};
    std::optional<quint32> size = {};       ///< in both headers
    std::optional<quint32> compressed = {}; ///< in both headers
    std::optional<quint32> localSize = {};  ///< in the entry's own header
    std::optional<QByteArray> localName = {};
    std::optional<quint32> offset = {}; ///< in the directory
};

struct CraftedZip {
    std::vector<CraftedEntry> entries;
    QByteArray before; ///< bytes in front of the first entry, whose offsets stay as if there were none
    QByteArray between;
    QByteArray comment;
    std::optional<quint16> count = {};
    quint16 disk = 0;

    [[nodiscard]] QByteArray bytes() const;
};

/// A portable snapshot taken apart. Put together again, its digests fit whatever was changed.
struct Forged {
    QByteArray readme = "read me\n";
    QByteArray manifest;
    std::map<QByteArray, QByteArray> bodies; ///< by name of the entry

    explicit Forged(const collect::Record &record);

    /// Exchanges `from`, which must be in the manifest, for `to`, in its first place.
    Forged &change(const QByteArray &from, const QByteArray &to);
    [[nodiscard]] CraftedZip zip() const;
    [[nodiscard]] QByteArray bytes() const { return zip().bytes(); }
};

/// The same for a record that write() would refuse: the file that a forger would make of it.
[[nodiscard]] QByteArray fileOf(const collect::Record &record);

/// A small record with two answers of the same body, a page, a refusal and a lost answer.
[[nodiscard]] collect::Record smallRecord();

[[nodiscard]] quint32 crc32(const QByteArray &bytes);

} // namespace aw::portable
