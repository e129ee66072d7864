// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/record.h"

#include <vector>

namespace aw::portable {

/// What manifest.json says: the record but for its bodies, and of each answer the digest of its body,
/// empty where it has none.
struct Manifest {
    collect::Record record;
    std::vector<QByteArray> digests; ///< one for each reply
    QString id;
    QString organizationName;
    QString version;
};

/// The manifest as JSON, an answer a line, so that it can be read, searched and compared.
[[nodiscard]] QByteArray manifestText(const Manifest &manifest);

/// Malformed with the place of what is wrong; Limit when it is too large, too deep or of a newer form.
[[nodiscard]] Result<Manifest> readManifest(const QByteArray &text);

} // namespace aw::portable
