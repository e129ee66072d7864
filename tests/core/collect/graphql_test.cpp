// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/collect/graphql.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;

namespace {

const QString kWeb = QStringLiteral("web");
const QString kDb = QStringLiteral("db");

} // namespace

class GraphqlTest : public QObject
{
    Q_OBJECT
private slots:
    void eitherApiCanTellAPostgresCluster_data();
    void eitherApiCanTellAPostgresCluster();
    void aClusterWhoseRoleIsNoneIsUnknown_data();
    void aClusterWhoseRoleIsNoneIsUnknown();
    void partialGraphQlAnswersAreReadAndMarked_data();
    void partialGraphQlAnswersAreReadAndMarked();
    void refusedGraphQlFieldsNameTheRight_data();
    void refusedGraphQlFieldsNameTheRight();
};

void GraphqlTest::eitherApiCanTellAPostgresCluster_data()
{
    QTest::addColumn<QByteArray>("appRole");
    QTest::addColumn<QByteArray>("role");
    const QByteArray cluster = R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})";
    QTest::newRow("both") << QByteArray(R"("app_role":"postgres_cluster")") << cluster;
    QTest::newRow("the list of apps alone")
        << QByteArray(R"("app_role":"postgres_cluster")") << QByteArray("null");
    QTest::newRow("GraphQL alone, against the list") << QByteArray(R"("app_role":"")") << cluster;
    QTest::newRow("GraphQL alone") << QByteArray(R"("x":"")") << cluster;
}

void GraphqlTest::eitherApiCanTellAPostgresCluster()
{
    QFETCH(QByteArray, appRole);
    QFETCH(QByteArray, role);
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), R"("app_role":"postgres_cluster")", appRole);
    change(answerIn(record, Route::OrgApps),
           R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})", role);
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->app(kDb)->postgresCluster());
    QCOMPARE(sourceIn(*snapshot, Route::AppPostgresRole).asked, 1);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
}

void GraphqlTest::aClusterWhoseRoleIsNoneIsUnknown_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("another role") << QByteArray(R"({"data":{"app":{"role":{"__typename":"EmptyAppRole"}}}})")
                                  << Reason::Fault;
    QTest::newRow("no role") << QByteArray(R"({"data":{"app":{"role":null}}})") << Reason::Fault;
    QTest::newRow("no app") << QByteArray(R"({"data":{"app":null}})") << Reason::Fault;
    QTest::newRow("no users")
        << QByteArray(R"({"data":{"app":{"role":{"__typename":"PostgresClusterAppRole","users":null}}}})")
        << Reason::Fault;
    QTest::newRow("no data") << QByteArray(R"({"data":null})") << Reason::Fault;
    QTest::newRow("refused at validation")
        << QByteArray(R"({"errors":[{"message":"Field 'role' doesn't exist on type 'App'"}]})")
        << Reason::NotPublished;
}

void GraphqlTest::aClusterWhoseRoleIsNoneIsUnknown()
{
    QFETCH(QByteArray, body);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    answerIn(record, Route::AppPostgresRole, kDb).body = body;
    const auto snapshot = snapshotOf(record);
    const auto &users = snapshot->app(kDb)->databaseUsers;
    QVERIFY(!users.complete());
    QCOMPARE(users.gaps.at(0).reason, reason);
    QCOMPARE(users.gaps.at(0).asked, QStringLiteral("22-app-role-postgres.graphql"));
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_postgres_role")});
}

void GraphqlTest::partialGraphQlAnswersAreReadAndMarked_data()
{
    QTest::addColumn<QByteArray>("errors");
    QTest::addColumn<bool>("touched");
    QTest::addColumn<Reason>("reason");
    const auto row = [](const char *name, const char *errors, bool touched, Reason reason) {
        QTest::newRow(name) << QByteArray(errors) << touched << reason;
    };
    row("an error elsewhere", R"([{"message":"no","path":["organization","billing"]}])", false,
        Reason::Fault);
    row("an error of the field", R"([{"message":"timeout","path":["organization","members"]}])", true,
        Reason::Fault);
    row("an error above the field", R"([{"message":"timeout","path":["organization"]}])", true,
        Reason::Fault);
    row("an error inside the field",
        R"([{"message":"Not authorized","path":["organization","members","edges",0,"node","email"]}])", true,
        Reason::Permission);
    row("an error without a place", R"([{"message":"something"}])", true, Reason::Fault);
    row("a code that speaks of rights", R"([{"message":"no","extensions":{"code":"FORBIDDEN"}}])", true,
        Reason::Permission);
    row("errors is an object", R"({"message":"no"})", true, Reason::Fault);
    row("an error is text", R"(["no"])", true, Reason::Fault);
    row("no errors", "[]", false, Reason::Fault);
    row("null", "null", false, Reason::Fault);
}

void GraphqlTest::partialGraphQlAnswersAreReadAndMarked()
{
    QFETCH(QByteArray, errors);
    QFETCH(bool, touched);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgMembers), R"({"data")", R"({"errors":)" + errors + R"(,"data")");
    const auto snapshot = snapshotOf(record);
    const auto &members = snapshot->organization.members;
    QCOMPARE(members.items.size(), std::size_t(1));
    QCOMPARE(members.complete(), !touched);
    QCOMPARE(snapshot->complete(), !touched);
    if (touched) {
        QCOMPARE(members.gaps.at(0).reason, reason);
        QCOMPARE(members.gaps.at(0).permission.isEmpty(), reason != Reason::Permission);
    }
}

void GraphqlTest::refusedGraphQlFieldsNameTheRight_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("null with an authorization error")
        << QByteArray(R"({"data":{"organization":{"members":null}},"errors":[
            {"message":"You do not have permission","path":["organization","members"]}]})")
        << Reason::Permission;
    QTest::newRow("the organization is null, unauthorized")
        << QByteArray(
               R"({"data":{"organization":null},"errors":[{"message":"x","extensions":{"code":"UNAUTHORIZED"}}]})")
        << Reason::Permission;
    QTest::newRow("null without a word")
        << QByteArray(R"({"data":{"organization":{"members":null}}})") << Reason::Fault;
    QTest::newRow("null with a fault")
        << QByteArray(R"({"data":{"organization":null},"errors":[{"message":"Something went wrong"}]})")
        << Reason::Fault;
    QTest::newRow("no data at all") << QByteArray("{}") << Reason::Fault;
    QTest::newRow("a list") << QByteArray("[]") << Reason::Fault;
    QTest::newRow("the field is text")
        << QByteArray(R"({"data":{"organization":{"members":"one"}}})") << Reason::Fault;
    QTest::newRow("the edges are missing")
        << QByteArray(
               R"({"data":{"organization":{"members":{"totalCount":0,"pageInfo":{"hasNextPage":false}}}}})")
        << Reason::Fault;
}

void GraphqlTest::refusedGraphQlFieldsNameTheRight()
{
    QFETCH(QByteArray, body);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    answerIn(record, Route::OrgMembers).body = body;
    const auto snapshot = snapshotOf(record);
    const auto &members = snapshot->organization.members;
    QVERIFY(!members.asked);
    QVERIFY(!members.complete());
    QCOMPARE(members.gaps.at(0).reason, reason);
    QCOMPARE(members.gaps.at(0).asked, QStringLiteral("04-org-members.graphql"));
    QCOMPARE(members.gaps.at(0).permission.isEmpty(), reason != Reason::Permission);
    QCOMPARE(sourceIn(*snapshot, Route::OrgMembers).reason, reason);
    QCOMPARE(sourceIn(*snapshot, Route::OrgMembers).answered, 0);
}

QTEST_GUILESS_MAIN(GraphqlTest)
#include "graphql_test.moc"
