// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/collect/collection.h"
#include "ui/pages/token_desk.h"
#include "ui/pages/workspace.h"

#include <QThreadPool>
#include <memory>

namespace aw::pages {

/// The workspace over a real store. Everything that touches disk or judges runs on one thread of its
/// own, in the order it was asked for; collections run on theirs. Nothing here blocks the caller.
class LiveWorkspace final : public Workspace
{
    Q_OBJECT
public:
    struct Setup {
        QString dataFolder;
        QString org;     ///< to open first, known or not; empty for none in particular
        QString lastOrg; ///< to open else, when it is known; then the first there is
        bool demo = false;
        Clock clock = systemClock();
        token::EnvironmentToken environmentToken = {};
        std::shared_ptr<token::Keychain> keychain = {}; ///< null: none is asked
    };

    explicit LiveWorkspace(Setup setup, QObject *parent = nullptr);
    ~LiveWorkspace() override;

    void start(); ///< once, after the first paint

    [[nodiscard]] QDateTime now() const override;
    void open(const QString &org) override;
    void openDemo() override;
    [[nodiscard]] const token::EnvironmentToken &environmentToken() const override;
    void connectWith(const QString &org, const fly::Token &token, TokenKeeping keeping) override;
    void testToken(const QString &org, const fly::Token &token, bool askWrite) override;
    void cancelTokenTest() override;
    void sync() override;
    void cancelSync() override;
    void reopen(store::Access access) override;
    void dismissSyncTrouble() override;

private:
    struct Room;   ///< what only the store's thread touches
    struct Wanted; ///< what it is asked for
    struct Loaded; ///< what it hands back

    // On the store's thread: values in, values out.
    [[nodiscard]] static Loaded loadedFrom(Room &room, const Wanted &wanted, const QString &folder,
                                           const QDateTime &at);
    [[nodiscard]] static Result<void> openRoom(Room &room, const Wanted &wanted, const QString &folder);
    [[nodiscard]] static Result<void> readInto(Loaded &loaded, Room &room, const Wanted &wanted,
                                               const QString &folder, const QDateTime &at);
    [[nodiscard]] static Result<Loaded> kept(Room &room, const collect::Record &record, const QDateTime &at);

    void load(const Wanted &wanted);
    void showLoaded(const Loaded &loaded);
    void startCollection();
    void collected(const Result<collect::Record> &result);
    void showJudged(const Result<Loaded> &judged);
    void fallBack(const Error &error); ///< the sync did not work; the last snapshot stays
    void openConnected(const QString &org);
    void tokenLooked(const QString &org);
    void collectWith(const QByteArray &digestKey);
    void forgetOldKey();

    Setup m_setup;
    std::shared_ptr<Room> m_room;
    TokenDesk m_desk;
    QByteArray m_oldDigestKey; ///< of a database of an earlier version, until it has forgotten it
    std::unique_ptr<collect::Collection> m_collection;
    bool m_syncNext = false; ///< a sync was asked for and waits for the organization to be open
    int m_round = 0;         ///< an answer about an organization that was left meanwhile is dropped
    QThreadPool m_pool;      ///< last: waits for its thread before the rest goes
};

} // namespace aw::pages
