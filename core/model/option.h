// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"
#include "core/model/reduced_value.h"

namespace aw::model {

/// One value of an object that no schema describes, as far as it may be kept: flags, numbers and a few
/// words stand as they were, every other text is reduced.
struct Option {
    enum class Kind { None, Flag, Number, Word, Reduced };

    QString pointer;        ///< where it stands below that object, RFC 6901: "/public"
    Kind kind = Kind::None; ///< None: the value is null
    bool flag = false;      ///< of Kind::Flag
    double number = 0;      ///< of Kind::Number
    QString word;           ///< of Kind::Word
    ReducedValue value;     ///< of Kind::Reduced
    Origin origin;
};

/// The value at that place, or null when the object has none there.
[[nodiscard]] const Option *optionAt(const std::vector<Option> &options, const QString &pointer);

} // namespace aw::model
