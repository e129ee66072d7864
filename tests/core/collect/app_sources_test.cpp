// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/app_sources.h"
#include "tests/core/collect/source_table.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

const SourceUnderTest &sourceOf(Route route)
{
    const std::vector<SourceUnderTest> &all = appSources();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [route](const SourceUnderTest &source) { return source.route == route; });
    return *found;
}

Pages always(const QByteArray &body)
{
    return [body](const QString &) { return ok(body); };
}

/// The state and reason of the source, and what the model holds of it.
struct Outcome {
    SourceState state = SourceState::NotAsked;
    Reason reason = Reason::NotCollected;
    QString detail;
    Seen seen;
    QStringList incomplete;
};

std::optional<Outcome> outcomeOf(const SourceUnderTest &source, const Pages &pages)
{
    const Result<Record> record = runWith(source, pages);
    if (!record)
        return std::nullopt;
    const auto snapshot = snapshotOf(*record);
    const model::Source &told = sourceIn(*snapshot, source.route);
    return Outcome{.state = told.state,
                   .reason = told.reason,
                   .detail = told.detail,
                   .seen = source.read(*snapshot),
                   .incomplete = incompleteSources(*snapshot)};
}

void eachSource(bool (*wanted)(const SourceUnderTest &))
{
    QTest::addColumn<Route>("route");
    for (const SourceUnderTest &source : appSources()) {
        if (wanted(source))
            QTest::newRow(fly::row(source.route).name) << source.route;
    }
}

bool any(const SourceUnderTest & /*source*/)
{
    return true;
}

bool list(const SourceUnderTest &source)
{
    return !source.page("", "", 0).isEmpty();
}

bool counted(const SourceUnderTest &source)
{
    return source.counted;
}

bool paged(const SourceUnderTest &source)
{
    return !source.second.isEmpty();
}

} // namespace

/// Every source about apps, images, data and add-ons, through redaction, client, gatherer and collectors:
/// whatever the platform answers, the source says what it is worth, and nothing that was not told looks
/// like an empty list.
class AppSourcesTest : public QObject
{
    Q_OBJECT
private slots:
    void fullDataIsComplete_data() { eachSource(any); }
    void fullDataIsComplete();
    void anEmptyListIsComplete_data() { eachSource(list); }
    void anEmptyListIsComplete();
    void aRefusalIsAMatterOfRights_data() { eachSource(any); }
    void aRefusalIsAMatterOfRights();
    void aFaultIsAFault_data() { eachSource(any); }
    void aFaultIsAFault();
    void fewerThanCountedIsFiltered_data() { eachSource(counted); }
    void fewerThanCountedIsFiltered();
    void aWrongTypeIsAFault_data();
    void aWrongTypeIsAFault();
    void twoPagesAreOneList_data() { eachSource(paged); }
    void twoPagesAreOneList();
    void aRepeatedCursorIsAFault_data() { eachSource(paged); }
    void aRepeatedCursorIsAFault();
    void aFaultOnPageTwoKeepsPageOne_data() { eachSource(paged); }
    void aFaultOnPageTwoKeepsPageOne();
    void everyRouteOfTheFieldIsHere();
};

void AppSourcesTest::fullDataIsComplete()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, always(source.page(source.first, "", 1)));
    QVERIFY(outcome);
    QVERIFY2(outcome->incomplete.isEmpty(), qPrintable(outcome->incomplete.join(u' ') + outcome->detail));
    QVERIFY(outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(1));
}

void AppSourcesTest::anEmptyListIsComplete()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, always(source.page("", "", 0)));
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Complete);
    QVERIFY(outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(0));
}

void AppSourcesTest::aRefusalIsAMatterOfRights()
{
    QFETCH(Route, route);
    const auto outcome = outcomeOf(sourceOf(route), [](const QString &) { return status(403); });
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Partial);
    QCOMPARE(outcome->reason, Reason::Permission);
    QVERIFY(!outcome->seen.complete);
    QCOMPARE(outcome->seen.gaps.front().reason, Reason::Permission);
    QVERIFY(!outcome->seen.gaps.front().permission.isEmpty());
}

void AppSourcesTest::aFaultIsAFault()
{
    QFETCH(Route, route);
    for (const Pages &pages : {Pages([](const QString &) { return status(500); }), always("<html>"),
                               always("null"), always(R"({"error":"no"})"), always(R"("text")")}) {
        // A probe that is answered in another form was not observed.
        const bool probe = fly::row(route).probe;
        const auto outcome = outcomeOf(sourceOf(route), pages);
        QVERIFY(outcome);
        QVERIFY(outcome->state == SourceState::Partial || (probe && outcome->state == SourceState::NotAsked));
        QVERIFY(outcome->reason == Reason::Fault || (probe && outcome->reason == Reason::NotPublished));
        QVERIFY(!outcome->seen.complete);
        QVERIFY(!outcome->seen.gaps.empty());
    }
}

void AppSourcesTest::fewerThanCountedIsFiltered()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, always(source.page(source.first, "", 2)));
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Partial);
    QCOMPARE(outcome->reason, Reason::Filtered);
    QVERIFY2(outcome->detail.contains(QLatin1String("1 of 2")), qPrintable(outcome->detail));
    QVERIFY(!outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(1));
}

void AppSourcesTest::aWrongTypeIsAFault_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("rows");
    for (const SourceUnderTest &source : appSources()) {
        const QByteArray name = fly::row(source.route).name;
        if (list(source))
            QTest::newRow((name + ": a number for a row").constData()) << source.route << QByteArray("7");
        QByteArray row = source.first;
        QVERIFY(row.contains(source.doubtful.first));
        row.replace(source.doubtful.first, source.doubtful.second);
        QTest::newRow((name + ": a wrong type inside").constData()) << source.route << row;
    }
}

void AppSourcesTest::aWrongTypeIsAFault()
{
    QFETCH(Route, route);
    QFETCH(QByteArray, rows);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, always(source.page(rows, "", 1)));
    QVERIFY(outcome);
    const bool unseen = fly::row(route).probe && outcome->reason == Reason::NotPublished;
    QVERIFY(unseen || outcome->state == SourceState::Partial);
    QVERIFY2(unseen || outcome->reason == Reason::Fault || outcome->reason == Reason::Filtered,
             qPrintable(outcome->detail));
    QVERIFY(!outcome->detail.isEmpty());
}

void AppSourcesTest::twoPagesAreOneList()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, [&source](const QString &cursor) {
        return ok(cursor.isEmpty() ? source.page(source.first, "c1", 2) : source.page(source.second, "", 2));
    });
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Complete);
    QVERIFY(outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(2));
}

void AppSourcesTest::aRepeatedCursorIsAFault()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, always(source.page(source.first, "again", 1)));
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Partial);
    QCOMPARE(outcome->reason, Reason::Fault);
    QVERIFY2(outcome->detail.contains(QLatin1String("read already")), qPrintable(outcome->detail));
    QVERIFY(!outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(1));
}

void AppSourcesTest::aFaultOnPageTwoKeepsPageOne()
{
    QFETCH(Route, route);
    const SourceUnderTest &source = sourceOf(route);
    const auto outcome = outcomeOf(source, [&source](const QString &cursor) {
        return cursor.isEmpty() ? ok(source.page(source.first, "c1", 1)) : status(500);
    });
    QVERIFY(outcome);
    QCOMPARE(outcome->state, SourceState::Partial);
    QCOMPARE(outcome->reason, Reason::Fault);
    QVERIFY(!outcome->seen.complete);
    QCOMPARE(outcome->seen.items, std::size_t(1));
}

void AppSourcesTest::everyRouteOfTheFieldIsHere()
{
    QList<Route> routes;
    for (const SourceUnderTest &source : appSources())
        routes.push_back(source.route);
    for (const Route route :
         {Route::OrgAddOns, Route::PostgresCluster, Route::PostgresUsers, Route::PostgresDatabases,
          Route::PostgresBackups, Route::ManagedPostgres, Route::AppSecretKeys, Route::AppEgress,
          Route::AppNetworkPolicies, Route::AppCertificates, Route::CertificateDetail,
          Route::PostgresAttachments, Route::AppImageDetails, Route::VolumeSnapshots})
        QVERIFY2(routes.contains(route), fly::row(route).name);
}

QTEST_GUILESS_MAIN(AppSourcesTest)
#include "app_sources_test.moc"
