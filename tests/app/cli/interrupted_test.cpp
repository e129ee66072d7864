// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "tests/fake_fly/fake_fly.h"
#include "tests/fake_fly/generated.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace aw;
using namespace aw::test;
using namespace std::chrono_literals;

namespace {

constexpr int kApps = 50;
constexpr int kMachines = 150;
const QString kToken = QStringLiteral("fo1_first");

demo::Fixture organization()
{
    return generatedFixture({.apps = kApps, .machines = kMachines, .variables = 5});
}

FakeFlyOptions swift(std::chrono::milliseconds latency = 0ms)
{
    FakeFlyOptions options;
    options.latency = latency;
    options.limits = false;
    return options;
}

/// One request, as it can be told apart from every other.
QByteArray nameOf(const Seen &seen)
{
    return seen.rawPath + ' ' + seen.query.toString(QUrl::FullyEncoded).toUtf8() + ' ' + seen.body;
}

/// The program itself, against that server.
class Program : public QProcess
{
public:
    Program(const QTemporaryDir &data, const FakeFly &fly, const QString &token = kToken)
    {
        QProcessEnvironment environment;
        for (const char *name : {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(name))
                environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
        }
        environment.insert(QStringLiteral("HOME"), data.path());
        environment.insert(QStringLiteral("AIRWORTHY_DATA_DIR"), data.path());
        environment.insert(QStringLiteral("FLY_API_TOKEN"), token);
        environment.insert(QStringLiteral("FLY_FLAPS_BASE_URL"), fly.machinesUrl().toString());
        environment.insert(QStringLiteral("FLY_API_BASE_URL"), fly.graphqlUrl().toString());
        environment.insert(QStringLiteral("FLY_REGISTRY_HOST"), fly.registryUrl().toString());
        environment.insert(QStringLiteral("FLY_ORG"), QString::fromLatin1(kGeneratedOrg));
        setProcessEnvironment(environment);
        setProgram(QStringLiteral(AW_BINARY_DIR "/app/cli/airworthy-cli"));
    }

    void begin(const QStringList &line)
    {
        setArguments(line);
        QProcess::start();
    }

    [[nodiscard]] int ended()
    {
        if (!QTest::qWaitFor([this] { return state() == NotRunning; }, 120'000))
            return -1;
        out = readAllStandardOutput();
        err = readAllStandardError();
        return exitStatus() == NormalExit ? exitCode() : -1;
    }

    QByteArray out;
    QByteArray err;
};

int requestsOfAWholeRun()
{
    FakeFly fly(organization(), swift());
    QTemporaryDir data;
    Program program(data, fly);
    program.begin({QStringLiteral("collect")});
    return program.ended() == 0 ? int(fly.requests().size()) : 0;
}

} // namespace

/// A collection that was killed, and what the next one asks.
class InterruptedTest : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aKilledRunIsResumed_data();
    void aKilledRunIsResumed();
    void anotherTokenBeginsAnew();
    void withoutTheOptionItBeginsAnewAndSaysSo();
    void aRunThatEndedLeavesNothingToResume();
    void plansWithoutAskingForMoreThanTheApps();

private:
    /// Kills a run, without a word of warning, once `requests` of it were seen.
    void killAfter(const QTemporaryDir &data, FakeFly &fly, int requests);

    int m_whole = 0;
};

void InterruptedTest::initTestCase()
{
    m_whole = requestsOfAWholeRun();
    QVERIFY2(m_whole > 400, qPrintable(QString::number(m_whole)));
}

void InterruptedTest::killAfter(const QTemporaryDir &data, FakeFly &fly, int requests)
{
    Program program(data, fly);
    program.begin({QStringLiteral("collect")});
    QVERIFY(QTest::qWaitFor([&] { return int(fly.requests().size()) >= requests; }, 60'000));
    program.kill();
    QCOMPARE(program.ended(), -1);
}

void InterruptedTest::aKilledRunIsResumed_data()
{
    QTest::addColumn<double>("part");
    QTest::newRow("early") << 0.3;
    QTest::newRow("in the middle") << 0.6;
    QTest::newRow("near the end") << 0.95;
}

void InterruptedTest::aKilledRunIsResumed()
{
    QFETCH(double, part);
    // With so much delay before each answer the last quarter of a second holds few of them.
    FakeFly fly(organization(), swift(300ms));
    QTemporaryDir data;
    killAfter(data, fly, int(part * m_whole));
    std::multiset<QByteArray> first;
    for (const Seen &seen : fly.requests())
        first.insert(nameOf(seen));
    fly.clearRequests();

    Program program(data, fly);
    program.begin({QStringLiteral("collect"), QStringLiteral("--resume"), QStringLiteral("--format"),
                   QStringLiteral("json")});
    QVERIFY2(program.ended() == 0, program.err.constData());
    int again = 0;
    for (const Seen &seen : fly.requests())
        again += first.contains(nameOf(seen)) ? 1 : 0;
    qInfo("%d requests in all, %zu before the kill, %zu after it, %d asked again (%.1f %%)", m_whole,
          first.size(), fly.requests().size(), again, 100.0 * again / m_whole);
    // What was in the air, and what had come since the last answers were kept, is asked again: a full
    // window of requests, and as many as arrive in a quarter of a second.
    constexpr int kInFlight = 36;
    QVERIFY2(again <= 2 * kInFlight, qPrintable(QString::number(again)));
    const auto summary = JsonDocument::parse(program.out);
    QVERIFY(summary);
    QCOMPARE(summary->root().at("answers").integer(), std::optional<qint64>(m_whole));
    QCOMPARE(summary->root().at("snapshot").at("complete").flag(), std::optional(true));
}

void InterruptedTest::anotherTokenBeginsAnew()
{
    FakeFly fly(organization(), swift(100ms));
    QTemporaryDir data;
    killAfter(data, fly, m_whole / 2);
    fly.clearRequests();
    Program program(data, fly, QStringLiteral("fo1_second"));
    program.begin({QStringLiteral("collect"), QStringLiteral("--resume")});
    QCOMPARE(program.ended(), 0);
    QCOMPARE(int(fly.requests().size()), m_whole);
    QVERIFY2(program.err.contains("another token"), program.err.constData());
}

void InterruptedTest::withoutTheOptionItBeginsAnewAndSaysSo()
{
    FakeFly fly(organization(), swift(100ms));
    QTemporaryDir data;
    killAfter(data, fly, m_whole / 2);
    fly.clearRequests();
    Program program(data, fly);
    program.begin({QStringLiteral("collect")});
    QCOMPARE(program.ended(), 0);
    QCOMPARE(int(fly.requests().size()), m_whole);
    QVERIFY2(program.err.contains("--resume would go on from it"), program.err.constData());
}

void InterruptedTest::aRunThatEndedLeavesNothingToResume()
{
    FakeFly fly(organization(), swift());
    QTemporaryDir data;
    for (int i = 0; i < 2; ++i) {
        fly.clearRequests();
        Program program(data, fly);
        program.begin({QStringLiteral("collect"), QStringLiteral("--resume")});
        QCOMPARE(program.ended(), 0);
        QCOMPARE(int(fly.requests().size()), m_whole);
        QVERIFY2(program.err.contains("begins anew"), program.err.constData());
    }
}

void InterruptedTest::plansWithoutAskingForMoreThanTheApps()
{
    FakeFly fly(organization(), swift());
    QTemporaryDir data;
    Program first(data, fly);
    first.begin({QStringLiteral("collect"), QStringLiteral("--plan"), QStringLiteral("--format"),
                 QStringLiteral("json")});
    QVERIFY2(first.ended() == 0, first.err.constData());
    QCOMPARE(int(fly.requests().size()), 1);
    const auto before = JsonDocument::parse(first.out);
    QVERIFY(before);
    QCOMPARE(before->root().at("at_least").flag(), std::optional(true));
    QVERIFY(before->root().at("requests").integer().value_or(0) <= m_whole);

    Program collect(data, fly);
    collect.begin({QStringLiteral("collect")});
    QCOMPARE(collect.ended(), 0);
    fly.clearRequests();
    Program second(data, fly);
    second.begin({QStringLiteral("collect"), QStringLiteral("--plan"), QStringLiteral("--format"),
                  QStringLiteral("json")});
    QVERIFY2(second.ended() == 0, second.err.constData());
    QCOMPARE(int(fly.requests().size()), 1);
    const auto after = JsonDocument::parse(second.out);
    QVERIFY(after);
    QCOMPARE(after->root().at("at_least").flag(), std::optional(false));
    QCOMPARE(after->root().at("requests").integer(), std::optional<qint64>(m_whole));
    QCOMPARE(after->root().at("shortest_seconds").integer(), std::optional<qint64>(0));
}

QTEST_GUILESS_MAIN(InterruptedTest)
#include "interrupted_test.moc"
