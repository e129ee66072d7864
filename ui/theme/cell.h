// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <Qt>

namespace aw::theme {

/// How a model says what a cell looks like; CellDelegate paints it. Text is always the display role,
/// so nothing is told by color alone.
enum CellRole {
    IconNameRole = Qt::UserRole + 100, ///< QString, a name of resources/icons
    IconInkRole,                       ///< int of Ink
    TextInkRole,                       ///< int of Ink; Ink::Text when unset
    TextRoleRole,                      ///< int of TextRole; BodyMedium when unset
    ElideMiddleRole,                   ///< bool: identifiers are cut in the middle
    GroupHeadRole,                     ///< bool: the row is the head of a group …
    GroupOpenRole,                     ///< … and is unfolded
    GroupCountRole,                    ///< … with that many rows
};

} // namespace aw::theme
