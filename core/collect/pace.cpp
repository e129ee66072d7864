// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/pace.h"

#include <algorithm>

namespace aw::collect {
namespace {

using namespace std::chrono_literals;

constexpr auto kWindow = 5s;
constexpr auto kLeast = 1s;

} // namespace

void PaceMeter::noteAt(int answered, Millis at)
{
    m_marks.push_back({at, answered});
    while (m_marks.size() > 2 && m_marks[1].at <= at - kWindow)
        m_marks.pop_front();
}

std::optional<PaceMeter::Millis> PaceMeter::timeFor(int more, Millis floor) const
{
    if (m_marks.empty())
        return std::nullopt;
    const Millis passed = m_marks.back().at - m_marks.front().at;
    const int came = m_marks.back().answered - m_marks.front().answered;
    if (more <= 0)
        return floor;
    if (passed < kLeast || came <= 0)
        return std::nullopt;
    const double each = double(passed.count()) / came;
    return std::max(floor, Millis(qint64(each * more)));
}

} // namespace aw::collect
