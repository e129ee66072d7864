// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/model/finding.h"

#include <optional>
#include <vector>

namespace aw::assess {

/// What one check adds to the score.
struct ScorePart {
    QString check;
    model::Severity severity = model::Severity::Info; ///< highest effective severity among its subjects
    int weight = 0;                                   ///< critical 10, high 6, medium 3, low 1, info 0
    int passed = 0;
    int failed = 0;       ///< not waived
    int unknown = 0;      ///< not waived
    int notPublished = 0; ///< of the unknown: questions no API answers to anyone, only people can
    int waived = 0;
    double credit = 0;                          ///< 0 to 1
    std::optional<model::Severity> worstFailed; ///< of its failing, not waived, subjects
    std::optional<model::Severity> worstWaived;
};

struct Score {
    bool judged = false; ///< false: nothing judged, no score
    int score = 0;       ///< worst case of what is not known, 0 to 100
    int best = 0;        ///< every unknown counted as pass
    int strict = 0;      ///< every waived subject counted as fail
    int coverage = 0;    ///< per cent of the weight that was answered; not published questions left out
    double raw = 0;      ///< before the cap
    int cap = 100;       ///< 49 with an open critical finding, 79 with an open high one
    int weights = 0;     ///< sum of the weights
    int waivers = 0;
    int peopleQuestions = 0;      ///< questions only people can answer …
    int peopleAnswered = 0;       ///< … and how many have been
    std::vector<ScorePart> parts; ///< worst first: by points lost, then by name
};

[[nodiscard]] int weightOf(model::Severity severity); ///< critical 10, high 6, medium 3, low 1, info 0

/// One part for each check that has subjects, without credit; by check.
[[nodiscard]] std::vector<ScorePart> partsOf(const model::Findings &findings);

/// The score over `parts`: their weights and credits are set here.
[[nodiscard]] Score scoreOfParts(std::vector<ScorePart> parts);

[[nodiscard]] Score scoreOf(const model::Findings &findings);

} // namespace aw::assess
