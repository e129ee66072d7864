// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/catalogue/catalogue.h"
#include "core/checks/intent.h"
#include "core/checks/remedy.h"
#include "core/model/finding.h"
#include "core/model/snapshot.h"

#include <functional>

namespace aw::checks {

/// What a check says of one subject, before severity.
struct Outcome {
    model::Status status = model::Status::Unknown;
    QString message;                     ///< one sentence
    std::optional<model::Reason> reason; ///< for unknown, and only then
    std::vector<model::Origin> evidence;
};

/// All that a check has seen of one subject. `settle` decides in the order fail, unknown, not
/// applicable, pass; a check can reach pass no other way, so a gap can never become one.
struct Seen {
    std::optional<Outcome> fails;
    std::vector<model::Gap> gaps; ///< what was not seen and might have made it fail
    QString whether;              ///< the open question if there are gaps: "whether web is reachable"
    std::optional<Outcome> notApplicable;
    Outcome passes;
};

[[nodiscard]] Outcome failed(QString message, std::vector<model::Origin> evidence);
[[nodiscard]] Outcome passed(QString message, std::vector<model::Origin> evidence);
[[nodiscard]] Outcome notApplicable(QString message, std::vector<model::Origin> evidence = {});
/// Unknown for `reason`, which no reading of the platform removes; `message` names the act that would.
[[nodiscard]] Outcome open(model::Reason reason, QString message, std::vector<model::Origin> evidence = {});
/// Unknown because of `gaps` (not empty): the message says what would settle `whether`.
[[nodiscard]] Outcome unseen(const QString &whether, const std::vector<model::Gap> &gaps,
                             const catalogue::CheckEntry &entry, std::vector<model::Origin> evidence = {});

[[nodiscard]] Outcome settle(Seen seen, const catalogue::CheckEntry &entry);

/// A severity, and whether it or the status rests on a guessed intent.
struct Weighed {
    model::Severity severity = model::Severity::Medium;
    bool guessed = false;
};

/// One check's result on one subject. Subjects by check, which with the key make the finding's
/// identity (the same in the next run, whatever machines a deploy has replaced meanwhile):
///
///  - exposure, runtime: the app.
///  - volumes: the volume; what an app's volume list lacks: the app.
///  - Postgres: the cluster's app, as a database.
///  - plain variables, files, old versions: a credential is the app's, with the variable's name or
///    the file's path as key, however many machines hold it; all the rest of the app is one result
///    without key (pass, not applicable, or unknown for what was not seen beside the credentials).
///  - image history: likewise, by image.
///  - WireGuard: the peer. Shell access: the organization.
///  - Of apps that could not be listed: the organization, with the key kUnlistedApps.
struct Result {
    model::Resource resource;
    QString key;
    Outcome outcome;
    Weighed weighed;
    Fills fills;
    QString environment;
    QString dataClass;
};

inline constexpr QLatin1String kUnlistedApps{"apps-outside-the-list"};

/// What a check looks at.
struct View {
    const model::Snapshot &snapshot;
    const catalogue::CheckEntry &entry;
    const Intents &intents;

    [[nodiscard]] const Intent &intent(const model::App &app) const;
    /// Days from `at` to the collection; nothing when there is no date or it lies in the future.
    [[nodiscard]] std::optional<double> age(const QDateTime &at) const;
};

struct Check {
    const char *id;
    std::vector<Result> (*run)(const View &view);
    bool overApps; ///< its subjects belong to apps: apps that could not be listed leave it unknown
};

[[nodiscard]] model::Resource appResource(const model::App &app);
[[nodiscard]] model::Resource organizationResource(const model::Snapshot &snapshot);
/// A result on something of `app`: its intent's words and the {app} and {org} of the fix are set.
[[nodiscard]] Result resultOf(const View &view, const model::App &app, model::Resource resource);
[[nodiscard]] Result organizationResult(const View &view);

} // namespace aw::checks
