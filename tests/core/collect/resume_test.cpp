// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/resume.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/run.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;

namespace {

const QDateTime kBegun = kNow.addSecs(-1'800);

/// What a whole run gave to be kept, as if it had ended just before its last answers.
std::vector<fly::Reply> keptByARun(std::size_t without)
{
    Run run;
    if (!run.ended())
        return {};
    std::vector<fly::Reply> kept = std::move(run.kept);
    kept.resize(kept.size() - std::min(without, kept.size()));
    return kept;
}

} // namespace

class ResumeTest : public QObject
{
    Q_OBJECT
private slots:
    void givesWhatWouldNotChangeToBeKept();
    void asksOnlyForWhatIsMissing_data();
    void asksOnlyForWhatIsMissing();
    void aRunThatWasWholeAsksNothing();
    void asksAgainForWhatIsOldForeignOrFailed_data();
    void asksAgainForWhatIsOldForeignOrFailed();
    void asksAListAgainThatWasNotReadToItsEnd();
    void leavesOutPagesWithoutTheirFirst();
    void anAnswerThatCannotBeReadIsAskedAgain();
    void cancellingGivesTheLastAnswersToBeKept();
};

void ResumeTest::givesWhatWouldNotChangeToBeKept()
{
    Run run;
    run.fly.on(Route::AppSecrets, [](const fly::Request &) { return status(403); });
    QVERIFY(run.ended());
    const auto record = run.result();
    QVERIFY(record);
    QCOMPARE(run.kept.size(), record->replies.size()); // the refused ones too: they would be refused again
    Run next;
    next.fly.on(Route::AppSecrets, [](const fly::Request &) { return status(403); });
    QVERIFY(next.ended({.org = kOrg, .demo = false, .earlier = run.kept, .startedAt = kBegun}));
    QVERIFY(next.fly.sent().empty());
    QCOMPARE(incompleteSources(*snapshotOf(*next.result())), incompleteSources(*snapshotOf(*record)));
    Run broken;
    broken.fly.on(Route::AppSecrets, [](const fly::Request &) { return status(500); });
    QVERIFY(broken.ended());
    QVERIFY(broken.kept.size() < broken.result()->replies.size());
}

void ResumeTest::asksOnlyForWhatIsMissing_data()
{
    QTest::addColumn<int>("missing");
    QTest::newRow("the last answer") << 1;
    QTest::newRow("a few") << 7;
    QTest::newRow("all but the first") << 1'000'000;
}

void ResumeTest::asksOnlyForWhatIsMissing()
{
    QFETCH(int, missing);
    Run whole;
    QVERIFY(whole.ended());
    const std::vector<fly::Reply> kept = keptByARun(std::size_t(missing));
    Run run;
    QVERIFY(run.ended({.org = kOrg, .demo = false, .earlier = kept, .startedAt = kBegun}));
    const auto record = run.result();
    QVERIFY(record);
    QCOMPARE(run.fly.sent().size() + kept.size(), whole.fly.sent().size());
    for (const fly::Request &sent : run.fly.sent()) {
        for (const fly::Reply &had : kept)
            QVERIFY(!(had.request == sent));
    }
    QCOMPARE(record->replies.size(), whole.result()->replies.size());
    QCOMPARE(run.seen.back().resumed, int(kept.size()));
    QCOMPARE(run.seen.back().answered, int(record->replies.size()));
    // The same answers make the same record, but for when it began.
    Record same = *record;
    QCOMPARE(same.startedAt, kept.empty() ? whole.result()->startedAt : kBegun.addMSecs(-234));
    same.startedAt = whole.result()->startedAt;
    QCOMPARE(same.id(), whole.result()->id());
}

void ResumeTest::aRunThatWasWholeAsksNothing()
{
    Run run;
    QVERIFY(run.ended({.org = kOrg, .demo = false, .earlier = keptByARun(0), .startedAt = kBegun}));
    QVERIFY(run.result());
    QVERIFY(run.fly.sent().empty());
    QCOMPARE(incompleteSources(*snapshotOf(*run.result())), QStringList());
}

void ResumeTest::asksAgainForWhatIsOldForeignOrFailed_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("an hour old") << 0;
    QTest::newRow("from the future") << 1;
    QTest::newRow("of another organization") << 2;
    QTest::newRow("an answer that failed") << 3;
}

void ResumeTest::asksAgainForWhatIsOldForeignOrFailed()
{
    QFETCH(int, how);
    std::vector<fly::Reply> kept = keptByARun(0);
    const std::size_t before = kept.size();
    fly::Reply &one = *std::find_if(kept.begin(), kept.end(), [](const fly::Reply &reply) {
        return reply.request.route == Route::OrgMembers;
    });
    if (how == 0)
        one.at = kNow.addSecs(-kResumableSeconds);
    else if (how == 1)
        one.at = kNow.addSecs(60);
    else if (how == 2)
        one.request.org = QStringLiteral("somebody-else");
    else
        one.fault = fail(ErrorKind::Network, QStringLiteral("gone"));
    QCOMPARE(resumable(kOrg, kept, kNow).size(), before - 1);
    Run run;
    QVERIFY(run.ended({.org = kOrg, .demo = false, .earlier = kept, .startedAt = kBegun}));
    QCOMPARE(run.fly.sent().size(), std::size_t(1));
    QCOMPARE(run.fly.sent().front().route, Route::OrgMembers);
}

void ResumeTest::asksAListAgainThatWasNotReadToItsEnd()
{
    std::vector<fly::Reply> kept{answered(Route::Apps, appsPage("web", "more", 2)),
                                 answered(Route::AppSecrets, R"({"secrets":[]})", QStringLiteral("web"))};
    for (fly::Reply &reply : kept) {
        reply.request.org = kOrg;
        reply.at = kNow.addSecs(-60);
    }
    const std::vector<fly::Reply> left = resumable(kOrg, kept, kNow);
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left.front().request.route, Route::AppSecrets);
}

void ResumeTest::leavesOutPagesWithoutTheirFirst()
{
    fly::Reply page = answered(Route::Apps, appsPage("web", "", 2), {}, {}, QStringLiteral("more"));
    page.request.org = kOrg;
    page.at = kNow.addSecs(-60);
    QVERIFY(resumable(kOrg, {page}, kNow).empty());
}

void ResumeTest::anAnswerThatCannotBeReadIsAskedAgain()
{
    fly::Reply page = answered(Route::Apps, R"({"apps":7})");
    page.request.org = kOrg;
    page.at = kNow.addSecs(-60);
    QVERIFY(resumable(kOrg, {page}, kNow).empty());
}

void ResumeTest::cancellingGivesTheLastAnswersToBeKept()
{
    Run run;
    run.start();
    QTRY_VERIFY(!run.fly.answered().empty());
    run.fly.hold();
    QTRY_VERIFY(run.kept.size() > 0 || run.fly.answered().size() > 1);
    run.future.cancel();
    QTRY_VERIFY(run.future.isFinished());
    QVERIFY(!run.kept.empty());
}

QTEST_GUILESS_MAIN(ResumeTest)
#include "resume_test.moc"
