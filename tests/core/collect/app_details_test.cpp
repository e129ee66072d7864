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
const QString kDb = QStringLiteral("db");
const QString kHost = QStringLiteral("web.example.com");

model::SnapshotPtr with(Route route, const QString &app, const QByteArray &from, const QByteArray &to)
{
    Record record = wholeRecord();
    change(answerIn(record, route, app), from, to);
    return snapshotOf(record);
}

} // namespace

/// What the collectors of apps, data, network and add-ons make of whole answers.
class AppDetailsTest : public QObject
{
    Q_OBJECT
private slots:
    void readsManagedClusters();
    void aClusterThatIsLeavingIsNotAskedAbout();
    void readsAddOns();
    void anAddOnWithMoreAppsThanListedIsShort();
    void hostileNamesBecomePlain();
    void readsKeysEgressAndPolicies();
    void aPolicyListInAnotherFormIsNotObserved_data();
    void aPolicyListInAnotherFormIsNotObserved();
    void bothAddressesOfThePolicyListAreTried();
    void readsCertificateDetails();
    void aDetailAboutAnotherHostIsAFault();
    void aLimitOnValidationIsKnownWhenNull();
    void readsVolumesAndSnapshots();
    void aVolumeThatIsLeavingIsNotAskedAbout();
    void readsAttachmentsAndImageDetails();
    void whatDependsOnARefusedListIsNotAsked();
};

void AppDetailsTest::readsManagedClusters()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::ManagedCluster &cluster = snapshot->organization.clusters.items.at(0);
    QCOMPARE(cluster.name, QStringLiteral("main"));
    QCOMPARE(cluster.plan, QStringLiteral("launch"));
    QCOMPARE(cluster.apps, QStringList{kWeb});
    QVERIFY(cluster.appsComplete);
    QVERIFY(cluster.detail.known());
    QCOMPARE(*cluster.detail->version, QStringLiteral("17"));
    QCOMPARE(*cluster.detail->storageUsedBytes, qint64(1000));
    QCOMPARE(cluster.detail.origin().pointer, QStringLiteral("/data"));
    QCOMPARE(cluster.users.items.size(), std::size_t(2));
    QCOMPARE(*cluster.users.items.at(1).role, QStringLiteral("schema_admin"));
    QCOMPARE(cluster.databases.items.at(0).name, QStringLiteral("app"));
    QCOMPARE(formatTime(*cluster.backups.items.at(0).finishedAt), QStringLiteral("2026-11-24T01:10:00Z"));
    QVERIFY(snapshot->app(kWeb)->managedPostgresAttached);
}

void AppDetailsTest::aClusterThatIsLeavingIsNotAskedAbout()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::ManagedPostgres), R"("status":"ready")", R"("status":"deleting")");
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.item == QLatin1String("c1"); });
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(snapshot->organization.clusters.items.at(0).leaving());
    QVERIFY(!snapshot->organization.clusters.items.at(0).users.complete());
}

void AppDetailsTest::readsAddOns()
{
    const auto snapshot =
        with(Route::OrgAddOns, {}, R"("options":{"public":false})",
             R"("options":{"public":false,"plan":"starter","size":3,"off":null,"nested":{"list":[true]},
                "note":{"hmac":"0011223344556677","length":8,"shape":"text","rule":"","likeness":"none"}})");
    const model::AddOn &addOn = snapshot->organization.addOns.items.at(0);
    QCOMPARE(addOn.provider, QStringLiteral("tigris"));
    QCOMPARE(addOn.providerName, QStringLiteral("Tigris"));
    QCOMPARE(addOn.plan, QStringLiteral("Pay as you go"));
    QCOMPARE(addOn.apps, QStringList{kWeb});
    QVERIFY(addOn.appsComplete);
    QVERIFY(addOn.optionsRead);
    const auto *isPublic = model::optionAt(addOn.options, QStringLiteral("/public"));
    QVERIFY(isPublic != nullptr);
    QCOMPARE(isPublic->kind, model::Option::Kind::Flag);
    QVERIFY(!isPublic->flag);
    QCOMPARE(isPublic->origin.pointer, QStringLiteral("/data/organization/addOns/nodes/0/options/public"));
    QCOMPARE(model::optionAt(addOn.options, QStringLiteral("/plan"))->word, QStringLiteral("starter"));
    QCOMPARE(model::optionAt(addOn.options, QStringLiteral("/size"))->number, 3.0);
    QCOMPARE(model::optionAt(addOn.options, QStringLiteral("/off"))->kind, model::Option::Kind::None);
    QVERIFY(model::optionAt(addOn.options, QStringLiteral("/nested/list/0"))->flag);
    QCOMPARE(model::optionAt(addOn.options, QStringLiteral("/note"))->kind, model::Option::Kind::Reduced);
    QVERIFY(model::optionAt(addOn.options, QStringLiteral("/note/hmac")) == nullptr);
    QVERIFY(model::optionAt(addOn.options, QStringLiteral("/acl")) == nullptr);
    QVERIFY(addOn.metadata.empty());
}

void AppDetailsTest::anAddOnWithMoreAppsThanListedIsShort()
{
    const auto snapshot = with(Route::OrgAddOns, {}, R"("totalCount":1}}])", R"("totalCount":101}}])");
    QVERIFY(!snapshot->organization.addOns.items.at(0).appsComplete);
    QVERIFY(!snapshot->organization.addOns.complete());
    QCOMPARE(sourceIn(*snapshot, Route::OrgAddOns).reason, Reason::Limit);
}

void AppDetailsTest::hostileNamesBecomePlain()
{
    const auto addOns = with(Route::OrgAddOns, {}, R"("name":"assets")", R"("name":"a\u202Eb\u0007c")");
    QCOMPARE(addOns->organization.addOns.items.at(0).name, QStringLiteral("a\uFFFDb\uFFFDc"));
    const auto certificates = with(
        Route::CertificateDetail, kWeb, R"("validation_errors":[])",
        R"("validation_errors":[{"code":"dns","message":"<b>no\u001b[31m record</b>","remediation":"add one",
                "timestamp":"2026-11-20T00:00:00Z"}])");
    const auto &detail = certificates->app(kWeb)->certificates.items.at(0).detail;
    QCOMPARE(detail->errors.items.at(0).message, QStringLiteral("<b>no\uFFFD[31m record</b>"));
    QCOMPARE(detail->errors.items.at(0).code, QStringLiteral("dns"));
    QVERIFY(detail->errors.complete());
}

void AppDetailsTest::readsKeysEgressAndPolicies()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::App &web = *snapshot->app(kWeb);
    QCOMPARE(web.secretKeys.items.at(0).name, QStringLiteral("signing"));
    QCOMPARE(web.secretKeys.items.at(0).type, QStringLiteral("hs256"));
    const model::EgressAddress &address = web.egress.items.at(0);
    QCOMPARE(address.address, QStringLiteral("192.0.2.7"));
    QCOMPARE(address.machine, QString());
    QCOMPARE(*address.version, qint64(4));
    const model::NetworkPolicy &policy = web.policies.items.at(0);
    QVERIFY(policy.all);
    QCOMPARE(policy.rules.at(0).direction, QStringLiteral("ingress"));
    QCOMPARE(*policy.rules.at(0).ports.at(0).port, qint64(8080));
    const auto other =
        with(Route::AppEgress, kWeb,
             R"({"id":"m1","region":"iad","egressIpAddresses":{"nodes":[],"totalCount":0}})",
             R"({"id":"m1","region":"iad","egressIpAddresses":{"nodes":[{"ip":"192.0.2.9","version":4,
                               "region":"iad","updatedAt":"2026-01-01T00:00:00Z"}],"totalCount":1}})");
    QCOMPARE(other->app(kWeb)->egress.items.at(1).machine, QStringLiteral("m1"));
}

void AppDetailsTest::aPolicyListInAnotherFormIsNotObserved_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("an object") << QByteArray("{}");
    QTest::newRow("policies without selector") << QByteArray(R"([{"id":"np1","rules":[]}])");
    QTest::newRow("policies without rules") << QByteArray(R"([{"id":"np1","selector":{"all":true}}])");
    QTest::newRow("a list of texts") << QByteArray(R"(["np1"])");
    QTest::newRow("null") << QByteArray("null");
}

void AppDetailsTest::aPolicyListInAnotherFormIsNotObserved()
{
    QFETCH(QByteArray, body);
    Record record = wholeRecord();
    for (const QString &app : {kWeb, kDb}) {
        answerIn(record, Route::AppNetworkPolicies, app).body = body;
        record.replies.push_back(answered(Route::AppNetworkPolicies, body, app, QStringLiteral("bare")));
    }
    const auto snapshot = snapshotOf(record);
    const model::Source &source = sourceIn(*snapshot, Route::AppNetworkPolicies);
    QCOMPARE(source.state, SourceState::NotAsked);
    QCOMPARE(source.reason, Reason::NotPublished);
    QVERIFY2(source.detail.contains(QLatin1String("not observed")), qPrintable(source.detail));
    QVERIFY(!snapshot->app(kWeb)->policies.complete());
    QVERIFY2(snapshot->complete(), "what the platform does not publish leaves a collection complete");
}

void AppDetailsTest::bothAddressesOfThePolicyListAreTried()
{
    Record record = wholeRecord();
    const QByteArray list = answerIn(record, Route::AppNetworkPolicies, kWeb).body;
    refuse(answerIn(record, Route::AppNetworkPolicies, kWeb), 404, ErrorKind::Refused);
    record.replies.push_back(answered(Route::AppNetworkPolicies, list, kWeb, QStringLiteral("bare")));
    const auto second = snapshotOf(record);
    QCOMPARE(incompleteSources(*second), QStringList());
    QVERIFY(second->app(kWeb)->policies.complete());
    QCOMPARE(second->app(kWeb)->policies.items.size(), std::size_t(1));
    refuse(record.replies.back(), 404, ErrorKind::Refused);
    const auto neither = snapshotOf(record);
    QVERIFY(!neither->app(kWeb)->policies.complete());
    QCOMPARE(neither->app(kWeb)->policies.gaps.front().reason, Reason::NotPublished);
    QVERIFY(neither->app(kWeb)->policies.gaps.front().detail.contains(QLatin1String("not observed")));
    refuse(record.replies.back(), 403, ErrorKind::Refused);
    QCOMPARE(sourceIn(*snapshotOf(record), Route::AppNetworkPolicies).reason, Reason::Permission);
}

void AppDetailsTest::readsCertificateDetails()
{
    const auto snapshot = snapshotOf(wholeRecord());
    const model::Certificate &certificate = snapshot->app(kWeb)->certificates.items.at(0);
    QVERIFY(certificate.detail.known());
    const model::CertificateDetail &detail = *certificate.detail;
    QCOMPARE(detail.status, QStringLiteral("active"));
    QVERIFY(*detail.configured);
    QVERIFY(*detail.dnsConfigured);
    QVERIFY(!*detail.httpConfigured);
    QVERIFY(detail.served.complete());
    const model::ServedCertificate &served = detail.served.items.at(0);
    QCOMPARE(served.source, QStringLiteral("fly"));
    QCOMPARE(formatTime(*served.expiresAt), QStringLiteral("2027-02-01T00:00:00Z"));
    QCOMPARE(served.issued.at(0).type, QStringLiteral("ecdsa"));
    QCOMPARE(served.issued.at(0).origin.pointer, QStringLiteral("/certificates/0/issued/0"));
    QVERIFY(detail.errors.complete());
    QVERIFY(detail.errors.items.empty());
}

void AppDetailsTest::aDetailAboutAnotherHostIsAFault()
{
    const auto snapshot = with(Route::CertificateDetail, kWeb, R"("hostname":"web.example.com")",
                               R"("hostname":"evil.example.com")");
    QVERIFY(!snapshot->app(kWeb)->certificates.items.at(0).detail.known());
    QCOMPARE(sourceIn(*snapshot, Route::CertificateDetail).reason, Reason::Fault);
}

void AppDetailsTest::aLimitOnValidationIsKnownWhenNull()
{
    const auto none = snapshotOf(wholeRecord());
    const auto &free = none->app(kWeb)->certificates.items.at(0).detail->rateLimitedUntil;
    QVERIFY(free.known());
    QVERIFY(!free->isValid());
    const auto limited = with(Route::CertificateDetail, kWeb, R"("rate_limited_until":null)",
                              R"("rate_limited_until":"2026-12-01T00:00:00Z")");
    QVERIFY(limited->app(kWeb)->certificates.items.at(0).detail->rateLimitedUntil->isValid());
    const auto absent = with(Route::CertificateDetail, kWeb, R"("rate_limited_until":null)", R"("x":null)");
    QVERIFY(!absent->app(kWeb)->certificates.items.at(0).detail->rateLimitedUntil.known());
}

void AppDetailsTest::readsVolumesAndSnapshots()
{
    const auto snapshot =
        with(Route::OrgVolumes, {}, R"("attached_machine_id":"m1")",
             R"("attached_machine_id":"m1","attached_alloc_id":null,"auto_backup_enabled":true,"type":"local",
                "fstype":"ext4","zone":"a1","bytes_used":10,"bytes_total":100,"updated_at":"2026-02-01T00:00:00Z")");
    const model::Volume &volume = snapshot->app(kWeb)->volumes.items.at(0);
    QVERIFY(*volume.autoBackup);
    QCOMPARE(*volume.attachedAlloc, QString());
    QCOMPARE(*volume.bytesUsed, qint64(10));
    QCOMPARE(*volume.bytesTotal, qint64(100));
    QCOMPARE(volume.type, QStringLiteral("local"));
    QCOMPARE(volume.zone, QStringLiteral("a1"));
    QCOMPARE(formatTime(*volume.updatedAt), QStringLiteral("2026-02-01T00:00:00Z"));
    QVERIFY(volume.snapshots.complete());
    QCOMPARE(volume.snapshots.items.size(), std::size_t(2));
    QCOMPARE(volume.snapshots.items.at(0).status, QStringLiteral("created"));
    QCOMPARE(*volume.snapshots.items.at(0).retentionDays, qint64(5));
    QVERIFY(!volume.snapshots.items.at(1).retentionDays.known());
    QVERIFY(!snapshot->app(kDb)->volumes.items.at(0).autoBackup.known());
}

void AppDetailsTest::aVolumeThatIsLeavingIsNotAskedAbout()
{
    Record record = wholeRecord();
    change(answerIn(record, Route::OrgVolumes), R"("state":"created")", R"("state":"pending_destroy")");
    std::erase_if(record.replies,
                  [](const fly::Reply &reply) { return reply.request.route == Route::VolumeSnapshots; });
    const auto snapshot = snapshotOf(record);
    QCOMPARE(incompleteSources(*snapshot), QStringList());
    QVERIFY(!snapshot->app(kWeb)->volumes.items.at(0).snapshots.complete());
}

void AppDetailsTest::readsAttachmentsAndImageDetails()
{
    const auto snapshot =
        with(Route::AppImageDetails, kWeb, R"("imageDetails":null,"latestImageDetails":null)",
             R"("imageDetails":{"version":"v1"},"latestImageDetails":null)");
    const model::PostgresAttachment &attachment = snapshot->app(kDb)->attachments.items.at(0);
    QCOMPARE(attachment.user, kWeb);
    QCOMPARE(attachment.variable, QStringLiteral("DATABASE_URL"));
    QVERIFY(!snapshot->app(kWeb)->attachments.asked);
    const auto &details = snapshot->app(kWeb)->imageDetails;
    QVERIFY(!*details->tracked);
    QCOMPARE(*details->version, QStringLiteral("v1"));
    QVERIFY(!details->latestVersion.known());
}

void AppDetailsTest::whatDependsOnARefusedListIsNotAsked()
{
    Record record = wholeRecord();
    refuse(answerIn(record, Route::ManagedPostgres), 403, ErrorKind::Refused);
    refuse(answerIn(record, Route::OrgVolumes), 403, ErrorKind::Refused);
    refuse(answerIn(record, Route::AppCertificates, kWeb), 403, ErrorKind::Refused);
    refuse(answerIn(record, Route::AppCertificates, kDb), 403, ErrorKind::Refused);
    std::erase_if(record.replies, [](const fly::Reply &reply) {
        const Route route = reply.request.route;
        return reply.request.item == QLatin1String("c1") || route == Route::VolumeSnapshots ||
               route == Route::CertificateDetail;
    });
    const auto snapshot = snapshotOf(record);
    for (const Route route : {Route::PostgresCluster, Route::PostgresUsers, Route::PostgresDatabases,
                              Route::PostgresBackups, Route::VolumeSnapshots, Route::CertificateDetail}) {
        const model::Source &source = sourceIn(*snapshot, route);
        QCOMPARE(source.state, SourceState::NotAsked);
        QCOMPARE(source.reason, Reason::Permission);
    }
}

QTEST_GUILESS_MAIN(AppDetailsTest)
#include "app_details_test.moc"
