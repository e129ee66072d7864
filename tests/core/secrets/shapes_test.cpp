// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/shapes.h"

#include <QElapsedTimer>
#include <QTest>
#include <ctime>

using namespace aw::secrets;
using aw::model::Likeness;

namespace {

const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate);

QString hex(int digits)
{
    return QStringLiteral("0123456789abcdef").repeated(16).left(digits);
}

QString letters(int count)
{
    return QStringLiteral("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7").repeated(10).left(count);
}

QString signedToken(const QByteArray &claims)
{
    const auto part = [](const QByteArray &json) {
        return QString::fromLatin1(
            json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    return part(R"({"alg":"HS256","typ":"JWT"})") + u'.' + part(claims) + QStringLiteral(".c2lnbmF0dXJl");
}

} // namespace

class ShapesTest : public QObject
{
    Q_OBJECT
private slots:
    void finds_data();
    void finds();
    void findsInTheMiddle_data();
    void findsInTheMiddle();
    void letsNearMissesBe_data();
    void letsNearMissesBe();
    void prefersTheMostCertain();
    void takesAKeyBlockWhole();
    void hidesAllOfALongToken();
    void isNotSlowedDown_data();
    void isNotSlowedDown();

private:
    static void rows();
};

void ShapesTest::rows()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<Likeness>("likeness");
    const auto row = [](const char *title, const QString &value, const char *shape,
                        Likeness likeness = Likeness::Certain) {
        QTest::newRow(title) << value << QString::fromLatin1(shape) << likeness;
    };
    const auto l1 = [](const char *text) { return QString::fromLatin1(text); };
    row("a private key", l1("-----BEGIN PRIVATE KEY-----"), "private-key");
    row("an RSA private key", l1("-----BEGIN RSA PRIVATE KEY-----"), "private-key");
    row("a PGP private key", l1("-----BEGIN PGP PRIVATE KEY BLOCK-----"), "private-key");
    row("an age key", l1("AGE-SECRET-KEY-1") + letters(58).toUpper(), "age-private-key");
    row("a Fly macaroon of old", l1("fm1r_") + letters(20), "fly-token");
    row("a Fly macaroon, attenuated", l1("fm1a_") + letters(20), "fly-token");
    row("a Fly macaroon", l1("fm2_") + letters(20), "fly-token");
    row("a Fly user token", l1("fo1_") + letters(30), "fly-token");
    row("an AWS key id", l1("AKIA") + letters(16).toUpper(), "aws-access-key-id", Likeness::Likely);
    row("an AWS session key id", l1("ASIA") + letters(16).toUpper(), "aws-access-key-id", Likeness::Likely);
    row("an AWS key id beside its secret", l1("AKIA") + letters(16).toUpper() + u' ' + letters(40),
        "aws-access-key-id");
    row("a Google key", l1("AIza") + letters(35), "google-api-key", Likeness::Likely);
    row("a Google client secret", l1("GOCSPX-") + letters(28), "google-client-secret");
    row("a Google service account", l1(R"({"client_email":"a@b.c","private_key":"x"})"),
        "google-service-account");
    row("an Azure account key", l1("AccountKey=") + letters(86) + l1("=="), "azure-account-key");
    row("an Azure access key", l1("SharedAccessKey=") + letters(43) + u'=', "azure-shared-access-key");
    for (const char *prefix : {"ghp_", "gho_", "ghu_", "ghs_", "ghr_"})
        QTest::addRow("a GitHub token %s", prefix)
            << l1(prefix) + letters(36) << l1("github-token") << Likeness::Certain;
    row("a fine-grained GitHub token", l1("github_pat_") + letters(60), "github-token");
    row("a GitLab token", l1("glpat-") + letters(20), "gitlab-token");
    row("a Stripe live key", l1("sk_live_") + letters(16), "stripe-live-key");
    row("a restricted Stripe live key", l1("rk_live_") + letters(16), "stripe-live-key");
    row("a Stripe webhook secret", l1("whsec_") + letters(24), "stripe-webhook-secret");
    row("a Stripe test key", l1("sk_test_") + letters(16), "stripe-test-key", Likeness::Likely);
    row("a Slack token", l1("xoxb-") + letters(10), "slack-token");
    row("a Slack app token", l1("xapp-") + letters(20), "slack-app-token");
    row("a Slack hook", l1("hooks.slack.com/services/T0/B0/x"), "slack-webhook");
    row("a Discord hook", l1("discord.com/api/webhooks/123/") + letters(60), "discord-webhook");
    row("an old Discord hook", l1("discordapp.com/api/webhooks/123/") + letters(60), "discord-webhook");
    row("a Telegram token", l1("12345678:") + letters(35), "telegram-bot-token", Likeness::Likely);
    row("a SendGrid key", l1("SG.") + letters(22) + u'.' + letters(43), "sendgrid-key");
    row("a Mailgun key", l1("key-") + hex(32), "mailgun-key");
    row("a Twilio key", l1("SK") + hex(32), "twilio-key", Likeness::Likely);
    row("an Anthropic key", l1("sk-ant-") + letters(20), "anthropic-key");
    row("an OpenAI key", l1("sk-") + letters(20), "openai-key");
    row("an OpenAI project key", l1("sk-proj-") + letters(20), "openai-key");
    row("a Hugging Face token", l1("hf_") + letters(30), "huggingface-token");
    row("a Tigris secret", l1("tsec_") + letters(20), "tigris-secret-key");
    row("a Tigris id", l1("tid_") + letters(20), "tigris-key-id", Likeness::Likely);
    row("a DigitalOcean token", l1("dop_v1_") + hex(64), "digitalocean-token");
    for (const char *prefix : {"shpat_", "shpca_", "shppa_", "shpss_"})
        QTest::addRow("a Shopify token %s", prefix)
            << l1(prefix) + hex(32) << l1("shopify-token") << Likeness::Certain;
    row("a Supabase token", l1("sbp_") + hex(40), "supabase-token");
    row("a PlanetScale token", l1("pscale_tkn_") + letters(20), "planetscale-token");
    row("a PlanetScale password", l1("pscale_pw_") + letters(20), "planetscale-token");
    row("a Vault token", l1("hvs.") + letters(20), "vault-token");
    row("a Vault batch token", l1("hvb.") + letters(20), "vault-token");
    row("a Tailscale key", l1("tskey-") + letters(10), "tailscale-key");
    row("a Databricks token", l1("dapi") + hex(32), "databricks-token");
    row("a Grafana token", l1("glsa_") + letters(20), "grafana-token");
    row("a Linear key", l1("lin_api_") + letters(20), "linear-key");
    row("an npm token", l1("npm_") + letters(36), "npm-token");
    row("a New Relic key", l1("NRAK-") + letters(27).toUpper(), "newrelic-key");
    row("a token without end", signedToken(R"({"sub":"1"})"), "signed-token");
    row("a token that is valid", signedToken(R"({"exp":1795600000})"), "signed-token");
    row("a token that has expired", signedToken(R"({"exp":1700000000})"), "signed-token", Likeness::Suspect);
    row("a token whose end is no number", signedToken(R"({"exp":"never"})"), "signed-token",
        Likeness::Likely);
    row("a token that cannot be read", l1("eyJhbGciOiJI.eyJ!!!!!!!!").replace(u'!', u'z') + l1(".c2ln"),
        "signed-token", Likeness::Likely);
    row("a password in an address", l1("postgres://app:hunter2x@db.internal:5432/app"), "url-with-password");
    row("a password without a user", l1("redis://:hunter2x@cache.internal"), "url-with-password");
    row("a password for this machine", l1("postgres://app:hunter2x@localhost/app"), "url-with-password",
        Likeness::Suspect);
    row("a password for a loopback", l1("amqp://app:hunter2x@127.0.0.1"), "url-with-password",
        Likeness::Suspect);
    row("a placeholder for a password", l1("postgres://app:changeme@db/app"), "url-with-password",
        Likeness::Suspect);
    row("a reference for a password", l1("postgres://app:${DB_PASS}@db/app"), "url-with-password",
        Likeness::Suspect);
    row("a password in a string of pairs", l1("Server=db;Password=hunter2;X=1"), "key-and-value");
    row("a pwd in a string of pairs", l1("Uid=app;Pwd=hunter2"), "key-and-value");
    row("a secret in a query", l1("https://a.example/?client_secret=hunter2"), "key-and-value");
}

void ShapesTest::finds_data()
{
    rows();
}

void ShapesTest::finds()
{
    QFETCH(QString, value);
    QFETCH(QString, shape);
    QFETCH(Likeness, likeness);
    const auto found = strongestShape(value, kNow);
    QVERIFY(found);
    QCOMPARE(QString(found->name), shape);
    QCOMPARE(found->likeness, likeness);
}

void ShapesTest::findsInTheMiddle_data()
{
    rows();
}

void ShapesTest::findsInTheMiddle()
{
    QFETCH(QString, value);
    QFETCH(QString, shape);
    const QString before = QStringLiteral("run with \"");
    const auto found = strongestShape(before + value + QStringLiteral("\" and see"), kNow);
    QVERIFY(found);
    QCOMPARE(QString(found->name), shape);
    QVERIFY(found->begin >= before.size());
}

void ShapesTest::letsNearMissesBe_data()
{
    QTest::addColumn<QString>("value");
    const auto row = [](const char *title, const QString &value) { QTest::newRow(title) << value; };
    const auto l1 = [](const char *text) { return QString::fromLatin1(text); };
    row("a public key", l1("-----BEGIN PUBLIC KEY-----"));
    row("a certificate", l1("-----BEGIN CERTIFICATE-----"));
    row("an age key cut short", l1("AGE-SECRET-KEY-1") + letters(57).toUpper());
    row("a short macaroon", l1("fm2_") + letters(19));
    row("another macaroon letter", l1("fm1x_") + letters(30));
    row("a short user token", l1("fo1_") + letters(29));
    row("a key id cut short", l1("AKIA") + letters(15).toUpper());
    row("a key id in a longer word", l1("AKIA") + letters(17).toUpper());
    row("an account id", l1("AROA") + letters(16).toUpper());
    row("a Google key cut short", l1("AIza") + letters(34));
    row("a Google client id", l1("GOCSPX-") + letters(27));
    row("a service account without key", l1(R"({"client_email":"a@b.c","type":"x"})"));
    row("a private_key without mail", l1(R"({"private_key":"ab"})"));
    row("an Azure key cut short", l1("AccountKey=") + letters(85) + l1("=="));
    row("an Azure access key cut short", l1("SharedAccessKey=") + letters(42) + u'=');
    row("a GitHub token cut short", l1("ghp_") + letters(35));
    row("another GitHub letter", l1("ghx_") + letters(36));
    row("a fine-grained token cut short", l1("github_pat_") + letters(59));
    row("a GitLab token cut short", l1("glpat-") + letters(19));
    row("a publishable Stripe key", l1("pk_live_") + letters(24));
    row("a Stripe key in a longer word", l1("task_live_") + letters(24));
    row("a webhook secret cut short", l1("whsec_") + letters(23));
    row("a Slack token cut short", l1("xoxb-") + letters(9));
    row("an app whose name ends in xapp-", l1("nginxapp-production-web-server-01"));
    row("a Slack address without hook", l1("https://hooks.slack.com/services/"));
    row("a Discord hook without token", l1("discord.com/api/webhooks/123/") + letters(59));
    row("a time and words", l1("1234567:") + letters(35));
    row("a Telegram token cut short", l1("12345678:") + letters(34));
    row("a SendGrid key cut short", l1("SG.") + letters(22) + u'.' + letters(42));
    row("a Mailgun key cut short", l1("key-") + hex(31));
    row("a monkey", l1("monkey-") + hex(32));
    row("a Twilio account", l1("AC") + hex(32));
    row("a Twilio key in a longer word", l1("SK") + hex(33));
    row("an AI key cut short", l1("sk-") + letters(19));
    row("a disk", l1("disk-") + letters(30));
    row("a library behind the same letters", l1("sk-learn-model-registry-production"));
    row("a Hugging Face token cut short", l1("hf_") + letters(29));
    row("a Tigris secret cut short", l1("tsec_") + letters(19));
    row("a DigitalOcean token cut short", l1("dop_v1_") + hex(63));
    row("another Shopify kind", l1("shpxx_") + hex(32));
    row("a Shopify token cut short", l1("shpat_") + hex(31));
    row("a Supabase token cut short", l1("sbp_") + hex(39));
    row("another PlanetScale kind", l1("pscale_oid_") + letters(24));
    row("a Vault token cut short", l1("hvs.") + letters(19));
    row("a Tailscale key cut short", l1("tskey-") + letters(9));
    row("a Databricks token cut short", l1("dapi") + hex(31));
    row("a Grafana token cut short", l1("glsa_") + letters(19));
    row("a Linear key cut short", l1("lin_api_") + letters(19));
    row("an npm token cut short", l1("npm_") + letters(35));
    row("a New Relic key cut short", l1("NRAK-") + letters(26).toUpper());
    row("two parts of a token", l1("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0"));
    row("an address without password", l1("postgres://app@db.internal:5432/app"));
    row("an address with a short password", l1("postgres://app:ab@db/app"));
    row("an address with a port", l1("https://example.com:8443/a@b"));
    row("a short password in pairs", l1("password=abc"));
    row("a placeholder in pairs", l1("password=changeme"));
    row("a reference in pairs", l1("password=${PASSWORD}"));
    row("an empty text", QString());
}

void ShapesTest::letsNearMissesBe()
{
    QFETCH(QString, value);
    const auto found = strongestShape(value, kNow);
    QVERIFY2(!found, found ? found->name.latin1() : "");
}

void ShapesTest::prefersTheMostCertain()
{
    const QString text =
        QStringLiteral("postgres://a:b1c2@localhost/ and tid_%1 and ghp_%2").arg(letters(12), letters(36));
    const auto found = strongestShape(text, kNow);
    QVERIFY(found);
    QCOMPARE(QString(found->name), QStringLiteral("github-token"));
    QCOMPARE(shapesIn(text, kNow).size(), std::size_t(3));
}

void ShapesTest::takesAKeyBlockWhole()
{
    const QString block =
        QStringLiteral("-----BEGIN EC PRIVATE KEY-----\nMHcCAQ==\n-----END EC PRIVATE KEY-----");
    const auto found = strongestShape(QStringLiteral("a\n") + block + QStringLiteral("\nb"), kNow);
    QVERIFY(found);
    QCOMPARE(found->begin, 2);
    QCOMPARE(found->length, block.size());
    const auto open = strongestShape(QStringLiteral("-----BEGIN PRIVATE KEY-----\nMHcCAQ"), kNow);
    QVERIFY(open);
    QCOMPARE(open->length, qsizetype(34));
}

void ShapesTest::hidesAllOfALongToken()
{
    const QString token = QStringLiteral("fm2_") + letters(27).repeated(400);
    const auto found = strongestShape(token + QStringLiteral(" end"), kNow);
    QVERIFY(found);
    QCOMPARE(found->length, token.size());
}

void ShapesTest::isNotSlowedDown_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece : {"AKIA",
                              "AKIAABCDEFGHIJKLMNOP ",
                              "eyJ",
                              "eyJA",
                              "eyJaaaaaaaaa.",
                              "://",
                              "a://b:",
                              "a",
                              "1:",
                              "password=",
                              "password= ",
                              "xapp-",
                              "hv",
                              "\"private_key\"",
                              "-----BEGIN ",
                              "hooks.slack.com/services/T",
                              "fm2_ ",
                              "sk-",
                              ":",
                              "x:xxx@"})
        QTest::newRow(piece) << QString::fromLatin1(piece);
}

void ShapesTest::isNotSlowedDown()
{
    QFETCH(QString, piece);
    const QString megabyte = piece.repeated(1'000'000 / piece.size());
    const std::clock_t before = std::clock();
    static_cast<void>(shapesIn(megabyte, kNow));
    const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 3.0, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(ShapesTest)
#include "shapes_test.moc"
