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

bool Source::lacking() const
{
    const bool untold = state == SourceState::NotAsked && reason == Reason::NotPublished;
    return state != SourceState::Complete && !untold;
}

bool Snapshot::complete() const
{
    return std::none_of(sources.begin(), sources.end(),
                        [](const Source &source) { return source.lacking(); });
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
