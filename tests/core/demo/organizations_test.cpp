// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/demo_transport.h"

#include <QDir>
#include <QDirIterator>
#include <QHostAddress>
#include <QRegularExpression>
#include <QTest>

using namespace aw;
using demo::Answer;
using demo::Fixture;

namespace {

const QString kNorthwind = QStringLiteral(AW_SOURCE_DIR "/resources/demo/northwind-parcel");
const QString kHarbor = QStringLiteral(AW_SOURCE_DIR "/tests/fixtures/organizations/harbor-kites");

/// A text and where it stands.
struct Place {
    QString file;
    QString pointer;
    QString text;
};

void collectTexts(const JsonView &here, const QString &file, std::vector<Place> &out)
{
    if (const auto text = here.text())
        out.push_back({file, here.pointer(), *text});
    for (const JsonView &item : here.items())
        collectTexts(item, file, out);
    for (const auto &[key, value] : here.members()) {
        out.push_back({file, here.pointer(), key});
        collectTexts(value, file, out);
    }
}

/// Every text of every file, contents of inline files decoded.
std::vector<Place> textsOf(const QString &folder)
{
    std::vector<Place> texts;
    QDirIterator files(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file.fileName()));
        const Result<JsonDocument> document = JsonDocument::parse(file.readAll());
        if (!document)
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(document.error().what));
        collectTexts(document->root(), QDir(folder).relativeFilePath(file.fileName()), texts);
    }
    const std::size_t plain = texts.size();
    for (std::size_t i = 0; i < plain; ++i) {
        const Place place = texts[i];
        if (place.pointer.endsWith(QLatin1String("/raw_value")))
            texts.push_back({place.file, place.pointer,
                             QString::fromUtf8(QByteArray::fromBase64(place.text.toLatin1()))});
    }
    return texts;
}

bool reserved(const QHostAddress &address)
{
    // RFC 5737 and RFC 3849 are for documentation; fdaa::/16 is Fly.io's private network.
    for (const char *net :
         {"192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32", "fdaa::/16"}) {
        if (address.isInSubnet(QHostAddress::parseSubnet(QLatin1String(net))))
            return true;
    }
    return false;
}

bool reservedHost(const QString &host)
{
    // The reserved names of RFC 2606, and those of the platform that the organization lives on.
    static const QStringList suffixes{QStringLiteral(".example"), QStringLiteral(".internal"),
                                      QStringLiteral(".flycast"), QStringLiteral("registry.fly.io"),
                                      QStringLiteral(".fly.dev"), QStringLiteral("registry-1.docker.io"),
                                      QStringLiteral("tokens.fly.io")};
    return std::any_of(suffixes.begin(), suffixes.end(),
                       [&host](const QString &suffix) { return host.endsWith(suffix); });
}

JsonDocument parsed(const QByteArray &bytes)
{
    const Result<JsonDocument> document = JsonDocument::parse(bytes);
    return document ? *document : JsonDocument();
}

JsonDocument asked(const Fixture &fixture, const char *path)
{
    return parsed(fixture.get(QLatin1String(path), {}).body);
}

JsonDocument asked(const Fixture &fixture, const char *operation, const QString &name)
{
    JsonValue variables = JsonValue::object();
    variables.set(name.isEmpty() ? "slug" : "name", name.isEmpty() ? fixture.org() : name);
    return parsed(fixture
                      .graphql(JsonValue::object()
                                   .set("operationName", QLatin1String(operation))
                                   .set("variables", std::move(variables))
                                   .compact())
                      .body);
}

} // namespace

class OrganizationsTest : public QObject
{
    Q_OBJECT
private slots:
    void shipsWhatIsRecorded();
    void holdsOnlyReservedNames_data();
    void holdsOnlyReservedNames();
    void datesNothingAfterTheRecording_data() { folders(); }
    void datesNothingAfterTheRecording();
    void namesEverythingOnce_data() { folders(); }
    void namesEverythingOnce();
    void expectsOnlyWhatIsThere_data() { folders(); }
    void expectsOnlyWhatIsThere();
    void northwindIsAsPictured();
    void northwindLacksWhatItShould();
    void harborLacksNothing();

private:
    static void folders();
};

void OrganizationsTest::folders()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("Northwind Parcel") << kNorthwind;
    QTest::newRow("Harbor Kites") << kHarbor;
}

void OrganizationsTest::shipsWhatIsRecorded()
{
    const Result<Fixture> shipped = demo::northwindParcel();
    const Result<Fixture> recorded = Fixture::load(kNorthwind);
    QVERIFY(shipped);
    QVERIFY(recorded);
    QCOMPARE(shipped->org(), QStringLiteral("northwind-parcel"));
    QCOMPARE(shipped->recordedAt(), recorded->recordedAt());
    QVERIFY(asked(*shipped, "/v1/apps").root().compact() == asked(*recorded, "/v1/apps").root().compact());
    QVERIFY(!QFile::exists(QStringLiteral(":/demo/northwind-parcel/expected.json")));
}

void OrganizationsTest::holdsOnlyReservedNames_data()
{
    folders();
}

void OrganizationsTest::holdsOnlyReservedNames()
{
    QFETCH(QString, folder);
    const QRegularExpression mail(QStringLiteral(R"([\w.+-]+@([\w-]+(?:\.[\w-]+)+))"));
    const QRegularExpression url(QStringLiteral(R"(\b[a-z][a-z0-9+]*://(?:[^/@\s]*@)?([^/:\s]+))"));
    const QRegularExpression v4(QStringLiteral(R"((?<![\w.-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.-]))"));
    const QRegularExpression v6(QStringLiteral(R"((?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:]))"));
    int mails = 0;
    int addresses = 0;
    for (const Place &place : textsOf(folder)) {
        const QString where = place.file + place.pointer + QLatin1String(": ") + place.text;
        if (place.text.startsWith(QLatin1String("ssh-")))
            continue; // the type of a key has the form of an address
        for (const auto &match : mail.globalMatch(place.text)) {
            ++mails;
            QVERIFY2(reservedHost(match.captured(1)) || place.text.contains(QLatin1String("@sha256")),
                     qPrintable(where));
        }
        for (const auto &match : url.globalMatch(place.text))
            QVERIFY2(reservedHost(match.captured(1)), qPrintable(where));
        for (const QRegularExpression &form : {v4, v6}) {
            for (const auto &match : form.globalMatch(place.text)) {
                const QHostAddress address(match.captured());
                if (address.isNull())
                    continue; // a time of day
                ++addresses;
                QVERIFY2(reserved(address), qPrintable(where));
            }
        }
        if (place.pointer.endsWith(QLatin1String("/hostname")) ||
            place.pointer.endsWith(QLatin1String("/registry")))
            QVERIFY2(reservedHost(QLatin1Char('.') + place.text) || reservedHost(place.text),
                     qPrintable(where));
    }
    QVERIFY(mails > 5);
    QVERIFY(addresses > 5);
}

void OrganizationsTest::datesNothingAfterTheRecording()
{
    QFETCH(QString, folder);
    const Result<Fixture> fixture = Fixture::load(folder);
    QVERIFY(fixture);
    int dates = 0;
    for (const Place &place : textsOf(folder)) {
        const QDateTime time = QDateTime::fromString(place.text, Qt::ISODate);
        const bool ends = place.pointer.endsWith(QLatin1String("/expiresAt")) ||
                          place.pointer.endsWith(QLatin1String("/expires_at"));
        if (!time.isValid() || ends)
            continue;
        ++dates;
        QVERIFY2(time <= fixture->recordedAt(), qPrintable(place.file + place.pointer));
    }
    QVERIFY(dates > 50);
}

void OrganizationsTest::namesEverythingOnce()
{
    QFETCH(QString, folder);
    const Result<Fixture> fixture = Fixture::load(folder);
    QVERIFY(fixture);
    const QByteArray lists = "/v1/orgs/" + fixture->org().toLatin1() + '/';
    QSet<QString> ids;
    for (const char *list : {"machines", "volumes"}) {
        const JsonDocument body = asked(*fixture, lists + list);
        QVERIFY(body.root().at(list).size() > 0);
        for (const JsonView &item : body.root().at(list).items()) {
            const QString id = item.at("id").text().value_or(QString());
            QVERIFY2(!id.isEmpty() && !ids.contains(id), qPrintable(id));
            ids.insert(id);
        }
    }
    // What is attached or mounted is there.
    for (const Place &place : textsOf(folder)) {
        if (place.pointer.endsWith(QLatin1String("/attached_machine_id")) ||
            QRegularExpression(QStringLiteral("/mounts/\\d+/volume$")).match(place.pointer).hasMatch())
            QVERIFY2(ids.contains(place.text), qPrintable(place.file + place.pointer));
    }
}

void OrganizationsTest::expectsOnlyWhatIsThere()
{
    QFETCH(QString, folder);
    QFile file(folder + QStringLiteral("/expected.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const JsonDocument expected = parsed(file.readAll());
    QVERIFY(expected.root().at("complete").flag());
    QSet<QString> recorded;
    for (const Place &place : textsOf(folder)) {
        if (place.file != QLatin1String("expected.json"))
            recorded.insert(place.text);
    }
    QSet<QString> passing;
    for (const char *list : {"fail", "pass", "unknown", "not_fail"}) {
        QVERIFY(expected.root().at(list).isArray());
        for (const JsonView &row : expected.root().at(list).items()) {
            QCOMPARE(row.size(), 4U);
            const QString subject = row.at(2).text().value_or(QString());
            QVERIFY2(recorded.contains(subject), qPrintable(subject));
            const QString key = row.at(3).text().value_or(QStringLiteral("?"));
            QVERIFY2(key.isEmpty() || recorded.contains(key), qPrintable(key));
            if (qstrcmp(list, "pass") == 0)
                passing.insert(row.at(0).text().value_or(QString()));
        }
    }
    const bool organizationFails = expected.root().at("fail").size() > 0; // the one subject of its check
    QCOMPARE(passing.size(), organizationFails ? 9 : 10);
}

void OrganizationsTest::northwindIsAsPictured()
{
    const Result<Fixture> fixture = demo::northwindParcel();
    QVERIFY(fixture);
    const JsonDocument apps = asked(*fixture, "/v1/apps");
    QCOMPARE(apps.root().at("total_apps").integer(), std::optional<qint64>(14));
    qint64 machines = 0;
    qint64 volumes = 0;
    for (const JsonView &app : apps.root().at("apps").items()) {
        machines += *app.at("machine_count").integer();
        volumes += *app.at("volume_count").integer();
        QCOMPARE(app.at("organization").at("slug").text(), fixture->org());
    }
    QCOMPARE(machines, 41);
    QCOMPARE(volumes, 12);
    const JsonDocument members = asked(*fixture, "OrgMembers", {});
    const JsonView edges = members.root().at("data").at("organization").at("members").at("edges");
    QCOMPARE(edges.size(), 9U);
    int without = 0;
    for (const JsonView &edge : edges.items())
        without += edge.at("node").at("twoFactorProtection").flag() == false ? 1 : 0;
    QCOMPARE(without, 2);
    const JsonDocument peers = asked(*fixture, "OrgWireGuard", {});
    QCOMPARE(peers.root().at("data").at("organization").at("wireGuardPeers").at("totalCount").integer(),
             std::optional<qint64>(8));
    const JsonDocument tokens = asked(*fixture, "OrgTokens", {});
    QCOMPARE(tokens.root().at("data").at("organization").at("limitedAccessTokens").at("nodes").size(), 17U);
}

void OrganizationsTest::northwindLacksWhatItShould()
{
    const Result<Fixture> fixture = demo::northwindParcel();
    QVERIFY(fixture);
    const JsonDocument machines = asked(*fixture, "/v1/orgs/northwind-parcel/machines");
    QCOMPARE(machines.root().at("error_regions").at(0).text(), QStringLiteral("syd"));
    QCOMPARE(machines.root().at("machines").size(), 38U);
    QCOMPARE(asked(*fixture, "/v1/apps/geo").root().at("machine_count").integer(), std::optional<qint64>(6));
    QCOMPARE(asked(*fixture, "/v1/apps/geo/machines").root().size(), 3U);
    QCOMPARE(fixture->get(QStringLiteral("/v1/apps/admin/secrets"), {}).status, 403);
    const JsonDocument image = asked(*fixture, "AppImage", QStringLiteral("admin"));
    QVERIFY(image.root().at("data").at("app").at("image").isNull());
    QVERIFY(image.root().at("errors").at(0).at("message").text());
}

void OrganizationsTest::harborLacksNothing()
{
    const Result<Fixture> fixture = Fixture::load(kHarbor);
    QVERIFY(fixture);
    const JsonDocument machines = asked(*fixture, "/v1/orgs/harbor-kites/machines");
    QCOMPARE(machines.root().at("error_regions").size(), 0U);
    const JsonDocument apps = asked(*fixture, "/v1/apps");
    for (const JsonView &app : apps.root().at("apps").items()) {
        const QString name = *app.at("name").text();
        const QString path = QStringLiteral("/v1/apps/") + name;
        const JsonDocument listed = parsed(fixture->get(path + QLatin1String("/machines"), {}).body);
        QCOMPARE(qint64(listed.root().size()), *app.at("machine_count").integer());
        QCOMPARE(fixture->get(path + QLatin1String("/secrets"), {}).status, 200);
        for (const JsonView &machine : listed.root().items()) {
            JsonValue variables = JsonValue::object().set("name", name);
            const JsonView image = machine.at("image_ref");
            variables.set("ref", *image.at("registry").text() + QLatin1Char('/') +
                                     *image.at("repository").text() + QLatin1Char('@') +
                                     *image.at("digest").text());
            const JsonDocument answer =
                parsed(fixture
                           ->graphql(JsonValue::object()
                                         .set("operationName", QLatin1String("AppImage"))
                                         .set("variables", std::move(variables))
                                         .compact())
                           .body);
            const JsonView config = answer.root().at("data").at("app").at("image").at("config");
            QVERIFY2(config.at("history").size() > 0, qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(OrganizationsTest)
#include "organizations_test.moc"
