// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/trouble.h"

#include "ui/models/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/popover.h"

#include <QApplication>
#include <QHBoxLayout>
#include <algorithm>

namespace aw::pages {
namespace {

using widgets::Banner;
using widgets::EmptyState;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

void showDetails(const Trouble &trouble)
{
    QWidget *anchor = QApplication::focusWidget();
    if (!anchor)
        return;
    auto *popover = new widgets::Popover(Words::tr("Details"), anchor);
    popover->body()->setSpacing(10);
    popover->body()->addWidget(new widgets::TextLabel(
        theme::TextRole::Mono, theme::Ink::Text, troubleAsText(trouble), widgets::TextLabel::Fit::Wrapped));
    popover->body()->addWidget(
        new widgets::CopyButton(Words::tr("Copy"), troubleAsText(trouble), widgets::Button::Kind::Normal), 0,
        Qt::AlignLeft);
    popover->open(theme::scaled(460, anchor));
}

QWidget *dataTroubleState(Workspace &workspace)
{
    const Trouble trouble = *workspace.state().dataTrouble;
    return new EmptyState(
        {QStringLiteral("database"), theme::Ink::Crit, Words::tr("The data cannot be opened"),
         trouble.error.what},
        {{Words::tr("Try again"), [&workspace] { workspace.reopen(store::Access::ReadWrite); }, true},
         {Words::tr("Open read-only"), [&workspace] { workspace.reopen(store::Access::ReadOnly); }, false},
         {Words::tr("Details"), [trouble] { showDetails(trouble); }, false}});
}

QWidget *noSnapshotState(Workspace &workspace)
{
    const State &state = workspace.state();
    if (state.syncing)
        return new EmptyState({QStringLiteral("sync"), theme::Ink::Accent,
                               Words::tr("Reading %1 for the first time").arg(state.name()),
                               Words::tr("Nothing is judged until everything was read.")},
                              {});
    std::vector<widgets::Way> ways;
    if (state.canSync())
        ways.push_back({Words::tr("Sync"), [&workspace] { workspace.sync(); }, true});
    return new EmptyState(
        {QStringLiteral("sync"), theme::Ink::Text2, Words::tr("No snapshot yet"),
         state.canSync()
             ? Words::tr("%1 was not read yet. A sync reads it, and changes nothing there.").arg(state.name())
             : state.whyNoSync()},
        ways);
}

QWidget *syncTroubleBanner(Workspace &workspace)
{
    const Trouble trouble = *workspace.state().syncTrouble;
    const bool snapshot = workspace.state().posture != nullptr;
    const QString safe = snapshot
                             ? Words::tr("You see the snapshot of %1. Everything but syncing works.")
                                   .arg(models::timeWords(workspace.state().posture->snapshot->collectedAt))
                             : Words::tr("Nothing was kept.");
    const bool offline = workspace.state().offline();
    std::vector<widgets::Way> ways;
    if (workspace.state().canSync())
        ways.push_back({Words::tr("Try now"), [&workspace] { workspace.sync(); }, false});
    ways.push_back({Words::tr("Details"), [trouble] { showDetails(trouble); }, false});
    ways.push_back({Words::tr("Dismiss"), [&workspace] { workspace.dismissSyncTrouble(); }, false});
    return new Banner(
        {offline ? QStringLiteral("offline") : QStringLiteral("fail"),
         offline ? theme::Ink::High : theme::Ink::Crit,
         offline ? Words::tr("Offline since %1 UTC").arg(trouble.at.toString(QStringLiteral("HH:mm")))
                 : troubleTitle(trouble.error),
         Words::tr("%1 %2").arg(trouble.error.what, safe)},
        ways);
}

QWidget *partialBanner(Workspace &workspace, const std::function<void(const Place &)> &go)
{
    const assess::Posture &posture = *workspace.state().posture;
    QStringList missing;
    for (const model::Source &source : posture.snapshot->sources) {
        if (source.lacking())
            missing.append(models::sourceWords(source.name).title);
    }
    const int all = int(missing.size());
    if (missing.size() > 3)
        missing = missing.mid(0, 3) + QStringList{Words::tr("%1 more").arg(all - 3)};
    return new Banner(
        {QStringLiteral("unknown"), theme::Ink::Unk,
         models::counted(all, Words::tr("Partial snapshot: 1 source could not be read to its end"),
                         Words::tr("Partial snapshot: %1 sources could not be read to their end")),
         Words::tr("%1. %2").arg(missing.join(QLatin1String(", ")),
                                 models::counted(posture.counts.unknown, Words::tr("1 result is unknown."),
                                                 Words::tr("%1 results are unknown.")))},
        {{Words::tr("See sources"),
          [go] { go({.page = QStringLiteral("sync"), .query = {}, .finding = {}}); }, false}});
}

} // namespace

QString troubleTitle(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled: return Words::tr("The sync was cancelled");
    case ErrorKind::Network: return Words::tr("Fly.io could not be reached");
    case ErrorKind::Refused: return Words::tr("Fly.io refused the token");
    case ErrorKind::RateLimited: return Words::tr("Fly.io asked to slow down");
    case ErrorKind::Malformed:
    case ErrorKind::NotOffered: return Words::tr("An answer could not be read");
    case ErrorKind::Limit: return Words::tr("An answer is larger than Airworthy accepts");
    case ErrorKind::Storage: return Words::tr("The snapshot could not be kept");
    case ErrorKind::Input: break;
    }
    return Words::tr("The sync could not start");
}

QString troubleAsText(const Trouble &trouble)
{
    QStringList lines{trouble.error.what};
    if (!trouble.error.where.isEmpty())
        lines.append(trouble.error.where);
    lines.append(trouble.at.toUTC().toString(Qt::ISODate));
    return lines.join(QLatin1Char('\n'));
}

QWidget *standIn(Workspace &workspace, const QString &reading)
{
    const State &state = workspace.state();
    if (state.loading)
        return new widgets::Skeleton(reading);
    if (state.dataTrouble)
        return dataTroubleState(workspace);
    return state.posture && state.catalogue ? nullptr : noSnapshotState(workspace);
}

QWidget *bannerFor(Workspace &workspace, const std::function<void(const Place &)> &go)
{
    const State &state = workspace.state();
    if (state.loading || state.dataTrouble)
        return nullptr;
    if (state.syncTrouble)
        return syncTroubleBanner(workspace);
    if (state.readOnly)
        return new Banner(
            {QStringLiteral("lock"), theme::Ink::Med, Words::tr("Open for reading only"),
             Words::tr("Another program holds the data, or its folder may not be written. You see "
                       "the last snapshot; a new one could not be kept.")},
            {{Words::tr("Try again"), [&workspace] { workspace.reopen(store::Access::ReadWrite); }, false}});
    return state.posture && !state.posture->snapshot->complete() ? partialBanner(workspace, go) : nullptr;
}

} // namespace aw::pages
