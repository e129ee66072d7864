// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"

namespace aw::test {

// The images of generatedFixture(), by the number of their app.

[[nodiscard]] QString generatedTag();
[[nodiscard]] QString generatedDigest(int app);
/// Whether the registry alone tells how the image was made.
[[nodiscard]] bool toldByRegistry(int app);
[[nodiscard]] JsonValue generatedImage(int app); ///< as GraphQL tells it
/// What the registry holds of it, by "manifests/<digest>" and "blobs/<digest>"; each digest is that of
/// the compact JSON.
[[nodiscard]] JsonValue generatedRegistry(int app);

} // namespace aw::test
