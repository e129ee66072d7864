// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/app.h"

namespace aw::model {

bool Volume::leaving() const
{
    static const QStringList leavingStates{
        QStringLiteral("scheduling_destroy"), QStringLiteral("fork_cleanup"),
        QStringLiteral("waiting_for_detach"), QStringLiteral("pending_destroy"),
        QStringLiteral("destroying"),         QStringLiteral("destroyed")};
    return leavingStates.contains(state);
}

bool IpAddress::flycast() const
{
    return address.startsWith(QLatin1String("fdaa:"), Qt::CaseInsensitive);
}

bool IpAddress::publicIngress() const
{
    return !egress && !flycast();
}

bool App::postgresCluster() const
{
    return role.known() && *role == QLatin1String("postgres_cluster");
}

} // namespace aw::model
