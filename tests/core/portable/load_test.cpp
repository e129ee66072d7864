// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/portable/portable.h"
#include "tests/core/store/sample.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace aw;
using namespace aw::portable;

class LoadTest : public QObject
{
    Q_OBJECT
private slots:
    void readsAFile();
    void refusesWhatIsNoFile_data();
    void refusesWhatIsNoFile();
    void refusesAFileBeyondTheLimit();
    void refusesAFileThatIsBeingWritten();

private:
    QTemporaryDir m_folder;
};

void LoadTest::readsAFile()
{
    const QString path = m_folder.filePath(QString::fromUtf8("m\xc3\xb6 $x"));
    QVERIFY(store::write(path, "bytes"));
    QCOMPARE(*load(path), QByteArray("bytes"));
    const QString link = m_folder.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(path, link));
    QCOMPARE(*load(link), QByteArray("bytes"));
    QVERIFY(store::write(path, {}));
    QCOMPARE(*load(path), QByteArray());
}

void LoadTest::refusesWhatIsNoFile_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    const QString pipe = m_folder.filePath(QStringLiteral("pipe"));
    QVERIFY(::mkfifo(QFile::encodeName(pipe).constData(), 0600) == 0);
    QTest::newRow("a pipe that nobody writes to") << pipe << "a folder, a pipe or a device";
    QTest::newRow("a folder") << m_folder.path() << "a folder, a pipe or a device";
    QTest::newRow("a device without end") << "/dev/zero"
                                          << "a folder, a pipe or a device";
    QTest::newRow("nothing") << m_folder.filePath(QStringLiteral("none")) << "cannot be opened: No such file";
    QTest::newRow("no name") << ""
                             << "cannot be opened: No such file";
    const QString loop = m_folder.filePath(QStringLiteral("loop"));
    QVERIFY(QFile::link(loop, loop));
    QTest::newRow("a link to itself") << loop << "cannot be opened: Too many levels";
}

void LoadTest::refusesWhatIsNoFile()
{
    QFETCH(QString, path);
    QFETCH(QString, says);
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> bytes = load(path);
    QVERIFY(timer.elapsed() < 1'000);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().kind, ErrorKind::Input);
    QCOMPARE(bytes.error().where, path);
    QVERIFY2(bytes.error().what.contains(says), qPrintable(bytes.error().what));
}

void LoadTest::refusesAFileBeyondTheLimit()
{
    const QString path = m_folder.filePath(QStringLiteral("sparse"));
    QVERIFY(store::write(path, "PK"));
    QVERIFY(QFile::resize(path, qint64{10'000} * 1024 * 1024));
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> bytes = load(path);
    QVERIFY(timer.elapsed() < 1'000);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().kind, ErrorKind::Limit);
}

/// A file that another program appends to all the time is refused, whenever it is looked at.
void LoadTest::refusesAFileThatIsBeingWritten()
{
    const QString path = m_folder.filePath(QStringLiteral("growing"));
    QVERIFY(store::write(path, QByteArray(8 * 1024 * 1024, 'x')));
    std::atomic<bool> enough = false;
    std::thread writer([&enough, &path] {
        const int file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_APPEND | O_CLOEXEC);
        while (!enough && ::write(file, "y", 1) == 1) {
        }
        ::close(file);
    });
    QElapsedTimer timer;
    timer.start();
    bool refused = false;
    while (!refused && timer.elapsed() < 20'000) {
        const Result<QByteArray> bytes = load(path);
        refused = !bytes && bytes.error().what.contains(QLatin1String("changed while it was read"));
    }
    enough = true;
    writer.join();
    QVERIFY(refused);
    QVERIFY(load(path));
}

QTEST_GUILESS_MAIN(LoadTest)
#include "load_test.moc"
