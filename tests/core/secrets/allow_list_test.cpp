// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/allow_list.h"

#include <QTest>

using namespace aw::secrets;

class AllowListTest : public QObject
{
    Q_OBJECT
private slots:
    void knowsPlaceholders_data();
    void knowsPlaceholders();
    void knowsNames_data();
    void knowsNames();
    void knowsValues_data();
    void knowsValues();
    void knowsOrdinaryWords_data();
    void knowsOrdinaryWords();
};

void AllowListTest::knowsPlaceholders_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("stands");
    for (const char *value : {"true",
                              "false",
                              "yes",
                              "no",
                              "on",
                              "off",
                              "null",
                              "none",
                              "default",
                              "changeme",
                              "example",
                              "placeholder",
                              "xxx",
                              "XXXXXXXX",
                              "xxx-your-key-here",
                              "TRUE",
                              "ChangeMe",
                              "\"changeme\"",
                              "${DATABASE_URL}",
                              "$DATABASE_URL",
                              "{{ secret.db }}",
                              "${{ secrets.DB }}",
                              "<password>",
                              "********",
                              "your-api-key-here"})
        QTest::newRow(value) << QString::fromLatin1(value) << true;
    for (const char *value : {"changeme2", "trueish", "xxxhunter2", "${DB:-hunter2}", "$ecret1", "pre${X}",
                              "<a><b>", "{{a}}{{b}}", "hunter2", "", "$2b$12$abcdefghijkl"})
        QTest::newRow(value) << QString::fromLatin1(value) << false;
}

void AllowListTest::knowsPlaceholders()
{
    QFETCH(QString, value);
    QFETCH(bool, stands);
    QCOMPARE(isPlaceholder(value) || isTemplate(value), stands);
}

void AllowListTest::knowsNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("allowed");
    for (const char *name : {"PATH",
                             "LANG",
                             "LC_ALL",
                             "TZ",
                             "HOSTNAME",
                             "HOME",
                             "NODE_ENV",
                             "RAILS_ENV",
                             "MIX_ENV",
                             "PORT",
                             "NODE_VERSION",
                             "PYTHON_SHA256",
                             "RUBY_DOWNLOAD_SHA",
                             "GO_CHECKSUM",
                             "BASE_DIGEST",
                             "GPG_KEY",
                             "GPG_KEYS",
                             "FLY_APP_NAME",
                             "FLY_MACHINE_ID",
                             "PRIMARY_REGION",
                             "path"})
        QTest::newRow(name) << QString::fromLatin1(name) << true;
    for (const char *name :
         {"MY_PATH", "LANGUAGE", "SHA256", "VERSION", "FLY_API_TOKEN", "FLYING", "PORTAL", "SHAPE"})
        QTest::newRow(name) << QString::fromLatin1(name) << false;
}

void AllowListTest::knowsNames()
{
    QFETCH(QString, name);
    QFETCH(bool, allowed);
    QCOMPARE(isAllowedName(name, senseOf(name)), allowed);
}

void AllowListTest::knowsValues_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("allowed");
    const QString uuid = QStringLiteral("550e8400-e29b-41d4-a716-446655440000");
    const QString commit = QStringLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b");
    QTest::newRow("a publishable key")
        << QStringLiteral("STRIPE_KEY") << QStringLiteral("pk_live_51HabcDEF") << true;
    QTest::newRow("a publishable test key")
        << QStringLiteral("STRIPE_KEY") << QStringLiteral("pk_test_51HabcDEF") << true;
    QTest::newRow("a secret key") << QStringLiteral("STRIPE_KEY") << QStringLiteral("sk_live_51HabcDEF")
                                  << false;
    QTest::newRow("an error-tracking address")
        << QStringLiteral("SENTRY_DSN")
        << QStringLiteral("https://9f86d081884c7d659a2feaa0c55ad015@o1.ingest.sentry.io/42") << true;
    QTest::newRow("one with a secret half")
        << QStringLiteral("SENTRY_DSN") << QStringLiteral("https://abc:def0123@o1.ingest.sentry.io/42")
        << false;
    QTest::newRow("a UUID under an id") << QStringLiteral("TENANT_ID") << uuid << true;
    QTest::newRow("a UUID under a token") << QStringLiteral("POST_TOKEN") << uuid << false;
    QTest::newRow("a commit id") << QStringLiteral("SOURCE_COMMIT") << commit << true;
    QTest::newRow("a revision") << QStringLiteral("REVISION") << commit << true;
    QTest::newRow("a git id") << QStringLiteral("GIT_REF") << commit << true;
    QTest::newRow("a token of a git host") << QStringLiteral("GIT_TOKEN") << commit << false;
    QTest::newRow("a digital thing") << QStringLiteral("DIGITAL") << commit << false;
}

void AllowListTest::knowsValues()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(bool, allowed);
    QCOMPARE(isAllowedValue(name, senseOf(name), value), allowed);
}

void AllowListTest::knowsOrdinaryWords_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("ordinary");
    const auto row = [](const char *name, const char *value, bool ordinary) {
        QTest::addRow("%s=%s", name, value)
            << QString::fromLatin1(name) << QString::fromLatin1(value) << ordinary;
    };
    row("JWT_PRIVATE_KEY", "/app/keys/private.pem", true);
    row("PWD", "/app", true);
    row("TOKEN_ENDPOINT", "https://login.example.com/oauth/token", true);
    row("TOKEN_ENDPOINT", "https://a.example/q8sK3dJ0vYp1mZxL7tRw2Q", false);
    row("TOKEN_KIND", "bearer", true);
    row("PASSWORD_HASHER", "argon2id", true);
    row("TOKEN_MAX_AGE", "86400", true);
    row("SALT_ROUNDS", "1000", true);
    row("TOKEN_LIFETIME", "15m", true);
    row("PASSWORD", "86400", false);
    row("PASSWORD_RESET_SENDER", "no-reply@example.com", true);
    row("PASSWORD", "no-reply@example.com", false);
    row("DATABASE_URL", "postgres://db.internal:5432/app", true);
    row("DATABASE_URL", "postgres://app@db.internal/app", true);
    row("DATABASE_URL", "db.internal:5432", true);
    row("DATABASE_URL", "hunter2hunter2", false);
    row("PASSWORD", "db.internal:5432", false);
    row("PASSWORD", "hunter2", false);
    row("PASSWORD", "postgres", false);
    row("SECRET", "correct horse battery staple", false);
}

void AllowListTest::knowsOrdinaryWords()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(bool, ordinary);
    QCOMPARE(isOrdinary(senseOf(name), value), ordinary);
}

QTEST_GUILESS_MAIN(AllowListTest)
#include "allow_list_test.moc"
