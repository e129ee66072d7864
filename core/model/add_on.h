// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/option.h"

#include <QDateTime>
#include <QStringList>

namespace aw::model {

/// Something another company runs for the organization: a bucket, a cache, a database, error tracking.
/// Its credentials are never asked for (FLY-API §6).
struct AddOn {
    QString id;
    QString name;
    QString provider;     ///< "tigris", "upstash_redis", "sentry", …
    QString providerName; ///< as the provider shows itself
    QString status;       ///< as the provider words it; empty when not told
    QString plan;         ///< name of the plan; empty when not told
    QString region;       ///< of the primary; empty when not told
    QStringList readRegions;
    QString hostname;
    QString privateIp;         ///< empty when it is not reached over the private network
    QStringList apps;          ///< the apps it is attached to
    bool appsComplete = false; ///< every attached app is in `apps`
    Fact<QDateTime> createdAt;
    std::vector<Option> options; ///< untyped: that a name is missing proves nothing
    std::vector<Option> metadata;
    bool optionsRead = false; ///< the platform gave the options as an object
    Origin origin;
};

} // namespace aw::model
