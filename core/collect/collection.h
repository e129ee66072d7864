// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/collect/gatherer.h"
#include "core/fly/https_transport.h"

#include <QObject>
#include <optional>

namespace aw::collect {

/// What a collection needs to know before it starts.
struct CollectionSetup {
    QString org;
    std::optional<fly::Token> token; ///< empty for the demo organization
    bool demo = false;               ///< play recorded answers in place of the network
    fly::Endpoints endpoints;
    QByteArray caFile;
    fly::HttpsLimits limits;
    fly::Pace pace;
    QByteArray digestKey;              ///< keys the digests of values that may be secret
    std::vector<fly::Reply> earlier{}; ///< what an interrupted run left, to be resumed (see Task)
    QDateTime startedAt{};             ///< of that run
    bool appsOnly = false;             ///< the list of apps alone, for a plan
    Clock clock;                       ///< empty: the recording's own in the demo, else the machine's
};

/// What a run asks with: the program's version and a digest, keyed so that it tells nothing, of the
/// token. Answers of a run with another mark are not mixed into this one, as that token may see more or
/// less, and another key makes other digests.
[[nodiscard]] QByteArray resumeMark(const CollectionSetup &setup);

/// One collection, in a thread of its own. Lives in the caller's thread, which needs an event loop;
/// its signals arrive there. Deleting it cancels and waits for the thread, which aborts at once.
class Collection : public QObject
{
    Q_OBJECT
public:
    explicit Collection(CollectionSetup setup, QObject *parent = nullptr);
    ~Collection() override;

    void start();  ///< once, and not after cancel()
    void cancel(); ///< `finished` follows with an error of kind Cancelled

signals:
    void progressed(const aw::collect::Progress &progress);
    /// Answers to be kept in case the run is interrupted (Gatherer::answered); none after cancel().
    void answered(const std::vector<aw::fly::Reply> &replies);
    void finished(const aw::Result<aw::collect::Record> &result);

private:
    struct Private;
    std::unique_ptr<Private> m_self;
};

} // namespace aw::collect
