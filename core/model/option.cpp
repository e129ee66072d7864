// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/option.h"

#include <algorithm>

namespace aw::model {

const Option *optionAt(const std::vector<Option> &options, const QString &pointer)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&pointer](const Option &option) { return option.pointer == pointer; });
    return found == options.end() ? nullptr : &*found;
}

} // namespace aw::model
