// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

constexpr auto kNow = "2026-12-01T00:00:00Z";

struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

/// The program as someone would start it who has neither network nor token: no variable of Fly's, and,
/// where the system allows it, no network at all.
Ended run(const QString &data, const QStringList &typed, bool offline)
{
    QProcessEnvironment environment;
    for (const char *name : {"PATH", "HOME", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TZ"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    QStringList line{QStringLiteral(AW_BINARY_DIR "/app/cli/airworthy-cli"), QStringLiteral("--data-dir"),
                     data};
    line += typed;
    static const bool canUnshare =
        QProcess::execute(QStringLiteral("unshare"), {QStringLiteral("-rn"), QStringLiteral("true")}) == 0;
    if (offline && canUnshare)
        line = QStringList{QStringLiteral("unshare"), QStringLiteral("-rn")} + line;
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(line.front(), line.mid(1));
    program.closeWriteChannel();
    if (!program.waitForFinished(60'000) || program.exitStatus() != QProcess::NormalExit)
        return {};
    return {.code = program.exitCode(),
            .out = program.readAllStandardOutput(),
            .err = program.readAllStandardError()};
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '));
}

} // namespace

class PortableProgramTest : public QObject
{
    Q_OBJECT
private slots:
    void judgesTheSameOnAnotherComputer();
};

/// Exported from one data folder, verified and opened on another with no network: the same bytes.
void PortableProgramTest::judgesTheSameOnAnotherComputer()
{
    const QTemporaryDir here;
    const QTemporaryDir there;
    const QTemporaryDir files;
    const QString file = files.filePath(QStringLiteral("demo.airworthy"));
    QCOMPARE(run(here.path(), words("--demo collect"), false).code, 3);
    const Ended exported = run(here.path(), words("snapshot export --output") + QStringList{file}, false);
    QVERIFY2(exported.code == 0, exported.err.constData());

    const Ended verified = run(there.path(), words("snapshot verify") + QStringList{file}, true);
    QVERIFY2(verified.code == 0, verified.err.constData());
    QVERIFY(verified.out.contains("not who made it"));
    const Ended imported = run(there.path(), words("snapshot import") + QStringList{file}, true);
    QVERIFY2(imported.code == 0, imported.err.constData());

    for (const char *line : {"findings --format json", "findings --format csv", "report --format pdf",
                             "report --format json", "snapshot show --format json", "snapshot export"}) {
        const QStringList typed =
            words(line) + QStringList{QStringLiteral("--now"), QString::fromLatin1(kNow)};
        const Ended one = run(here.path(), typed, false);
        const Ended two = run(there.path(), typed, true);
        QVERIFY2(one.code == 0 && two.code == 0, line);
        QVERIFY2(one.out.size() > 1'000, line);
        QVERIFY2(one.out == two.out, line);
    }
    QFile changed(file);
    QVERIFY(changed.open(QIODevice::ReadWrite) && changed.seek(changed.size() / 2));
    const QByteArray byte = changed.read(1);
    QVERIFY(changed.seek(changed.size() / 2) && changed.putChar(char(byte[0] ^ 1)));
    changed.close();
    QCOMPARE(run(there.path(), words("snapshot verify") + QStringList{file}, true).code, 1);
}

QTEST_GUILESS_MAIN(PortableProgramTest)
#include "portable_program_test.moc"
