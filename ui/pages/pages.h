// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/page.h"

#include <span>

namespace aw::pages {

/// A page as the navigation knows it. The order is that of the navigation and of Ctrl+1, Ctrl+2, …
struct PageRow {
    const char *id;
    const char *title; ///< to translate in the context "aw::pages"
    const char *group; ///< likewise; empty: stands apart, at the bottom
    const char *icon;
    Page *(*make)(Workspace &workspace, QWidget *parent);
};

[[nodiscard]] std::span<const PageRow> pages();
[[nodiscard]] QString titleOf(const PageRow &row);
[[nodiscard]] QString groupOf(const PageRow &row);

} // namespace aw::pages
