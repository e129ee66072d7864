// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/assess/score.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace aw::assess {

using model::Severity;

namespace {

constexpr std::array kWeights{10, 6, 3, 1, 0}; // by severity, worst first
constexpr int kCapCritical = 49;
constexpr int kCapHigh = 79;
constexpr int kWhole = 100;
constexpr double kRounding = 1e-9; // a sum that is 79 on paper must not become 78 by binary fractions

void worsen(std::optional<Severity> &worst, Severity severity)
{
    if (!worst || severity < *worst)
        worst = severity;
}

/// passed, failed, unknown as one way of counting sees them.
struct Tally {
    int passed = 0;
    int failed = 0;
    int unknown = 0;

    [[nodiscard]] int all() const { return passed + failed + unknown; }
    [[nodiscard]] double credit() const
    {
        if (all() == 0)
            return 0;
        return (failed == 0 ? 1.0 : 0.5) * passed / all();
    }
};

/// 100 * sum(weight * share) / sum(weight) over the parts that `share` counts (it gives nothing for
/// a part without subjects).
template<class Share>
std::optional<double> weighted(const std::vector<ScorePart> &parts, const Share &share)
{
    double sum = 0;
    int weights = 0;
    for (const ScorePart &part : parts) {
        const std::optional<double> value = share(part);
        if (!value)
            continue;
        sum += part.weight * *value;
        weights += part.weight;
    }
    return weights == 0 ? std::nullopt : std::optional(kWhole * sum / weights);
}

template<class Count>
std::optional<double> rawBy(const std::vector<ScorePart> &parts, const Count &count)
{
    return weighted(parts, [&count](const ScorePart &part) {
        const Tally tally = count(part);
        return tally.all() == 0 ? std::nullopt : std::optional(tally.credit());
    });
}

int capOf(const std::vector<ScorePart> &parts, bool withWaived)
{
    std::optional<Severity> worst;
    for (const ScorePart &part : parts) {
        if (part.worstFailed)
            worsen(worst, *part.worstFailed);
        if (withWaived && part.worstWaived)
            worsen(worst, *part.worstWaived);
    }
    if (worst == Severity::Critical)
        return kCapCritical;
    return worst == Severity::High ? kCapHigh : kWhole;
}

int capped(std::optional<double> raw, int cap)
{
    return int(std::floor(std::min(raw.value_or(0), double(cap)) + kRounding));
}

Tally asIs(const ScorePart &part)
{
    return {.passed = part.passed, .failed = part.failed, .unknown = part.unknown};
}

} // namespace

int weightOf(Severity severity)
{
    return kWeights.at(std::size_t(severity));
}

std::vector<ScorePart> partsOf(const model::Findings &findings)
{
    std::map<QString, ScorePart> byCheck;
    for (const model::Finding &finding : findings) {
        if (finding.status == model::Status::NotApplicable)
            continue;
        ScorePart &part = byCheck[finding.check];
        part.check = finding.check;
        part.severity = std::min(part.severity, finding.severity);
        if (finding.status == model::Status::Pass) {
            ++part.passed;
        } else if (finding.status == model::Status::Fail) {
            ++part.failed;
            worsen(part.worstFailed, finding.severity);
        } else {
            ++part.unknown;
            // Attestation is how people answer what no API does; so both reasons are such a question.
            const bool forPeople =
                finding.reason == model::Reason::NotPublished || finding.reason == model::Reason::NotAttested;
            part.notPublished += forPeople ? 1 : 0;
        }
    }
    std::vector<ScorePart> parts;
    parts.reserve(byCheck.size());
    for (auto &[check, part] : byCheck)
        parts.push_back(std::move(part));
    return parts;
}

Score scoreOfParts(std::vector<ScorePart> parts)
{
    Score score;
    for (ScorePart &part : parts) {
        part.weight = weightOf(part.severity);
        part.credit = asIs(part).credit();
        score.weights += asIs(part).all() == 0 ? 0 : part.weight;
        score.waivers += part.waived;
        score.peopleQuestions += part.notPublished;
    }
    const std::optional<double> raw = rawBy(parts, asIs);
    score.judged = raw.has_value();
    score.raw = raw.value_or(0);
    score.cap = capOf(parts, false);
    score.score = capped(raw, score.cap);
    score.best = capped(
        rawBy(parts,
              [](const ScorePart &part) {
                  return Tally{.passed = part.passed + part.unknown, .failed = part.failed, .unknown = 0};
              }),
        score.cap);
    score.strict = capped(rawBy(parts,
                                [](const ScorePart &part) {
                                    return Tally{.passed = part.passed,
                                                 .failed = part.failed + part.waived,
                                                 .unknown = part.unknown};
                                }),
                          capOf(parts, true));
    const std::optional<double> coverage =
        weighted(parts, [](const ScorePart &part) -> std::optional<double> {
            const int answered = part.passed + part.failed;
            const int asked = answered + part.unknown - part.notPublished;
            return asked == 0 ? std::nullopt : std::optional(double(answered) / asked);
        });
    score.coverage = capped(coverage, kWhole);
    std::stable_sort(parts.begin(), parts.end(), [](const ScorePart &a, const ScorePart &b) {
        return a.weight * (1 - a.credit) > b.weight * (1 - b.credit);
    });
    score.parts = std::move(parts);
    return score;
}

Score scoreOf(const model::Findings &findings)
{
    return scoreOfParts(partsOf(findings));
}

} // namespace aw::assess
