// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/reason.h"

#include <array>

namespace aw::model {
namespace {

constexpr std::array kNames{
    QLatin1String("permission"),    QLatin1String("filtered"),          QLatin1String("fault"),
    QLatin1String("limit"),         QLatin1String("cancelled"),         QLatin1String("not_collected"),
    QLatin1String("not_published"), QLatin1String("intent_undeclared"), QLatin1String("not_attested")};

} // namespace

QLatin1String reasonName(Reason reason)
{
    return kNames[std::size_t(reason)];
}

std::optional<Reason> reasonNamed(const QString &name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames[i])
            return Reason(i);
    }
    return std::nullopt;
}

} // namespace aw::model
