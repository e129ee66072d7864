// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/keychain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using token::KeychainAnswer;
using token::KeychainEnd;

namespace {

constexpr auto kInside = "AW_TEST_INSIDE_A_KEYRING";
/// Shell that waits until a secret service is on the bus.
const QString kUntilItIsThere = QStringLiteral(
    "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do dbus-send --session "
    "--dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus "
    "org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q 'boolean true' "
    "&& break; sleep 0.2; done");
const QString kAccount = QStringLiteral("airworthy-test-org");

KeychainAnswer finished(QFuture<KeychainAnswer> future, int patience = 30'000)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, patience))
        qFatal("the keychain's future does not end");
    return future.takeResult();
}

/// This test again, in a session of its own: HOME, runtime folder and bus are thrown away afterwards.
class Session : public QProcess
{
public:
    Session()
    {
        QFile::setPermissions(m_folder.path(),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
        QProcessEnvironment environment;
        for (const char *name :
             {"PATH", "LD_LIBRARY_PATH", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(name))
                environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
        }
        for (const char *name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"})
            environment.insert(QString::fromLatin1(name), m_folder.path());
        environment.insert(QString::fromLatin1(kInside), QStringLiteral("1"));
        setProcessEnvironment(environment);
        setProcessChannelMode(QProcess::MergedChannels);
    }

    /// Runs one function of this test between `before` and `after`, lines of shell. Whether it passed.
    bool passes(const QString &function, const QString &before = QStringLiteral(":"),
                const QString &after = QStringLiteral(":"))
    {
        QStringList arguments{QStringLiteral("--"),
                              QStringLiteral("sh"),
                              QStringLiteral("-c"),
                              QStringLiteral("%1; \"$0\" \"$1\"; code=$?; %2; exit $code").arg(before, after),
                              QCoreApplication::applicationFilePath(),
                              function};
        if (!m_configuration.isEmpty())
            arguments.prepend(QStringLiteral("--config-file=%1").arg(m_configuration));
        start(QStringLiteral("dbus-run-session"), arguments);
        if (!QTest::qWaitFor([this] { return state() == NotRunning; }, 90'000))
            return false;
        said = readAll();
        return exitStatus() == NormalExit && exitCode() == 0 &&
               said.contains("PASS   : KeychainTest::" + function.toLatin1());
    }

    /// A bus that starts no service by itself.
    void withoutServices()
    {
        m_configuration = m_folder.filePath(QStringLiteral("bus.conf"));
        QFile file(m_configuration);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("the folder of the test cannot be written to");
        file.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/>"
            "</policy></busconfig>");
    }

    QByteArray said;

private:
    QTemporaryDir m_folder;
    QString m_configuration;
};

bool present(const char *program)
{
    return !QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty();
}

} // namespace

class KeychainTest : public QObject
{
    Q_OBJECT
private slots:
    void saysThatThereIsNone();
    void saysThatThereIsNoService();
    void keepsInARealKeyring();
    void insideAKeyring();
    void insideABareBus();
    void writeTellsAboutAServiceWithoutAKeyring();
    void insideAServiceWithoutAKeyring();
    void endsWithinItsDeadline();
    void keepsTheKeyOfDigestsApart();
    void tellsWhatToDo_data();
    void tellsWhatToDo();
};

void KeychainTest::saysThatThereIsNone()
{
    QVERIFY2(qgetenv("DBUS_SESSION_BUS_ADDRESS") == "disabled:",
             "run by ctest, which keeps tests away from the user's own keychain");
    const auto keychain = token::systemKeychain();
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(finished(keychain->read(kAccount)).end, KeychainEnd::NoneHere);
    QCOMPARE(finished(keychain->write(kAccount, SecretBytes("x"))).end, KeychainEnd::NoneHere);
    QCOMPARE(finished(keychain->remove(kAccount)).end, KeychainEnd::NoneHere);
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

void KeychainTest::saysThatThereIsNoService()
{
    if (!present("dbus-run-session"))
        QSKIP("dbus-run-session is not installed");
    Session session;
    session.withoutServices();
    QVERIFY2(session.passes(QStringLiteral("insideABareBus")), session.said.constData());
}

void KeychainTest::insideABareBus()
{
    if (!qEnvironmentVariableIsSet(kInside))
        QSKIP("begun by saysThatThereIsNoService");
    const auto keychain = token::systemKeychain(std::chrono::seconds(10));
    QCOMPARE(finished(keychain->read(kAccount)).end, KeychainEnd::NoneHere);
    QCOMPARE(finished(keychain->write(kAccount, SecretBytes("x"))).end, KeychainEnd::NoneHere);
}

void KeychainTest::writeTellsAboutAServiceWithoutAKeyring()
{
    if (!present("dbus-run-session") || !present("gnome-keyring-daemon"))
        QSKIP("dbus-run-session or gnome-keyring-daemon is not installed");
    Session session;
    QVERIFY2(session.passes(
                 QStringLiteral("insideAServiceWithoutAKeyring"),
                 QStringLiteral("gnome-keyring-daemon --foreground --components=secrets >/dev/null 2>&1 & "
                                "keyring=$!; ") +
                     kUntilItIsThere,
                 QStringLiteral("kill $keyring; wait $keyring")),
             session.said.constData());
}

void KeychainTest::insideAServiceWithoutAKeyring()
{
    if (!qEnvironmentVariableIsSet(kInside))
        QSKIP("begun by writeTellsAboutAServiceWithoutAKeyring");
    const auto keychain = token::systemKeychain(std::chrono::seconds(10));
    QCOMPARE(finished(keychain->read(kAccount)).end, KeychainEnd::NotFound); // which proves nothing
    const KeychainAnswer written = finished(keychain->write(kAccount, SecretBytes("x")));
    QVERIFY2(written.end == KeychainEnd::NoneHere || written.end == KeychainEnd::TimedOut ||
                 written.end == KeychainEnd::Refused,
             qPrintable(written.detail));
}

void KeychainTest::keepsInARealKeyring()
{
    if (!present("dbus-run-session") || !present("gnome-keyring-daemon"))
        QSKIP("dbus-run-session or gnome-keyring-daemon is not installed");
    Session session;
    // --foreground, or the daemon would outlive its bus.
    QVERIFY2(session.passes(QStringLiteral("insideAKeyring"),
                            QStringLiteral("printf 'x\\n' | gnome-keyring-daemon --foreground --unlock "
                                           "--components=secrets >/dev/null 2>&1 & keyring=$!; ") +
                                kUntilItIsThere,
                            QStringLiteral("kill $keyring; wait $keyring")),
             session.said.constData());
}

void KeychainTest::insideAKeyring()
{
    if (!qEnvironmentVariableIsSet(kInside))
        QSKIP("begun by keepsInARealKeyring");
    const auto keychain = token::systemKeychain();
    QCOMPARE(finished(keychain->read(kAccount)).end, KeychainEnd::NotFound);
    QCOMPARE(finished(keychain->remove(kAccount)).end, KeychainEnd::NotFound);
    QVERIFY(finished(keychain->write(kAccount, SecretBytes("fm2_first,fo1_second"))).done());
    KeychainAnswer found = finished(keychain->read(kAccount));
    QVERIFY2(found.done(), qPrintable(found.detail));
    QCOMPARE(found.secret.view().toByteArray(), QByteArray("fm2_first,fo1_second"));
    QVERIFY(found.detail.isEmpty());
    QVERIFY(finished(keychain->write(kAccount, SecretBytes("fm2_other"))).done());
    QCOMPARE(finished(keychain->read(kAccount)).secret.view().toByteArray(), QByteArray("fm2_other"));
    QCOMPARE(finished(keychain->read(QStringLiteral("another-org"))).end, KeychainEnd::NotFound);
    QVERIFY(finished(keychain->remove(kAccount)).done());
    QCOMPARE(finished(keychain->read(kAccount)).end, KeychainEnd::NotFound);
    // Two at once, as two windows might.
    const auto one = keychain->write(QStringLiteral("a"), SecretBytes("1"));
    const auto two = keychain->write(QStringLiteral("b"), SecretBytes("2"));
    QVERIFY(finished(two).done());
    QVERIFY(finished(one).done());
}

void KeychainTest::endsWithinItsDeadline()
{
    // No answer can come within no time, whatever there is.
    const auto keychain = token::systemKeychain(std::chrono::milliseconds(0));
    const KeychainAnswer late = finished(keychain->read(kAccount));
    QVERIFY(late.end == KeychainEnd::TimedOut || late.end == KeychainEnd::NoneHere);
}

void KeychainTest::keepsTheKeyOfDigestsApart()
{
    QCOMPARE(token::accountOf(QStringLiteral("acme")), QStringLiteral("acme"));
    QVERIFY(token::accountOf(QStringLiteral("digest-key")) != token::kDigestAccount);
}

void KeychainTest::tellsWhatToDo_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("words");
    QTest::newRow("no entry") << int(KeychainEnd::NotFound) << QStringLiteral("no such entry");
    QTest::newRow("locked") << int(KeychainEnd::Refused) << QStringLiteral("Unlock it");
    QTest::newRow("late") << int(KeychainEnd::TimedOut) << QStringLiteral("asks for its password");
    QTest::newRow("none") << int(KeychainEnd::NoneHere) << QStringLiteral("GNOME Keyring");
    QTest::newRow("a fault of its own") << int(KeychainEnd::Failed) << QStringLiteral("the bus said no");
}

void KeychainTest::tellsWhatToDo()
{
    QFETCH(int, end);
    QFETCH(QString, words);
    const Error error = token::errorOf({.end = KeychainEnd(end),
                                        .secret = SecretBytes("hidden"),
                                        .detail = QStringLiteral("the bus said no")},
                                       kAccount);
    QVERIFY2(error.what.contains(words), qPrintable(error.what));
    QVERIFY(!error.what.contains(QLatin1String("hidden")));
    QVERIFY(!error.what.contains(QLatin1String("%1")));
    QCOMPARE(error.where, kAccount);
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "keychain_test.moc"
