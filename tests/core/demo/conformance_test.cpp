// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/fixture.h"
#include "tests/core/demo/wire_document.h"

#include <QTest>

using namespace aw;
using demo::Answer;
using demo::Fixture;
using test::WireDocument;

class ConformanceTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void answersAsTheWireDocumentSays_data();
    void answersAsTheWireDocumentSays();
    void noticesWhatIsWrong_data();
    void noticesWhatIsWrong();

private:
    std::optional<WireDocument> m_document;
};

namespace {

JsonDocument parsed(const QByteArray &bytes)
{
    const Result<JsonDocument> document = JsonDocument::parse(bytes);
    return document ? *document : JsonDocument();
}

/// Every place of the Machines API that a collection of this organization reads.
QStringList placesOf(const Fixture &fixture)
{
    QStringList places{QStringLiteral("/v1/tokens/current"), QStringLiteral("/v1/apps"),
                       QStringLiteral("/v1/orgs/%1/machines").arg(fixture.org()),
                       QStringLiteral("/v1/orgs/%1/volumes").arg(fixture.org()),
                       QStringLiteral("/v1/postgres")};
    const JsonDocument clusters = parsed(fixture.get(QStringLiteral("/v1/postgres"), {}).body);
    for (const JsonView &cluster : clusters.root().at("data").items()) {
        const QString path = QStringLiteral("/v1/postgres/") + cluster.at("id").text().value_or(QString());
        for (const char *part : {"", "/users", "/databases", "/backups"})
            places.append(path + QLatin1String(part));
    }
    const JsonDocument apps = parsed(fixture.get(QStringLiteral("/v1/apps"), {}).body);
    for (const JsonView &app : apps.root().at("apps").items()) {
        const QString path = QStringLiteral("/v1/apps/") + app.at("name").text().value_or(QString());
        for (const char *list :
             {"", "/machines", "/volumes", "/secrets", "/secretkeys", "/ip_assignments", "/certificates"})
            places.append(path + QLatin1String(list));
        const JsonDocument hosts = parsed(fixture.get(path + QLatin1String("/certificates"), {}).body);
        for (const JsonView &row : hosts.root().at("certificates").items())
            places.append(path + QLatin1String("/certificates/") +
                          row.at("hostname").text().value_or(QString()));
        const JsonDocument volumes = parsed(fixture.get(path + QLatin1String("/volumes"), {}).body);
        for (const JsonView &volume : volumes.root().items())
            places.append(QStringLiteral("%1/volumes/%2/snapshots")
                              .arg(path, volume.at("id").text().value_or(QString())));
        const JsonDocument machines = parsed(fixture.get(path + QLatin1String("/machines"), {}).body);
        for (const JsonView &machine : machines.root().items())
            places.append(QStringLiteral("%1/machines/%2/versions")
                              .arg(path, machine.at("id").text().value_or(QString())));
    }
    return places;
}

} // namespace

void ConformanceTest::initTestCase()
{
    m_document = WireDocument::load();
    if (!m_document)
        QSKIP("The wire document does not lie beside the project.");
}

void ConformanceTest::answersAsTheWireDocumentSays_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("Northwind Parcel") << QStringLiteral(AW_SOURCE_DIR "/resources/demo/northwind-parcel");
    QTest::newRow("Harbor Kites") << QStringLiteral(AW_SOURCE_DIR
                                                    "/tests/fixtures/organizations/harbor-kites");
}

void ConformanceTest::answersAsTheWireDocumentSays()
{
    QFETCH(QString, folder);
    const Result<Fixture> fixture = Fixture::load(folder);
    QVERIFY(fixture);
    const QStringList places = placesOf(*fixture);
    QVERIFY(places.size() > 20);
    QUrlQuery small;
    small.addQueryItem(QStringLiteral("limit"), QStringLiteral("1"));
    for (const QString &place : places) {
        for (const QUrlQuery &query : {QUrlQuery(), small}) {
            const Answer answer = fixture->get(place, query);
            const JsonDocument body = parsed(answer.body);
            const QStringList faults = m_document->faults(place, answer.status, body.root());
            QVERIFY2(faults.isEmpty(),
                     qPrintable(place + QLatin1String(": ") + faults.join(QLatin1String("; "))));
        }
    }
    QUrlQuery wrong;
    wrong.addQueryItem(QStringLiteral("limit"), QStringLiteral("0"));
    const QString nobody = QStringLiteral("/v1/apps/nobody/machines");
    for (const Answer &answer : {fixture->get(nobody, {}), fixture->get(QStringLiteral("/v1/apps"), wrong)}) {
        QVERIFY(answer.status >= 400);
        QCOMPARE(m_document->faults(nobody, answer.status, parsed(answer.body).root()), QStringList());
    }
}

void ConformanceTest::noticesWhatIsWrong_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    const QString machines = QStringLiteral("/v1/apps/web/machines");
    QTest::newRow("an object where a list belongs") << machines << QByteArray(R"({"machines":[]})");
    QTest::newRow("a number as a text") << machines << QByteArray(R"([{"id":5}])");
    QTest::newRow("a field that nobody knows") << machines << QByteArray(R"([{"ident":"5"}])");
    QTest::newRow("a host status that is none") << machines << QByteArray(R"([{"host_status":"fine"}])");
    QTest::newRow("autostop as a number")
        << machines << QByteArray(R"([{"config":{"services":[{"autostop":1}]}}])");
    QTest::newRow("a place that is none") << QStringLiteral("/v1/nowhere") << QByteArray("{}");
}

void ConformanceTest::noticesWhatIsWrong()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QVERIFY(!m_document->faults(path, 200, parsed(body).root()).isEmpty());
}

QTEST_GUILESS_MAIN(ConformanceTest)
#include "conformance_test.moc"
