// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/overview_figures.h"

#include <QCoreApplication>
#include <array>

namespace aw::pages {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::pages)
};

constexpr double kFrom = 225; // the lower left; the arc is open at the bottom
constexpr double kWhole = 270;
constexpr double kArc = 108;
constexpr double kStroke = 9;

report::Shape arc(double from, double sweep, report::Tone tone)
{
    report::Shape shape;
    shape.kind = report::Shape::Kind::Arc;
    shape.w = kArc;
    shape.h = kStroke;
    shape.from = from;
    shape.sweep = sweep;
    shape.tone = tone;
    return shape;
}

report::Shape label(const QString &text, double y, double size, report::Tone tone)
{
    report::Shape shape;
    shape.kind = report::Shape::Kind::Label;
    shape.x = kArc / 2;
    shape.y = y;
    shape.h = size;
    shape.tone = tone;
    shape.text = text;
    return shape;
}

} // namespace

report::Tone toneOf(assess::Grade grade)
{
    switch (grade) {
    case assess::Grade::NotReady: return report::Tone::Critical;
    case assess::Grade::CannotTell: return report::Tone::Unknown;
    case assess::Grade::ReadyWithAcceptedRisks: return report::Tone::Medium;
    case assess::Grade::Ready: break;
    }
    return report::Tone::Pass;
}

report::Figure scoreArc(const assess::Score &score, const assess::Verdict &verdict)
{
    report::Figure figure;
    figure.width = kArc;
    figure.height = 96;
    figure.shapes.push_back(arc(kFrom, kWhole, report::Tone::Quiet));
    if (!score.judged) {
        figure.alternative = Words::tr("%1. No score, because nothing was judged.").arg(verdict.label);
        figure.shapes.push_back(label(QStringLiteral("–"), 66, 34, report::Tone::Normal));
        return figure;
    }
    const double reached = kWhole * score.score / 100;
    const double open = kWhole * (score.best - score.score) / 100;
    figure.shapes.push_back(arc(kFrom, reached, toneOf(verdict.grade)));
    if (open > 0)
        figure.shapes.push_back(arc(kFrom + reached, open, report::Tone::Unknown));
    figure.shapes.push_back(label(QString::number(score.score), 64, 34, report::Tone::Normal));
    figure.shapes.push_back(label(Words::tr("at best %1").arg(score.best), 82, 11, report::Tone::Normal));
    figure.alternative = Words::tr("%1. Score %2 of 100, at best %3, strict %4, coverage %5 percent.")
                             .arg(verdict.label)
                             .arg(score.score)
                             .arg(score.best)
                             .arg(score.strict)
                             .arg(score.coverage);
    return figure;
}

report::Figure coverageBar(const assess::Counts &counts)
{
    struct Part {
        int count;
        report::Tone tone;
    };
    const std::array parts{Part{counts.passed, report::Tone::Pass}, Part{counts.failed, report::Tone::High},
                           Part{counts.waived, report::Tone::Low},
                           Part{counts.unknown, report::Tone::Unknown}};
    report::Figure figure;
    figure.width = 400;
    figure.height = 14;
    //: numbers of results
    figure.alternative =
        Words::tr("%1 pass, %2 open, %3 unknown.").arg(counts.passed).arg(counts.failed).arg(counts.unknown);
    int all = 0;
    for (const Part &part : parts)
        all += part.count;
    report::Shape ground;
    ground.w = figure.width;
    ground.h = figure.height;
    ground.tone = report::Tone::Quiet;
    figure.shapes.push_back(ground);
    double x = 0;
    for (const Part &part : parts) {
        if (part.count == 0)
            continue;
        report::Shape shape;
        shape.kind =
            part.tone == report::Tone::Unknown ? report::Shape::Kind::Hatch : report::Shape::Kind::Rect;
        shape.x = x;
        shape.w = figure.width * part.count / all;
        shape.h = figure.height;
        shape.tone = part.tone;
        x += shape.w;
        shape.w = qMax(1.0, shape.w - (x < figure.width - 1 ? 2 : 0));
        figure.shapes.push_back(shape);
    }
    return figure;
}

} // namespace aw::pages
