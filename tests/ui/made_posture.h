// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"

#include <functional>

namespace aw::test {

/// A workspace that shows the state it is given and writes down what it is asked for.
class StillWorkspace final : public pages::Workspace
{
    Q_OBJECT
public:
    using Workspace::Workspace;

    [[nodiscard]] QDateTime now() const override
    {
        return QDateTime(QDate(2026, 11, 24), QTime(9, 50), Qt::UTC);
    }
    void open(const QString &org) override { asked.append(QStringLiteral("open ") + org); }
    void openDemo() override { asked.append(QStringLiteral("open the demo")); }
    [[nodiscard]] const token::EnvironmentToken &environmentToken() const override
    {
        return m_environmentToken;
    }
    void connectWith(const QString &org, const fly::Token &token, pages::TokenKeeping keeping) override
    {
        asked.append(
            QStringLiteral("connect %1 with %2 part(s)%3")
                .arg(org)
                .arg(token.parts())
                .arg(keeping == pages::TokenKeeping::InKeychain ? QLatin1String(", kept") : QLatin1String()));
    }
    void testToken(const QString &org, const fly::Token &token, bool askWrite) override
    {
        asked.append(QStringLiteral("test %1 with %2 part(s)%3")
                         .arg(org)
                         .arg(token.parts())
                         .arg(askWrite ? QLatin1String(", asking") : QLatin1String()));
    }
    void cancelTokenTest() override { asked.append(QStringLiteral("cancel the test")); }
    void sync() override { asked.append(QStringLiteral("sync")); }
    void cancelSync() override { asked.append(QStringLiteral("cancel")); }
    void reopen(store::Access access) override
    {
        asked.append(access == store::Access::ReadOnly ? QStringLiteral("reopen read-only")
                                                       : QStringLiteral("reopen"));
    }
    void dismissSyncTrouble() override { asked.append(QStringLiteral("dismiss")); }

    void environment(const QByteArray &apiToken)
    {
        m_environmentToken = {SecretBytes(), SecretBytes(apiToken)};
    }

    /// Changes the state and says so, as the real one does.
    void become(const std::function<void(pages::State &)> &change)
    {
        change(m_state);
        emit changed();
    }
    void progress(const collect::Progress &progress)
    {
        m_state.syncing->progress = progress;
        emit progressed();
    }

    QStringList asked;

private:
    token::EnvironmentToken m_environmentToken;
};

/// What a made posture holds.
struct Made {
    int open = 6;           ///< failing findings, of all severities in turn
    int unknown = 3;        ///< for want of permission
    int passed = 5;         ///< …
    bool longNames = false; ///< names as long as Fly.io allows, and longer
    bool hostile = false;   ///< markup, control and right-to-left characters in every text
    bool partial = true;    ///< one source was read in part
};

/// A snapshot with findings as described, judged and scored by the real rules.
[[nodiscard]] assess::PosturePtr madePosture(const Made &made, const catalogue::Catalogue &catalogue,
                                             const QDateTime &now);

/// The state of an organization that is open with that posture.
[[nodiscard]] pages::State madeState(const Made &made, const QDateTime &now);

} // namespace aw::test
