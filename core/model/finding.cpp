// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/finding.h"

#include <array>

namespace aw::model {
namespace {

constexpr std::array kStatus{QLatin1String("pass"), QLatin1String("fail"), QLatin1String("unknown"),
                             QLatin1String("not_applicable")};
constexpr std::array kSeverity{QLatin1String("critical"), QLatin1String("high"), QLatin1String("medium"),
                               QLatin1String("low"), QLatin1String("info")};

template<class Enum, std::size_t N>
std::optional<Enum> named(const std::array<QLatin1String, N> &names, const QString &name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (name == names[i])
            return Enum(i);
    }
    return std::nullopt;
}

} // namespace

QLatin1String statusName(Status status)
{
    return kStatus[std::size_t(status)];
}

QLatin1String severityName(Severity severity)
{
    return kSeverity[std::size_t(severity)];
}

std::optional<Status> statusNamed(const QString &name)
{
    return named<Status>(kStatus, name);
}

std::optional<Severity> severityNamed(const QString &name)
{
    return named<Severity>(kSeverity, name);
}

} // namespace aw::model
