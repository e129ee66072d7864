// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <vector>

namespace aw::secrets {

/// A value inside a text, with the name that stands before it.
struct TextPair {
    QString name;
    QString value;        ///< as meant: quotes and backslashes before quotes taken off
    qsizetype begin = 0;  ///< where it stands in the text, quotes not counted
    qsizetype length = 0; ///< what to hide of the text; may be more than the value where its end is in doubt
    bool within = false;  ///< found inside the value of the pair before it, which hides it already
};

/// Splits a text into pairs at "=", ":" and "--name value", and in ENV, ARG and LABEL lines and
/// "|n NAME=value" lists of image histories. By position; values do not overlap but for those
/// `within`. Pairs without a value are left out. One pass, whatever stands in the text.
[[nodiscard]] std::vector<TextPair> pairsIn(const QString &text);

} // namespace aw::secrets
