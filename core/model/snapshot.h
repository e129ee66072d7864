// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/app.h"
#include "core/model/organization.h"
#include "core/model/region.h"

#include <memory>

namespace aw::model {

/// An answer as evidence: what was asked, when, what came back. The body is redacted.
struct ReplyNote {
    QString request;   ///< "GET /v1/apps/web/machines" or "04-org-members.graphql"
    QString requestId; ///< the platform's fly-request-id; may be empty
    QDateTime at;      ///< when the answer had arrived, UTC
    int status = 0;    ///< HTTP status; 0 when nothing came back
    QByteArray body;   ///< redacted JSON; empty when there was none
};

enum class SourceState { Complete, Partial, NotAsked };
[[nodiscard]] QLatin1String sourceStateName(SourceState state); ///< complete, partial, not_asked

/// How much of one source could be read.
struct Source {
    QString name; ///< "app_secrets"
    SourceState state = SourceState::NotAsked;
    Reason reason = Reason::NotCollected; ///< meaningful unless complete
    QString detail;                       ///< what is missing, in a sentence
    int asked = 0;                        ///< answers wanted
    int answered = 0;                     ///< answers read

    /// The platform has the answer and it was not read to its end. What it offers to nobody, or not to
    /// this kind of token, is no lack of the collection; the findings that need it are unknown all the same.
    [[nodiscard]] bool lacking() const;
};

/// An answer held a value of a type that the platform does not document for it.
struct Problem {
    QString what;
    Origin origin;
};

/// Everything one collection learnt. Built once from the stored answers, never changed after; shared
/// by pointer to const.
struct Snapshot {
    QString id; ///< digest of what was collected: the same answers and time give the same id
    Organization organization;
    std::vector<App> apps;   ///< by name
    Listing<Image> images;   ///< by digest
    Listing<Region> regions; ///< of the platform
    bool appsComplete =
        false; ///< every app that exists is in `apps`, as far as the platform's own counts tell
    std::vector<Gap> appsGaps; ///< why not
    QDateTime startedAt;
    QDateTime collectedAt; ///< the moment that ages are counted from, UTC
    bool demo = false;
    std::vector<Source> sources; ///< in the order of fly's route table
    std::vector<Problem> problems;
    std::vector<ReplyNote> replies;

    /// Every source that the platform offers was read to its end.
    [[nodiscard]] bool complete() const;
    [[nodiscard]] const App *app(const QString &name) const;
    [[nodiscard]] App *app(const QString &name);
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace aw::model
