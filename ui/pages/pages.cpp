// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/pages.h"

#include "ui/pages/findings_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/sync_page.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <array>

namespace aw::pages {
namespace {

template<class Kind>
Page *make(Workspace &workspace, QWidget *parent)
{
    return new Kind(workspace, parent);
}

constexpr std::array kPages{
    PageRow{"overview", QT_TRANSLATE_NOOP("aw::pages", "Overview"),
            QT_TRANSLATE_NOOP("aw::pages", "Understand"), "overview", &make<OverviewPage>},
    PageRow{"findings", QT_TRANSLATE_NOOP("aw::pages", "Findings"), QT_TRANSLATE_NOOP("aw::pages", "Work"),
            "findings", &make<FindingsPage>},
    PageRow{"sync", QT_TRANSLATE_NOOP("aw::pages", "Sync"), "", "sync", &make<SyncPage>},
};

} // namespace

std::span<const PageRow> pages()
{
    return kPages;
}

QString titleOf(const PageRow &row)
{
    return QCoreApplication::translate("aw::pages", row.title);
}

QString groupOf(const PageRow &row)
{
    return *row.group ? QCoreApplication::translate("aw::pages", row.group) : QString();
}

int effectiveWidth(const QWidget *widget)
{
    return int(widget->window()->width() / theme::scaleOf(widget));
}

} // namespace aw::pages
