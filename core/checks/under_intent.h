// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/checks/check.h"

#include <algorithm>
#include <array>

namespace aw::checks {

inline constexpr std::array kEnvironments{model::Environment::Production, model::Environment::Staging,
                                          model::Environment::Dev};
inline constexpr std::array kExposures{model::Exposure::Internal, model::Exposure::Public};
inline constexpr std::array kDataClasses{model::DataClass::Regulated, model::DataClass::Personal,
                                         model::DataClass::Internal, model::DataClass::None};

struct UnderIntent {
    Outcome outcome;
    bool guessed = false;
};

/// `judge` for what an app is meant to be. Declared: as judged. Guessed: also judged for every other
/// value. If all agree, or the guess is a strong one, the guess stands, marked so. A weak guess that
/// decides leaves the question open (intent undeclared, message `undeclared`), unless what was seen
/// leaves it open anyway: then that stands, as it names what to do first. So a guess can raise an
/// alarm and never give a silent pass.
template<class T, std::size_t N, class Judge>
[[nodiscard]] UnderIntent underIntent(const Meant<T> &meant, const std::array<T, N> &values,
                                      const QString &undeclared, const Judge &judge)
{
    Outcome chosen = judge(meant.value.value_or(values.front()));
    if (meant.certainty == Certainty::Declared)
        return {.outcome = std::move(chosen), .guessed = false};
    const bool agree = std::all_of(values.begin(), values.end(), [&judge, &chosen](T value) {
        return judge(value).status == chosen.status;
    });
    if (agree || meant.certainty == Certainty::Strong || chosen.status == model::Status::Unknown)
        return {.outcome = std::move(chosen), .guessed = true};
    return {.outcome = open(model::Reason::IntentUndeclared, undeclared, std::move(chosen.evidence)),
            .guessed = true};
}

/// A check's severity by what the app is meant to be.
using SeverityRule = std::function<model::Severity(model::Environment, model::DataClass)>;

/// The severity for what the app is meant to be, at the stricter value where what was read cannot
/// rule that out. Marked guessed when a declaration could change it.
[[nodiscard]] Weighed weigh(const Intent &intent, const SeverityRule &rule);

/// Personal or regulated: the data that raises most severities.
[[nodiscard]] bool ofPeople(model::DataClass data);

} // namespace aw::checks
