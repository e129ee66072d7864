// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>

class QWidget;

namespace aw::theme {

/// The drawing `name` of resources/icons in that color; inner glyphs take the surface color in the
/// dark. `size` in pixels as they are now. A name there is no drawing for gives a null pixmap.
[[nodiscard]] QPixmap pixmap(const QString &name, Ink ink, int size, const QWidget *widget);

/// The same as an icon of 16 pixels at 100 %, quiet when disabled.
[[nodiscard]] QIcon icon(const QString &name, Ink ink, const QWidget *widget);

} // namespace aw::theme
