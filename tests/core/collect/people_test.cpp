// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

const QString kWeb = QStringLiteral("web");
const QString kOne = QStringLiteral("one@example.com");

/// "known: value", or the reason and the sentence of the gap.
QString told(const model::Fact<QString> &fact)
{
    return fact.known() ? QLatin1String("known: ") + *fact
                        : model::reasonName(fact.gap().reason) + QLatin1String(": ") + fact.gap().detail;
}

QString end(const model::Fact<std::optional<QDateTime>> &fact)
{
    if (!fact.known())
        return QStringLiteral("unknown");
    return fact->has_value() ? formatTime(**fact) : QStringLiteral("none");
}

} // namespace

/// What is read of the organization, its people and what they did.
class PeopleTest : public QObject
{
    Q_OBJECT
private slots:
    void readsTheViewer();
    void aMacaroonIsNoUser();
    void aViewerThatCannotBeReadLeavesItsTokensUnasked_data();
    void aViewerThatCannotBeReadLeavesItsTokensUnasked();
    void readsTheOrganizationWhole();
    void whatTheOrganizationDoesNotSayIsNoDefault_data();
    void whatTheOrganizationDoesNotSayIsNoDefault();
    void readsMembersAndInvitations();
    void readsWhatNamesOfPeersDeclare();
    void readsAppsAgain();
    void joinsOwnersOfSecrets();
    void readsChanges();
    void readsNoMoreChangesThanWereAskedFor();
};

void PeopleTest::readsTheViewer()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Fact<model::Viewer> &viewer = snapshot->organization.viewer;
    QVERIFY(viewer.known());
    QVERIFY(viewer->user());
    QCOMPARE(viewer->id, QStringLiteral("u1"));
    QCOMPARE(viewer->email, kOne);
    QVERIFY(viewer->twoFactor.valueOr(false));
    QCOMPARE(viewer.origin().pointer, QStringLiteral("/data/viewer"));
    const model::PersonalToken &token = snapshot->organization.personalTokens.items.at(0);
    QCOMPARE(token.type, QStringLiteral("flyctl"));
    QCOMPARE(formatTime(*token.createdAt), QStringLiteral("2026-10-01T00:00:00Z"));
    QCOMPARE(snapshot->regions.items.at(0).code, QStringLiteral("iad"));
    QVERIFY(!*snapshot->regions.items.at(0).deprecated);
}

void PeopleTest::aMacaroonIsNoUser()
{
    Record record = wholeRecord();
    answerIn(record, Route::Viewer).body =
        R"({"data":{"viewer":{"__typename":"Macaroon","email":"x@tokens.fly.io","name":null}}})";
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route == Route::PersonalTokens; });
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->organization.viewer.known());
    QVERIFY(!snapshot->organization.viewer->user());
    QCOMPARE(snapshot->organization.viewer->twoFactor.gap().reason, Reason::NotPublished);
    const auto &tokens = snapshot->organization.personalTokens;
    QVERIFY(!tokens.asked);
    QVERIFY(!tokens.complete());
    QCOMPARE(tokens.gaps.at(0).reason, Reason::NotPublished);
    QVERIFY(tokens.gaps.at(0).detail.contains(QLatin1String("shown to their owner alone")));
    QCOMPARE(sourceIn(*snapshot, Route::PersonalTokens).state, SourceState::NotAsked);
    QCOMPARE(sourceIn(*snapshot, Route::PersonalTokens).reason, Reason::NotPublished);
    QVERIFY(snapshot->complete());
}

void PeopleTest::aViewerThatCannotBeReadLeavesItsTokensUnasked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("null") << QByteArray(R"({"data":{"viewer":null}})") << Reason::Fault;
    QTest::newRow("of another kind") << QByteArray(
                                            R"({"data":{"viewer":{"__typename":"Robot","email":"x"}}})")
                                     << Reason::Fault;
    QTest::newRow("of no kind") << QByteArray(R"({"data":{"viewer":{"email":"x"}}})") << Reason::Fault;
    QTest::newRow("a list") << QByteArray(R"({"data":{"viewer":[]}})") << Reason::Fault;
    QTest::newRow("refused")
        << QByteArray(R"({"data":{"viewer":null},"errors":[{"message":"unauthorized","path":["viewer"]}]})")
        << Reason::Permission;
}

void PeopleTest::aViewerThatCannotBeReadLeavesItsTokensUnasked()
{
    QFETCH(QByteArray, body);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    answerIn(record, Route::Viewer).body = body;
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route == Route::PersonalTokens; });
    const auto snapshot = snapshotOf(record);
    QVERIFY(!snapshot->organization.viewer.known());
    QCOMPARE(snapshot->organization.viewer.gap().reason, reason);
    QCOMPARE(sourceIn(*snapshot, Route::Viewer).state, SourceState::Partial);
    QCOMPARE(sourceIn(*snapshot, Route::PersonalTokens).state, SourceState::NotAsked);
    QCOMPARE(sourceIn(*snapshot, Route::PersonalTokens).reason, reason);
    QVERIFY(!snapshot->organization.personalTokens.complete());
    QVERIFY(!snapshot->complete());
}

void PeopleTest::readsTheOrganizationWhole()
{
    Record record = wholeRecord();
    answerIn(record, Route::OrgCore).body = R"({"data":{"organization":{"id":"org_1","slug":"example-org",
        "name":"Example","type":"SHARED","viewerRole":"admin","paidPlan":true,"allowAllCrossNetworkReplays":true,
        "allowedReplaySourceOrgSlugs":["labs"],"remoteBuilderApp":{"name":"web"}}}})";
    const auto snapshot = snapshotOf(record);
    const model::Organization &organization = snapshot->organization;
    QCOMPARE(told(organization.id), QStringLiteral("known: org_1"));
    QCOMPARE(told(organization.viewerRole), QStringLiteral("known: admin"));
    QVERIFY(*organization.paidPlan);
    QVERIFY(*organization.anyReplaySource);
    QCOMPARE(*organization.replaySources, QStringList{QStringLiteral("labs")});
    QCOMPARE(told(organization.remoteBuilder), QStringLiteral("known: web"));
    QVERIFY(snapshot->appsComplete);
}

void PeopleTest::whatTheOrganizationDoesNotSayIsNoDefault_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("wrong");
    QTest::newRow("nothing") << QByteArray(R"("x":1)") << false;
    QTest::newRow("null") << QByteArray(
                                 R"("allowAllCrossNetworkReplays":null,"allowedReplaySourceOrgSlugs":null)")
                          << false;
    QTest::newRow("texts for flags") << QByteArray(R"("allowAllCrossNetworkReplays":"false","paidPlan":"no")")
                                     << true;
    QTest::newRow("a text for a list") << QByteArray(R"("allowedReplaySourceOrgSlugs":"labs")") << true;
    QTest::newRow("numbers in the list") << QByteArray(R"("allowedReplaySourceOrgSlugs":["labs",7])") << true;
    QTest::newRow("a builder without a name") << QByteArray(R"("remoteBuilderApp":{"name":7})") << true;
}

void PeopleTest::whatTheOrganizationDoesNotSayIsNoDefault()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, wrong);
    Record record = wholeRecord();
    answerIn(record, Route::OrgCore).body =
        R"({"data":{"organization":{"slug":"example-org",)" + field + "}}}";
    const auto snapshot = snapshotOf(record);
    const model::Organization &organization = snapshot->organization;
    QVERIFY(!organization.anyReplaySource.known());
    QVERIFY(!organization.replaySources.known());
    QVERIFY(!organization.paidPlan.known());
    QVERIFY(!organization.remoteBuilder.known());
    QVERIFY(!organization.viewerRole.known());
    QCOMPARE(sourceIn(*snapshot, Route::OrgCore).state, wrong ? SourceState::Partial : SourceState::Complete);
}

void PeopleTest::readsMembersAndInvitations()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::MemberDetails &details = snapshot->organization.members.items.at(0).details;
    QVERIFY(*details.emailVerified);
    QVERIFY(!*details.hasRecoveryCodes);
    QCOMPARE(details.signIns->size(), std::size_t(1));
    QCOMPARE(details.signIns->at(0).provider, QStringLiteral("github"));
    const model::Invitation &invitation = snapshot->organization.invitations.items.at(0);
    QCOMPARE(invitation.email, QStringLiteral("two@example.com"));
    QCOMPARE(told(invitation.inviterEmail), QStringLiteral("known: one@example.com"));
    QVERIFY(!*invitation.redeemed);
    QCOMPARE(end(invitation.redeemedAt), QStringLiteral("none"));
    QCOMPARE(snapshot->organization.delegatedTokens.items.at(0).name, QStringLiteral("runners"));

    Record record = wholeRecord();
    change(answerIn(record, Route::OrgMemberDetails), R"("identities":[)", R"("identities":null,"was":[)");
    change(answerIn(record, Route::OrgInvitations), R"("redeemed":false)", R"("redeemed":"no")");
    const auto odd = snapshotOf(record);
    QVERIFY(!odd->organization.members.items.at(0).details.signIns.known());
    QVERIFY(!odd->organization.invitations.items.at(0).redeemed.known());
    QVERIFY(!odd->organization.invitations.complete());
}

void PeopleTest::readsWhatNamesOfPeersDeclare()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgWireGuard), R"("totalCount":1)", R"("totalCount":2)");
    change(answerIn(record, Route::OrgWireGuard), R"("nodes":[)",
           R"("nodes":[{"id":"p0","name":"interactive-desk-one-example-com-01KDYWH30R0000000000000000",
               "network":null,"peerip":"fdaa::9","pubkey":"bm90IGEgc2VjcmV0LCBhIHB1YmxpYyBrZXkgb2YgMzI=",
               "region":"iad"},)");
    const auto snapshot = snapshotOf(record);
    const auto &peers = snapshot->organization.peers;
    QVERIFY(peers.complete());
    const model::WireGuardPeer &declared = peers.items.at(0);
    QCOMPARE(declared.publicKey, QStringLiteral("bm90IGEgc2VjcmV0LCBhIHB1YmxpYyBrZXkgb2YgMzI="));
    QVERIFY(declared.selfDeclared.known());
    QCOMPARE(declared.selfDeclared->owner, QStringLiteral("interactive-desk-one-example-com"));
    QCOMPARE(declared.selfDeclared->madeAt.date().year(), 2026);
    QVERIFY(declared.selfDeclared.origin().pointer.endsWith(QLatin1String("/nodes/0/name")));
    const model::WireGuardPeer &silent = peers.items.at(1);
    QCOMPARE(silent.selfDeclared.gap().reason, Reason::NotPublished);
    QVERIFY(silent.selfDeclared.gap().detail.contains(QLatin1String("neither the age nor the owner")));
}

void PeopleTest::readsAppsAgain()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::App &web = *snapshot->app(kWeb);
    QVERIFY(*web.deployed);
    QCOMPARE(told(web.platformVersion), QStringLiteral("known: machines"));
    QCOMPARE(formatTime(*web.createdAt), QStringLiteral("2025-06-01T00:00:00Z"));
    QVERIFY(!snapshot->app(QStringLiteral("db"))->deployed.known());

    Record record = wholeRecord();
    refuse(answerIn(record, Route::OrgApps), 403, ErrorKind::Refused);
    const auto refused = snapshotOf(record);
    QCOMPARE(refused->app(kWeb)->deployed.gap().reason, Reason::Permission);
    QCOMPARE(refused->app(kWeb)->createdAt.gap().asked, QStringLiteral("13-org-apps.graphql"));
}

void PeopleTest::joinsOwnersOfSecrets()
{
    QCOMPARE(told(snapshotOf(wholeRecord())->app(kWeb)->secrets.items.at(0).setBy),
             QStringLiteral("known: one@example.com"));
    Record record = wholeRecord();
    change(answerIn(record, Route::AppSecretOwners, kWeb),
           R"({"id":"u1","email":"one@example.com","name":"One"})", "null");
    QCOMPARE(told(snapshotOf(record)->app(kWeb)->secrets.items.at(0).setBy), QStringLiteral("known: "));

    answerIn(record, Route::AppSecretOwners, kWeb).body =
        R"({"data":{"app":{"secrets":null}},"errors":[{"message":"Not authorized","path":["app","secrets"]}]})";
    const auto refused = snapshotOf(record);
    QCOMPARE(refused->app(kWeb)->secrets.items.at(0).setBy.gap().reason, Reason::Permission);
    QVERIFY(refused->app(kWeb)->secrets.complete());
    QCOMPARE(sourceIn(*refused, Route::AppSecretOwners).reason, Reason::Permission);
    QVERIFY(!sourceIn(*refused, Route::AppSecretOwners).detail.contains(QLatin1String("null")));
}

void PeopleTest::readsChanges()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const auto &changes = snapshot->app(kWeb)->changes;
    QVERIFY(changes.complete());
    QCOMPARE(changes.items.at(0).subject, QStringLiteral("Release"));
    QCOMPARE(changes.items.at(0).subjectName, QStringLiteral("7"));
    QCOMPARE(told(changes.items.at(0).userEmail), QStringLiteral("known: one@example.com"));
    QCOMPARE(changes.items.at(1).subjectName, QStringLiteral("DATABASE_URL"));
    QCOMPARE(told(changes.items.at(1).userEmail), QStringLiteral("known: "));
    QCOMPARE(changes.items.at(1).origin.pointer, QStringLiteral("/data/app/changes/nodes/1"));
}

void PeopleTest::readsNoMoreChangesThanWereAskedFor()
{
    Record record = wholeRecord();
    const auto page = [](int number) {
        const QByteArray n = QByteArray::number(number);
        return R"({"data":{"app":{"changes":{"nodes":[{"id":"ch-)" + n +
               R"(","createdAt":"2026-11-20T00:00:00Z","actorType":"Release","description":"x","user":null,
                   "actor":null}],"pageInfo":{"hasNextPage":true,"endCursor":"c)" +
               n + R"("},"totalCount":999}}}})";
    };
    answerIn(record, Route::AppChanges, kWeb).body = page(1);
    for (int i = 1; i < 3; ++i)
        record.replies.push_back(
            answered(Route::AppChanges, page(i + 1), kWeb, {}, QStringLiteral("c%1").arg(i)));
    const auto snapshot = snapshotOf(record);
    const auto &changes = snapshot->app(kWeb)->changes;
    QCOMPARE(changes.items.size(), std::size_t(3));
    QVERIFY(!changes.complete());
    QCOMPARE(changes.gaps.size(), std::size_t(1));
    QCOMPARE(changes.gaps.at(0).reason, Reason::Limit);
    QCOMPARE(changes.gaps.at(0).detail, QStringLiteral("Only the first 3 of 999 changes were asked for."));
    QCOMPARE(sourceIn(*snapshot, Route::AppChanges).state, SourceState::Complete);
    QVERIFY(snapshot->complete());
}

QTEST_GUILESS_MAIN(PeopleTest)
#include "people_test.moc"
