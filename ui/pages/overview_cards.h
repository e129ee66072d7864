// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/page.h"
#include "ui/widgets/button.h"

#include <functional>

namespace aw::pages {

using Go = std::function<void(const Place &)>;

// The cards of the overview. Each reads the posture of `state`, which must be there with its
// catalogue, and links to where more is.
[[nodiscard]] QWidget *verdictCard(const State &state, bool stacked, const Go &go);
[[nodiscard]] QWidget *doNextCard(const State &state, const Go &go);
[[nodiscard]] QWidget *severityCard(const State &state, const Go &go);
[[nodiscard]] QWidget *coverageCard(const State &state, const Go &go);
[[nodiscard]] QWidget *strengthsCard(const State &state, bool stacked, const Go &go);
[[nodiscard]] QWidget *sourcesCard(const State &state, const Go &go);

/// A link of those cards, and the findings page with a filter as its goal.
[[nodiscard]] widgets::Button *linkTo(const QString &words, const Go &go, const Place &place);
[[nodiscard]] Place findingsWith(const QString &query);

/// Something to do next.
struct NextStep {
    QString icon;
    theme::Ink ink = theme::Ink::Text2;
    QString title;
    QString detail;
    QString gain; ///< "blocker"; empty for none
    Place place;
};
/// At most five: what decides the verdict first, then by severity; one for each check and app.
[[nodiscard]] std::vector<NextStep> nextSteps(const State &state);

} // namespace aw::pages
