// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/fact.h"

#include <QLatin1String>
#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

namespace aw::model {

enum class Status { Pass, Fail, Unknown, NotApplicable };
enum class Severity { Critical, High, Medium, Low, Info }; ///< worst first

[[nodiscard]] QLatin1String statusName(Status status);       ///< pass, fail, unknown, not_applicable
[[nodiscard]] QLatin1String severityName(Severity severity); ///< critical, high, medium, low, info
[[nodiscard]] std::optional<Status> statusNamed(const QString &name);
[[nodiscard]] std::optional<Severity> severityNamed(const QString &name);

/// What a finding is about. `type` is one of the interface's names: organization, app, machine,
/// volume, certificate, ip, secret, member, invitation, token, wireguard_peer, ssh_certificate,
/// network, image, database, addon.
struct Resource {
    QString type;
    QString id;
    QString name;
    QString app;    ///< empty when it belongs to no app
    QString region; ///< empty when it has none
};

/// One step of the fix for this very resource. Commands are shown and copied, never run.
struct RemediationStep {
    QString step; ///< what it does, in words
    QStringList
        commands; ///< one a line, values quoted for a POSIX shell; empty for a step people take elsewhere
    bool changesProduction = false;
    QString downtime;
};

/// One check's result on one subject. See CHECKS.md §2 for the meaning of each status.
struct Finding {
    QString id;    ///< stable across snapshots: digest of check, resource and key
    QString check; ///< "data.volume-unencrypted"
    QString key;   ///< tells several findings on one resource apart: a port, a name; else empty
    Status status = Status::Unknown;
    Severity severity = Severity::Medium; ///< effective, after modifiers
    bool guessed = false;                 ///< rests on a guessed intent
    Resource resource;
    QString headline;             ///< the failing state in words; for other states the check's title
    QString message;              ///< one sentence: what was seen, or what would settle it
    std::optional<Reason> reason; ///< set for unknown, and only then
    std::vector<Origin> evidence;
    std::vector<RemediationStep> remediation;
    QString environment; ///< of its app, declared or guessed: production, staging, dev; empty for none
    QString dataClass;   ///< likewise: none, internal, personal, regulated
};

using Findings = std::vector<Finding>;
using FindingsPtr = std::shared_ptr<const Findings>;

} // namespace aw::model
