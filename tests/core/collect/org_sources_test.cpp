// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"
#include "tests/core/collect/people_answers.h"
#include "tests/core/collect/run.h"
#include "tests/core/collect/source_cases.h"

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::Snapshot;
using model::SourceState;

namespace {

const QString kWeb = QStringLiteral("web");

const std::vector<Subject> &subjects()
{
    const auto org = [](const char *connection) {
        return QStringList{QStringLiteral("data"), QStringLiteral("organization"), QLatin1String(connection)};
    };
    const auto app = [](const char *connection) {
        return QStringList{QStringLiteral("data"), QStringLiteral("app"), QLatin1String(connection)};
    };
    static const std::vector<Subject> kSubjects{
        {Route::PlatformRegions, {}, "regions", false, [](const Snapshot &s) { return listed(s.regions); }},
        {Route::OrgMembers, org("members"), "edges", true,
         [](const Snapshot &s) { return listed(s.organization.members); }},
        {Route::OrgMemberDetails, org("members"), "nodes", true,
         [](const Snapshot &s) { return Listed{s.organization.members.items.at(0).details.signIns.known()}; }},
        {Route::OrgInvitations, org("invitations"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.invitations); }},
        {Route::OrgWireGuard, org("wireGuardPeers"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.peers); }},
        {Route::OrgDelegatedWireGuard, org("delegatedWireGuardTokens"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.delegatedTokens); }},
        {Route::OrgTokens, org("limitedAccessTokens"), "nodes", true,
         [](const Snapshot &s) { return listed(s.organization.tokens); }},
        {Route::OrgTokenProfiles, org("limitedAccessTokens"), "nodes", true,
         [](const Snapshot &s) { return Listed{s.organization.tokens.items.at(0).parameters.known()}; }},
        {Route::PersonalTokens,
         {QStringLiteral("data"), QStringLiteral("accessTokens")},
         "nodes",
         false,
         [](const Snapshot &s) { return listed(s.organization.personalTokens); }},
        {Route::OrgThirdParty, org("thirdPartyConfigurations"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.thirdParties); }},
        {Route::OrgSignedDocuments, org("signedDocuments"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.signedDocuments); }},
        {Route::OrgSshCertificates, org("loggedCertificates"), "nodes", false,
         [](const Snapshot &s) { return listed(s.organization.sshCertificates); }},
        {Route::AppSecretOwners,
         {QStringLiteral("data"), QStringLiteral("app")},
         "secrets",
         true,
         [](const Snapshot &s) { return Listed{s.app(kWeb)->secrets.items.at(0).setBy.known()}; }},
        {Route::AppTokens, app("limitedAccessTokens"), "nodes", false,
         [](const Snapshot &s) { return listed(s.app(kWeb)->tokens); }},
        {Route::AppChanges, app("changes"), "nodes", false,
         [](const Snapshot &s) { return listed(s.app(kWeb)->changes); }},
    };
    return kSubjects;
}

const Subject &subjectOf(Route route)
{
    return *std::find_if(subjects().begin(), subjects().end(),
                         [route](const Subject &subject) { return subject.route == route; });
}

QByteArray healthy(Route route, const QString &app)
{
    Record record = wholeRecord();
    return unredactedPeople(route, aw::collect::answerIn(record, route, app).body);
}

/// How many rows the healthy answer has.
qsizetype wholeOf(const Subject &subject)
{
    const bool ofApp = subject.path.contains(QStringLiteral("app"));
    const Result<JsonDocument> document =
        JsonDocument::parse(healthy(subject.route, ofApp ? kWeb : QString()));
    return qsizetype(rowsIn(subject, document->root()).size());
}

} // namespace

/// Every source of the organization's people, credentials and third parties, in every way in which an
/// answer can be less than it seems: asked for through the client, redacted, gathered and read.
class OrgSourcesTest : public QObject
{
    Q_OBJECT
private slots:
    void endsAsItShould_data();
    void endsAsItShould();
    void theTableHasEverySource();
    void aProbeOfWhatNoSchemaHasLeavesTheCollectionComplete_data();
    void aProbeOfWhatNoSchemaHasLeavesTheCollectionComplete();
    void whatIsCountedTwiceIsHeldAgainstBoth_data();
    void whatIsCountedTwiceIsHeldAgainstBoth();
};

void OrgSourcesTest::endsAsItShould_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<int>("which");
    for (const Subject &subject : subjects()) {
        for (std::size_t i = 0; i < std::size(kCases); ++i) {
            if (!kCases[i].paged || paged(subject.route))
                QTest::addRow("%s: %s", fly::row(subject.route).name, kCases[i].name)
                    << subject.route << int(i);
        }
    }
}

void OrgSourcesTest::endsAsItShould()
{
    QFETCH(Route, route);
    QFETCH(int, which);
    const Subject &subject = subjectOf(route);
    const CaseRow &row = kCases[which];
    Run run;
    run.fly.on(route, [&](const fly::Request &request) {
        const QByteArray body = healthy(route, request.app);
        const bool ours = request.app.isEmpty() || request.app == kWeb;
        return ours ? replyIn(row.what, subject, body, request.cursor) : ok(body);
    });
    QVERIFY(run.ended());
    const Result<Record> record = run.result();
    QVERIFY(record);
    const model::SnapshotPtr snapshot = snapshotOf(*record);
    const model::Source &source = sourceIn(*snapshot, route);
    const bool shorter = row.what == Case::Empty && subject.countedElsewhere;
    // What is joined to the rows of another list is held against that list.
    const bool held = row.what == Case::Uncounted && subject.see(*snapshot).items < 0;
    const SourceState state = shorter ? SourceState::Partial : held ? SourceState::Complete : row.state;
    QVERIFY2(source.state == state, qPrintable(source.detail));
    QCOMPARE(source.detail.isEmpty(), state == SourceState::Complete);
    if (state != SourceState::Complete)
        QVERIFY2(source.reason == row.reason, qPrintable(source.detail));
    const Listed list = subject.see(*snapshot);
    if (list.items >= 0)
        QVERIFY2(list.complete == (state == SourceState::Complete), qPrintable(source.detail));
    const bool nothingCame = row.what == Case::Refused || row.what == Case::Gone ||
                             row.what == Case::RowsAreAnObject || row.what == Case::RowsAreNull;
    if (nothingCame)
        QVERIFY(!list.complete && list.items <= 0);
    const qsizetype whole = wholeOf(subject);
    if (row.what == Case::Full || row.what == Case::ARowIsNull)
        QVERIFY(list.items < 0 ? list.complete : list.items == whole);
    if (row.what == Case::TwoPages)
        QVERIFY(list.items < 0 ? list.complete : list.items == whole + 1);
    if (row.what == Case::FaultOnPageTwo || row.what == Case::CutOffPageTwo)
        QVERIFY(list.items < 0 ? !list.complete : list.items == 1);
}

void OrgSourcesTest::theTableHasEverySource()
{
    const std::vector<Route> singles{Route::Viewer, Route::OrgCore, Route::OrgApps};
    for (const fly::RouteRow &row : fly::routes()) {
        const bool people = row.source != nullptr && row.api == fly::Api::GraphQl &&
                            QByteArray(row.name).startsWith("org_") && row.route != Route::OrgAddOns;
        if (people && std::find(singles.begin(), singles.end(), row.route) == singles.end())
            QVERIFY2(std::any_of(subjects().begin(), subjects().end(),
                                 [&row](const Subject &subject) { return subject.route == row.route; }),
                     row.name);
    }
}

void OrgSourcesTest::aProbeOfWhatNoSchemaHasLeavesTheCollectionComplete_data()
{
    QTest::addColumn<Route>("route");
    QTest::newRow("details of members") << Route::OrgMemberDetails;
    QTest::newRow("parameters of tokens") << Route::OrgTokenProfiles;
}

void OrgSourcesTest::aProbeOfWhatNoSchemaHasLeavesTheCollectionComplete()
{
    QFETCH(Route, route);
    Run run;
    run.fly.on(route, [](const fly::Request &) {
        return ok(
            R"({"errors":[{"message":"Field 'x' doesn't exist on type 'User'","path":["query Probe","organization"],
            "extensions":{"code":"undefinedField"}}]})");
    });
    QVERIFY(run.ended());
    const model::SnapshotPtr snapshot = snapshotOf(*run.result());
    QCOMPARE(sourceIn(*snapshot, route).state, SourceState::NotAsked);
    QCOMPARE(sourceIn(*snapshot, route).reason, Reason::NotPublished);
    QVERIFY(snapshot->complete());
    QVERIFY(!subjectOf(route).see(*snapshot).complete);
    const model::Organization &organization = snapshot->organization;
    QVERIFY(organization.members.complete());
    QVERIFY(organization.tokens.complete());
    const model::Gap &gap = route == Route::OrgMemberDetails
                                ? organization.members.items.at(0).details.emailVerified.gap()
                                : organization.tokens.items.at(0).parameters.gap();
    QCOMPARE(gap.reason, Reason::NotPublished);
    QVERIFY(!gap.detail.isEmpty());
}

void OrgSourcesTest::whatIsCountedTwiceIsHeldAgainstBoth_data()
{
    QTest::addColumn<Route>("counting");
    QTest::addColumn<QString>("app");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<Route>("shortened");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, Route counting, const QString &app, const char *from,
                        const char *to, Route shortened, const char *detail) {
        QTest::newRow(name) << counting << app << QByteArray(from) << QByteArray(to) << shortened
                            << QString::fromUtf8(detail);
    };
    row("details count more members", Route::OrgMemberDetails, {}, R"("totalCount":1)", R"("totalCount":9)",
        Route::OrgMembers, "1 of 9 entries were listed.");
    row("parameters count more tokens", Route::OrgTokenProfiles, {}, R"("totalCount":1)", R"("totalCount":3)",
        Route::OrgTokens, "1 of 3 entries were listed.");
    row("an owner of a secret that is not listed", Route::AppSecretOwners, kWeb, R"("secrets":[)",
        R"("secrets":[{"name":"HIDDEN","user":null},)", Route::AppSecrets,
        "Secrets of web that another list names were not listed: HIDDEN.");
    row("a secret whose owner is not listed", Route::AppSecrets, kWeb, R"("secrets":[)",
        R"("secrets":[{"name":"SECOND"},)", Route::AppSecretOwners, "1 of 2 secrets of web were named.");
    row("the builder is an app that is not listed", Route::OrgCore, {}, R"("slug")",
        R"("remoteBuilderApp":{"name":"builder"},"slug")", Route::Apps,
        "Apps that other lists name were not listed (1): builder.");
}

void OrgSourcesTest::whatIsCountedTwiceIsHeldAgainstBoth()
{
    QFETCH(Route, counting);
    QFETCH(QString, app);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(Route, shortened);
    QFETCH(QString, detail);
    Record record = wholeRecord();
    change(aw::collect::answerIn(record, counting, app), from, to);
    const model::SnapshotPtr snapshot = snapshotOf(record);
    const model::Source &source = sourceIn(*snapshot, shortened);
    QCOMPARE(source.state, SourceState::Partial);
    QCOMPARE(source.reason, Reason::Filtered);
    QVERIFY2(source.detail.contains(detail), qPrintable(source.detail));
    QVERIFY(!snapshot->complete());
    if (shortened == Route::OrgMembers)
        QVERIFY(!snapshot->organization.members.complete());
    if (shortened == Route::OrgTokens)
        QVERIFY(!snapshot->organization.tokens.complete());
    if (shortened == Route::AppSecrets)
        QVERIFY(!snapshot->app(kWeb)->secrets.complete());
    if (shortened == Route::Apps)
        QVERIFY(!snapshot->appsComplete);
}

QTEST_GUILESS_MAIN(OrgSourcesTest)
#include "org_sources_test.moc"
