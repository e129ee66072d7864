// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/managed_postgres.h"

namespace aw::model {

bool ManagedCluster::leaving() const
{
    return status == QLatin1String("deleting") || status == QLatin1String("deleted");
}

} // namespace aw::model
