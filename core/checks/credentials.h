// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

#include <map>

namespace aw::checks {

/// Likely or certain: what the checks on secrets report.
[[nodiscard]] bool credential(const model::ReducedValue &value);

/// Every place where one credential of an app (or image) was seen. Only what is kept of the value.
struct Credential {
    QString name;         ///< of the variable, or the path of the file
    QStringList places;   ///< "env", "processes[web].env", …; each once
    QStringList machines; ///< ids; each once
    QStringList digests;  ///< of the values; each once
    qsizetype versions = 0;
    model::ReducedValue worst; ///< the value that looks most like a credential
    std::vector<model::Origin> origins;

    void see(const QString &place, const QString &machine, const model::ReducedValue &value,
             const model::Origin &origin);
    /// "certainly a credential (stripe-key, at most 40 characters, digest 0123456789abcdef)"
    [[nodiscard]] QString valueWords() const;
};

/// By key: the name, or for a credential without one its shape.
using Credentials = std::map<QString, Credential>;

/// Notes `setting` when it is a credential.
void note(Credentials &seen, const model::Setting &setting, const QString &machine);

/// What one check has read of one app's machines.
struct MachineReading {
    struct Flaw {
        QString key;
        QString message;
        std::vector<model::Origin> evidence;
        Weighed weighed;
        Fills fills; ///< beside those of every result of the app
    };

    std::vector<Flaw> flaws;
    std::vector<model::Gap> gaps; ///< the check's own; those of the machines are added
    Weighed weighed;              ///< of the app's result without key
    bool applies = true;          ///< the check's not_applicable does not hold
    QString whether;              ///< the open question, should there be gaps
    QString passes;
    QString notApplicable;
};

/// One result for each flaw of each app, and one for the rest of the app: unknown while a machine of
/// it could not be seen whole, else not applicable or pass (left out when there are flaws).
[[nodiscard]] std::vector<Result> overMachines(const View &view,
                                               MachineReading (*read)(const View &, const model::App &));

/// Live machines that are listed.
[[nodiscard]] std::vector<const model::Machine *> liveMachines(const model::App &app);

} // namespace aw::checks
