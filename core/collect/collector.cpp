// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collector.h"

namespace aw::collect {

Next Collector::begin(const QString & /*org*/) const
{
    return {};
}

Next Collector::beginApp(const QString & /*org*/, const model::App & /*app*/) const
{
    return {};
}

Next Collector::afterApps(const QString & /*org*/, const Draft & /*draft*/) const
{
    return {};
}

Otherwise Collector::otherwise(const fly::Reply & /*reply*/, const model::Gap & /*gap*/,
                               const Draft & /*draft*/) const
{
    return {};
}

model::Gap Collector::worded(const fly::Reply & /*reply*/, model::Gap gap) const
{
    return gap;
}

} // namespace aw::collect
