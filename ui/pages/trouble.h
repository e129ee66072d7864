// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/page.h"

#include <functional>

namespace aw::pages {

/// What stands in place of a page that has no snapshot to show: reading, trouble, or none yet; null
/// when there is one. `reading` says what is being read.
[[nodiscard]] QWidget *standIn(Workspace &workspace, const QString &reading);

/// The one banner a page shows above it, the most severe first; null when all is well.
[[nodiscard]] QWidget *bannerFor(Workspace &workspace, const std::function<void(const Place &)> &go);

/// An error as text to hand on: what, where and when.
[[nodiscard]] QString troubleAsText(const Trouble &trouble);

/// Names an error in a few words.
[[nodiscard]] QString troubleTitle(const Error &error);

} // namespace aw::pages
