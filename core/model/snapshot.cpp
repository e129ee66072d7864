// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/snapshot.h"

#include <algorithm>

namespace aw::model {

QLatin1String sourceStateName(SourceState state)
{
    switch (state) {
    case SourceState::Complete: return QLatin1String("complete");
    case SourceState::Partial: return QLatin1String("partial");
    case SourceState::NotAsked: break;
    }
    return QLatin1String("not_asked");
}

bool Snapshot::complete() const
{
    return std::all_of(sources.begin(), sources.end(), [](const Source &source) {
        const bool untold = source.state == SourceState::NotAsked && source.reason == Reason::NotPublished;
        return source.state == SourceState::Complete || untold;
    });
}

const App *Snapshot::app(const QString &name) const
{
    const auto found =
        std::find_if(apps.begin(), apps.end(), [&name](const App &app) { return app.name == name; });
    return found == apps.end() ? nullptr : &*found;
}

App *Snapshot::app(const QString &name)
{
    const auto found =
        std::find_if(apps.begin(), apps.end(), [&name](const App &app) { return app.name == name; });
    return found == apps.end() ? nullptr : &*found;
}

} // namespace aw::model
