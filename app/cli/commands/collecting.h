// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/session.h"
#include "core/catalogue/catalogue.h"
#include "core/collect/collection.h"

#include <QObject>

namespace aw::cli {

/// A collection under way: shows how far it is, keeps what came of it, says so. Deletes itself after
/// it has called `done`.
class Collecting : public QObject
{
    Q_OBJECT
public:
    Collecting(Session &session, std::unique_ptr<store::Store> store, catalogue::CataloguePtr catalogue,
               Format format, Done done);
    ~Collecting() override;
    Q_DISABLE_COPY_MOVE(Collecting)

    void start(collect::CollectionSetup setup);

private:
    /// Takes up what an interrupted run left, where that is asked for and possible.
    void resume(collect::CollectionSetup &setup);
    void keepAnswers(const std::vector<fly::Reply> &replies);
    void show(const collect::Progress &progress);
    void clearLine();
    void finish(const Result<collect::Record> &result);
    [[nodiscard]] Result<model::SnapshotPtr> keep(const collect::Record &record);
    [[nodiscard]] QByteArray summary(const model::Snapshot &snapshot) const;
    void tell(const model::Snapshot &snapshot) const;
    void end(Exit exit);

    Session &m_session;
    std::unique_ptr<store::Store> m_store;
    catalogue::CataloguePtr m_catalogue;
    Format m_format;
    Done m_done;
    QString m_org;
    std::unique_ptr<collect::Collection> m_collection;
    std::shared_ptr<void> m_interrupts;
    collect::Progress m_progress;
    store::UnfinishedMark m_mark;
    bool m_lineShown = false;
    bool m_keepsAnswers = true; ///< until keeping them failed once
};

} // namespace aw::cli
