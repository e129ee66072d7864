// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/formats.h"
#include "tests/core/report/material.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;

class FindingsJsonTest : public QObject
{
    Q_OBJECT
private slots:
    void isWhatTheSchemaPromises_data();
    void isWhatTheSchemaPromises();
    void schemaRefusesWhatIsNotPromised_data();
    void schemaRefusesWhatIsNotPromised();
    void showsTheEvidenceItself();
    void leavesOutWhatIsTooLarge_data();
    void leavesOutWhatIsTooLarge();
    void survivesBrokenEvidence();
    void saysWhyASourceIsNotComplete();
    void holdsEveryStepOfTheFix();
    void sameMaterialSameBytes();

private:
    static JsonDocument parsed(const QByteArray &json)
    {
        const auto document = JsonDocument::parse(json);
        if (!document)
            QTest::qFail(qPrintable(document.error().what), __FILE__, __LINE__);
        return *document;
    }

    /// What python's jsonschema says about `json`; empty for valid.
    static QString complaintAbout(const QByteArray &json);

    /// The findings of one finding whose evidence is the body's place.
    static JsonDocument withEvidence(const QByteArray &body, const QString &pointer);
};

QString FindingsJsonTest::complaintAbout(const QByteArray &json)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("findings.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return QStringLiteral("not written");
    file.close();
    QFile schema(QStringLiteral(":/schemas/findings.schema.json"));
    const QString schemaPath = folder.filePath(QStringLiteral("schema.json"));
    if (!schema.copy(schemaPath))
        return QStringLiteral("no schema in the resources");
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(
        QStringLiteral("python3"),
        {QStringLiteral("-c"),
         QStringLiteral(
             "import json, sys, jsonschema\n"
             "schema = json.load(open(sys.argv[1]))\n"
             "jsonschema.Draft202012Validator.check_schema(schema)\n"
             "errors = jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2])))\n"
             "print('\\n'.join(e.json_path + ': ' + e.message for e in errors))\n"),
         schemaPath, file.fileName()});
    if (!python.waitForFinished(60'000) || python.exitCode() != 0)
        return QStringLiteral("python3: ") + python.errorString() + QString::fromUtf8(python.readAll());
    return QString::fromUtf8(python.readAll()).trimmed();
}

JsonDocument FindingsJsonTest::withEvidence(const QByteArray &body, const QString &pointer)
{
    report::Material material = test::northwindParcel(1);
    auto posture = std::make_shared<assess::Posture>(*material.posture);
    auto snapshot = std::make_shared<model::Snapshot>(*posture->snapshot);
    snapshot->replies.front().body = body;
    posture->snapshot = snapshot;
    material.posture = posture;
    model::Findings findings{posture->findings->front()};
    findings.front().evidence = {{0, pointer}};
    return parsed(report::findingsJson(material, findings));
}

void FindingsJsonTest::isWhatTheSchemaPromises_data()
{
    QTest::addColumn<int>("apps");
    QTest::newRow("an organization without apps") << 0;
    QTest::newRow("a small organization") << 6;
    QTest::newRow("a larger one") << 40;
}

void FindingsJsonTest::isWhatTheSchemaPromises()
{
    QFETCH(int, apps);
    const report::Material material = test::northwindParcel(apps);
    const QByteArray json = report::findingsJson(material, *material.posture->findings);
    const QString complaint = complaintAbout(json);
    QVERIFY2(complaint.isEmpty(), qPrintable(complaint));
    const JsonDocument document = parsed(json);
    const JsonView root = document.root();
    QCOMPARE(root.at("schema").text(), QStringLiteral("airworthy.findings/1"));
    QCOMPARE(root.at("organization").at("name").text(), QStringLiteral("Northwind Parcel"));
    QCOMPARE(root.at("snapshot").at("collected_at").text(), QStringLiteral("2026-11-24T09:58:00Z"));
    QCOMPARE(root.at("snapshot").at("complete").flag(), std::optional<bool>(false));
    QCOMPARE(root.at("catalogue").at("version").text(), material.catalogue->version());
    QCOMPARE(root.at("findings").size(), material.posture->findings->size());
}

void FindingsJsonTest::schemaRefusesWhatIsNotPromised_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("a status nobody knows")
        << QByteArray(R"("status": "fail")") << QByteArray(R"("status": "warn")");
    QTest::newRow("a reason on a pass")
        << QByteArray(R"("status": "unknown")") << QByteArray(R"("status": "pass")");
    QTest::newRow("a renamed key") << QByteArray(R"("guessed")") << QByteArray(R"("guess")");
    QTest::newRow("local time") << QByteArray("09:58:00Z") << QByteArray("09:58:00+01:00");
    QTest::newRow("another schema") << QByteArray("airworthy.findings/1")
                                    << QByteArray("airworthy.findings/2");
    QTest::newRow("a complete source with a reason")
        << QByteArray(R"("state": "partial")") << QByteArray(R"("state": "complete")");
    QTest::newRow("a kind of resource nobody knows")
        << QByteArray(R"("type": "app")") << QByteArray(R"("type": "thing")");
}

void FindingsJsonTest::schemaRefusesWhatIsNotPromised()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const report::Material material = test::northwindParcel(6);
    QByteArray json = report::findingsJson(material, *material.posture->findings);
    QVERIFY(json.contains(before));
    json.replace(before, after);
    const QString complaint = complaintAbout(json);
    QVERIFY(complaint.startsWith(QLatin1String("$")));
}

void FindingsJsonTest::showsTheEvidenceItself()
{
    const report::Material material = test::northwindParcel(2);
    const JsonDocument document = parsed(report::findingsJson(material, *material.posture->findings));
    const JsonView evidence = document.root().at("findings").at(0).at("evidence");
    QCOMPARE(evidence.size(), std::size_t(2));
    QCOMPARE(evidence.at(0).at("request").text(),
             QStringLiteral("GET /v1/apps/internal-ledger/ip_assignments"));
    QCOMPARE(evidence.at(0).at("pointer").text(), QStringLiteral("/ips/0"));
    QCOMPARE(evidence.at(0).at("status").integer(), std::optional<qint64>(200));
    QCOMPARE(evidence.at(0).at("collected_at").text(), QStringLiteral("2026-11-24T09:56:30Z"));
    QVERIFY(!evidence.at(0).at("request_id").text()->isEmpty());
    QCOMPARE(evidence.at(0).at("value").at("shared").flag(), std::optional<bool>(false));
    QCOMPARE(evidence.at(1).at("value").text(), QStringLiteral("203.0.113.17"));
    QVERIFY(evidence.at(0).at("truncated").missing());
}

void FindingsJsonTest::leavesOutWhatIsTooLarge_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("truncated");
    const auto text = [](int length) { return "[\"" + QByteArray(length, 'x') + "\"]"; };
    QTest::newRow("4 KiB fit") << text(4096 - 4) << false;
    QTest::newRow("one byte more does not") << text(4096 - 3) << true;
    QTest::newRow("short, but long once escaped")
        << "[\"" + QByteArray("\\u0001").repeated(1000) + "\"]" << true;
    QTest::newRow("many small values") << "[" + QByteArray("1,").repeated(3000) + "1]" << true;
    QTest::newRow("a long key") << "{\"" + QByteArray(5000, 'k') + "\":1}" << true;
}

void FindingsJsonTest::leavesOutWhatIsTooLarge()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, truncated);
    const JsonDocument document = withEvidence(body, QString());
    const JsonView evidence = document.root().at("findings").at(0).at("evidence").at(0);
    QCOMPARE(evidence.at("value").isNull(), truncated);
    QCOMPARE(evidence.at("truncated").flag(), truncated ? std::optional<bool>(true) : std::nullopt);
    QCOMPARE(evidence.at("pointer").text(), QString());
}

void FindingsJsonTest::survivesBrokenEvidence()
{
    for (const QByteArray &body :
         {QByteArray(), QByteArray("<html>"), QByteArray("{}"), QByteArray(R"({"a":)")}) {
        const JsonDocument document = withEvidence(body, QStringLiteral("/3/encrypted"));
        const JsonView evidence = document.root().at("findings").at(0).at("evidence").at(0);
        QVERIFY(evidence.at("value").isNull());
        QVERIFY(evidence.at("truncated").missing());
    }
    report::Material material = test::northwindParcel(1);
    model::Findings findings{material.posture->findings->front()};
    findings.front().evidence = {{-1, QString()}, {99'999, QStringLiteral("/0")}};
    const JsonDocument document = parsed(report::findingsJson(material, findings));
    QCOMPARE(document.root().at("findings").at(0).at("evidence").size(), std::size_t(0));
}

void FindingsJsonTest::saysWhyASourceIsNotComplete()
{
    const report::Material material = test::northwindParcel(6);
    const JsonDocument document = parsed(report::findingsJson(material, {}));
    const JsonView sources = document.root().at("snapshot").at("sources");
    QCOMPARE(sources.size(), std::size_t(6));
    QCOMPARE(sources.at(0).at("state").text(), QStringLiteral("complete"));
    QVERIFY(sources.at(0).at("reason").isNull());
    QCOMPARE(sources.at(4).at("name").text(), QStringLiteral("app_secrets"));
    QCOMPARE(sources.at(4).at("state").text(), QStringLiteral("partial"));
    QCOMPARE(sources.at(4).at("reason").text(), QStringLiteral("permission"));
    QVERIFY(sources.at(4).at("detail").text()->contains(QLatin1String("403")));
    QCOMPARE(sources.at(5).at("state").text(), QStringLiteral("not_asked"));
}

void FindingsJsonTest::holdsEveryStepOfTheFix()
{
    const report::Material material = test::northwindParcel(1);
    const JsonDocument document = parsed(report::findingsJson(material, *material.posture->findings));
    const JsonView steps = document.root().at("findings").at(0).at("remediation");
    QCOMPARE(steps.size(), std::size_t(4)); // one command, two commands, a step without
    QCOMPARE(steps.at(0).at("command").text(), QStringLiteral("fly ips list -a internal-ledger"));
    QCOMPARE(steps.at(0).at("changes_production").flag(), std::optional<bool>(false));
    QCOMPARE(steps.at(2).at("command").text(),
             QStringLiteral("fly ips release 203.0.113.17 -a internal-ledger"));
    QCOMPARE(steps.at(2).at("changes_production").flag(), std::optional<bool>(true));
    QVERIFY(steps.at(3).at("command").isNull());
    QCOMPARE(steps.at(3).at("step").text(), QStringLiteral("Tell the team that the address is gone"));
    QVERIFY(document.root().at("findings").at(0).at("waiver").isNull());
}

void FindingsJsonTest::sameMaterialSameBytes()
{
    const report::Material first = test::northwindParcel(6);
    const report::Material second = test::northwindParcel(6);
    QCOMPARE(report::findingsJson(first, *first.posture->findings),
             report::findingsJson(second, *second.posture->findings));
}

QTEST_GUILESS_MAIN(FindingsJsonTest)
#include "findings_json_test.moc"
