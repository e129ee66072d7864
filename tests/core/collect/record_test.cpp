// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/collect/record.h"
#include "core/fly/routes.h"
#include "tests/core/collect/answers.h"

#include <QCryptographicHash>
#include <QTest>

using namespace aw;
using namespace aw::collect;
using fly::Route;
using model::Reason;
using model::SourceState;

namespace {

/// The record as one JSON document of values, which is what its id is the hash of.
JsonValue documentOf(const Record &record)
{
    JsonValue replies = JsonValue::array();
    for (const fly::Reply &reply : record.replies) {
        JsonValue fault;
        if (reply.fault)
            fault.set("kind", int(reply.fault->kind))
                .set("what", reply.fault->what)
                .set("where", reply.fault->where);
        replies.append(JsonValue::object()
                           .set("route", QString::fromLatin1(fly::row(reply.request.route).name))
                           .set("org", reply.request.org)
                           .set("app", reply.request.app)
                           .set("item", reply.request.item)
                           .set("cursor", reply.request.cursor)
                           .set("status", reply.status)
                           .set("body", QString::fromUtf8(reply.body))
                           .set("next_cursor", reply.nextCursor)
                           .set("request_id", reply.requestId)
                           .set("at", formatTime(reply.at))
                           .set("attempts", reply.attempts)
                           .set("fault", std::move(fault)));
    }
    return JsonValue::object()
        .set("org", record.org)
        .set("demo", record.demo)
        .set("started_at", formatTime(record.startedAt))
        .set("collected_at", formatTime(record.collectedAt))
        .set("replies", std::move(replies));
}

/// How many routes are a source of a collection.
qsizetype collected()
{
    const auto rows = fly::routes();
    return qsizetype(std::count_if(rows.begin(), rows.end(),
                                   [](const fly::RouteRow &row) { return row.source != nullptr; }));
}

} // namespace

class RecordTest : public QObject
{
    Q_OBJECT
private slots:
    void aWholeRecordIsComplete();
    void theSameRecordGivesTheSameIdAndSnapshot();
    void theIdIsTheHashOfTheWholeDocument_data();
    void theIdIsTheHashOfTheWholeDocument();
    void anyStoredFieldChangesTheId_data();
    void anyStoredFieldChangesTheId();
    void aFailedSourceIsPartialAndSaysWhy_data();
    void aFailedSourceIsPartialAndSaysWhy();
    void anAnswerThatWasNeverStoredLeavesAGap();
    void withoutTheListOfAppsNothingBelowItCountsAsRead();
    void aSourceWithoutSubjectsIsComplete();
    void anUnknownRoleLeavesThePostgresSourceUnasked();
    void anAnswerAboutAnUnlistedAppIsNotRead();
    void droppedValuesAreReportedAndMakeTheListIncomplete();
    void evidencePointsIntoTheStoredAnswer();
    void anEmptyRecordIsNoCompleteSnapshot();
};

void RecordTest::aWholeRecordIsComplete()
{
    const auto snapshot = snapshotOf(wholeRecord());
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(snapshot->complete());
    QVERIFY(snapshot->appsComplete);
    QVERIFY(snapshot->problems.empty());
    QCOMPARE(qsizetype(snapshot->sources.size()), collected());
    QCOMPARE(snapshot->sources.front().name, QString::fromLatin1(fly::routes().front().source));
    QCOMPARE(snapshot->apps.size(), std::size_t(2));
    QCOMPARE(snapshot->apps[0].name, QStringLiteral("db"));
    QCOMPARE(snapshot->apps[1].name, QStringLiteral("web"));
    QVERIFY(snapshot->apps[0].postgresCluster());
    QVERIFY(!snapshot->apps[1].postgresCluster());
    QVERIFY(snapshot->apps[1].managedPostgresAttached);
    QVERIFY(!snapshot->apps[0].managedPostgresAttached);
    for (const model::App &app : snapshot->apps) {
        QVERIFY(app.machines.complete());
        QVERIFY(app.volumes.complete());
        QVERIFY(app.secrets.complete());
        QVERIFY(app.addresses.complete());
        QVERIFY(app.certificates.complete());
        QVERIFY(app.releases.complete());
        for (const model::Machine &machine : app.machines.items) {
            QVERIFY(machine.whole());
            QVERIFY(machine.versions.complete());
            QCOMPARE(machine.versions.items.size(), std::size_t(2));
        }
    }
    QVERIFY(snapshot->images.complete());
    QCOMPARE(snapshot->images.items.size(), std::size_t(2));
    QCOMPARE(snapshot->images.items[0].apps, QStringList{QStringLiteral("web")});
    QCOMPARE(snapshot->organization.name.valueOr({}), QStringLiteral("Example"));
    QVERIFY(snapshot->organization.members.complete());
    QVERIFY(snapshot->organization.peers.complete());
    QVERIFY(snapshot->organization.tokens.complete());
    QVERIFY(snapshot->organization.reach.complete());
    QCOMPARE(snapshot->replies.size(), wholeRecord().replies.size());
    QCOMPARE(sourceIn(*snapshot, Route::MachineVersions).asked, 3);
    QCOMPARE(sourceIn(*snapshot, Route::MachineVersions).answered, 3);
}

void RecordTest::theSameRecordGivesTheSameIdAndSnapshot()
{
    const Record record = wholeRecord();
    QCOMPARE(record.id(), wholeRecord().id());
    QCOMPARE(record.id().size(), 26);
    QVERIFY(record.id() == record.id().toLower());
    const auto one = snapshotOf(record);
    const auto two = snapshotOf(record);
    QCOMPARE(one->id, record.id());
    QCOMPARE(one->collectedAt, record.collectedAt);
    QCOMPARE(one->apps.size(), two->apps.size());
    QCOMPARE(one->sources.size(), two->sources.size());
}

void RecordTest::theIdIsTheHashOfTheWholeDocument_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("as it comes") << QByteArray(R"({"apps":[]})") << QStringLiteral("x");
    QTest::newRow("no body") << QByteArray() << QString();
    QTest::newRow("quotes and control characters")
        << QByteArray("\"\\\n\x01\x7f") << QString::fromUtf8("\"\\\r\x1b");
    QTest::newRow("a NUL") << QByteArray("a\0b", 3) << QString(QChar(0));
    QTest::newRow("no UTF-8") << QByteArray("\xff\xc3(\xed\xa0\x80") << QString(QChar(0xd800));
    QTest::newRow("a byte order mark")
        << QByteArray("\xef\xbb\xbf{}") << QString(QChar(0xfeff)) + QLatin1Char('a');
    QTest::newRow("a byte order mark and no UTF-8")
        << QByteArray("\xef\xbb\xbf\xff") << QStringLiteral("\u2028\U0001f6e9");
}

void RecordTest::theIdIsTheHashOfTheWholeDocument()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, text);
    Record record = wholeRecord();
    record.org = text;
    fly::Reply &reply = record.replies[1];
    reply.body = body;
    reply.request.org = reply.request.app = reply.request.item = reply.request.cursor = text;
    reply.nextCursor = reply.requestId = text;
    reply.at = {};
    reply.attempts = -3;
    reply.fault = fail(ErrorKind::RateLimited, text, text);
    const QByteArray hash =
        QCryptographicHash::hash(documentOf(record).compact(), QCryptographicHash::Sha256).toHex();
    QCOMPARE(record.id(), QString::fromLatin1(hash.left(26)));
    QCOMPARE(snapshotOf(record, QStringLiteral("known"))->id, QStringLiteral("known"));
}

void RecordTest::anyStoredFieldChangesTheId_data()
{
    using Change = std::function<void(Record &)>;
    QTest::addColumn<Change>("apply");
    const auto row = [](const char *name, Change apply) { QTest::newRow(name) << apply; };
    row("another organization", [](Record &record) { record.org = QStringLiteral("other"); });
    row("a demo", [](Record &record) { record.demo = true; });
    row("started at another second", [](Record &record) { record.startedAt = record.startedAt.addSecs(1); });
    row("collected at another second",
        [](Record &record) { record.collectedAt = record.collectedAt.addSecs(1); });
    row("an answer less", [](Record &record) { record.replies.pop_back(); });
    row("another order", [](Record &record) { std::swap(record.replies[0], record.replies[1]); });
    row("another route", [](Record &record) { record.replies[0].request.route = Route::AppImage; });
    row("another app", [](Record &record) { record.replies[0].request.app = QStringLiteral("x"); });
    row("another item", [](Record &record) { record.replies[0].request.item = QStringLiteral("x"); });
    row("another cursor", [](Record &record) { record.replies[0].request.cursor = QStringLiteral("x"); });
    row("another status", [](Record &record) { record.replies[0].status = 203; });
    row("another body", [](Record &record) { record.replies[0].body = "{}"; });
    row("another next cursor", [](Record &record) { record.replies[0].nextCursor = QStringLiteral("x"); });
    row("another request id", [](Record &record) { record.replies[0].requestId = QStringLiteral("x"); });
    row("arrived at another second",
        [](Record &record) { record.replies[0].at = record.replies[0].at.addSecs(1); });
    row("sent more often", [](Record &record) { record.replies[0].attempts = 2; });
    row("a fault",
        [](Record &record) { record.replies[0].fault = fail(ErrorKind::Network, QStringLiteral("x")); });
}

void RecordTest::anyStoredFieldChangesTheId()
{
    QFETCH(std::function<void(Record &)>, apply);
    Record record = wholeRecord();
    apply(record);
    QVERIFY(record.id() != wholeRecord().id());
}

void RecordTest::aFailedSourceIsPartialAndSaysWhy_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QString>("app");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Reason>("reason");
    const QString web = QStringLiteral("web");
    QTest::newRow("secrets refused with 403")
        << Route::AppSecrets << web << 403 << ErrorKind::Refused << Reason::Permission;
    QTest::newRow("addresses gone with 404")
        << Route::AppAddresses << web << 404 << ErrorKind::Malformed << Reason::Fault;
    QTest::newRow("certificates still 500 after all retries")
        << Route::AppCertificates << web << 500 << ErrorKind::Network << Reason::Fault;
    QTest::newRow("machines still 429 after all retries")
        << Route::AppMachines << web << 429 << ErrorKind::RateLimited << Reason::Limit;
    QTest::newRow("volumes without an answer")
        << Route::OrgVolumes << QString() << 0 << ErrorKind::Network << Reason::Fault;
    QTest::newRow("members too large")
        << Route::OrgMembers << QString() << 200 << ErrorKind::Limit << Reason::Limit;
    QTest::newRow("managed Postgres not there for this token")
        << Route::ManagedPostgres << QString() << 403 << ErrorKind::Refused << Reason::Permission;
    QTest::newRow("the token is no macaroon")
        << Route::CurrentTokens << QString() << 401 << ErrorKind::Refused << Reason::NotPublished;
    QTest::newRow("the reach of the token is forbidden")
        << Route::CurrentTokens << QString() << 403 << ErrorKind::Refused << Reason::Permission;
}

void RecordTest::aFailedSourceIsPartialAndSaysWhy()
{
    QFETCH(Route, route);
    QFETCH(QString, app);
    QFETCH(int, status);
    QFETCH(ErrorKind, kind);
    QFETCH(Reason, reason);
    Record record = wholeRecord();
    refuse(answerIn(record, route, app), status, kind);
    const auto snapshot = snapshotOf(record);
    const model::Source &source = sourceIn(*snapshot, route);
    QCOMPARE(source.state, SourceState::Partial);
    QCOMPARE(source.reason, reason);
    QCOMPARE(source.answered, source.asked - 1);
    QVERIFY2(!source.detail.isEmpty(), qPrintable(source.name));
    QVERIFY(!snapshot->complete());
}

void RecordTest::anAnswerThatWasNeverStoredLeavesAGap()
{
    Record record = wholeRecord();
    const auto secrets = [](const fly::Reply &reply) { return reply.request.route == Route::AppSecrets; };
    record.replies.erase(std::find_if(record.replies.begin(), record.replies.end(), secrets));
    auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_secrets")});
    const model::App *app = snapshot->app(QStringLiteral("db"));
    QVERIFY(!app->secrets.complete());
    QCOMPARE(app->secrets.gaps.front().reason, Reason::NotCollected);
    QCOMPARE(app->secrets.gaps.front().asked, QStringLiteral("GET /v1/apps/db/secrets"));
    QCOMPARE(sourceIn(*snapshot, Route::AppSecrets).state, SourceState::Partial);

    std::erase_if(record.replies, secrets);
    snapshot = snapshotOf(record);
    QCOMPARE(sourceIn(*snapshot, Route::AppSecrets).state, SourceState::NotAsked);
    QCOMPARE(sourceIn(*snapshot, Route::AppSecrets).reason, Reason::NotCollected);
}

void RecordTest::withoutTheListOfAppsNothingBelowItCountsAsRead()
{
    Record record = wholeRecord();
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route >= Route::AppMachines; });
    refuse(answerIn(record, Route::Apps), 500, ErrorKind::Network);
    const auto snapshot = snapshotOf(record);
    QVERIFY(snapshot->apps.empty());
    QVERIFY(!snapshot->appsComplete);
    QVERIFY(!snapshot->images.complete());
    for (const Route route : {Route::AppMachines, Route::AppSecrets, Route::MachineVersions, Route::AppImage,
                              Route::AppPostgresRole}) {
        QCOMPARE(sourceIn(*snapshot, route).state, SourceState::NotAsked);
        QCOMPARE(sourceIn(*snapshot, route).reason, Reason::Fault);
        QVERIFY(!sourceIn(*snapshot, route).detail.isEmpty());
    }
}

void RecordTest::aSourceWithoutSubjectsIsComplete()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), "postgres_cluster", "");
    change(answerIn(record, Route::OrgApps),
           R"({"__typename":"PostgresClusterAppRole","name":"postgres_cluster"})", "null");
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route == Route::AppPostgresRole; });
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QCOMPARE(sourceIn(*snapshot, Route::AppPostgresRole).asked, 0);
}

void RecordTest::anUnknownRoleLeavesThePostgresSourceUnasked()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::Apps), R"("app_role":"postgres_cluster",)", "");
    refuse(answerIn(record, Route::OrgApps), 403, ErrorKind::Refused);
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route == Route::AppPostgresRole; });
    const auto snapshot = snapshotOf(record);
    QVERIFY(!snapshot->app(QStringLiteral("db"))->role.known());
    QCOMPARE(sourceIn(*snapshot, Route::AppPostgresRole).state, SourceState::NotAsked);
    QVERIFY(snapshot->appsComplete);
}

void RecordTest::anAnswerAboutAnUnlistedAppIsNotRead()
{
    Record record = wholeRecord();
    record.replies.push_back(answered(Route::AppSecrets, R"({"secrets":[]})", QStringLiteral("nobody")));
    record.replies.push_back(
        answered(Route::MachineVersions, "[]", QStringLiteral("web"), QStringLiteral("nothing")));
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->apps.size(), std::size_t(2));
    QCOMPARE(incompleteSources(*snapshot),
             (QStringList{QStringLiteral("app_secrets"), QStringLiteral("machine_versions")}));
}

void RecordTest::droppedValuesAreReportedAndMakeTheListIncomplete()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::AppSecrets, QStringLiteral("web")), R"({"secrets")",
           R"({"airworthy_dropped":["/secrets/0/value"],"secrets")");
    const auto snapshot = snapshotOf(record);
    QCOMPARE(snapshot->problems.size(), std::size_t(1));
    QCOMPARE(snapshot->problems.front().origin.pointer, QStringLiteral("/secrets/0/value"));
    const auto &secrets = snapshot->app(QStringLiteral("web"))->secrets;
    QCOMPARE(secrets.items.size(), std::size_t(1));
    QVERIFY(!secrets.complete());
    QCOMPARE(secrets.gaps.front().reason, Reason::Fault);
    QCOMPARE(incompleteSources(*snapshot), QStringList{QStringLiteral("app_secrets")});
    QVERIFY(snapshot->app(QStringLiteral("db"))->secrets.complete());
}

void RecordTest::evidencePointsIntoTheStoredAnswer()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Volume &volume = snapshot->app(QStringLiteral("db"))->volumes.items.front();
    const model::Origin origin = volume.encrypted.origin();
    QCOMPARE(origin.pointer, QStringLiteral("/volumes/1/encrypted"));
    const model::ReplyNote &note = snapshot->replies.at(std::size_t(origin.reply));
    QCOMPARE(note.request, QStringLiteral("GET /v1/orgs/example-org/volumes"));
    const auto body = JsonDocument::parse(note.body);
    QVERIFY(body);
    QCOMPARE(body->root().resolve(origin.pointer).flag(), std::optional(false));
    QCOMPARE(note.status, 200);
    QCOMPARE(note.requestId, QStringLiteral("01REQ-iad"));
}

void RecordTest::anEmptyRecordIsNoCompleteSnapshot()
{
    const auto snapshot = snapshotOf(Record{});
    QVERIFY(!snapshot->complete());
    QVERIFY(!snapshot->appsComplete);
    QCOMPARE(incompleteSources(*snapshot).size(), collected());
    for (const model::Source &source : snapshot->sources)
        QCOMPARE(source.state, SourceState::NotAsked);
}

QTEST_GUILESS_MAIN(RecordTest)
#include "record_test.moc"
