// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/reducer.h"

#include <QTest>
#include <ctime>

using namespace aw::secrets;
using aw::model::Likeness;
using aw::model::ReducedValue;

namespace {

const QDateTime kNow = QDateTime::fromString(QStringLiteral("2026-11-24T10:00:00Z"), Qt::ISODate);
const QString kKeyId = QStringLiteral("AKIAQ3EGRIHVX7OM4T2L");
const QString kKey = QStringLiteral("wJalrXUtnFEMIsK7MDENGsbPxRfiCYeq8mZKEYzz");

Reducer reducer()
{
    return Reducer("0123456789abcdef", kNow);
}

/// Whether any four characters in a row of `secret` stand in `text`.
bool repeats(const QString &text, const QString &secret)
{
    for (qsizetype i = 0; i + 4 <= secret.size(); ++i) {
        if (text.contains(QStringView(secret).sliced(i, 4)))
            return true;
    }
    return false;
}

QString told(const ReducedValue &value)
{
    return value.hmac + u'|' + QString::number(value.length) + u'|' + value.shape + u'|' + value.rule;
}

} // namespace

class ReducerTest : public QObject
{
    Q_OBJECT
private slots:
    void decides_data();
    void decides();
    void roundsLengthsUp_data();
    void roundsLengthsUp();
    void keysItsDigests();
    void tellsNoPieceOfTheValue_data();
    void tellsNoPieceOfTheValue();
    void judgesNeighboursTogether();
    void scansText();
    void masksText_data();
    void masksText();
    void masksArguments();
    void scansArguments();
    void hidesNamesThatAreSecrets();
    void leavesOtherTextAlone();
    void distrustsWhatIsTooLong();
    void isFast();
    void isNotSlowedDown();
};

void ReducerTest::decides_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Likeness>("likeness");
    QTest::addColumn<QString>("shape");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *title, const char *name, const QString &value, Likeness likeness,
                        const char *shape, const char *rule) {
        QTest::newRow(title) << QString::fromLatin1(name) << value << likeness << QString::fromLatin1(shape)
                             << QString::fromLatin1(rule);
    };
    const auto l1 = [](const char *text) { return QString::fromLatin1(text); };
    const QString random = l1("q8sK3dJ0vYp1mZxL7tRw2Q");
    const QString hex = l1("9f86d081884c7d659a2feaa0c55ad015");
    row("telling name and shape", "STRIPE_SECRET", l1("sk_live_aB3dE6gH9jK2mN5p"), Likeness::Certain,
        "stripe-live-key", "telling-name-and-shape");
    row("telling name and a likely shape", "STRIPE_SECRET", l1("sk_test_aB3dE6gH9jK2mN5p"), Likeness::Certain,
        "stripe-test-key", "telling-name-and-shape");
    row("other name and shape", "STRIPE", l1("sk_live_aB3dE6gH9jK2mN5p"), Likeness::Certain,
        "stripe-live-key", "shape");
    row("other name and a likely shape", "STRIPE", l1("sk_test_aB3dE6gH9jK2mN5p"), Likeness::Likely,
        "stripe-test-key", "shape");
    row("telling name and random value", "SESSION_SECRET", random, Likeness::Certain, "base64-like",
        "telling-name-and-random-value");
    row("telling name and hex", "SECRET_KEY_BASE", hex, Likeness::Certain, "hex",
        "telling-name-and-random-value");
    row("telling name and a password", "DB_PASSWORD", l1("hunter2"), Likeness::Likely, "text",
        "telling-name");
    row("telling name and four characters", "PASSWORD", l1("ab12"), Likeness::Likely, "text", "telling-name");
    row("telling name and three characters", "PASSWORD", l1("abc"), Likeness::None, "text", "");
    row("telling name and a placeholder", "DB_PASSWORD", l1("changeme"), Likeness::None, "placeholder", "");
    row("telling name and a reference", "DB_PASSWORD", l1("${DB_PASSWORD}"), Likeness::None, "placeholder",
        "");
    row("telling name and a path", "JWT_PRIVATE_KEY", l1("/app/keys/private.pem"), Likeness::None, "text",
        "");
    row("other name and random value", "CACHE_SEED", random, Likeness::Suspect, "base64-like",
        "random-value");
    row("other name and hex", "CACHE_SEED", hex, Likeness::Suspect, "hex", "random-value");
    row("other name and words", "GREETING", l1("welcome to Northwind Parcel"), Likeness::None, "text", "");
    row("a name of an id", "SECRET_ID", l1("hunter2hunter2"), Likeness::None, "text", "");
    row("a name of an id and a random value", "SECRET_ID", random, Likeness::Suspect, "base64-like",
        "random-value");
    row("a name of an id and a shape", "TOKEN_FILE", l1("ghp_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH9"),
        Likeness::Certain, "github-token", "shape");
    row("a database with a password", "DATABASE_URL", l1("postgres://app:hunter2x@db.internal/app"),
        Likeness::Certain, "url-with-password", "telling-name-and-shape");
    row("a database on this machine", "DATABASE_URL", l1("postgres://app:hunter2x@localhost/app"),
        Likeness::Suspect, "url-with-password", "shape");
    row("a database without a password", "DATABASE_URL", l1("postgres://db.internal/app"), Likeness::None,
        "url", "");
    row("an AWS secret", "AWS_SECRET_ACCESS_KEY", kKey, Likeness::Certain, "aws-secret-key",
        "telling-name-and-shape");
    row("an AWS key id alone", "AWS_ACCESS_KEY_ID", kKeyId, Likeness::Likely, "aws-access-key-id", "shape");
    row("a public key id in a base image", "GPG_KEY", l1("A035C8C19219BA821ECEA86B64E628F8D684696D"),
        Likeness::None, "hex", "");
    row("a checksum", "PYTHON_SHA256", hex + hex, Likeness::None, "hex", "");
    row("what the platform sets", "FLY_MACHINE_VERSION", l1("01JD8Q3KX5WZ7Y9B2C4D6F8G0H"), Likeness::None,
        "base64-like", "");
    row("a token under the platform's names", "FLY_API_TOKEN", random, Likeness::Certain, "base64-like",
        "telling-name-and-random-value");
    row("a shape under an allowed name", "FLY_REMARK", l1("fm2_aB3dE6gH9jK2mN5pQ8sT1vW4"), Likeness::Certain,
        "fly-token", "shape");
    row("an error-tracking address", "SENTRY_DSN", l1("https://") + hex + l1("@o1.ingest.sentry.io/42"),
        Likeness::None, "url", "");
    row("nothing", "DB_PASSWORD", QString(), Likeness::None, "empty", "");
}

void ReducerTest::decides()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(Likeness, likeness);
    QFETCH(QString, shape);
    QFETCH(QString, rule);
    const Reducer judge = reducer();
    const ReducedValue reduced = judge.reduce(name, value);
    QCOMPARE(reduced.likeness, likeness);
    QCOMPARE(reduced.shape, shape);
    QCOMPARE(reduced.rule, rule);
    QCOMPARE(told(judge.reduce(name, value)), told(reduced)); // remembered as it was judged
}

void ReducerTest::roundsLengthsUp_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("told");
    const std::pair<int, int> steps[] = {{0, 0},     {1, 8},     {8, 8},     {9, 16},    {16, 16},
                                         {17, 24},   {25, 32},   {33, 40},   {41, 64},   {65, 128},
                                         {128, 128}, {129, 256}, {256, 256}, {257, 512}, {70'000, 512}};
    for (const auto &[length, told] : steps)
        QTest::addRow("%d", length) << length << told;
}

void ReducerTest::roundsLengthsUp()
{
    QFETCH(int, length);
    QFETCH(int, told);
    QCOMPARE(reducer().reduce(QStringLiteral("A"), QString(length, u'a')).length, told);
}

void ReducerTest::keysItsDigests()
{
    const QString value = QStringLiteral("hunter2");
    // RFC 2104 over SHA-256, by openssl: printf hunter2 | openssl dgst -sha256 -hmac 0123456789abcdef
    QCOMPARE(reducer().digest(value), QStringLiteral("deda27db21d02fd2"));
    QCOMPARE(reducer().reduce(QStringLiteral("A"), value).hmac, reducer().digest(value));
    QCOMPARE(reducer().reduce(QStringLiteral("B"), value).hmac, reducer().digest(value));
    QVERIFY(Reducer("another key", kNow).digest(value) != reducer().digest(value));
    QVERIFY(reducer().digest(QStringLiteral("hunter3")) != reducer().digest(value));
}

void ReducerTest::tellsNoPieceOfTheValue_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    for (const char *value :
         {"hunter2hunter2", "correct horse battery staple", "sk_live_aB3dE6gH9jK2mN5p",
          "q8sK3dJ0vYp1mZxL7tRw2Q", "postgres://app:Tr0ub4dor@db.internal/app",
          "ghp_zB3dE6gH9jK2mN5pQ8sT1vW4yZ7zB3dE6gH9", "-----BEGIN PRIVATE KEY-----",
          "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "text", "telling-name-and-shape"}) {
        QTest::addRow("%s, telling", value) << QStringLiteral("DB_PASSWORD") << QString::fromLatin1(value);
        QTest::addRow("%s, not telling", value) << QStringLiteral("REMARK") << QString::fromLatin1(value);
    }
}

void ReducerTest::tellsNoPieceOfTheValue()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const ReducedValue reduced = reducer().reduce(name, value);
    QCOMPARE(reduced.hmac.size(), 16);
    QVERIFY(!repeats(reduced.hmac + QString::number(reduced.length), value));
    // The words of shape and rule come from a list of ours; none is made from the value.
    static const QStringList words{QStringLiteral("text"),         QStringLiteral("stripe-live-key"),
                                   QStringLiteral("base64-like"),  QStringLiteral("url-with-password"),
                                   QStringLiteral("github-token"), QStringLiteral("private-key"),
                                   QStringLiteral("signed-token")};
    QVERIFY(words.contains(reduced.shape));
}

void ReducerTest::judgesNeighboursTogether()
{
    const auto both = reducer().reduceTogether({{QStringLiteral("AWS_ACCESS_KEY_ID"), kKeyId},
                                                {QStringLiteral("OTHER"), kKey},
                                                {QStringLiteral("A"), QStringLiteral("b")}});
    QCOMPARE(both.size(), std::size_t(3));
    QCOMPARE(both[0].name, QStringLiteral("AWS_ACCESS_KEY_ID"));
    QCOMPARE(both[0].value.likeness, Likeness::Certain);
    QCOMPARE(both[2].value.likeness, Likeness::None);
    const Reducer judge = reducer();
    static_cast<void>(judge.reduceTogether(
        {{QStringLiteral("AWS_ACCESS_KEY_ID"), kKeyId}, {QStringLiteral("OTHER"), kKey}}));
    const auto alone = judge.reduceTogether({{QStringLiteral("AWS_ACCESS_KEY_ID"), kKeyId}});
    QCOMPARE(alone[0].value.likeness, Likeness::Likely); // not remembered from the other company it kept
}

void ReducerTest::scansText()
{
    const QString text =
        QStringLiteral("# settings\nDB_PASSWORD=hunter2\nMODE: fast\nsee ghp_%1 and q8sK3dJ0vYp1mZxL7tRw2Q")
            .arg(QStringLiteral("aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH9"));
    const auto pairs = reducer().scan(text);
    QStringList found;
    for (const Reducer::Pair &pair : pairs)
        found.push_back(pair.name + u'|' + pair.value.shape + u'|' + pair.value.rule);
    QCOMPARE(found, QStringList({QStringLiteral("DB_PASSWORD|text|telling-name"),
                                 QStringLiteral("MODE|text|"), QStringLiteral("|github-token|shape"),
                                 QStringLiteral("|base64-like|random-value")}));
}

void ReducerTest::masksText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("secrets");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *title, const char *text, std::initializer_list<const char *> secrets,
                        const char *start) {
        QStringList all;
        for (const char *secret : secrets)
            all.push_back(QString::fromLatin1(secret));
        QTest::newRow(title) << QString::fromLatin1(text) << all << QString::fromLatin1(start);
    };
    row("a build argument", "RUN |1 NPM_TOKEN=Tr0ub4dor /bin/sh -c npm ci", {"Tr0ub4dor"},
        "RUN |1 NPM_TOKEN=<value ");
    row("a value with blanks", "ENV GREETING=zulu yankee PASS=xray whisky", {"zulu yankee", "xray whisky"},
        "ENV GREETING=<value ");
    row("a header", "curl -H \"Authorization: Bearer Tr0ub4dor\" https://a.example", {"Tr0ub4dor"},
        "curl -H \"Authorization: <value ");
    row("an address", "git clone https://app:Tr0ub4dor@git.example/x", {"Tr0ub4dor"}, "git clone <value ");
    row("an address with @ in its password", "psql postgres://app:Tr0ub@4dor@db/x", {"Tr0ub", "4dor"},
        "psql <value ");
    row("a token standing alone", "login q8sK3dJ0vYp1mZxL7tRw2Q now", {"q8sK3dJ0vYp1mZxL7tRw2Q"},
        "login <value ");
    row("a key block", "COPY -----BEGIN PRIVATE KEY-----\nMIIEvQ==\nzulu=\n-----END PRIVATE KEY----- /x",
        {"MIIEvQ", "zulu"}, "COPY <value ");
    row("an option", "serve --password Tr0ub4dor --port 80", {"Tr0ub4dor"}, "serve --password <value ");
    row("JSON", R"({"password": "Tr0ub4dor"})", {"Tr0ub4dor"}, "{\"password\": \"<value ");
    row("a query", "GET /x?token=Tr0ub4dor&b=zulu", {"Tr0ub4dor", "zulu"}, "GET /x?token=<value ");
}

void ReducerTest::masksText()
{
    QFETCH(QString, text);
    QFETCH(QStringList, secrets);
    QFETCH(QString, start);
    const QString masked = reducer().masked(text);
    for (const QString &secret : secrets)
        QVERIFY2(!repeats(masked, secret), qPrintable(masked));
    QVERIFY2(masked.startsWith(start), qPrintable(masked));
}

void ReducerTest::masksArguments()
{
    const QStringList masked = reducer().maskedArguments(
        {QStringLiteral("serve"), QStringLiteral("--password"), QStringLiteral("Tr0ub4dor zulu"),
         QStringLiteral("--verbose"), QStringLiteral("--port"), QStringLiteral("80"),
         QStringLiteral("TOKEN=yankee")});
    QCOMPARE(masked.size(), 7);
    QCOMPARE(masked[0], QStringLiteral("serve"));
    QCOMPARE(masked[1], QStringLiteral("--password"));
    QVERIFY(masked[2].startsWith(QStringLiteral("<value ")));
    QCOMPARE(masked[3], QStringLiteral("--verbose"));
    QVERIFY(!repeats(masked.join(u' '), QStringLiteral("Tr0ub4dor zulu")));
    QVERIFY(masked[6].startsWith(QStringLiteral("TOKEN=<value ")));
}

void ReducerTest::scansArguments()
{
    const auto found = reducer().scanArguments({QStringLiteral("serve"), QStringLiteral("--password"),
                                                QStringLiteral("Tr0ub4dor zulu"), QStringLiteral("--port"),
                                                QStringLiteral("80"), QStringLiteral("TOKEN=yankee")});
    QCOMPARE(found.size(), std::size_t(6));
    QVERIFY(found[0].empty() && found[1].empty() && found[3].empty());
    QCOMPARE(found[2].size(), std::size_t(1));
    QCOMPARE(found[2][0].name, QStringLiteral("password"));
    QCOMPARE(found[2][0].value.likeness, aw::model::Likeness::Likely);
    QCOMPARE(found[4][0].name, QStringLiteral("port"));
    QCOMPARE(found[4][0].value.likeness, aw::model::Likeness::None);
    QCOMPARE(found[5][0].name, QStringLiteral("TOKEN"));
    QCOMPARE(found[5][0].value.likeness, aw::model::Likeness::Likely);
}

void ReducerTest::hidesNamesThatAreSecrets()
{
    const QString token = QStringLiteral("ghp_aB3dE6gH9jK2mN5pQ8sT1vW4yZ7aB3dE6gH9");
    const auto pairs = reducer().reduceTogether({{token, QStringLiteral("1")}});
    QVERIFY(pairs[0].name.startsWith(QStringLiteral("<name ")));
    QCOMPARE(reducer().shownName(QStringLiteral("AWS_S3_BUCKET_REGION_USE1_V2X_LONG_NAME")),
             QStringLiteral("AWS_S3_BUCKET_REGION_USE1_V2X_LONG_NAME"));
    const QString one = reducer().shownName(QString(500, u'A') + QStringLiteral("B"));
    const QString other = reducer().shownName(QString(500, u'A') + QStringLiteral("C"));
    QCOMPARE(one.size(), Reducer::kLongestName);
    QVERIFY(one != other);
}

void ReducerTest::leavesOtherTextAlone()
{
    const QString plain = QStringLiteral("registry.fly.io/web:deployment-01JD8Q3KX5WZ7Y9B2C4D6F8G0H");
    QCOMPARE(reducer().withoutCredentials(plain), plain);
    const QString token = QStringLiteral("fm2_aB3dE6gH9jK2mN5pQ8sT1vW4");
    const QString cleaned =
        reducer().withoutCredentials(QStringLiteral("refused: ") + token + QStringLiteral(" (web)"));
    QVERIFY(!repeats(cleaned, token));
    QVERIFY(cleaned.startsWith(QStringLiteral("refused: <value ")));
    QVERIFY(cleaned.endsWith(QStringLiteral(" (web)")));
}

void ReducerTest::distrustsWhatIsTooLong()
{
    const ReducedValue reduced = reducer().reduce(QStringLiteral("REMARK"), QString(1'000'000, u'a'));
    QCOMPARE(reduced.likeness, Likeness::Suspect);
    QCOMPARE(reduced.rule, QStringLiteral("longer-than-inspected"));
}

void ReducerTest::isFast()
{
    std::vector<std::pair<QString, QString>> settings;
    for (int i = 0; i < 2'000 * 25; ++i)
        settings.emplace_back(QStringLiteral("SETTING_%1").arg(i % 25),
                              QStringLiteral("postgres-%1.internal/path").arg(i));
    const Reducer judge = reducer();
    const std::clock_t before = std::clock();
    const auto reduced = judge.reduceTogether(settings);
    const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QCOMPARE(reduced.size(), settings.size());
    qInfo("50,000 different values: %.2f s of CPU", seconds);
#if defined(__SANITIZE_ADDRESS__)
    QVERIFY(seconds < 15.0);
#elif defined(QT_NO_DEBUG)
    QVERIFY(seconds < 1.0);
#else
    QVERIFY(seconds < 2.5); // not optimized
#endif
}

void ReducerTest::isNotSlowedDown()
{
    for (const char *piece : {"eyJA", "AKIA", "a=", "password=", "x:y@", "<", "${", "-", "a/", "0", "a.b@"}) {
        const QString text = QString::fromLatin1(piece).repeated(1'000'000 / int(qstrlen(piece)));
        const std::clock_t before = std::clock();
        static_cast<void>(reducer().reduce(QStringLiteral("DATABASE_URL"), text));
        static_cast<void>(reducer().masked(text));
        static_cast<void>(reducer().scan(text));
        const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
        QVERIFY2(seconds < 10.0, piece);
    }
}

QTEST_GUILESS_MAIN(ReducerTest)
#include "reducer_test.moc"
