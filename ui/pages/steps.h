// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/widgets/text_label.h"

class QHBoxLayout;

namespace aw::pages {

/// "1 Make a token": a step's number and title, with a quiet line at the end.
[[nodiscard]] QHBoxLayout *stepHead(int number, const QString &title, const QString &quiet = {});

/// Text in as many lines as its width needs.
[[nodiscard]] widgets::TextLabel *wrapped(theme::TextRole role, theme::Ink ink, const QString &text);

} // namespace aw::pages
