// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/sha256.h"

#include <QByteArray>
#include <QLatin1String>

namespace aw::portable {

/// Names inside the file. A released one is never renamed.
constexpr auto kReadme = "README.txt";
constexpr auto kSums = "SHA256SUMS";
constexpr auto kManifest = "manifest.json";
constexpr auto kBodies = "bodies/";
constexpr auto kBodyEnding = ".json";

constexpr QLatin1String kSchemaStem("airworthy.snapshot/");
constexpr int kSchemaVersion = 1;

constexpr qsizetype kDigestLength = 64; ///< hexadecimal digits of a SHA-256

[[nodiscard]] inline QByteArray digestOf(const QByteArray &bytes)
{
    return Sha256::of(bytes).toHex();
}

[[nodiscard]] inline QByteArray bodyName(const QByteArray &digest)
{
    return kBodies + digest + kBodyEnding;
}

/// A line of SHA256SUMS.
[[nodiscard]] inline QByteArray sumLine(const QByteArray &digest, const QByteArray &name)
{
    return digest + "  " + name + '\n';
}

} // namespace aw::portable
