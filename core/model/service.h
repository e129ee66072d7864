// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/health_check.h"

#include <QStringList>

namespace aw::model {

/// How a port ends TLS; what is absent is left to the platform.
struct TlsOptions {
    QStringList versions; ///< "TLSv1.2", "TLSv1.3"; empty: the platform's
    QStringList alpn;     ///< "h2", "http/1.1"; empty: the platform's
    bool defaultSelfSigned = false;
    Origin origin;
};

/// One published port or range of a service. Ranges follow the API: start 0 and end 65535 when absent.
struct Port {
    quint16 first = 0;
    quint16 last = 0; ///< equal to first for a single port
    QStringList handlers;
    bool forceHttps = false;       ///< absent means false (Machines API, machines resource)
    std::optional<TlsOptions> tls; ///< empty: the configuration names none
    QString proxyProtocol;         ///< version of the PROXY protocol, "v1" or "v2"; empty: not in use
    Origin origin;
};

/// How many connections or requests a machine takes.
struct Concurrency {
    QString type; ///< connections or requests
    Fact<qint64> hardLimit;
    Fact<qint64> softLimit;
};

struct Service {
    enum class Autostop { Off, Stop, Suspend };

    QString protocol; ///< "tcp" or "udp"
    quint16 internalPort = 0;
    Autostop autostop = Autostop::Off; ///< absent or null means off (Machines API, machines resource)
    Fact<bool> autostart;              ///< unknown when absent or null, which the API reads as false
    Fact<qint64> minMachinesRunning;   ///< unknown when absent or null
    std::vector<Port> ports;
    std::vector<HealthCheck> checks;
    std::optional<Concurrency> concurrency; ///< empty: the configuration names none
    Origin origin;
    Origin autostopOrigin; ///< of the field, or of the service where it is absent
};

} // namespace aw::model
