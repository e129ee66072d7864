// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/flyctl_config.h"
#include "tests/support/memory_scan.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace aw;
using test::PlantedSecret;

namespace {

const QString kWhere = QStringLiteral("config.yml");

/// As flyctl writes it, with what it keeps beside.
const QByteArray kUsual = "access_token: fm2_first+/==,fm2_second,fo1_third\n"
                          "app_secrets_minvers: {}\n"
                          "last_login: 2026-11-01T10:00:00Z\n"
                          "metrics_token: fm2_metrics\n"
                          "send_metrics: true\n"
                          "wire_guard_state:\n"
                          "    acme:\n"
                          "        localprivate: 6Pq8f4oBVvE0QmYh1sGm3v6mXK9bqk2yV7b0n2l9tU8=\n"
                          "        peer:\n"
                          "            access_token: fm2_nested\n"
                          "            peerip: fdaa:0:1:a7b:1::2\n"
                          "wire_guard_websockets: true\n";

QByteArray joined(const Result<fly::Token> &token)
{
    return token ? token->joined().view().toByteArray() : QByteArray("ERROR " + token.error().what.toUtf8());
}

} // namespace

class FlyctlConfigTest : public QObject
{
    Q_OBJECT
private slots:
    void picksTheToken_data();
    void picksTheToken();
    void refuses_data();
    void refuses();
    void endsSoonWithHostileFiles_data();
    void endsSoonWithHostileFiles();
    void leavesNothingInMemory();
    void readsAFile();
    void refusesAFile_data();
    void refusesAFile();
    void knowsWhereFlyctlKeepsIt();
};

void FlyctlConfigTest::picksTheToken_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QByteArray>("token");
    QTest::newRow("as flyctl writes it") << kUsual << QByteArray("fm2_first+/==,fm2_second,fo1_third");
    QTest::newRow("not in the first place")
        << "auto_update: true\n" + kUsual << QByteArray("fm2_first+/==,fm2_second,fo1_third");
    QTest::newRow("in double quotes") << QByteArray("access_token: \"fo1_abc\"\n") << QByteArray("fo1_abc");
    QTest::newRow("in single quotes") << QByteArray("access_token: 'fo1_abc'\n") << QByteArray("fo1_abc");
    QTest::newRow("the key in quotes") << QByteArray("\"access_token\": fo1_abc\n") << QByteArray("fo1_abc");
    QTest::newRow("behind a scheme") << QByteArray("access_token: FlyV1 fm2_abc\n") << QByteArray("fm2_abc");
    QTest::newRow("with a remark") << QByteArray("# mine\naccess_token: fo1_abc # and that\n")
                                   << QByteArray("fo1_abc");
    QTest::newRow("no line end") << QByteArray("access_token: fo1_abc") << QByteArray("fo1_abc");
    QTest::newRow("line ends of another system")
        << QByteArray("a: b\r\naccess_token: fo1_abc\r\n") << QByteArray("fo1_abc");
    QTest::newRow("a mark at the start") << QByteArray("\xef\xbb\xbf"
                                                       "access_token: fo1_abc\n")
                                         << QByteArray("fo1_abc");
    QTest::newRow("a document mark") << QByteArray("---\naccess_token: fo1_abc\n") << QByteArray("fo1_abc");
    QTest::newRow("letters beyond ASCII before it")
        << QByteArray("name: \"\xc3\xa9\xe2\x82\xac \\\" \\u00e9\"\naccess_token: fo1_abc\n")
        << QByteArray("fo1_abc");
    QTest::newRow("an anchor and an alias elsewhere")
        << QByteArray("a: &x [1, 2]\nb: *x\naccess_token: fo1_abc\n") << QByteArray("fo1_abc");
    QTest::newRow("on the next line") << QByteArray("access_token:\n    fo1_abc\n") << QByteArray("fo1_abc");
}

void FlyctlConfigTest::picksTheToken()
{
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, token);
    QCOMPARE(joined(token::flyctlTokenIn(SecretBytes(config), kWhere)), token);
}

void FlyctlConfigTest::refuses_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("words");
    const QString form = QStringLiteral("not as flyctl writes it");
    const QString login = QStringLiteral("not logged in");
    const auto row = [](const char *name, const QByteArray &config, const QString &words) {
        QTest::newRow(name) << config << words;
    };
    row("an empty file", "", login);
    row("no such key", "metrics_token: fm2_metrics\n", login);
    row("only a nested one", "other:\n    access_token: fm2_nested\n", login);
    row("only an indented one", "  access_token: fm2_indented\n", login);
    row("no value", "access_token:\n", login);
    row("an empty value", "access_token: \"\"\n", login);
    row("two of them", "access_token: fo1_a\naccess_token: fo1_b\n", form);
    row("two documents", "access_token: fo1_a\n---\naccess_token: fo1_b\n", form);
    row("a list", "access_token: [fo1_a, fo1_b]\n", form);
    row("a mapping", "access_token:\n    a: fo1_a\n", form);
    row("an alias", "a: &x fo1_a\naccess_token: *x\n", form);
    row("an anchor", "access_token: &x fo1_a\n", form);
    row("a tag", "access_token: !!binary fo1_a\n", form);
    row("a folded text", "access_token: >-\n    fo1_a\n", form);
    row("a list of things", "- access_token: fo1_a\n", form);
    row("a text", "fo1_a\n", form);
    row("no YAML", "access_token: \"fo1_a\n", form);
    row("a tab where none may be", "access_token: fo1_a\n\tx: y\n", form);
    row("two words", "access_token: fo1_a fo1_b\n", QStringLiteral("spaces"));
    row("escapes", "access_token: \"fo1_a\\x41\"\n", QStringLiteral("spaces, quotes"));
    row("over two lines", "access_token: fm2_a,\n    fm2_b\n    fm2_c\n", QStringLiteral("line breaks"));
    row("another encoding",
        QByteArray("\xff\xfe"
                   "a\0c\0",
                   6),
        form);
    row("zero bytes", QByteArray("access_token: fo1\0a\n", 20), form);
}

void FlyctlConfigTest::refuses()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, words);
    const Result<fly::Token> token = token::flyctlTokenIn(SecretBytes(config), kWhere);
    QVERIFY2(!token, joined(token).constData());
    QCOMPARE(token.error().kind, ErrorKind::Input);
    QCOMPARE(token.error().where, kWhere);
    QVERIFY2(token.error().what.contains(words), qPrintable(token.error().what));
    QVERIFY(!token.error().what.contains(QLatin1String("fo1_")));
}

void FlyctlConfigTest::endsSoonWithHostileFiles_data()
{
    QTest::addColumn<QByteArray>("config");
    QByteArray laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    for (char name = 'b'; name < 'k'; ++name)
        laughs += QByteArray(1, name) + ": &" + name + " [" + QByteArray("*") + char(name - 1) +
                  (QByteArray(", *") + char(name - 1)).repeated(8) + "]\n";
    QTest::newRow("a thousand million laughs") << laughs;
    QTest::newRow("a hundred thousand levels") << "a: " + QByteArray(100'000, '[');
    QTest::newRow("a hundred thousand levels of blocks") << QByteArray("- ").repeated(100'000);
    QTest::newRow("a hundred thousand keys") << QByteArray("k: v\n").repeated(100'000);
    QTest::newRow("one long line") << QByteArray(1'000'000, 'a');
    QTest::newRow("colons") << QByteArray(200'000, ':');
    QTest::newRow("quotes") << QByteArray(200'000, '"');
    QTest::newRow("question marks") << QByteArray("? ").repeated(100'000);
    QTest::newRow("anchors") << QByteArray("&a ").repeated(100'000);
}

void FlyctlConfigTest::endsSoonWithHostileFiles()
{
    QFETCH(QByteArray, config);
    QElapsedTimer timer;
    timer.start();
    const Result<fly::Token> token = token::flyctlTokenIn(SecretBytes(config), kWhere);
    QVERIFY(!token);
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

void FlyctlConfigTest::leavesNothingInMemory()
{
    const PlantedSecret wanted(21);
    const PlantedSecret key(22);
    {
        SecretBytes config;
        {
            const SecretBytes token = wanted.bytes("access_token: fo1_");
            const SecretBytes state = key.bytes("\nwire_guard_state:\n    acme:\n        localprivate: ");
            config = SecretBytes::zeros(token.size() + state.size());
            std::copy(token.view().begin(), token.view().end(), config.data());
            std::copy(state.view().begin(), state.view().end(), config.data() + token.size());
        }
        QCOMPARE(wanted.inMemory(), 1); // the look finds what is there
        QCOMPARE(key.inMemory(), 1);
        const Result<fly::Token> token = token::flyctlTokenIn(config, kWhere);
        QVERIFY(token);
        QCOMPARE(wanted.inMemory(), 2);
        QCOMPARE(key.inMemory(), 1); // never copied out of the buffer
    }
    QCOMPARE(wanted.inMemory(), 0);
    QCOMPARE(key.inMemory(), 0);
}

void FlyctlConfigTest::readsAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config.yml"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kUsual);
    file.close();
    ::chmod(QFile::encodeName(path).constData(), 0644); // flyctl's own affair
    QCOMPARE(joined(token::flyctlToken(path)), QByteArray("fm2_first+/==,fm2_second,fo1_third"));
    const QString link = folder.filePath(QStringLiteral("link.yml"));
    QVERIFY(QFile::link(path, link));
    QCOMPARE(joined(token::flyctlToken(link)), QByteArray("fm2_first+/==,fm2_second,fo1_third"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), kUsual); // as it was
}

void FlyctlConfigTest::refusesAFile_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QStringLiteral("none") << QStringLiteral("no settings here");
    QTest::newRow("a folder") << QStringLiteral("folder") << QStringLiteral("no plain file");
    QTest::newRow("a pipe that nobody writes to")
        << QStringLiteral("pipe") << QStringLiteral("no plain file");
    QTest::newRow("a device") << QStringLiteral("device") << QStringLiteral("no plain file");
    QTest::newRow("two megabytes") << QStringLiteral("large") << QStringLiteral("larger than 1048576 bytes");
}

void FlyctlConfigTest::refusesAFile()
{
    QFETCH(QString, how);
    QFETCH(QString, words);
    const QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("config.yml"));
    if (how == QLatin1String("folder")) {
        path = folder.path();
    } else if (how == QLatin1String("pipe")) {
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    } else if (how == QLatin1String("device")) {
        path = QStringLiteral("/dev/zero");
    } else if (how == QLatin1String("large")) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(2 << 20, '#'));
    }
    const Result<fly::Token> token = token::flyctlToken(path);
    QVERIFY(!token);
    QCOMPARE(token.error().kind, ErrorKind::Input);
    QCOMPARE(token.error().where, path);
    QVERIFY2(token.error().what.contains(words), qPrintable(token.error().what));
}

void FlyctlConfigTest::knowsWhereFlyctlKeepsIt()
{
    qputenv("FLY_CONFIG_DIR", "/some/where");
    QCOMPARE(token::flyctlConfigPath(), QStringLiteral("/some/where/config.yml"));
    qunsetenv("FLY_CONFIG_DIR");
    QCOMPARE(token::flyctlConfigPath(), QDir::homePath() + QStringLiteral("/.fly/config.yml"));
}

QTEST_GUILESS_MAIN(FlyctlConfigTest)
#include "flyctl_config_test.moc"
