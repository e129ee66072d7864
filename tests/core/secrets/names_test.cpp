// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/names.h"

#include <QTest>

using namespace aw::secrets;

class NamesTest : public QObject
{
    Q_OBJECT
private slots:
    void tells_data();
    void tells();
    void normalizes_data();
    void normalizes();
};

void NamesTest::tells_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("telling");
    QTest::addColumn<bool>("last");
    for (const char *word : {"PASSWORD",
                             "PASSWD",
                             "PASS",
                             "PWD",
                             "SECRET",
                             "TOKEN",
                             "APIKEY",
                             "API_KEY",
                             "ACCESS_KEY",
                             "SECRET_KEY",
                             "PRIVATE_KEY",
                             "SIGNING_KEY",
                             "ENCRYPTION_KEY",
                             "MASTER_KEY",
                             "CREDENTIAL",
                             "CREDENTIALS",
                             "AUTH_KEY",
                             "CLIENT_SECRET",
                             "WEBHOOK_SECRET",
                             "SALT",
                             "PEPPER",
                             "CONNECTION_STRING",
                             "DSN",
                             "DATABASE_URL",
                             "REDIS_URL",
                             "MONGO_URL",
                             "AMQP_URL",
                             "SMTP_PASS",
                             "COOKIE_SECRET",
                             "JWT"}) {
        const QString name = QString::fromLatin1(word);
        QTest::addRow("%s alone", word) << name << true << true;
        QTest::addRow("%s behind another part", word) << QStringLiteral("BILLING_") + name << true << true;
        QTest::addRow("%s with dashes, in small letters", word)
            << QStringLiteral("billing-") + name.toLower().replace(u'_', u'-') << true << true;
        QTest::addRow("%s inside a longer part", word)
            << QStringLiteral("X") + name + QStringLiteral("X") << false << false;
    }
    QTest::newRow("in the middle") << QStringLiteral("TOKEN_STORE_KIND") << true << false;
    QTest::newRow("dots between the parts") << QStringLiteral("spring.datasource.password") << true << true;
    QTest::newRow("several separators") << QStringLiteral("DB__API___KEY") << true << true;
    QTest::newRow("grown together with the product") << QStringLiteral("PGPASSWORD") << true << true;
    QTest::newRow("a request header") << QStringLiteral("Authorization") << true << true;
    QTest::newRow("a header key") << QStringLiteral("X-Api-Key") << true << true;
    QTest::newRow("a header token") << QStringLiteral("X-Vault-Token") << true << true;
    QTest::newRow("a cookie") << QStringLiteral("Cookie") << true << true;
    QTest::newRow("KEY alone") << QStringLiteral("KEY") << false << false;
    QTest::newRow("another key") << QStringLiteral("SORT_KEY") << false << false;
    QTest::newRow("a compass") << QStringLiteral("COMPASS") << false << false;
    QTest::newRow("an authorization mode") << QStringLiteral("AUTHORIZATION_MODE") << false << false;
    for (const char *end : {"FILE", "PATH", "DIR", "NAME", "ID", "URL", "HOST", "TTL", "EXPIRY", "ALGORITHM",
                            "ENABLED", "LENGTH", "ROTATION", "PUBLIC_KEY", "PUBLISHABLE_KEY"})
        QTest::addRow("a secret's %s", end)
            << QStringLiteral("SECRET_TOKEN_") + QString::fromLatin1(end) << false << false;
    QTest::newRow("a file with an address") << QStringLiteral("DATABASE_URL_FILE") << false << false;
    QTest::newRow("nothing") << QString() << false << false;
    QTest::newRow("separators only") << QStringLiteral("__--..") << false << false;
    QTest::newRow("very long") << QString(100'000, u'_') + QStringLiteral("TOKEN") << true << true;
}

void NamesTest::tells()
{
    QFETCH(QString, name);
    QFETCH(bool, telling);
    QFETCH(bool, last);
    QCOMPARE(senseOf(name).telling, telling);
    QCOMPARE(senseOf(name).last, last);
}

void NamesTest::normalizes_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("normalized");
    QTest::newRow("dashes and dots") << QStringLiteral("a-b.c") << QStringLiteral("_A_B_C_");
    QTest::newRow("at the ends") << QStringLiteral("-a-") << QStringLiteral("_A_");
    QTest::newRow("nothing") << QString() << QStringLiteral("__");
}

void NamesTest::normalizes()
{
    QFETCH(QString, name);
    QFETCH(QString, normalized);
    QCOMPARE(normalizedName(name), normalized);
}

QTEST_GUILESS_MAIN(NamesTest)
#include "names_test.moc"
