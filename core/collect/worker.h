// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/collect/collection.h"

namespace aw::collect {

/// What of a collection lives in its own thread: transport, client and gatherer, made and destroyed
/// there. Everything but the constructor is called in that thread.
class Worker : public QObject
{
    Q_OBJECT
public:
    explicit Worker(CollectionSetup setup) : m_setup(std::move(setup)) {}

    void begin(); ///< `finished` follows, unless end() comes first
    void end();   ///< aborts what is in the air; nothing is emitted after it

signals:
    void progressed(const aw::collect::Progress &progress);
    void answered(const std::vector<aw::fly::Reply> &replies);
    void finished(const aw::Result<aw::collect::Record> &result);

private:
    [[nodiscard]] Result<std::unique_ptr<fly::Transport>> openDemo();
    [[nodiscard]] Result<std::unique_ptr<fly::Transport>> openNetwork() const;

    CollectionSetup m_setup;
    std::unique_ptr<fly::Transport> m_transport;
    std::unique_ptr<fly::Client> m_client;
    std::unique_ptr<Gatherer> m_gatherer; ///< declared last: it goes first
};

} // namespace aw::collect
