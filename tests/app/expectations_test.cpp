// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/judge.h"
#include "core/collect/gatherer.h"
#include "core/demo/demo_transport.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

using namespace aw;

namespace {

constexpr const char *kTen[] = {"access.shell-open-to-all-members",
                                "access.wireguard-peer-stale",
                                "data.postgres-superuser",
                                "data.volume-unencrypted",
                                "exposure.internal-service-public",
                                "runtime.stale-image-always-on",
                                "secrets.image-history",
                                "secrets.old-machine-versions",
                                "secrets.plaintext-env",
                                "secrets.plaintext-files"};

struct Organization {
    model::SnapshotPtr snapshot;
    model::Findings findings;
    JsonDocument expected;
};

/// A planted resource, as expected.json names it: check, resource type, id or name, key (empty: any).
struct Plant {
    QString check, type, resource, key;

    [[nodiscard]] bool names(const model::Finding &finding) const
    {
        return finding.check == check && finding.resource.type == type &&
               (finding.resource.id == resource || finding.resource.name == resource) &&
               (key.isEmpty() || finding.key == key);
    }
};

std::vector<Plant> plants(const JsonDocument &expected, const char *list)
{
    std::vector<Plant> out;
    for (const JsonView &row : expected.root().at(list).items())
        out.push_back({row.at(0).text().value_or(QString()), row.at(1).text().value_or(QString()),
                       row.at(2).text().value_or(QString()), row.at(3).text().value_or(QString())});
    return out;
}

QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The planted organizations, through the very client, redaction, collectors and checks: what was
/// planted to fail fails, the healthy passes, the near-misses do not fail.
class ExpectationsTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void findsWhatWasPlanted_data();
    void findsWhatWasPlanted();
    void everyCheckPassesSomewhere();
    void secondOrganizationIsComplete();
    void demoNamesItsGaps();
    void keepsNoPlantedSecret();

private:
    void read(const QString &name, const QString &folder);

    QHash<QString, Organization> m_organizations;
};

void ExpectationsTest::read(const QString &name, const QString &folder)
{
    const Result<demo::Fixture> fixture = demo::Fixture::load(folder);
    QVERIFY2(fixture, qPrintable(fixture ? QString() : fixture.error().what + fixture.error().where));
    demo::DemoTransport transport(*fixture);
    const QDateTime now = fixture->recordedAt();
    fly::Client client(transport, {}, secrets::Reducer(QByteArray("expectations"), now),
                       {.refill = std::chrono::milliseconds(0), .backoff = std::chrono::milliseconds(1)});
    collect::Gatherer gatherer(client, [now] { return now; });
    const QFuture<Result<collect::Record>> done = gatherer.start({.org = fixture->org(), .demo = true});
    QTRY_VERIFY_WITH_TIMEOUT(done.isFinished(), 60'000);
    const Result<collect::Record> record = done.result();
    QVERIFY2(record, qPrintable(record ? QString() : record.error().what));

    const auto catalogue = catalogue::Catalogue::load();
    QVERIFY(catalogue);
    Organization organization;
    organization.snapshot = collect::snapshotOf(*record);
    organization.findings = checks::judge(*organization.snapshot, **catalogue, {});
    const auto expected = JsonDocument::parse(fileBytes(folder + QStringLiteral("/expected.json")));
    QVERIFY2(expected, qPrintable(folder + QStringLiteral("/expected.json is missing or no JSON")));
    organization.expected = *expected;
    m_organizations.insert(name, organization);
}

void ExpectationsTest::initTestCase()
{
    const QString root = QStringLiteral(AW_SOURCE_DIR);
    read(QStringLiteral("northwind-parcel"), root + QStringLiteral("/resources/demo/northwind-parcel"));
    read(QStringLiteral("harbor-kites"), root + QStringLiteral("/tests/fixtures/organizations/harbor-kites"));
}

void ExpectationsTest::findsWhatWasPlanted_data()
{
    QTest::addColumn<QString>("organization");
    QTest::addColumn<QByteArray>("list");
    for (const QString &name : {QStringLiteral("northwind-parcel"), QStringLiteral("harbor-kites")}) {
        for (const char *list : {"fail", "pass", "unknown", "not_fail"})
            QTest::addRow("%s: %s", qPrintable(name), list) << name << QByteArray(list);
    }
}

void ExpectationsTest::findsWhatWasPlanted()
{
    QFETCH(QString, organization);
    QFETCH(QByteArray, list);
    const Organization &judged = m_organizations[organization];
    const auto wanted = model::statusNamed(QString::fromLatin1(list));
    QStringList wrong;
    for (const Plant &plant : plants(judged.expected, list.constData())) {
        bool found = false;
        for (const model::Finding &finding : judged.findings) {
            if (!plant.names(finding))
                continue;
            found = found || finding.status == wanted;
            if (!wanted && finding.status == model::Status::Fail)
                wrong << plant.check + QLatin1Char(' ') + plant.resource + QLatin1String(" fails: ") +
                             finding.message;
        }
        if (wanted && !found)
            wrong << plant.check + QLatin1Char(' ') + plant.type + QLatin1Char(' ') + plant.resource +
                         QLatin1Char(' ') + plant.key + QLatin1String(" is not ") + QString::fromLatin1(list);
    }
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void ExpectationsTest::everyCheckPassesSomewhere()
{
    const Organization &demo = m_organizations[QStringLiteral("northwind-parcel")];
    for (const char *check : kTen) {
        const QString id = QLatin1String(check);
        int failed = 0;
        int passed = 0;
        int planted = 0;
        for (const Organization &organization : std::as_const(m_organizations)) {
            for (const model::Finding &finding : organization.findings)
                passed += finding.check == id && finding.status == model::Status::Pass ? 1 : 0;
        }
        for (const model::Finding &finding : demo.findings)
            failed += finding.check == id && finding.status == model::Status::Fail ? 1 : 0;
        for (const Plant &plant : plants(demo.expected, "fail"))
            planted += plant.check == id ? 1 : 0;
        QVERIFY2(planted > 0, check);
        QVERIFY2(failed > 0, check);
        QVERIFY2(passed > 0, check);
    }
}

void ExpectationsTest::secondOrganizationIsComplete()
{
    const Organization &kites = m_organizations[QStringLiteral("harbor-kites")];
    for (const model::Source &source : kites.snapshot->sources)
        QVERIFY2(source.state == model::SourceState::Complete, qPrintable(source.name + source.detail));
    QVERIFY(kites.snapshot->complete());
    QVERIFY(kites.snapshot->problems.empty());
    for (const model::Finding &finding : kites.findings)
        QVERIFY2(finding.status != model::Status::Fail, qPrintable(finding.check + finding.message));
}

void ExpectationsTest::demoNamesItsGaps()
{
    const Organization &demo = m_organizations[QStringLiteral("northwind-parcel")];
    QVERIFY(!demo.snapshot->complete());
    int partial = 0;
    for (const model::Source &source : demo.snapshot->sources) {
        if (source.state == model::SourceState::Complete)
            continue;
        ++partial;
        QVERIFY2(!source.detail.isEmpty(), qPrintable(source.name));
    }
    QVERIFY(partial > 0);
    QVERIFY2(demo.snapshot->problems.empty(), "the demo organization holds wrong types");
}

void ExpectationsTest::keepsNoPlantedSecret()
{
    const QByteArray raw = [] {
        QByteArray all;
        const QString folder = QStringLiteral(AW_SOURCE_DIR "/resources/demo/northwind-parcel/apps");
        for (const QString &name : QDir(folder).entryList({QStringLiteral("*.json")}))
            all += fileBytes(folder + QLatin1Char('/') + name);
        return all;
    }();
    const QByteArray key("sk_live_");
    QVERIFY2(raw.contains(key), "the demo organization plants no live key any more");
    // "PRIVATE KEY" in base64, at each of the three places it can start.
    QVERIFY(raw.contains("UFJJVkFURSBLRV") || raw.contains("BSSVZBVEUgS0VZ") ||
            raw.contains("QUklWQVRFIEtFW"));
    for (const model::ReplyNote &reply :
         m_organizations[QStringLiteral("northwind-parcel")].snapshot->replies) {
        QVERIFY2(!reply.body.contains(key), qPrintable(reply.request));
        QVERIFY2(!reply.body.contains("PRIVATE KEY"), qPrintable(reply.request));
    }
}

QTEST_GUILESS_MAIN(ExpectationsTest)
#include "expectations_test.moc"
