// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/draft.h"

namespace aw::collect {

model::App *Draft::app(const QString &name)
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &snapshot.apps[found->second];
}

void Draft::add(model::App app)
{
    m_index.emplace(app.name, snapshot.apps.size());
    snapshot.apps.push_back(std::move(app));
}

void Draft::fallShort(fly::Route route, const model::Gap &gap)
{
    Shortfall::Cause &cause = shortfalls[route].causes[gap.reason];
    if (cause.count++ == 0)
        cause.first = gap;
}

void Draft::wrongType(fly::Route route, model::Problem problem)
{
    ++shortfalls[route].wrongTypes;
    if (snapshot.problems.size() < kProblemCap)
        snapshot.problems.push_back(std::move(problem));
}

} // namespace aw::collect
