// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>

namespace {

constexpr auto kToken = "fo1_NeverToBeSeenAnywhere0123456789abcdefghij";

/// A server on the loopback address that answers every request by one rule, or never.
class Answering : public QTcpServer
{
public:
    QByteArray answer; ///< whole, with its head; empty: silence
    int requests = 0;

    explicit Answering(QByteArray whole) : answer(std::move(whole))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
        listen(QHostAddress::LocalHost);
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }

private:
    void read(QTcpSocket &socket)
    {
        if (!socket.readAll().contains("\r\n\r\n"))
            return;
        ++requests;
        if (answer.isEmpty())
            return;
        socket.write(answer);
        socket.disconnectFromHost();
    }
};

QByteArray http(const char *status, const QByteArray &body)
{
    return QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: application/json\r\nConnection: close\r\n" +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// The program itself, as a shell would start it.
class Program : public QProcess
{
public:
    explicit Program(const QTemporaryDir &data)
    {
        QProcessEnvironment environment;
        for (const char *name : {"PATH", "HOME", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TZ",
                                 "DBUS_SESSION_BUS_ADDRESS"}) {
            if (qEnvironmentVariableIsSet(name))
                environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
        }
        environment.insert(QStringLiteral("AIRWORTHY_DATA_DIR"), data.path());
        setProcessEnvironment(environment);
        setProgram(QStringLiteral(AW_BINARY_DIR "/app/cli/airworthy-cli"));
    }
    void with(const char *name, const QString &value)
    {
        QProcessEnvironment environment = processEnvironment();
        environment.insert(QString::fromLatin1(name), value);
        setProcessEnvironment(environment);
    }
    void at(const Answering &server)
    {
        with("FLY_API_TOKEN", QString::fromLatin1(kToken));
        with("FLY_FLAPS_BASE_URL", server.url());
        with("FLY_API_BASE_URL", server.url());
        with("FLY_REGISTRY_HOST", server.url());
    }
    void begin(const char *line)
    {
        setArguments(QString::fromUtf8(line).split(QLatin1Char(' ')));
        QProcess::start();
    }
    /// Its exit code; -1 when it crashed or did not end.
    int ended()
    {
        if (!QTest::qWaitFor([this] { return state() == NotRunning; }, 60'000))
            return -1;
        out = readAllStandardOutput();
        err = readAllStandardError();
        return exitStatus() == NormalExit ? exitCode() : -1;
    }
    int run(const char *line)
    {
        begin(line);
        return ended();
    }

    QByteArray out;
    QByteArray err;
};

bool tokenIn(const QString &folder)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(QByteArray(kToken).mid(4)))
            return true;
    }
    return false;
}

} // namespace

class ProgramTest : public QObject
{
    Q_OBJECT
private slots:
    void startsFast();
    void endsWithItsCodes_data();
    void endsWithItsCodes();
    void keepsThePreviousSnapshot();
    void endsWhenInterrupted();
    void endsAtOnceWhenInterruptedTwice();
    void keepsTheTokenToItself();
    void readsTheTokenFromAStream();
    void hidesItsMemory();
    void saysWhenStandardOutputIsFull();
    void refusesAnUnsafeAddress();
    void tellsATimeout();
};

void ProgramTest::startsFast()
{
    const QTemporaryDir data;
    qint64 best = 1'000'000;
    for (int i = 0; i < 5; ++i) {
        Program program(data);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(program.run("--version"), 0);
        QVERIFY(program.out.startsWith("airworthy-cli "));
        best = std::min(best, timer.elapsed());
    }
    qInfo("started and ended in %lld ms", static_cast<long long>(best));
    QVERIFY(best < 500);
}

void ProgramTest::endsWithItsCodes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("exit");
    QTest::newRow("not authenticated") << http("401 Unauthorized", R"({"error":"unauthorized"})") << 4;
    QTest::newRow("not permitted") << http("403 Forbidden", R"({"error":"forbidden"})") << 4;
    QTest::newRow("no JSON") << http("200 OK", "<html>") << 5;
    QTest::newRow("cut short") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"apps\":[")
                               << 5;
    QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 5;
}

void ProgramTest::endsWithItsCodes()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, exit);
    const QTemporaryDir data;
    const Answering server(answer);
    Program program(data);
    program.at(server);
    const int code = program.run("--org acme collect");
    QVERIFY2(code == exit, program.err.constData());
    QVERIFY(server.requests > 0);
    QVERIFY(program.out.isEmpty());
    // Behind what it says of the token.
    QVERIFY2(program.err.contains("\nairworthy-cli: "), program.err.constData());
    Program list(data);
    QCOMPARE(list.run("--org acme snapshot list --format csv"), 0);
    QCOMPARE(list.out.count('\n'), 1);
}

void ProgramTest::keepsThePreviousSnapshot()
{
    const QTemporaryDir data;
    Program demo(data);
    QCOMPARE(demo.run("--demo collect"), 3);
    const Answering server(http("403 Forbidden", "{}"));
    Program refused(data);
    refused.at(server);
    QCOMPARE(refused.run("collect"), 4);
    Program list(data);
    QCOMPARE(list.run("snapshot list --format csv"), 0);
    QCOMPARE(list.out.count('\n'), 2);
    Program findings(data);
    QCOMPARE(findings.run("findings --format json"), 0);
    QVERIFY(findings.out.contains("\"schema\": \"airworthy.findings/1\""));
}

void ProgramTest::endsWhenInterrupted()
{
    for (const int signal : {SIGINT, SIGTERM}) {
        const QTemporaryDir data;
        const Answering server({});
        Program program(data);
        program.at(server);
        program.begin("--org acme collect");
        QTRY_VERIFY_WITH_TIMEOUT(server.requests > 0, 20'000);
        QElapsedTimer timer;
        timer.start();
        ::kill(pid_t(program.processId()), signal);
        const int code = program.ended();
        QVERIFY2(code == 130, program.err.constData());
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(program.err.contains("\nairworthy-cli: "), program.err.constData());
        Program list(data);
        QCOMPARE(list.run("--org acme snapshot list --format csv"), 0);
        QCOMPARE(list.out.count('\n'), 1);
    }
}

void ProgramTest::endsAtOnceWhenInterruptedTwice()
{
    const QTemporaryDir data;
    const Answering server({});
    Program program(data);
    program.at(server);
    program.begin("--org acme collect");
    QTRY_VERIFY_WITH_TIMEOUT(server.requests > 0, 20'000);
    ::kill(pid_t(program.processId()), SIGINT);
    ::kill(pid_t(program.processId()), SIGTERM);
    QCOMPARE(program.ended(), 130);
}

void ProgramTest::keepsTheTokenToItself()
{
    const QTemporaryDir data;
    const Answering server(http("401 Unauthorized", QByteArray(R"({"error":"bad token )") + kToken + "\"}"));
    Program program(data);
    program.at(server);
    QCOMPARE(program.run("--org acme --verbose collect --format json"), 4);
    QVERIFY(!program.out.contains(QByteArray(kToken).mid(4)));
    QVERIFY2(!program.err.contains(QByteArray(kToken).mid(4)), program.err.constData());
    QVERIFY(!tokenIn(data.path()));
}

void ProgramTest::readsTheTokenFromAStream()
{
    const QTemporaryDir data;
    const Answering server(http("403 Forbidden", "{}"));
    Program program(data);
    program.at(server);
    program.with("FLY_API_TOKEN", {});
    program.begin("--org acme collect --token-stdin");
    program.write(QByteArray("FlyV1 ") + kToken + "\n");
    program.closeWriteChannel();
    QCOMPARE(program.ended(), 4);
    QVERIFY(server.requests > 0);
    Program nothing(data);
    nothing.at(server);
    nothing.begin("--org acme collect --token-stdin");
    nothing.closeWriteChannel();
    QCOMPARE(nothing.ended(), 2);
    Program descriptor(data);
    descriptor.at(server);
    descriptor.with("FLY_API_TOKEN", {});
    descriptor.setProgram(QStringLiteral("/bin/sh"));
    descriptor.setArguments(
        {QStringLiteral("-c"),
         QStringLiteral("echo %1 | " AW_BINARY_DIR
                        "/app/cli/airworthy-cli --org acme collect --token-fd 3 3<&0 </dev/null")
             .arg(QLatin1String(kToken))});
    descriptor.start();
    QCOMPARE(descriptor.ended(), 4);
}

void ProgramTest::hidesItsMemory()
{
    const QTemporaryDir data;
    const Answering server({});
    Program program(data);
    program.at(server);
    program.begin("--org acme collect");
    QTRY_VERIFY_WITH_TIMEOUT(server.requests > 0, 20'000);
    const QString process = QStringLiteral("/proc/%1/").arg(program.processId());
    QFile environment(process + QLatin1String("environ"));
    // Root may read it even so; then the token is not in it.
    if (environment.open(QIODevice::ReadOnly))
        QVERIFY(!environment.readAll().contains(QByteArray(kToken).mid(4)));
    QFile limits(process + QLatin1String("limits"));
    QVERIFY(limits.open(QIODevice::ReadOnly));
    const QByteArray text = limits.readAll();
    const QByteArray line = text.mid(text.indexOf("Max core file size")).split('\n').front().simplified();
    QCOMPARE(line, QByteArray("Max core file size 0 0 bytes"));
    QCOMPARE(QFileInfo(process + QLatin1String("mem")).ownerId(), 0U);
    program.kill();
    program.ended();
}

void ProgramTest::saysWhenStandardOutputIsFull()
{
    const QTemporaryDir data;
    Program demo(data);
    QCOMPARE(demo.run("--demo collect"), 3);
    Program program(data);
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    QCOMPARE(program.run("findings --format json"), 6);
    QVERIFY2(program.err.contains("Standard output takes no more"), program.err.constData());
}

void ProgramTest::refusesAnUnsafeAddress()
{
    const QTemporaryDir data;
    const Answering server(http("200 OK", "{}"));
    Program program(data);
    program.at(server);
    program.with("FLY_FLAPS_BASE_URL", QStringLiteral("http://api.example.com"));
    QCOMPARE(program.run("--org acme collect"), 2);
    QCOMPARE(server.requests, 0);
    QVERIFY2(program.err.contains("FLY_FLAPS_BASE_URL"), program.err.constData());
}

void ProgramTest::tellsATimeout()
{
    const QTemporaryDir data;
    const Answering server({});
    Program program(data);
    program.at(server);
    const int code = program.run("--org acme collect --timeout 1");
    QVERIFY2(code == 5, program.err.constData());
}

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
