// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/redact.h"
#include "core/fly/registry.h"
#include "tests/core/fly/https_bench.h"

#include <QCryptographicHash>
#include <QTest>

using namespace aw;
using namespace aw::fly;
using namespace aw::test;

namespace {

/// Another port of this machine is another origin, as another host is.
constexpr char kBlob[] = R"({"architecture":"amd64","os":"linux","config":{"Env":["A=b"]},"history":[]})";

QString digestOf(const QByteArray &bytes)
{
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

Request blob(const QByteArray &bytes = kBlob)
{
    return {.route = Route::RegistryConfig,
            .org = QStringLiteral("acme"),
            .app = QStringLiteral("web"),
            .item = QStringLiteral("web@") + digestOf(bytes),
            .cursor = {}};
}

QByteArray basic()
{
    return "Basic " + ("x:" + kHttpsSecret).toBase64();
}

LoopbackServer::Script sendsOn(const QByteArray &target, const QByteArray &status = "307 Temporary Redirect")
{
    return always(LoopbackServer::answer("moved", status, "Location: " + target + "\r\n"));
}

} // namespace

class RegistryTest : public QObject
{
    Q_OBJECT
private slots:
    void asksForTheFormsOfManifests();
    void signsInAsTheRegistryWants();
    void followsToAnotherHostWithoutTheToken_data();
    void followsToAnotherHostWithoutTheToken();
    void keepsTheTokenOnTheSameOrigin();
    void followsOneRedirectAlone();
    void followsNothingElse();
    void readsNoMoreThanItsLimit();
    void leadsOnwardOnlyWhereItMay_data();
    void leadsOnwardOnlyWhereItMay();
    void holdsBytesToTheirDigest_data();
    void holdsBytesToTheirDigest();
    void keepsWhatTheMarkNames();
};

void RegistryTest::asksForTheFormsOfManifests()
{
    QVERIFY(accepted(Route::RegistryManifest).contains("application/vnd.oci.image.index.v1+json"));
    QVERIFY(accepted(Route::RegistryManifest)
                .contains("application/vnd.docker.distribution.manifest.list.v2+json"));
    QVERIFY(accepted(Route::RegistryConfig).contains("application/vnd.oci.image.config.v1+json"));
    QCOMPARE(accepted(Route::Apps), QByteArray("application/json"));
}

void RegistryTest::signsInAsTheRegistryWants()
{
    LoopbackServer server(always(LoopbackServer::answer(kBlob)));
    const WireReply reply = ask(server.url(), httpsSetup(), blob());
    QVERIFY(!reply.fault);
    QCOMPARE(reply.body, QByteArray(kBlob));
    const LoopbackServer::Asked &asked = server.asked().front();
    QCOMPARE(asked.line, "GET /v2/web/blobs/" + digestOf(kBlob).toLatin1().replace(":", "%3A") + " HTTP/1.1");
    QCOMPARE(asked.header("Authorization"), basic());
    QCOMPARE(asked.header("Accept"), accepted(Route::RegistryConfig));
}

void RegistryTest::followsToAnotherHostWithoutTheToken_data()
{
    QTest::addColumn<QByteArray>("status");
    for (const char *status :
         {"301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Moved"})
        QTest::newRow(status) << QByteArray(status);
}

void RegistryTest::followsToAnotherHostWithoutTheToken()
{
    QFETCH(QByteArray, status);
    LoopbackServer storage(always(LoopbackServer::answer(kBlob)));
    LoopbackServer server(sendsOn(storage.url().toEncoded() + "/blob?signature=abc", status));
    const WireReply reply = ask(server.url(), httpsSetup(), blob());
    QVERIFY2(!reply.fault, reply.fault ? qPrintable(reply.fault->what) : "");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray(kBlob));
    QCOMPARE(storage.asked().size(), std::size_t(1));
    QCOMPARE(storage.asked().front().line, QByteArray("GET /blob?signature=abc HTTP/1.1"));
    QVERIFY(!storage.asked().front().head.toLower().contains("authorization"));
    QVERIFY(!storage.asked().front().head.contains(kHttpsSecret));
    QVERIFY(!storage.asked().front().head.contains(basic().mid(6)));
}

void RegistryTest::keepsTheTokenOnTheSameOrigin()
{
    LoopbackServer server([](QTcpSocket &socket, const LoopbackServer::Asked &asked) {
        socket.write(asked.line.contains("/elsewhere")
                         ? LoopbackServer::answer(kBlob)
                         : LoopbackServer::answer("", "302 Found", "Location: /elsewhere\r\n"));
    });
    QCOMPARE(ask(server.url(), httpsSetup(), blob()).body, QByteArray(kBlob));
    QCOMPARE(server.asked().size(), std::size_t(2));
    QCOMPARE(server.asked().back().header("Authorization"), basic());
}

void RegistryTest::followsOneRedirectAlone()
{
    LoopbackServer last(always(LoopbackServer::answer(kBlob)));
    LoopbackServer storage(sendsOn(last.url().toEncoded()));
    LoopbackServer server(sendsOn(storage.url().toEncoded()));
    const WireReply reply = ask(server.url(), httpsSetup(), blob());
    QVERIFY(reply.fault);
    QVERIFY(reply.lasting);
    QVERIFY(reply.fault->what.contains(QLatin1String("not followed")));
    QCOMPARE(storage.asked().size(), std::size_t(1));
    QVERIFY(last.asked().empty());
}

void RegistryTest::followsNothingElse()
{
    LoopbackServer storage(always(LoopbackServer::answer("[]")));
    LoopbackServer server(sendsOn(storage.url().toEncoded()));
    QVERIFY(ask(server.url()).fault); // the Machines API
    QVERIFY(ask(server.url(), httpsSetup(), request(Route::OrgMembers)).fault);
    QVERIFY(storage.asked().empty());
    LoopbackServer away(sendsOn("http://registry.example/blob"));
    const WireReply reply = ask(away.url(), httpsSetup(), blob());
    QVERIFY(reply.fault);
    QVERIFY(reply.fault->what.contains(QLatin1String("registry.example")));
}

void RegistryTest::readsNoMoreThanItsLimit()
{
    HttpsTransport::Setup with = httpsSetup();
    with.limits.bodyBytes = 2 * kRegistryBytes;
    LoopbackServer server(always(LoopbackServer::answer(QByteArray(kRegistryBytes + 1, ' '))));
    const WireReply reply = ask(server.url(), with, blob());
    QVERIFY(reply.fault);
    QCOMPARE(reply.fault->kind, ErrorKind::Limit);
    QVERIFY(reply.fault->what.contains(QLatin1String("4 MiB")));
    QVERIFY(!ask(server.url(), with).fault); // the limit is the registry's
}

void RegistryTest::leadsOnwardOnlyWhereItMay_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("target");
    const auto row = [](const char *name, const char *from, const char *location, const char *target) {
        QTest::newRow(name) << QString::fromLatin1(from) << QByteArray(location)
                            << QString::fromLatin1(target);
    };
    const char *const fly = "https://registry.fly.io/v2/web/blobs/x";
    const char *const local = "http://localhost:5000/v2/web/blobs/x";
    row("https elsewhere", fly, "https://blobs.example/a?b=c", "https://blobs.example/a?b=c");
    row("a path", fly, "/other", "https://registry.fly.io/other");
    row("without encryption", fly, "http://blobs.example/a", "");
    row("to this machine", fly, "https://127.0.0.1/a", "");
    row("to this machine by name", fly, "http://localhost:80/a", "");
    row("from this machine to it", local, "http://127.0.0.1:5001/a", "http://127.0.0.1:5001/a");
    row("from this machine, without encryption", local, "http://blobs.example/a", "");
    row("with a user name", fly, "https://me:pw@blobs.example/a", "");
    row("another scheme", fly, "file:///etc/passwd", "");
    row("no location", fly, "", "");
    row("no address", fly, "https://", "");
}

void RegistryTest::leadsOnwardOnlyWhereItMay()
{
    QFETCH(QString, from);
    QFETCH(QByteArray, location);
    QFETCH(QString, target);
    const std::optional<QUrl> url = onward(QUrl(from), location);
    QCOMPARE(url ? url->toString() : QString(), target);
    QVERIFY(sameOrigin(QUrl(QStringLiteral("https://a.example/x")),
                       QUrl(QStringLiteral("https://a.example:443/"))));
    QVERIFY(!sameOrigin(QUrl(QStringLiteral("https://a.example")), QUrl(QStringLiteral("http://a.example"))));
    QVERIFY(!sameOrigin(QUrl(QStringLiteral("https://a.example")),
                        QUrl(QStringLiteral("https://a.example:8443"))));
    QVERIFY(
        !sameOrigin(QUrl(QStringLiteral("https://a.example")), QUrl(QStringLiteral("https://b.a.example"))));
}

void RegistryTest::holdsBytesToTheirDigest_data()
{
    QTest::addColumn<Request>("asked");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("held");
    QTest::newRow("the bytes") << blob() << QByteArray(kBlob) << true;
    QTest::newRow("other bytes") << blob() << QByteArray(kBlob).replace("amd64", "arm64") << false;
    QTest::newRow("one byte more") << blob() << QByteArray(kBlob) + "\n" << false;
    QTest::newRow("nothing") << blob() << QByteArray() << false;
    Request manifest = blob("{}");
    manifest.route = Route::RegistryManifest;
    QTest::newRow("a manifest") << manifest << QByteArray("{}") << true;
    Request other = blob();
    other.item = QStringLiteral("web@sha512:00");
    QTest::newRow("a digest of another kind") << other << QByteArray(kBlob) << false;
    other.item = QStringLiteral("web");
    QTest::newRow("no digest") << other << QByteArray(kBlob) << false;
    QTest::newRow("a route without one") << request(Route::Apps) << QByteArray("anything") << true;
}

void RegistryTest::holdsBytesToTheirDigest()
{
    QFETCH(Request, asked);
    QFETCH(QByteArray, body);
    QFETCH(bool, held);
    const std::optional<Error> fault = digestFault(asked, body);
    QCOMPARE(!fault.has_value(), held);
    if (fault) {
        QCOMPARE(fault->kind, ErrorKind::Malformed);
        QVERIFY(fault->where.startsWith(QLatin1String("GET /v2/web/")));
    }
}

void RegistryTest::keepsWhatTheMarkNames()
{
    const secrets::Reducer reducer("0123456789abcdef", QDateTime());
    const QByteArray config =
        R"({"architecture":"amd64","os":"linux","created":"2026-01-01T00:00:00Z","author":"hunter2x",
        "config":{"Env":["API_TOKEN=hunter2x"],"User":"app"},"history":[{"created_by":"RUN TOKEN=hunter2x make"}],
        "rootfs":{"diff_ids":["hunter2x"]}})";
    const Result<QByteArray> kept = redact(blob(config), config, reducer);
    QVERIFY(kept);
    QVERIFY(!kept->contains("hunter2x"));
    QVERIFY(kept->contains(R"("name":"API_TOKEN")"));
    QVERIFY(kept->contains(R"("has_env":true)") && kept->contains(R"("has_history":true)"));
    QVERIFY(kept->contains(R"("User":"app")"));
    QVERIFY(!kept->contains("rootfs") && !kept->contains("author"));
    Request manifest = blob();
    manifest.route = Route::RegistryManifest;
    const Result<QByteArray> read = redact(
        manifest,
        R"({"config":{"digest":"sha256:0","annotations":{"secret":"hunter2x"}},"layers":[{"digest":"x"}]})",
        reducer);
    QCOMPARE(*read, QByteArray(R"({"config":{"digest":"sha256:0"}})"));
}

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"
