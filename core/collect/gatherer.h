// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/collect/collector.h"
#include "core/collect/record.h"
#include "core/fly/client.h"

#include <QFuture>
#include <QObject>

namespace aw::collect {

/// How far one source is.
struct SourceProgress {
    QString name;
    int asked = 0;
    int answered = 0;
    int refused = 0; ///< of the answered: unusable
};

struct Progress {
    int asked = 0;
    int answered = 0;
    int retries = 0;
    std::vector<SourceProgress> sources; ///< in the order of the route table
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

    [[nodiscard]] QFuture<Result<Record>> start(const QString &org, bool demo);

signals:
    void progressed(const aw::collect::Progress &progress); ///< at most ten times a second, and at the end

private:
    struct Private;
    std::unique_ptr<Private> m_self;
};

} // namespace aw::collect
