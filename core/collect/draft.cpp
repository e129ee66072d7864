// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/draft.h"

namespace aw::collect {

model::App *Draft::app(const QString &name)
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &snapshot.apps[found->second];
}

const model::App *Draft::app(const QString &name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &snapshot.apps[found->second];
}

model::Image *Draft::image(const QString &digest)
{
    const auto found = m_images.constFind(digest);
    return found == m_images.constEnd() ? nullptr : &snapshot.images.items[*found];
}

model::Image &Draft::add(model::Image image)
{
    std::vector<model::Image> &images = snapshot.images.items;
    m_images.insert(image.ref.digest, images.size());
    return images.emplace_back(std::move(image));
}

void Draft::add(model::App app)
{
    m_index.emplace(app.name, snapshot.apps.size());
    snapshot.apps.push_back(std::move(app));
}

const std::vector<Draft::Place> &Draft::runningImage(const QString &digest) const
{
    std::size_t machines = 0;
    for (const model::App &app : snapshot.apps)
        machines += app.machines.items.size();
    if (machines != m_machines) {
        m_machines = machines;
        m_runningImage.clear();
        for (std::size_t i = 0; i < snapshot.apps.size(); ++i) {
            const std::vector<model::Machine> &items = snapshot.apps[i].machines.items;
            for (std::size_t j = 0; j < items.size(); ++j)
                m_runningImage[items[j].image.digest].push_back({.app = i, .machine = j});
        }
    }
    static const std::vector<Place> none;
    const auto found = m_runningImage.constFind(digest);
    return found == m_runningImage.constEnd() ? none : *found;
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
