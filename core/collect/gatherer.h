// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/collect/collector.h"
#include "core/collect/record.h"
#include "core/fly/client.h"

#include <QFuture>
#include <QObject>
#include <chrono>
#include <optional>

namespace aw::collect {

/// How far one source is.
struct SourceProgress {
    QString name;
    int asked = 0;
    int answered = 0;
    int refused = 0; ///< of the answered: unusable
};

struct Progress {
    int asked = 0; ///< so far: answers make further questions known
    int answered = 0;
    int expected = 0; ///< in all, as far as the platform's own counts foretell; never under `asked`
    int resumed = 0;  ///< of the answered: kept by the run before
    /// At the pace of the last seconds and the fullest lane; empty until there is a pace to go by.
    std::optional<std::chrono::milliseconds> remaining{};
    int retries = 0;
    std::vector<SourceProgress> sources; ///< in the order of the route table
};

/// What a collection is to do.
struct Task {
    QString org;
    bool demo = false;
    /// What an interrupted run left behind; of these the resumable ones are not asked again.
    std::vector<fly::Reply> earlier{};
    QDateTime startedAt{}; ///< of that run; invalid for a new one
    bool appsOnly = false; ///< the list of apps and nothing else: enough for a plan
};

/// Runs the collectors until none wants anything more. The only place where collection waits. Lives
/// in the client's thread. Follows cursors; a repeated cursor or more than `kPageCap` pages of one
/// list make that list incomplete. When the list of apps itself cannot be had, the future holds that
/// error and there is no record. Cancelling the future ends it within a second, without a record.
class Gatherer : public QObject
{
    Q_OBJECT
public:
    static constexpr int kPageCap = 1'000;

    Gatherer(fly::Client &client, Clock clock, QObject *parent = nullptr);
    ~Gatherer() override;

    [[nodiscard]] QFuture<Result<Record>> start(Task task);

signals:
    void progressed(const aw::collect::Progress &progress); ///< at most ten times a second, and at the end
    /// Usable answers of this run as they come, four times a second at most and before the end, so that
    /// they can be kept for a run that resumes this one.
    void answered(const std::vector<aw::fly::Reply> &replies);

private:
    struct Private;
    std::unique_ptr<Private> m_self;
};

} // namespace aw::collect
