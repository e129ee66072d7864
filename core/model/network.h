// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/setting.h"

#include <QDateTime>
#include <QStringList>

namespace aw::model {

/// An address that an app's or a machine's own traffic leaves from (EgressIPAddress).
struct EgressAddress {
    QString id; ///< made of machine and address where the platform gives none
    QString address;
    QString machine; ///< empty for an address of the app; addresses of machines are deprecated
    QString region;
    Fact<qint64> version; ///< 4 or 6
    Fact<QDateTime> updatedAt;
    Origin origin;
};

/// One rule of a network policy. Documented in prose alone (machines/guides-examples/network-policies).
struct PolicyRule {
    struct Port {
        QString protocol;
        Fact<qint64> port; ///< unknown when the rule names none
    };

    QString action;    ///< "allow": nothing else is documented
    QString direction; ///< ingress or egress
    std::vector<Port> ports;
    Origin origin;
};

/// A network policy. Once a rule of a direction exists, everything else in that direction is refused;
/// in force for a machine after its next start, and never for traffic through Fly Proxy.
struct NetworkPolicy {
    QString id;
    QString name;
    bool all = false;              ///< selects every machine of the app
    QStringList machines;          ///< ids of machines; empty when it does not select by id
    std::vector<Setting> metadata; ///< reduced, as a machine's metadata are; empty when it does not select so
    std::vector<PolicyRule> rules;
    Origin origin;
};

} // namespace aw::model
