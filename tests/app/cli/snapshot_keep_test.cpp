// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/json.h"
#include "tests/app/cli/harness.h"
#include "tests/core/store/sample.h"

#include <QTemporaryDir>
#include <QTest>

using namespace aw;
using namespace aw::cli;

namespace {

constexpr int kDay = 24 * 60;

} // namespace

class SnapshotKeepTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void showsWhatHoldsUntilSet();
    void setsAndShowsIt();
    void namesWhatGoesAndRemovesNothingUnasked();
    void removesWithYes();
    void asksOnATerminal_data();
    void asksOnATerminal();
    void asksEvenWhenQuiet();
    void whatIsHeldStays();
    void refusesWrongUse_data();
    void refusesWrongUse();

private:
    Exit run(const char *line)
    {
        return m_cli.run(QStringList{QStringLiteral("--data-dir"), m_folder->path()} + words(line));
    }
    /// The days of the snapshots that are there, newest first.
    QList<int> days() const
    {
        QList<int> found;
        const Result<std::unique_ptr<store::Store>> store =
            store::openSqlite(m_folder->path(), store::Access::ReadOnly);
        for (const store::SnapshotRow &row : *(*store)->snapshots(QStringLiteral("acme")))
            found.append(int(store::sampleRecord(0).startedAt.daysTo(row.collectedAt)));
        return found;
    }
    static QByteArray idOf(int day) { return store::sampleRecord(day * kDay).id().toUtf8(); }

    std::optional<QTemporaryDir> m_folder;
    Harness m_cli;
};

/// Four snapshots over four hundred days.
void SnapshotKeepTest::init()
{
    m_folder.emplace();
    m_cli = Harness();
    m_cli.now = store::sampleRecord(1'000 * kDay).startedAt;
    const Result<std::unique_ptr<store::Store>> store =
        store::openSqlite(m_folder->path(), store::Access::ReadWrite);
    for (const int day : {1, 100, 300, 400})
        QVERIFY(keepSample(**store, store::sampleRecord(day * kDay)));
}

void SnapshotKeepTest::showsWhatHoldsUntilSet()
{
    QCOMPARE(run("snapshot keep"), Exit::Done);
    QVERIFY2(m_cli.out.contains("acme") && m_cli.out.contains("730") && m_cli.out.contains("12"), m_cli.out);
    QCOMPARE(run("snapshot keep --format csv"), Exit::Done);
    QCOMPARE(m_cli.out, QByteArray("organization,days,at_least,snapshots,held\r\nacme,730,12,4,0\r\n"));
    QCOMPARE(days(), (QList<int>{400, 300, 100, 1}));
}

void SnapshotKeepTest::setsAndShowsIt()
{
    QCOMPARE(run("snapshot keep --days 0 --format json"), Exit::Done);
    const JsonDocument set = *JsonDocument::parse(m_cli.out);
    QCOMPARE(set.root().at("schema").text(), QStringLiteral("airworthy.retention/1"));
    const JsonView row = set.root().at("retention").at(0);
    QCOMPARE(row.at("organization").text(), QStringLiteral("acme"));
    QCOMPARE(row.at("days").integer(), std::optional<qint64>(0));
    QCOMPARE(row.at("at_least").integer(), std::optional<qint64>(12));
    // What is not named stays as it was set.
    QCOMPARE(run("snapshot keep --at-least 5 --format csv"), Exit::Done);
    QVERIFY(m_cli.out.contains("acme,0,5,4,0"));
    QCOMPARE(run("snapshot keep --format csv"), Exit::Done);
    QVERIFY(m_cli.out.contains("acme,0,5,4,0"));
    QVERIFY(m_cli.err.isEmpty());
}

void SnapshotKeepTest::namesWhatGoesAndRemovesNothingUnasked()
{
    QCOMPARE(run("snapshot keep --days 150 --at-least 1"), Exit::Usage);
    QVERIFY2(m_cli.err.contains("2 of 4 snapshots"), m_cli.err);
    QVERIFY(m_cli.err.contains(idOf(1)) && m_cli.err.contains(idOf(100)));
    QVERIFY(!m_cli.err.contains(idOf(300)) && !m_cli.err.contains(idOf(400)));
    QVERIFY(m_cli.err.contains("--yes"));
    QVERIFY(m_cli.out.isEmpty());
    QCOMPARE(days(), (QList<int>{400, 300, 100, 1}));
    QCOMPARE(run("snapshot keep --format csv"), Exit::Done);
    QVERIFY(m_cli.out.contains("acme,730,12,4,0"));
}

void SnapshotKeepTest::removesWithYes()
{
    QCOMPARE(run("snapshot keep --days 150 --at-least 1 --yes --format csv"), Exit::Done);
    QVERIFY(m_cli.err.contains(idOf(1)));
    QVERIFY(m_cli.err.contains("2 snapshots were removed"));
    QVERIFY(m_cli.out.contains("acme,150,1,2,0"));
    QCOMPARE(days(), (QList<int>{400, 300}));
}

void SnapshotKeepTest::asksOnATerminal_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("removed");
    QTest::newRow("y") << QByteArray("y\n") << true;
    QTest::newRow("Yes") << QByteArray("Yes\n") << true;
    QTest::newRow("n") << QByteArray("n\n") << false;
    QTest::newRow("nothing but return") << QByteArray("\n") << false;
    QTest::newRow("the end of input") << QByteArray() << false;
    QTest::newRow("something else") << QByteArray("yesterday\n") << false;
}

void SnapshotKeepTest::asksOnATerminal()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, removed);
    m_cli.inIsTerminal = true;
    m_cli.in = answer;
    QCOMPARE(run("snapshot keep --days 150 --at-least 1"), Exit::Done);
    QVERIFY(m_cli.err.contains(idOf(100)));
    QVERIFY(m_cli.err.contains("Remove them? [y/N]"));
    QCOMPARE(days().size(), removed ? 2 : 4);
    QCOMPARE(m_cli.err.contains("Nothing was removed or changed"), !removed);
}

void SnapshotKeepTest::asksEvenWhenQuiet()
{
    m_cli.inIsTerminal = true;
    m_cli.in = "y\n";
    QCOMPARE(run("--quiet snapshot keep --days 150 --at-least 1"), Exit::Done);
    QVERIFY(m_cli.err.contains(idOf(1)));
    QCOMPARE(days().size(), 2);
}

void SnapshotKeepTest::whatIsHeldStays()
{
    {
        const Result<std::unique_ptr<store::Store>> store =
            store::openSqlite(m_folder->path(), store::Access::ReadWrite);
        QVERIFY((*store)->hold(store::sampleRecord(100 * kDay).id(), QStringLiteral("review")));
    }
    QCOMPARE(run("snapshot keep --days 150 --at-least 1 --yes --format csv"), Exit::Done);
    QVERIFY(!m_cli.err.contains(idOf(100)));
    QVERIFY(m_cli.out.contains("acme,150,1,3,1"));
    QCOMPARE(days(), (QList<int>{400, 300, 100}));
}

void SnapshotKeepTest::refusesWrongUse_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const char *line, const char *says) {
        QTest::newRow(name) << QByteArray(line) << QByteArray(says);
    };
    row("no number", "snapshot keep --days soon", "--days takes a whole number");
    row("a fraction", "snapshot keep --at-least 1.5", "--at-least takes a whole number");
    row("less than nothing", "snapshot keep --days -1 --yes", "for ever with 0");
    row("beyond a number", "snapshot keep --days 99999999999", "--days takes a whole number");
    row("not even the newest", "snapshot keep --at-least 0 --yes", "At least the newest");
    row("another organization", "--org other snapshot keep", "no organization other");
    row("another organization, to be set", "--org other snapshot keep --days 1 --yes",
        "no organization other");
    row("a format that is not offered", "snapshot keep --days 1 --yes --format pdf", "not offered here");
}

void SnapshotKeepTest::refusesWrongUse()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, says);
    QCOMPARE(run(line.constData()), Exit::Usage);
    QVERIFY2(m_cli.err.contains(says), m_cli.err);
    QCOMPARE(days(), (QList<int>{400, 300, 100, 1}));
    QCOMPARE(run("snapshot keep --format csv"), Exit::Done);
    QVERIFY(m_cli.out.contains("acme,730,12,4,0"));
}

QTEST_GUILESS_MAIN(SnapshotKeepTest)
#include "snapshot_keep_test.moc"
