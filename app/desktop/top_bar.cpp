// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop/top_bar.h"

#include "ui/models/words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card_frame.h"

#include <QHBoxLayout>
#include <QMenu>

namespace aw::desktop {
namespace {

using theme::Ink;
using theme::TextRole;
using widgets::Button;
using widgets::TextLabel;

constexpr int kMinute = 60'000;
constexpr qint64 kFreshSeconds = 24 * 3600;

} // namespace

TopBar::TopBar(pages::Workspace &workspace, QMenu *exports, QWidget *parent)
    : widgets::Ground(Ink::Surface, Qt::BottomEdge, parent),
      m_workspace(workspace),
      m_title(new TextLabel(TextRole::H1, Ink::Text)),
      m_context(new TextLabel(TextRole::Small, Ink::Text2, {}, TextLabel::Fit::ElideEnd)),
      m_export(new Button(tr("Export…"), QStringLiteral("download"))),
      m_demo(new widgets::Badge(QStringLiteral("info"), tr("Demo data"), Ink::Med)),
      m_chip(new Button({}, QStringLiteral("check"), Button::Kind::Chip)),
      m_sync(new Button(tr("Sync"), QStringLiteral("sync")))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 11, 20, 11);
    row->setSpacing(10);
    row->addWidget(m_title);
    row->addWidget(m_context, 1);
    row->addWidget(m_demo);
    row->addWidget(m_export);
    row->addWidget(m_chip);
    row->addWidget(m_sync);
    m_export->setAccessibleName(tr("Export report or findings"));
    m_sync->setAccessibleName(tr("Sync now"));
    connect(m_export, &QPushButton::clicked, this,
            [this, exports] { exports->popup(m_export->mapToGlobal(QPoint(0, m_export->height() + 4))); });
    connect(m_chip, &QPushButton::clicked, this, &TopBar::syncPageWanted);
    connect(m_sync, &QPushButton::clicked, &workspace, &pages::Workspace::sync);
    connect(&workspace, &pages::Workspace::changed, this, &TopBar::refresh);
    connect(&workspace, &pages::Workspace::progressed, this, &TopBar::refreshChip);
    connect(&m_minute, &QTimer::timeout, this, &TopBar::refreshChip);
    m_minute.start(kMinute);
    refresh();
}

void TopBar::setPage(const QString &title, const QString &context, bool offersExport)
{
    m_title->setWords(title);
    m_context->setWords(context);
    m_offersExport = offersExport;
    m_export->setVisible(m_offersExport && m_workspace.state().posture != nullptr);
}

void TopBar::setNarrow(bool narrow)
{
    m_narrow = narrow;
    m_export->setWords(narrow ? QString() : tr("Export…"));
    m_export->setToolTip(narrow ? theme::toolTip(tr("Export report or findings")) : QString());
    m_sync->setWords(narrow ? QString() : tr("Sync"));
    layout()->setContentsMargins(narrow ? 16 : 24, 11, narrow ? 12 : 20, 11);
    refresh();
}

void TopBar::refresh()
{
    const pages::State &state = m_workspace.state();
    m_demo->setVisible(state.demo);
    m_export->setVisible(m_offersExport && state.posture != nullptr);
    m_sync->setEnabled(state.canSync());
    const QString why = state.whyNoSync();
    m_sync->setToolTip(theme::toolTip(why.isEmpty() ? tr("Read the organization again (Ctrl+R)") : why));
    refreshChip();
}

void TopBar::refreshChip()
{
    const pages::State &state = m_workspace.state();
    m_chip->setVisible(!state.loading && (state.syncing || state.posture));
    if (state.syncing) {
        const collect::Progress &progress = state.syncing->progress;
        const int share = progress.asked > 0 ? 100 * progress.answered / progress.asked : 0;
        m_chip->setIconName(QStringLiteral("sync"));
        m_chip->setInk(Ink::Accent);
        m_chip->setWords(tr("Syncing, %1 %").arg(share));
    } else if (state.posture) {
        const QDateTime at = state.posture->snapshot->collectedAt;
        const bool now = at.secsTo(m_workspace.now()) < 60;
        const QString age = now ? tr("just now") : tr("%1 old").arg(models::ageWords(at, m_workspace.now()));
        const bool fresh = at.secsTo(m_workspace.now()) < kFreshSeconds;
        const bool offline = state.offline();
        m_chip->setIconName(offline ? QStringLiteral("offline")
                            : fresh ? QStringLiteral("check")
                                    : QStringLiteral("clock"));
        m_chip->setInk(offline ? Ink::High : fresh ? Ink::Text2 : Ink::Med);
        if (m_narrow)
            m_chip->setWords(offline ? tr("Offline") : age);
        else if (offline)
            m_chip->setWords(tr("Offline · snapshot %1").arg(models::timeWords(at)));
        else
            m_chip->setWords(tr("Snapshot %1 · %2").arg(models::timeWords(at), age));
    }
    m_chip->setAccessibleName(tr("%1, show the sync page").arg(m_chip->text()));
}

} // namespace aw::desktop
