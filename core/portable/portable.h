// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace aw::portable {

/// A snapshot as one file, NAME.airworthy, for another machine: a zip that any unzip opens, with
///   README.txt           what this is, and how to check it with tools everyone has
///   SHA256SUMS           of every other entry, as sha256sum writes it
///   bodies/SHA256.json   each distinct redacted body once, named by its own digest
///   manifest.json        who, when, and every answer in its order ("airworthy.snapshot/1")
/// The same record and name give the same bytes, packed by the same zlib. It holds neither token nor digest
/// key nor path.

/// What is accepted at most. Reading holds the file, the bodies and the manifest in memory, so that
/// these bound it: beyond them the answer is an error of kind Limit.
constexpr qint64 kMostFileBytes = qint64{256} * 1024 * 1024;
constexpr qint64 kMostBodyBytes = qint64{512} * 1024 * 1024;    ///< of all distinct bodies
constexpr qint64 kMostOneBodyBytes = qint64{64} * 1024 * 1024;  ///< as for an answer of the API
constexpr qint64 kMostManifestBytes = qint64{64} * 1024 * 1024; ///< some 100,000 answers
constexpr qsizetype kMostBodies = 65'000;                       ///< a plain zip counts to 65,535

/// What a file held, proved to be whole: every digest was computed anew, and the record gives the id
/// that the manifest states. That says nothing about who made it.
struct Contents {
    collect::Record record;
    QString id;
    QString organizationName; ///< as the manifest has it, for reading only; plain text
    QString version;          ///< of the program that wrote it; plain text
    qint64 bodies = 0;        ///< distinct
    qint64 bodyBytes = 0;     ///< of the distinct ones
};

/// The file as bytes. Storage error where the record is beyond the limits, or could not be read back.
[[nodiscard]] Result<QByteArray> write(const collect::Record &record, const QString &organizationName);

/// Reads such a file, whatever it may hold. Malformed when it is none, was cut, altered or made up,
/// Limit when it is beyond what is accepted or was made by a newer version; the sentence says which.
/// A collection that lies more than a day after `now` is refused, but for a demo recording.
[[nodiscard]] Result<Contents> read(const QByteArray &file, const QDateTime &now);

/// The bytes of a file. Never waits: what is not a regular file (a folder, a pipe, a device) is an
/// Input error, so is one that cannot be opened or that changes while it is read.
[[nodiscard]] Result<QByteArray> load(const QString &path);

/// The name that suits a snapshot: "acme-2026-11-24-1a2b3c.airworthy".
[[nodiscard]] QString fileName(const collect::Record &record);

} // namespace aw::portable
