// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/health_check.h"

#include <QStringList>

namespace aw::model {

/// A command as its arguments, with what may be a credential masked.
struct Command {
    QStringList exec;       ///< replaces entry point and command
    QStringList entrypoint; ///< in place of the image's
    QStringList cmd;        ///< in place of the image's
};

/// A variable that a part of the machine gets from elsewhere.
struct VariableSource {
    QString variable;
    QString from; ///< name of a secret, or a field of the machine
};

/// When something that ended is started again.
struct RestartPolicy {
    QString policy; ///< no, always, on-failure, spot-price; empty when not told
    Fact<qint64> maxRetries;
};

/// One program of a machine (`processes`).
struct Process {
    Command command;
    QString user; ///< empty: the image's
    bool ignoresAppSecrets = false;
    std::vector<VariableSource> secrets;   ///< app secrets it names for itself
    std::vector<VariableSource> variables; ///< fields of the machine that it gets (`env_from`)
    Origin origin;
};

/// One of several containers of a machine.
struct Container {
    QString name;
    QString image; ///< reference; never with a credential
    Process process;
    std::optional<RestartPolicy> restart; ///< empty: the configuration names none
    QStringList dependsOn;                ///< names of other containers
    std::vector<HealthCheck> checks;
    Origin origin;
};

} // namespace aw::model
