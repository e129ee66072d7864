// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/assess/posture.h"
#include "core/collect/gatherer.h"
#include "core/fly/token.h"
#include "core/store/store.h"
#include "core/token/environment.h"
#include "core/token/report.h"

#include <QHash>
#include <QObject>
#include <optional>

namespace aw::pages {

/// A sync under way.
struct Syncing {
    collect::Progress progress;
    QDateTime startedAt;
    bool cancelling = false;
};

/// Why the last attempt at something did not work, and when.
struct Trouble {
    Error error;
    QDateTime at;
};

/// What is open now. Pages read it; only the workspace changes it.
struct State {
    bool loading = true;   ///< reading from the data folder; nothing is known yet
    bool readOnly = false; ///< another program holds the data, or it may not be written
    std::vector<store::OrganizationRow> organizations;
    QString org; ///< slug of the open one; empty: none is open, the first-run page shows
    bool demo = false;
    bool hasToken = false;      ///< a sync can start without asking for one (always so in the demo)
    assess::PosturePtr posture; ///< of the last snapshot; null: there is none yet
    QHash<QString, QDateTime> firstSeen;
    catalogue::CataloguePtr catalogue; ///< null until read
    std::optional<Syncing> syncing;
    std::optional<Trouble> syncTrouble; ///< of the last sync of this organization
    std::optional<Trouble> dataTrouble; ///< of the data folder or the catalogue

    [[nodiscard]] QString name() const; ///< of the open organization, for people
    [[nodiscard]] bool offline() const; ///< the last sync found no usable connection
    [[nodiscard]] bool canSync() const;
    [[nodiscard]] QString whyNoSync() const; ///< a sentence; empty when it can
};

/// Where a token that is given stays.
enum class TokenKeeping { UntilQuit, InKeychain };

/// What pages ask to be done, and where they learn what came of it. The one behind the window keeps a
/// store and collects; tests hand in states.
class Workspace : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const State &state() const { return m_state; }
    [[nodiscard]] virtual QDateTime now() const = 0; ///< UTC
    /// What the environment held when the program began, for any organization that has no token else.
    [[nodiscard]] virtual const token::EnvironmentToken &environmentToken() const = 0;

    virtual void open(const QString &org) = 0; ///< shows its last snapshot
    virtual void openDemo() = 0;               ///< the same, and collects it when there is no snapshot
    /// Opens `org` and syncs it with `token`. One that is to be kept in the keychain is first written
    /// there; where that does not work nothing is opened, and tokenNotKept() says why.
    virtual void connectWith(const QString &org, const fly::Token &token, TokenKeeping keeping) = 0;
    /// Asks Fly.io what the token is; `askWrite` allows the question whether it could write. Says
    /// tokenTested(). A new test ends the one before without a word.
    virtual void testToken(const QString &org, const fly::Token &token, bool askWrite) = 0;
    virtual void cancelTokenTest() = 0; ///< the test ends as cancelled
    virtual void sync() = 0;
    virtual void cancelSync() = 0;                 ///< the last snapshot stays
    virtual void reopen(store::Access access) = 0; ///< the data folder, after trouble with it
    virtual void dismissSyncTrouble() = 0;

signals:
    void changed();    ///< another state, as a whole
    void progressed(); ///< only `syncing` moved on
    void tokenWanted(const QString &org);
    void tokenTested(const aw::Result<aw::token::TokenReport> &report);
    void tokenNotKept(const QString &org, const aw::Error &why);
    void noticed(const QString &sentence); ///< something to know, which needs no answer

protected:
    State m_state;
};

} // namespace aw::pages
