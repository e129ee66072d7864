// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/workspace.h"
#include "ui/widgets/button.h"
#include "ui/widgets/ground.h"

#include <QTimer>

class QMenu;

namespace aw::widgets {
class TextLabel;
}

namespace aw::desktop {

/// The line above a page: its title and context, export, how fresh the snapshot is, Sync.
class TopBar final : public widgets::Ground
{
    Q_OBJECT
public:
    TopBar(pages::Workspace &workspace, QMenu *exports, QWidget *parent = nullptr);

    void setPage(const QString &title, const QString &context, bool offersExport);
    void setNarrow(bool narrow);

signals:
    void syncPageWanted();

private:
    void refresh();
    void refreshChip();

    pages::Workspace &m_workspace;
    widgets::TextLabel *m_title;
    widgets::TextLabel *m_context;
    widgets::Button *m_export;
    QWidget *m_demo;
    widgets::Button *m_chip;
    widgets::Button *m_sync;
    QTimer m_minute; ///< ages grow
    bool m_narrow = false;
    bool m_offersExport = false;
};

} // namespace aw::desktop
