// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/plan.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/run.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;

namespace {

const PlannedSource &sourceOf(const Plan &plan, Route route)
{
    const auto found =
        std::find_if(plan.sources.begin(), plan.sources.end(), [route](const PlannedSource &one) {
            return one.name == QString::fromLatin1(fly::row(route).source);
        });
    if (found == plan.sources.end())
        qFatal("The plan does not name route %d.", int(route));
    return *found;
}

Record listOfApps()
{
    Run run;
    if (!run.ended({.org = kOrg, .demo = false, .earlier = {}, .startedAt = {}, .appsOnly = true}))
        return {};
    return run.result() ? *run.result() : Record();
}

} // namespace

class PlanTest : public QObject
{
    Q_OBJECT
private slots:
    void needsTheListOfAppsAlone();
    void countsWhatTheListForetells();
    void withTheLastRecordItIsExact();
    void whatIsGoneIsNotPlanned();
    void aFullBucketTakesTime();
    void anEmptyOrganizationHasAPlan();
};

void PlanTest::needsTheListOfAppsAlone()
{
    Run run;
    QVERIFY(run.ended({.org = kOrg, .demo = false, .earlier = {}, .startedAt = {}, .appsOnly = true}));
    QVERIFY(run.result());
    QCOMPARE(run.fly.sent().size(), std::size_t(1));
    QCOMPARE(run.fly.sent().front().route, Route::Apps);
    QCOMPARE(run.result()->replies.size(), std::size_t(1));
}

void PlanTest::countsWhatTheListForetells()
{
    const Plan plan = planOf(listOfApps(), nullptr);
    QCOMPARE(plan.apps, 2);
    QCOMPARE(sourceOf(plan, Route::AppMachines).requests, 2);
    QCOMPARE(sourceOf(plan, Route::AppMachines).request, QStringLiteral("GET /v1/apps/{app}/machines"));
    QCOMPARE(sourceOf(plan, Route::OrgMembers).request, QStringLiteral("04-org-members.graphql"));
    QCOMPARE(sourceOf(plan, Route::OrgMembers).requests, 1);
    QVERIFY(!sourceOf(plan, Route::OrgMembers).atLeast);
    QCOMPARE(sourceOf(plan, Route::MachineVersions).requests, 3); // machine_count of both apps
    QVERIFY(!sourceOf(plan, Route::MachineVersions).atLeast);
    QVERIFY(sourceOf(plan, Route::AppImage).atLeast);
    QVERIFY(plan.atLeast);
    QCOMPARE(plan.shortest.count(), 0);
}

void PlanTest::withTheLastRecordItIsExact()
{
    Run run;
    QVERIFY(run.ended());
    const Record last = *run.result();
    const Plan plan = planOf(listOfApps(), &last);
    QVERIFY(!plan.atLeast);
    QCOMPARE(plan.requests, int(last.replies.size()));
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.source != nullptr)
            QVERIFY2(sourceOf(plan, row.route).requests == countOf(last, row.route), row.name);
    }
}

void PlanTest::whatIsGoneIsNotPlanned()
{
    Run run;
    QVERIFY(run.ended());
    const Record last = *run.result();
    Record apps = listOfApps();
    apps.replies.front().body = appsPage("web", "", 1);
    const Plan plan = planOf(apps, &last);
    QCOMPARE(plan.apps, 1);
    QCOMPARE(sourceOf(plan, Route::AppMachines).requests, 1);
    QVERIFY(plan.requests < int(last.replies.size()));
}

void PlanTest::aFullBucketTakesTime()
{
    Run run;
    QVERIFY(run.ended());
    Record last = *run.result();
    // Nine more pages of one app's machines: ten requests of one bucket.
    const auto first = std::find_if(last.replies.begin(), last.replies.end(), [](const fly::Reply &reply) {
        return reply.request.route == Route::AppMachines;
    });
    fly::Reply page = *first;
    std::vector<fly::Reply> pages;
    for (int number = 0; number < 10; ++number) {
        page.request.cursor = number == 0 ? QString() : QString::number(number);
        page.nextCursor = number == 9 ? QString() : QString::number(number + 1);
        pages.push_back(page);
    }
    last.replies.insert(last.replies.erase(first), pages.begin(), pages.end());
    const Plan plan = planOf(listOfApps(), &last);
    QCOMPARE(sourceOf(plan, Route::AppMachines).requests, 11);
    QCOMPARE(plan.shortest, std::chrono::milliseconds(7'000));
}

void PlanTest::anEmptyOrganizationHasAPlan()
{
    Record apps = listOfApps();
    apps.replies.front().body = appsPage("", "", 0);
    const Plan plan = planOf(apps, nullptr);
    QCOMPARE(plan.apps, 0);
    QCOMPARE(sourceOf(plan, Route::AppMachines).requests, 0);
    QVERIFY(sourceOf(plan, Route::Apps).requests == 1);
}

QTEST_GUILESS_MAIN(PlanTest)
#include "plan_test.moc"
