// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/pairs.h"

#include <QTest>
#include <ctime>

using namespace aw::secrets;

class PairsTest : public QObject
{
    Q_OBJECT
private slots:
    void splits_data();
    void splits();
    void hidesMoreWhereTheEndIsInDoubt();
    void staysInsideTheText_data();
    void staysInsideTheText();
    void isNotSlowedDown_data();
    void isNotSlowedDown();
};

void PairsTest::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("pairs");
    const auto row = [](const char *title, const char *text, std::initializer_list<const char *> pairs) {
        QStringList all;
        for (const char *pair : pairs)
            all.push_back(QString::fromUtf8(pair));
        QTest::newRow(title) << QString::fromUtf8(text) << all;
    };
    row("an assignment", "TOKEN=abc", {"TOKEN|abc"});
    row("two lines", "A=1\nB=two words\n", {"A|1", "B|two"});
    row("export and quotes", "export TOKEN=\"a b\" X='c d'", {"TOKEN|a b", "X|c d"});
    row("an escaped quote", R"(TOKEN="a\"b")", {R"(TOKEN|a"b)"});
    row("YAML", "password: correct horse\nuser: app", {"password|correct horse", "user|app"});
    row("blanks around the sign", "password = hunter2", {"password|hunter2"});
    row("properties", "db.password=hunter2", {"db.password|hunter2"});
    row("JSON", R"({"password":"hunter2","port": 5432, "on":true})",
        {"password|hunter2", "port|5432", "on|true"});
    row("JSON in JSON", R"("{\"password\":\"hunter2\"}")", {"password|hunter2"});
    row("an option and its value", "serve --password hunter2 --verbose --port 80",
        {"password|hunter2", "port|80"});
    row("an option with a sign", "serve --password=hunter2", {"password|hunter2"});
    row("a quoted option value", "serve --password 'two words' x", {"password|two words"});
    row("arguments in JSON", R"(["serve","--password","hunter2"])", {"password|hunter2"});
    row("arguments as an image writes them", R"(CMD ["serve" "--password" "hunter2"])", {"password|hunter2"});
    row("a header in quotes", R"(curl -H "Authorization: Bearer abc def" https://x)",
        {"Authorization|Bearer abc def"});
    row("ENV as BuildKit writes it", "ENV A=b c D=e", {"A|b c", "D|e"});
    row("ENV of old", "/bin/sh -c #(nop)  ENV TOKEN=abc", {"TOKEN|abc"});
    row("ENV without a sign", "ENV TOKEN two words", {"TOKEN|two words"});
    row("ENV with BuildKit's remark", "ENV TOKEN=abc # buildkit", {"TOKEN|abc"});
    row("ARG with a default", "ARG TOKEN=abc", {"TOKEN|abc"});
    row("ARG without", "ARG TOKEN", {});
    row("build arguments", "|2 NPM_TOKEN=a b REF=c /bin/sh -c npm ci", {"NPM_TOKEN|a b", "REF|c"});
    row("RUN with build arguments", "RUN |1 NPM_TOKEN=abc /bin/sh -c TOKEN=x npm ci # buildkit",
        {"NPM_TOKEN|abc", "TOKEN|x"});
    row("a query", "https://a.example/x?token=abc", {"token|abc"});
    row("a string of pairs", "DSN=Server=db;Password=hunter2",
        {"DSN|Server=db;Password=hunter2", "Server|db", "Password|hunter2"});
    row("an address is no pair", "see https://example.com/path now", {});
    row("a scope is no pair", "std::string and A::b", {});
    row("a comparison is no pair", "test $A == b", {});
    row("no value", "A=\nB:\n", {});
    row("other letters", "größe: 5", {"größe|5"});
    row("nothing", "", {});
}

void PairsTest::splits()
{
    QFETCH(QString, text);
    QFETCH(QStringList, pairs);
    QStringList found;
    for (const TextPair &pair : pairsIn(text))
        found.push_back(pair.name + u'|' + pair.value);
    QCOMPARE(found, pairs);
}

void PairsTest::hidesMoreWhereTheEndIsInDoubt()
{
    const QString text = QStringLiteral("sh -c \"TOKEN=abc def\" x");
    const std::vector<TextPair> pairs = pairsIn(text);
    QCOMPARE(pairs.size(), std::size_t(1));
    QCOMPARE(pairs.front().value, QStringLiteral("abc"));
    QCOMPARE(text.mid(pairs.front().begin, pairs.front().length), QStringLiteral("abc def"));
}

void PairsTest::staysInsideTheText_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"A=",   "A=\"", "A=\\\"", "--",     "--a",       "--a ",   "|1",     "|1 ",
          "ENV",  "ENV ", "ENV A",  "ENV A=", "\"a",       "\"a\"",  "\"a\":", "\\\"a\\\":\\\"",
          "A:\t", "a=b=", "A='",    "|9 A=b", "ENV \"A=b", "--a \"", "A=\"\\"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void PairsTest::staysInsideTheText()
{
    QFETCH(QString, text);
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        for (const TextPair &pair : pairsIn(text.left(cut))) {
            QVERIFY(pair.begin >= 0 && pair.length > 0);
            QVERIFY(pair.begin + pair.length <= cut);
        }
    }
}

void PairsTest::isNotSlowedDown_data()
{
    QTest::addColumn<QString>("piece");
    for (const char *piece : {"a", "a=", "a:", "a=\"", "\"", "--a ", "ENV ", "|1 ", "a: ", "\\\"", " ", "=",
                              "a = ", "ENV A=b ", "a=b;", "\"a:", "|1 A=", "A=\\\""})
        QTest::newRow(piece) << QString::fromLatin1(piece);
}

void PairsTest::isNotSlowedDown()
{
    QFETCH(QString, piece);
    const QString text = piece.repeated(128 * 1024 / piece.size());
    const std::clock_t before = std::clock();
    static_cast<void>(pairsIn(text));
    const double seconds = double(std::clock() - before) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 2.0, qPrintable(QString::number(seconds)));
}

QTEST_GUILESS_MAIN(PairsTest)
#include "pairs_test.moc"
