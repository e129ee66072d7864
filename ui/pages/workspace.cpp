// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/workspace.h"

#include <algorithm>

namespace aw::pages {

QString State::name() const
{
    const auto row = std::find_if(organizations.begin(), organizations.end(),
                                  [this](const store::OrganizationRow &each) { return each.slug == org; });
    if (row != organizations.end() && !row->name.isEmpty())
        return row->name;
    return org;
}

bool State::offline() const
{
    return syncTrouble && syncTrouble->error.kind == ErrorKind::Network;
}

bool State::canSync() const
{
    return whyNoSync().isEmpty();
}

QString State::whyNoSync() const
{
    if (loading)
        return Workspace::tr("The data folder is being read.");
    if (dataTrouble)
        return Workspace::tr("The data folder cannot be used.");
    if (org.isEmpty())
        return Workspace::tr("No organization is open.");
    if (syncing)
        return Workspace::tr("A sync is under way.");
    if (readOnly)
        return Workspace::tr(
            "The data folder is open for reading only, so a new snapshot could not be kept.");
    return {};
}

} // namespace aw::pages
