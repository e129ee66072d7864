// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/under_intent.h"

namespace aw::checks {
namespace {

template<class T, std::size_t N>
std::vector<T> possible(const Meant<T> &meant, const std::array<T, N> &values)
{
    if (meant.certainty == Certainty::Declared && meant.value)
        return {*meant.value};
    return {values.begin(), values.end()};
}

} // namespace

Weighed weigh(const Intent &intent, const SeverityRule &rule)
{
    // Never empty: where nothing tells, the environment is production and the data internal.
    const auto environment = intent.environment.value.value_or(model::Environment::Production);
    const auto data = intent.data.value.value_or(model::DataClass::Internal);
    Weighed weighed{.severity = rule(environment, data), .guessed = false};
    if (intent.data.atWorst)
        weighed.severity = std::min(weighed.severity, rule(environment, *intent.data.atWorst));
    for (const model::Environment otherEnvironment : possible(intent.environment, kEnvironments)) {
        for (const model::DataClass otherData : possible(intent.data, kDataClasses))
            weighed.guessed = weighed.guessed || rule(otherEnvironment, otherData) != weighed.severity;
    }
    return weighed;
}

bool ofPeople(model::DataClass data)
{
    return data == model::DataClass::Personal || data == model::DataClass::Regulated;
}

} // namespace aw::checks
