// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/made_posture.h"
#include "ui/figures/figure_view.h"
#include "ui/pages/overview_cards.h"
#include "ui/pages/overview_figures.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/score_popover.h"
#include "ui/widgets/popover.h"

#include <QSignalSpy>
#include <QTest>

using namespace aw;

class OverviewPageTest : public QObject
{
    Q_OBJECT
private slots:
    void saysTheVerdict();
    void linksToWhatIsUnknown();
    void ordersWhatToDo();
    void countsAlikeOnce();
    void explainsTheScore();
    void drawsTheScoreInWordsToo();
    void drawsNoScoreWhereNothingWasJudged();
    void offersASyncWithoutASnapshot();
    void offersWaysOutOfTrouble();
    void survivesAWayOutThatRebuildsThePage();
};

namespace {

struct Open {
    test::StillWorkspace workspace;
    pages::OverviewPage page{workspace};

    explicit Open(const test::Made &made = {})
    {
        workspace.become([&](pages::State &state) { state = test::madeState(made, workspace.now()); });
        page.resize(1300, 900);
        page.show();
    }

    [[nodiscard]] widgets::Button *button(const QString &words) const
    {
        for (auto *each : page.findChildren<widgets::Button *>()) {
            if (each->text() == words)
                return each;
        }
        return nullptr;
    }
};

} // namespace

void OverviewPageTest::saysTheVerdict()
{
    const Open open;
    const assess::Verdict &verdict = open.workspace.state().posture->verdict;
    QStringList words;
    for (const QLabel *label : open.page.findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY(words.contains(verdict.sentence));
    QVERIFY(words.contains(verdict.label));
    QVERIFY(open.page.selectionAsText().contains(verdict.sentence));
}

void OverviewPageTest::linksToWhatIsUnknown()
{
    Open open;
    QSignalSpy wants(&open.page, &pages::Page::wants);
    open.button(QStringLiteral("All unknown"))->click();
    QCOMPARE(wants.count(), 1);
    const auto place = wants.first().first().value<pages::Place>();
    QCOMPARE(place.page, QStringLiteral("findings"));
    QCOMPARE(place.query, QStringLiteral("is:unknown"));
}

void OverviewPageTest::ordersWhatToDo()
{
    const Open open({.open = 20, .unknown = 0});
    const std::vector<pages::NextStep> steps = pages::nextSteps(open.workspace.state());
    QCOMPARE(steps.size(), 5U);
    QCOMPARE(steps.front().place.finding, open.workspace.state().posture->verdict.decisive.front());
    QCOMPARE(steps.front().icon, QStringLiteral("sev-critical"));
}

void OverviewPageTest::countsAlikeOnce()
{
    Open open({.open = 1, .unknown = 2});
    open.workspace.become([](pages::State &state) {
        auto findings = std::make_shared<model::Findings>(*state.posture->findings);
        const auto one = std::find_if(findings->begin(), findings->end(),
                                      [](const auto &each) { return each.status == model::Status::Fail; });
        model::Finding twin = *one;
        twin.id = QStringLiteral("twin");
        findings->insert(findings->begin(), twin);
        state.posture = assess::postureOf(state.posture->snapshot, findings, *state.catalogue,
                                          state.posture->snapshot->collectedAt);
    });
    const std::vector<pages::NextStep> steps = pages::nextSteps(open.workspace.state());
    QCOMPARE(int(std::count_if(steps.begin(), steps.end(),
                               [](const auto &step) { return !step.place.finding.isEmpty(); })),
             1);
    QVERIFY2(steps.front().detail.contains(QStringLiteral("1 more like it")),
             qPrintable(steps.front().detail));
    QVERIFY(steps.back().place.query.startsWith(QStringLiteral("is:unknown reason:")));
}

void OverviewPageTest::explainsTheScore()
{
    Open open;
    open.button(QStringLiteral("How is this computed?"))->click();
    auto *popover = open.page.findChild<widgets::Popover *>();
    QVERIFY(popover && popover->isVisible());
    const assess::Score &score = open.workspace.state().posture->score;
    const QString text = pages::scoreAsText(score);
    QVERIFY(text.contains(QStringLiteral("At best %1").arg(score.best)));
    QVERIFY(text.contains(QStringLiteral("÷ %1").arg(score.weights)));
    QTest::keyClick(popover, Qt::Key_Escape);
    QTRY_VERIFY(!open.page.findChild<widgets::Popover *>());
}

void OverviewPageTest::drawsTheScoreInWordsToo()
{
    const Open open;
    const assess::Posture &posture = *open.workspace.state().posture;
    const report::Figure arc = pages::scoreArc(posture.score, posture.verdict);
    QVERIFY(arc.alternative.contains(QStringLiteral("Score %1 of 100").arg(posture.score.score)));
    QCOMPARE(arc.shapes[1].sweep, 270.0 * posture.score.score / 100);
    const report::Figure bar = pages::coverageBar(posture.counts);
    double width = 0;
    for (std::size_t i = 1; i < bar.shapes.size(); ++i)
        width += bar.shapes[i].w;
    QVERIFY(width <= bar.width && width > bar.width - 10);
    QCOMPARE(bar.shapes.back().kind, report::Shape::Kind::Hatch); // unknown never looks like the rest
}

void OverviewPageTest::drawsNoScoreWhereNothingWasJudged()
{
    const report::Figure arc = pages::scoreArc({}, {});
    QVERIFY(arc.alternative.contains(QStringLiteral("nothing was judged")));
    QCOMPARE(arc.shapes.size(), 2U);
    QCOMPARE(pages::coverageBar({}).shapes.size(), 1U);
}

void OverviewPageTest::offersASyncWithoutASnapshot()
{
    Open open;
    open.workspace.become([](pages::State &state) { state.posture.reset(); });
    open.button(QStringLiteral("Sync"))->click();
    QCOMPARE(open.workspace.asked, QStringList(QStringLiteral("sync")));
}

void OverviewPageTest::offersWaysOutOfTrouble()
{
    Open open;
    open.workspace.become([&](pages::State &state) {
        state.posture.reset();
        state.dataTrouble =
            pages::Trouble{fail(ErrorKind::Storage, QStringLiteral("It is damaged.")), open.workspace.now()};
    });
    open.button(QStringLiteral("Open read-only"))->click();
    open.button(QStringLiteral("Try again"))->click();
    QCOMPARE(open.workspace.asked,
             QStringList({QStringLiteral("reopen read-only"), QStringLiteral("reopen")}));
}

void OverviewPageTest::survivesAWayOutThatRebuildsThePage()
{
    Open open;
    open.workspace.become([](pages::State &state) { state.posture.reset(); });
    auto *sync = open.button(QStringLiteral("Sync"));
    connect(sync, &QPushButton::clicked, &open.page, [&open] {
        open.workspace.become(
            [&](pages::State &state) { state = test::madeState({}, open.workspace.now()); });
    });
    sync->click();
    QApplication::processEvents();
    QVERIFY(open.button(QStringLiteral("All unknown")));
}

QTEST_MAIN(OverviewPageTest)
#include "overview_page_test.moc"
