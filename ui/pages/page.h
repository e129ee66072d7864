// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"

#include <QSettings>
#include <QWidget>

namespace aw::pages {

/// Somewhere to go: a page, and there a filter or a finding.
struct Place {
    QString page;
    QString query;
    QString finding;
};

/// A screen beside the navigation. Follows the workspace's signals; asks it for everything it wants
/// done.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(Workspace &workspace, QWidget *parent = nullptr) : QWidget(parent), m_workspace(workspace)
    {}

    [[nodiscard]] virtual QString context() const = 0; ///< the quiet line beside the page's title
    [[nodiscard]] virtual QString help() const = 0;    ///< what F1 says, plain text
    virtual void go(const Place &place) = 0;           ///< shows what `place` names, on this page
    virtual void focusFilter() {}                      ///< where there is one
    virtual bool stepBack() { return false; }          ///< Esc: closes the pane, then the selection
    [[nodiscard]] virtual QString selectionAsText() const { return {}; }
    [[nodiscard]] virtual QString fixCommands() const { return {}; }
    /// The parts F6 goes through, in reading order.
    [[nodiscard]] virtual QList<QWidget *> regions() { return {this}; }
    [[nodiscard]] virtual bool offersExport() const { return false; }
    virtual void remember(QSettings &) const {} ///< what the page should look like next time
    virtual void recall(const QSettings &) {}

signals:
    void contextChanged();
    void wants(const aw::pages::Place &place); ///< to be somewhere else

protected:
    [[nodiscard]] Workspace &workspace() const { return m_workspace; }
    [[nodiscard]] const State &state() const { return m_workspace.state(); }

private:
    Workspace &m_workspace;
};

/// The width a layout may count on: text of 200 % makes a window half as wide.
[[nodiscard]] int effectiveWidth(const QWidget *widget);

inline constexpr int kNarrowWidth = 1200; ///< below: icons in place of the navigation's words
inline constexpr int kStackedWidth = 900; ///< below: cards in one column

} // namespace aw::pages
