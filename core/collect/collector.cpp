// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/collector.h"

namespace aw::collect {

Next Collector::beginApp(const QString & /*org*/, const model::App & /*app*/) const
{
    return {};
}

} // namespace aw::collect
