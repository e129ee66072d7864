// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/redact.h"
#include "core/fly/ssh_certificate.h"
#include "tests/support/ssh_text.h"

#include <QRandomGenerator>
#include <QTest>

using namespace aw;
using namespace aw::fly;
using test::SshText;
using Kind = SshCertificate::Kind;

namespace {

// Made with ssh-keygen -s of OpenSSH 9.2; the private halves are gone.
constexpr char kUserText[] =
    "ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAAIDsvQoUwzW3"
    "4BZeO9+3IayRBSEAoDilPbsC938ar4cXnAAAAIF2jRaXJUtDJAh+DNLbU9bmClQcN/5sOhtQuuMGvu0HR//////////8AAAA"
    "BAAAAEGRhbmFAZXhhbXBsZS5jb20AAAAPAAAABHJvb3QAAAADZmx5AAAAAGsFRAAAAAAAawaVgAAAAEUAAAANZm9yY2UtY29"
    "tbWFuZAAAAAoAAAAGdXB0aW1lAAAADnNvdXJjZS1hZGRyZXNzAAAAEAAAAAwxOTIuMC4yLjAvMjQAAAASAAAACnBlcm1pdC1"
    "wdHkAAAAAAAAAAAAAADMAAAALc3NoLWVkMjU1MTkAAAAgvRLG4HXJYfuYSIsN8y7i4R40oSCCYJGfXo2v44iUFEcAAABTAAA"
    "AC3NzaC1lZDI1NTE5AAAAQMmXGIwREe1u9z14ySFMJdNkSgFHFl/lKiqUPVV6HNgh4Q4pq2udhACxqZSQBfnLaLVXlcyNOaf"
    "JkUhye++CtAI=";

constexpr char kHostText[] =
    "ecdsa-sha2-nistp256-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTItbmlzdHAyNTYtY2VydC12MDFAb3BlbnNzaC5"
    "jb20AAAAgTRfl7lmxXUNtpqtIZKR8nF06rqJQkv719YMcKEQeRQoAAAAIbmlzdHAyNTYAAABBBEfxnMc1fMPxSong3rq1Qfm"
    "qbXzooSH5fqSeYD86bMGCk1MvumqP7mvSJxgU46qOofcMCl3dmS5Hwd152ChCnpUAAAAAAAAAAAAAAAIAAAAIaG9zdCB3ZWI"
    "AAAATAAAAD3dlYi5leGFtcGxlLmNvbQAAAAAAAAAAAAAAAHDb2IAAAAAAAAAAAAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAA"
    "AIL0SxuB1yWH7mEiLDfMu4uEeNKEggmCRn16Nr+OIlBRHAAAAUwAAAAtzc2gtZWQyNTUxOQAAAEAhO2nXOz08xjP0rENUuw1"
    "TGGgS89GxJxstbyDfPTlkfZiY3qHAxvNtnvpGymdhNFQWJ5uZsndkZiO5I5uDXMAI";

constexpr char kForeverText[] =
    "ssh-rsa-cert-v01@openssh.com AAAAHHNzaC1yc2EtY2VydC12MDFAb3BlbnNzaC5jb20AAAAgV6r3UDUYDin2dNgnmeH"
    "ldlFAGrveUyK7kSpTtvb1k8AAAAADAQABAAABAQCaIISJuoIQIehJ5C9l3857qhAgy94dx5OzbcFWgUDcVGpKlsaYBT+5/cj"
    "M2xIPJzZgYg1gJt1RPtWyM1V0QDMk3h39Tp+2yMZwjTvQKdipVIj60X17yvkgtzOJwBL00lKnif4Ha7vbqOBMjayBnl9jA+C"
    "5alWP6e+Fzu4Bfv/Pxn/Xj1RaBX4hkrgfnVmAv6efjgaYsobcmVSe8au3zkApfpv6g+iCuH2KQUFYdglbXYhSnbzKkmItu1d"
    "XfnYhMAP+JfqnSlukboapMvNPYzBXKYGzsMTm1se5esKBB6HhD9v2jOmdsJULvlkX2MHg71gZ0S5rSXPJOjQjBVGWe90XAAA"
    "AAAAAAAAAAAABAAAABXJvYm90AAAAAAAAAABpVbkA//////////8AAAAAAAAAggAAABVwZXJtaXQtWDExLWZvcndhcmRpbmc"
    "AAAAAAAAAF3Blcm1pdC1hZ2VudC1mb3J3YXJkaW5nAAAAAAAAABZwZXJtaXQtcG9ydC1mb3J3YXJkaW5nAAAAAAAAAApwZXJ"
    "taXQtcHR5AAAAAAAAAA5wZXJtaXQtdXNlci1yYwAAAAAAAAAAAAAAMwAAAAtzc2gtZWQyNTUxOQAAACC9Esbgdclh+5hIiw3"
    "zLuLhHjShIIJgkZ9eja/jiJQURwAAAFMAAAALc3NoLWVkMjU1MTkAAABAqJWheXrJ9sc4mXkkNipnfDx+k4a8Voio8pATGfx"
    "EGBlzEuOcScWQdUPq8LXbEPhXI98WbS/Ox56VQo2eHzcPBA==";

constexpr char kCaText[] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL0SxuB1yWH7mEiLDfMu4uEeNKEggmCRn16Nr+OIlBRH";

constexpr char kCaFingerprint[] = "SHA256:Wvb2Nv2c22XWLR3CO+eI/H/K4HkMQ4nmpQwGmDfFGcw";

QString text(const char *words)
{
    return QString::fromLatin1(words);
}

/// "well formed" with one thing changed.
QString changed(const std::function<void(SshText &)> &change)
{
    SshText made;
    made.keyId = "someone";
    made.principals = {"root"};
    change(made);
    return test::sshText(made);
}

/// A certificate whose blob was changed after it was made.
QString spoiled(const std::function<void(QByteArray &)> &change)
{
    QByteArray blob = test::sshBlob({});
    change(blob);
    return QStringLiteral("ssh-ed25519-cert-v01@openssh.com ") + QString::fromLatin1(blob.toBase64());
}

JsonValue reduced(const QString &cert)
{
    const secrets::Reducer reducer(QByteArray(32, 'k'), QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC));
    const JsonValue holder = JsonValue::object().set("cert", cert);
    return reducedSshCertificate(holder.view().at("cert"), reducer);
}

} // namespace

class SshCertificateTest : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatOpenSshWrites();
    void readsPlainKeys();
    void readsEveryTypeOfKey_data();
    void readsEveryTypeOfKey();
    void refusesAnythingElse_data();
    void refusesAnythingElse();
    void survivesCutsAndFlippedBits();
    void keepsNothingButWhatItSaysOfItself();
    void writesEndsOfTime_data();
    void writesEndsOfTime();
    void whatIsNoCertificateLeavesNothing_data();
    void whatIsNoCertificateLeavesNothing();
    void answersAreReducedOnTheirWay();
};

void SshCertificateTest::readsWhatOpenSshWrites()
{
    const Result<SshCertificate> user = parseSshCertificate(text(kUserText) + QStringLiteral(" a comment\n"));
    QVERIFY(user);
    QCOMPARE(int(user->kind), int(Kind::User));
    QCOMPARE(user->keyType, QStringLiteral("ssh-ed25519"));
    QCOMPARE(user->fingerprint, QStringLiteral("SHA256:pksUtsXM15llx+wJAvPm8MyRtF3h/pOb+2Gv4ncyxnE"));
    QCOMPARE(user->serial, ~quint64{0});
    QCOMPARE(user->keyId, QStringLiteral("dana@example.com"));
    QCOMPARE(user->principals, (QStringList{QStringLiteral("root"), QStringLiteral("fly")}));
    QCOMPARE(user->validAfter, quint64(1'795'507'200));
    QCOMPARE(user->validBefore, quint64(1'795'593'600));
    QCOMPARE(user->criticalOptions.size(), std::size_t(2));
    QCOMPARE(user->criticalOptions[0].first, QStringLiteral("force-command"));
    QCOMPARE(user->criticalOptions[0].second, QStringLiteral("uptime"));
    QCOMPARE(user->criticalOptions[1].second, QStringLiteral("192.0.2.0/24"));
    QCOMPARE(user->extensions.size(), std::size_t(1));
    QCOMPARE(user->extensions[0].first, QStringLiteral("permit-pty"));
    QCOMPARE(user->extensions[0].second, QString());
    QCOMPARE(user->signedBy, text(kCaFingerprint));

    const Result<SshCertificate> host = parseSshCertificate(text(kHostText));
    QVERIFY(host);
    QCOMPARE(int(host->kind), int(Kind::Host));
    QCOMPARE(host->keyType, QStringLiteral("ecdsa-sha2-nistp256"));
    QCOMPARE(host->fingerprint, QStringLiteral("SHA256:LT22eSFwYvSsC0aDumW7XpPX0yBCRTZfVBnUWQK0y5Q"));
    QCOMPARE(host->keyId, QStringLiteral("host web"));
    QCOMPARE(host->validAfter, quint64(0));
    QCOMPARE(host->validBefore, quint64(1'893'456'000));

    const Result<SshCertificate> endless = parseSshCertificate(text(kForeverText));
    QVERIFY(endless);
    QCOMPARE(endless->keyType, QStringLiteral("ssh-rsa"));
    QCOMPARE(endless->fingerprint, QStringLiteral("SHA256:vthnSR7aP73HHFWYy+rfiFq96aVAH7lEkwl5jTTf2S0"));
    QVERIFY(endless->principals.isEmpty());
    QCOMPARE(endless->validBefore, SshCertificate::kForever);
    QCOMPARE(endless->signedBy, text(kCaFingerprint));
}

void SshCertificateTest::readsPlainKeys()
{
    const Result<SshCertificate> key = parseSshCertificate(text(kCaText));
    QVERIFY(key);
    QCOMPARE(int(key->kind), int(Kind::PlainKey));
    QCOMPARE(key->fingerprint, text(kCaFingerprint));
    QVERIFY(key->keyId.isEmpty() && key->signedBy.isEmpty());
}

void SshCertificateTest::readsEveryTypeOfKey_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("fields");
    QTest::addColumn<QString>("plain");
    const auto row = [](const char *type, int fields, const char *plain) {
        QTest::newRow(plain) << QByteArray(type) << fields << text(plain);
    };
    row("ssh-ed25519-cert-v01@openssh.com", 1, "ssh-ed25519");
    row("ssh-rsa-cert-v01@openssh.com", 2, "ssh-rsa");
    row("ssh-dss-cert-v01@openssh.com", 4, "ssh-dss");
    row("ecdsa-sha2-nistp256-cert-v01@openssh.com", 2, "ecdsa-sha2-nistp256");
    row("ecdsa-sha2-nistp384-cert-v01@openssh.com", 2, "ecdsa-sha2-nistp384");
    row("ecdsa-sha2-nistp521-cert-v01@openssh.com", 2, "ecdsa-sha2-nistp521");
    row("sk-ssh-ed25519-cert-v01@openssh.com", 2, "sk-ssh-ed25519@openssh.com");
    row("sk-ecdsa-sha2-nistp256-cert-v01@openssh.com", 3, "sk-ecdsa-sha2-nistp256@openssh.com");
}

void SshCertificateTest::readsEveryTypeOfKey()
{
    QFETCH(QByteArray, type);
    QFETCH(int, fields);
    QFETCH(QString, plain);
    const auto withFields = [&](int count) {
        return changed([&](SshText &made) {
            made.type = type;
            made.key.clear();
            for (int i = 0; i < count; ++i)
                made.key.push_back("field" + QByteArray::number(i));
        });
    };
    const Result<SshCertificate> read = parseSshCertificate(withFields(fields));
    QVERIFY(read);
    QCOMPARE(read->keyType, plain);
    QCOMPARE(read->keyId, QStringLiteral("someone"));
    QVERIFY(!parseSshCertificate(withFields(fields + 1)));
    QVERIFY(!parseSshCertificate(withFields(fields - 1)));
}

void SshCertificateTest::refusesAnythingElse_data()
{
    QTest::addColumn<QString>("cert");
    QTest::addColumn<ErrorKind>("kind");
    const auto row = [](const char *name, const QString &cert, ErrorKind kind = ErrorKind::Malformed) {
        QTest::newRow(name) << cert << kind;
    };
    row("nothing", {});
    row("blanks", QStringLiteral(" \t\n "));
    row("a word", QStringLiteral("certificate"));
    row("a type alone", QStringLiteral("ssh-ed25519-cert-v01@openssh.com"));
    row("a type without base64", QStringLiteral("ssh-ed25519-cert-v01@openssh.com ####"));
    row("a type that is not known", text(kUserText).replace(QLatin1String("v01"), QLatin1String("v99")));
    row("another type than the blob's",
        text(kUserText).replace(QLatin1String("ssh-ed25519-"), QLatin1String("ssh-rsa-")));
    row("two lines", text(kUserText) + u'\n' + text(kUserText));
    row("PEM", QStringLiteral("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"));
    row("cut short", text(kUserText).chopped(8));
    row("more behind the signature", spoiled([](QByteArray &blob) { blob += "more"; }));
    row("a key more than its fields",
        QString::fromLatin1("ssh-ed25519 " +
                            (test::sshString("ssh-ed25519") + test::sshString("key") + "x").toBase64()));
    row("neither user nor host", changed([](SshText &made) { made.kind = 3; }));
    row("a nonce that overruns", spoiled([](QByteArray &blob) { blob[blob.indexOf("nonce") - 1] = '\x7f'; }));
    row("a length beyond 2 GiB", spoiled([](QByteArray &blob) { blob[0] = '\xff'; }));
    row("a certificate signs", spoiled([](QByteArray &blob) {
            blob.replace(
                test::sshString(test::sshString("ssh-ed25519") + test::sshString(QByteArray(32, 's'))),
                test::sshString(test::sshBlob({})));
        }));
    row("257 principals", changed([](SshText &made) { made.principals = QList<QByteArray>(257, "p"); }),
        ErrorKind::Limit);
    row("65 options", changed([](SshText &made) {
            for (int i = 0; i < 65; ++i)
                made.extensions.push_back({"o" + QByteArray::number(i), {}});
        }),
        ErrorKind::Limit);
    row("more than 32 KiB", changed([](SshText &made) { made.keyId = QByteArray(40'000, 'x'); }),
        ErrorKind::Limit);
}

void SshCertificateTest::refusesAnythingElse()
{
    QFETCH(QString, cert);
    QFETCH(ErrorKind, kind);
    const Result<SshCertificate> read = parseSshCertificate(cert);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, kind);
    QVERIFY(!read.error().what.isEmpty());
    QVERIFY(!read.error().what.contains(QLatin1String("AAAA")));
}

/// Reading stays inside of the bytes whatever they say; the sanitizers watch.
void SshCertificateTest::survivesCutsAndFlippedBits()
{
    QRandomGenerator random(7);
    const QByteArray whole = test::sshBlob({.keyId = "someone",
                                            .principals = {"root", "fly"},
                                            .criticalOptions = {{"force-command", "uptime"}},
                                            .extensions = {{"permit-pty", {}}}});
    int read = 0;
    for (int round = 0; round < 4'000; ++round) {
        QByteArray blob = whole;
        if (round % 2 == 0)
            blob.truncate(qsizetype(random.bounded(int(blob.size()))));
        for (int flips = round % 5; flips > 0 && !blob.isEmpty(); --flips) {
            const qsizetype at = random.bounded(int(blob.size()));
            blob[at] = char(blob[at] ^ char(1 << random.bounded(8)));
        }
        const QByteArray cert = "ssh-ed25519-cert-v01@openssh.com " + blob.toBase64();
        const Result<SshCertificate> out = parseSshCertificate(QString::fromLatin1(cert));
        read += out ? 1 : 0;
        if (out)
            QVERIFY(out->principals.size() <= 256);
    }
    QVERIFY(read > 100);
    QVERIFY(read < 2'000);
}

void SshCertificateTest::keepsNothingButWhatItSaysOfItself()
{
    const QByteArray kept = reduced(text(kUserText)).compact();
    QCOMPARE(
        kept,
        QByteArray(R"({"critical_options":[{"name":"force-command","value":"uptime"},)"
                   R"({"name":"source-address","value":"192.0.2.0/24"}],)"
                   R"("extensions":[{"name":"permit-pty","value":""}],"fingerprint":")") +
            parseSshCertificate(text(kUserText))->fingerprint.toLatin1() +
            R"(","form":"certificate","key_id":"dana@example.com","key_type":"ssh-ed25519",)"
            R"("kind":"user","principals":["root","fly"],"serial":"18446744073709551615","signed_by":")" +
            kCaFingerprint +
            R"(","valid_after":"2026-11-24T08:00:00Z","valid_before":"2026-11-25T08:00:00Z"})");
    QCOMPARE(reduced(text(kCaText)).view().at("form").text(), std::optional(QStringLiteral("public_key")));
    QCOMPARE(reduced(text(kCaText)).view().size(), std::size_t(3));
    // What an issuer writes into it may be anything.
    const QByteArray token = "ghp_" + QByteArray("a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8");
    const QByteArray hidden = reduced(changed([&token](SshText &made) {
                                  made.keyId = "deploy " + token;
                                  made.principals = {token};
                                  made.criticalOptions = {{"force-command", "run --token " + token}};
                                  made.extensions = {{token, token}};
                              })).compact();
    QVERIFY2(!hidden.contains(token), hidden.constData());
    QVERIFY(hidden.contains("\"form\":\"certificate\""));
}

void SshCertificateTest::writesEndsOfTime_data()
{
    QTest::addColumn<quint64>("after");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("always and forever")
        << quint64(0) << ~quint64{0} << QByteArray("null") << QByteArray("null");
    QTest::newRow("from the first second")
        << quint64(1) << quint64(60) << QByteArray(R"("1970-01-01T00:00:01Z")")
        << QByteArray(R"("1970-01-01T00:01:00Z")");
    QTest::newRow("the year 9999") << quint64(253'402'300'799) << quint64(253'402'300'799)
                                   << QByteArray(R"("9999-12-31T23:59:59Z")")
                                   << QByteArray(R"("9999-12-31T23:59:59Z")");
    QTest::newRow("beyond it") << ~quint64{0} << quint64(253'402'300'800)
                               << QByteArray(R"("9999-12-31T23:59:59Z")") << QByteArray("null");
    QTest::newRow("already over") << quint64(5) << quint64(0) << QByteArray(R"("1970-01-01T00:00:05Z")")
                                  << QByteArray(R"("1970-01-01T00:00:00Z")");
}

void SshCertificateTest::writesEndsOfTime()
{
    QFETCH(quint64, after);
    QFETCH(quint64, before);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const JsonValue out = reduced(changed([&](SshText &made) {
        made.after = after;
        made.before = before;
    }));
    QCOMPARE(out.view().at("valid_after").compact(), from);
    QCOMPARE(out.view().at("valid_before").compact(), to);
}

void SshCertificateTest::whatIsNoCertificateLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("cert");
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("a number") << QByteArray("7") << QByteArray(R"({"airworthy_type":"number"})");
    QTest::newRow("an object") << QByteArray(R"({"a":"b"})") << QByteArray(R"({"airworthy_type":"object"})");
    QTest::newRow("a private key") << QByteArray(R"("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==")")
                                   << QByteArray(R"({"form":"unreadable"})");
    QTest::newRow("a password") << QByteArray(R"("hunter2")") << QByteArray(R"({"form":"unreadable"})");
}

void SshCertificateTest::whatIsNoCertificateLeavesNothing()
{
    QFETCH(QByteArray, cert);
    QFETCH(QByteArray, left);
    const secrets::Reducer reducer(QByteArray(32, 'k'), {});
    const Result<JsonDocument> document = JsonDocument::parse("[" + cert + "]");
    QVERIFY(document);
    QCOMPARE(reducedSshCertificate(document->root().at(0), reducer).compact(), left);
}

void SshCertificateTest::answersAreReducedOnTheirWay()
{
    const Request request{.route = Route::OrgSshCertificates,
                          .org = QStringLiteral("acme"),
                          .app = {},
                          .item = {},
                          .cursor = {}};
    const QByteArray body =
        R"({"data":{"organization":{"loggedCertificates":{"nodes":[{"id":"c1","root":false,
        "cert":")" +
        QByteArray(kUserText) + R"("}],"totalCount":1}}}})";
    const secrets::Reducer reducer(QByteArray(32, 'k'), {});
    const Result<QByteArray> out = redact(request, body, reducer);
    QVERIFY(out);
    QVERIFY(out->contains("\"key_id\":\"dana@example.com\""));
    QVERIFY(!out->contains("AAAA"));
}

QTEST_GUILESS_MAIN(SshCertificateTest)
#include "ssh_certificate_test.moc"
