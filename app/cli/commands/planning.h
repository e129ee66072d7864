// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/collect/collection.h"

#include <QObject>

namespace aw::cli {

/// Asks for the list of apps and prints what a collection would ask beyond it. Keeps nothing. Deletes
/// itself after it has called `done`.
class Planning : public QObject
{
    Q_OBJECT
public:
    /// `last` is the newest record of the organization, where there is one.
    Planning(Session &session, std::optional<collect::Record> last, Format format, Done done);
    ~Planning() override;
    Q_DISABLE_COPY_MOVE(Planning)

    /// Without a token the list of apps too comes from the last record.
    void begin(collect::CollectionSetup setup);

private:
    void haveToken(const Result<fly::Token> &token);
    void ask();
    void planFromLast();
    void finish(const Result<collect::Record> &apps);
    void end(Exit exit);

    Session &m_session;
    std::optional<collect::Record> m_last;
    Format m_format;
    Done m_done;
    collect::CollectionSetup m_setup;
    std::unique_ptr<collect::Collection> m_collection;
    std::shared_ptr<void> m_interrupts;
};

} // namespace aw::cli
