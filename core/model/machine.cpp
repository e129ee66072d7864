// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/machine.h"

namespace aw::model {

QString ImageRef::name() const
{
    const QString base = registry.isEmpty() ? repository : registry + QLatin1Char('/') + repository;
    if (!digest.isEmpty())
        return base + QLatin1Char('@') + digest;
    return tag.isEmpty() ? base : base + QLatin1Char(':') + tag;
}

bool Machine::live() const
{
    return state != QLatin1String("destroyed") && state != QLatin1String("destroying");
}

bool Machine::whole() const
{
    return configComplete && hostStatus.known() && *hostStatus == QLatin1String("ok");
}

} // namespace aw::model
