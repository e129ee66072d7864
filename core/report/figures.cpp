// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/figures.h"

#include "core/report/wording.h"

#include <algorithm>

namespace aw::report {
namespace {

constexpr double kFrom = 225; ///< the arc is open at its foot
constexpr double kWhole = 270;

struct Part {
    QString word;
    int number = 0;
    Tone tone = Tone::Normal;
    bool hatched = false;
};

} // namespace

Tone toneOf(assess::Grade grade)
{
    switch (grade) {
    case assess::Grade::NotReady: return Tone::Critical;
    case assess::Grade::CannotTell: return Tone::Unknown;
    case assess::Grade::ReadyWithAcceptedRisks: return Tone::Medium;
    case assess::Grade::Ready: return Tone::Pass;
    }
    return Tone::Unknown;
}

Figure scoreArc(const assess::Posture &posture)
{
    constexpr double kSize = 108;
    constexpr double kStroke = 8;
    const assess::Score &score = posture.score;
    Figure figure{.width = kSize, .height = 96, .alternative = {}, .shapes = {}};
    const auto arc = [](double from, double to, Tone tone) {
        return Shape{.kind = Shape::Kind::Arc,
                     .w = kSize,
                     .h = kStroke,
                     .from = kFrom + kWhole * from / 100,
                     .sweep = kWhole * (to - from) / 100,
                     .tone = tone};
    };
    const auto label = [](double y, double size, const QString &text, Tone tone) {
        return Shape{
            .kind = Shape::Kind::Label, .x = kSize / 2, .y = y, .h = size, .tone = tone, .text = text};
    };
    figure.shapes.push_back(arc(0, 100, Tone::Quiet));
    if (!score.judged) {
        figure.alternative = Words::tr("No score: nothing was judged.");
        figure.shapes.push_back(label(60, 9, Words::tr("no score"), Tone::Quiet));
        return figure;
    }
    figure.shapes.push_back(arc(0, score.score, toneOf(posture.verdict.grade)));
    if (score.best > score.score)
        figure.shapes.push_back(arc(score.score, score.best, Tone::Unknown));
    figure.shapes.push_back(label(61, 30, QString::number(score.score), Tone::Normal));
    figure.shapes.push_back(label(76, 8.5, Words::tr("at best %1").arg(score.best), Tone::Quiet));
    figure.alternative =
        Words::tr("%1. Score %2 of 100, at best %3, strict %4, coverage %5 percent.")
            .arg(posture.verdict.label, QString::number(score.score), QString::number(score.best),
                 QString::number(score.strict), QString::number(score.coverage));
    return figure;
}

Figure countsBar(const assess::Counts &counts, double width)
{
    const std::vector<Part> parts{{Words::tr("fail"), counts.failed, Tone::Critical},
                                  {Words::tr("unknown"), counts.unknown, Tone::Unknown, true},
                                  {Words::tr("accepted"), counts.waived, Tone::Low},
                                  {Words::tr("pass"), counts.passed, Tone::Pass},
                                  {Words::tr("not applicable"), counts.notApplicable, Tone::Quiet}};
    int whole = 0;
    QStringList words;
    for (const Part &part : parts) {
        whole += part.number;
        if (part.number > 0)
            words += Words::tr("%1 %2").arg(figureOf(part.number), part.word);
    }
    constexpr double kBar = 12;
    Figure figure{.width = width, .height = 30, .alternative = {}, .shapes = {}};
    figure.alternative =
        whole == 0 ? Words::tr("No results.")
                   : Words::tr("%1 results: %2.").arg(figureOf(whole), words.join(QStringLiteral(", ")));
    figure.shapes.push_back({.kind = Shape::Kind::Rect, .w = width, .h = kBar, .tone = Tone::Quiet});
    double x = 0;
    for (const Part &part : parts) {
        if (part.number == 0)
            continue;
        const double share = width * part.number / whole;
        figure.shapes.push_back({.kind = part.hatched ? Shape::Kind::Hatch : Shape::Kind::Rect,
                                 .x = x,
                                 .w = std::max(share - 1, 0.6),
                                 .h = kBar,
                                 .tone = part.tone});
        x += share;
    }
    figure.shapes.push_back({.kind = Shape::Kind::Label,
                             .x = 0,
                             .y = 26,
                             .h = 8.5,
                             .tone = Tone::Quiet,
                             .text = words.join(QStringLiteral(", ")),
                             .align = -1});
    return figure;
}

} // namespace aw::report
