// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"

#include <QWidget>

class QBoxLayout;
class QLineEdit;

namespace aw::widgets {
class Button;
class CardFrame;
} // namespace aw::widgets

namespace aw::pages {

class TokenCard;

/// Fills the window until an organization is open: the demo organization by one click, or one's own
/// with a read-only token, which goes into the system's keychain, or stays in memory until the program
/// ends.
class FirstRunPage final : public QWidget
{
    Q_OBJECT
public:
    explicit FirstRunPage(Workspace &workspace, QWidget *parent = nullptr);

    /// Shows the connecting half with that organization filled in; empty: what FLY_ORG says.
    void askForToken(const QString &org);
    void offerBack(bool offer); ///< whether there is a window to go back to

signals:
    void backWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *promise();
    [[nodiscard]] QWidget *demoCard();
    [[nodiscard]] QWidget *connectCards();
    void showHalf(bool connecting);
    void updateOrg();

    Workspace &m_workspace;
    QWidget *m_promise = nullptr;
    QWidget *m_promiseDetails = nullptr;
    QBoxLayout *m_halves = nullptr;
    widgets::Button *m_demoTab = nullptr;
    widgets::Button *m_connectTab = nullptr;
    QWidget *m_demo = nullptr;
    QWidget *m_connect = nullptr;
    QLineEdit *m_org = nullptr;
    TokenCard *m_token = nullptr;
    QWidget *m_commandPlace = nullptr;
    widgets::Button *m_back = nullptr;
};

} // namespace aw::pages
