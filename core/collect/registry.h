// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collector.h"

namespace aw::collect {

/// "repository@digest" of an image, as the registry's routes take it.
[[nodiscard]] QString registryItem(const model::ImageRef &ref);

/// Whether the image is one of the organization's own: in Fly's registry, below the name of an app that
/// was listed. Nothing else is asked of a registry.
[[nodiscard]] bool inOwnRegistry(const model::ImageRef &ref, const Draft &draft);

/// The images that what the registry answers for `item` belongs to: it is their manifest, the one chosen
/// from their index, or their configuration.
[[nodiscard]] std::vector<model::Image *> imagesOf(Draft &draft, const QString &item);

/// Reads a manifest or an index (OCI image specification; Docker's forms are the same here) and asks for
/// what it names: the manifest for linux/amd64, or the configuration.
[[nodiscard]] Result<Next> readManifest(const fly::Reply &reply, int index, Draft &draft);

} // namespace aw::collect
