// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/digest_key.h"
#include "core/token/key_file.h"
#include "tests/support/memory_keychain.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace aw;
using token::DigestKey;
using token::KeychainEnd;
using Place = token::DigestKey::Place;

namespace {

constexpr auto kOneOfMany = "AW_TEST_DIGEST_FOLDER";

const QByteArray kOld(32, 'o');

Result<DigestKey> asked(const std::shared_ptr<token::Keychain> &keychain, const QString &folder,
                        const QByteArray &old = {})
{
    QFuture<Result<DigestKey>> future = token::digestKey(keychain, folder, old);
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 30'000))
        qFatal("the search for a key does not end");
    return future.takeResult();
}

std::shared_ptr<test::MemoryKeychain> keychain(KeychainEnd ends = KeychainEnd::Done,
                                               KeychainEnd writeEnds = KeychainEnd::Done)
{
    auto made = std::make_shared<test::MemoryKeychain>();
    made->ends = ends;
    made->writeEnds = writeEnds;
    return made;
}

QByteArray content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &bytes, mode_t mode = 0600)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("the folder of the test cannot be written to");
    file.close();
    ::chmod(QFile::encodeName(path).constData(), mode);
}

} // namespace

class DigestKeyTest : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void livesInTheKeychain();
    void livesInAFileWhereThereIsNoKeychain_data();
    void livesInAFileWhereThereIsNoKeychain();
    void staysInTheFile();
    void movesOutOfTheDatabase_data();
    void movesOutOfTheDatabase();
    void goesOnAfterAKill();
    void leavesAnotherFoldersKeyAlone();
    void saysWhenItIsAnother();
    void refusesAFileUnfitForASecret_data();
    void refusesAFileUnfitForASecret();
    void agreesAmongProcesses();
    void agreesInOneProcess();
    void saysWhenTheFolderIsGone();

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("digest.key")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DigestKeyTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void DigestKeyTest::livesInTheKeychain()
{
    const auto chain = keychain();
    const Result<DigestKey> made = asked(chain, m_folder->path());
    QVERIFY(made);
    QCOMPARE(made->key.size(), 32);
    QVERIFY(made->fresh);
    QCOMPARE(made->place, Place::Keychain);
    QVERIFY(!QFileInfo::exists(file()));
    QCOMPARE(QByteArray::fromBase64(chain->entries.at(QStringLiteral("digest-key"))), made->key);
    const Result<DigestKey> again = asked(chain, m_folder->path());
    QVERIFY(again);
    QCOMPARE(again->key, made->key);
    QVERIFY(!again->fresh);
    const QTemporaryDir elsewhere;
    QVERIFY(asked(keychain(), elsewhere.path())->key != made->key);
}

void DigestKeyTest::livesInAFileWhereThereIsNoKeychain_data()
{
    QTest::addColumn<int>("reads");
    QTest::addColumn<int>("writes");
    QTest::newRow("none") << int(KeychainEnd::NoneHere) << int(KeychainEnd::Done);
    QTest::newRow("locked") << int(KeychainEnd::Refused) << int(KeychainEnd::Done);
    QTest::newRow("late") << int(KeychainEnd::TimedOut) << int(KeychainEnd::Done);
    QTest::newRow("broken") << int(KeychainEnd::Failed) << int(KeychainEnd::Done);
    QTest::newRow("finds nothing and takes nothing") << int(KeychainEnd::Done) << int(KeychainEnd::NoneHere);
}

void DigestKeyTest::livesInAFileWhereThereIsNoKeychain()
{
    QFETCH(int, reads);
    QFETCH(int, writes);
    const auto chain = keychain(KeychainEnd(reads), KeychainEnd(writes));
    const Result<DigestKey> made = asked(chain, m_folder->path());
    QVERIFY(made);
    QVERIFY(made->fresh);
    QCOMPARE(made->place, Place::File);
    QCOMPARE(QByteArray::fromBase64(content(file())), made->key);
    struct stat about = {};
    QCOMPARE(::stat(QFile::encodeName(file()).constData(), &about), 0);
    QCOMPARE(about.st_mode & 0777, mode_t(0600));
    QVERIFY(chain->entries.empty());
    const Result<DigestKey> again = asked(nullptr, m_folder->path());
    QVERIFY(again);
    QCOMPARE(again->key, made->key);
    QVERIFY(!again->fresh);
}

void DigestKeyTest::staysInTheFile()
{
    const Result<DigestKey> made = asked(nullptr, m_folder->path());
    QVERIFY(made);
    const auto chain = keychain();
    const Result<DigestKey> later = asked(chain, m_folder->path());
    QVERIFY(later);
    QCOMPARE(later->key, made->key);
    QCOMPARE(later->place, Place::File);
    QVERIFY(chain->asked.isEmpty());
}

void DigestKeyTest::movesOutOfTheDatabase_data()
{
    QTest::addColumn<bool>("withKeychain");
    QTest::newRow("to the keychain") << true;
    QTest::newRow("to the file") << false;
}

void DigestKeyTest::movesOutOfTheDatabase()
{
    QFETCH(bool, withKeychain);
    const auto chain = keychain(withKeychain ? KeychainEnd::Done : KeychainEnd::NoneHere);
    const Result<DigestKey> moved = asked(chain, m_folder->path(), kOld);
    QVERIFY(moved);
    QCOMPARE(moved->key, kOld);
    QVERIFY(!moved->fresh);
    QCOMPARE(moved->place, withKeychain ? Place::Keychain : Place::File);
    // Killed before the database forgot it: the next start finds the same.
    const Result<DigestKey> again = asked(chain, m_folder->path(), kOld);
    QVERIFY(again);
    QCOMPARE(again->key, kOld);
    QCOMPARE(again->place, moved->place);
    QVERIFY(!again->fresh);
    const Result<DigestKey> later = asked(chain, m_folder->path());
    QVERIFY(later);
    QCOMPARE(later->key, kOld);
    QVERIFY(!later->fresh);
}

void DigestKeyTest::goesOnAfterAKill()
{
    // Half a file is never the file.
    put(file() + QStringLiteral(".new"), "aGFsZg==", 0600);
    const Result<DigestKey> made = asked(nullptr, m_folder->path());
    QVERIFY(made);
    QCOMPARE(made->key.size(), 32);
    QVERIFY(!QFileInfo::exists(file() + QStringLiteral(".new")));
    // Killed between making the file's name and taking away the other one.
    QVERIFY(QFile::copy(file(), file() + QStringLiteral(".new")));
    QCOMPARE(asked(nullptr, m_folder->path())->key, made->key);
}

void DigestKeyTest::leavesAnotherFoldersKeyAlone()
{
    const auto chain = keychain();
    const QTemporaryDir first;
    const Result<DigestKey> theirs = asked(chain, first.path());
    QVERIFY(theirs);
    const Result<DigestKey> ours = asked(chain, m_folder->path(), kOld);
    QVERIFY(ours);
    QCOMPARE(ours->key, kOld);
    QCOMPARE(ours->place, Place::File);
    QVERIFY(!ours->fresh);
    QCOMPARE(asked(chain, first.path())->key, theirs->key);
}

void DigestKeyTest::saysWhenItIsAnother()
{
    const Result<DigestKey> made = asked(nullptr, m_folder->path());
    QVERIFY(made);
    const Result<DigestKey> withOldDatabase = asked(nullptr, m_folder->path(), kOld);
    QVERIFY(withOldDatabase);
    QCOMPARE(withOldDatabase->key, made->key);
    QVERIFY(withOldDatabase->fresh);
    QVERIFY(token::freshKeyNote().contains(QLatin1String("Earlier snapshots open")));
    // An entry that holds something else is not touched.
    const QTemporaryDir elsewhere;
    const auto chain = keychain();
    chain->entries[QStringLiteral("digest-key")] = "not a key";
    const Result<DigestKey> beside = asked(chain, elsewhere.path());
    QVERIFY(beside);
    QCOMPARE(beside->place, Place::File);
    QCOMPARE(chain->entries.at(QStringLiteral("digest-key")), QByteArray("not a key"));
}

void DigestKeyTest::refusesAFileUnfitForASecret_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("words");
    QTest::newRow("others may read it") << QStringLiteral("0644") << QStringLiteral("chmod 600");
    QTest::newRow("the group may read it") << QStringLiteral("0640") << QStringLiteral("0640");
    QTest::newRow("a link") << QStringLiteral("link") << QStringLiteral("link");
    QTest::newRow("a folder") << QStringLiteral("folder") << QStringLiteral("no plain file");
    QTest::newRow("a pipe") << QStringLiteral("pipe") << QStringLiteral("no plain file");
    QTest::newRow("too short") << QStringLiteral("short") << QStringLiteral("damaged");
    QTest::newRow("no base64") << QStringLiteral("garbage") << QStringLiteral("damaged");
    QTest::newRow("far too long") << QStringLiteral("long") << QStringLiteral("larger than");
}

void DigestKeyTest::refusesAFileUnfitForASecret()
{
    QFETCH(QString, how);
    QFETCH(QString, words);
    const QByteArray good = QByteArray(32, 'k').toBase64();
    if (how.startsWith(QLatin1Char('0')))
        put(file(), good, mode_t(how.toInt(nullptr, 8)));
    else if (how == QLatin1String("folder"))
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("digest.key")));
    else if (how == QLatin1String("pipe"))
        QCOMPARE(::mkfifo(QFile::encodeName(file()).constData(), 0600), 0);
    else if (how == QLatin1String("short"))
        put(file(), QByteArray(31, 'k').toBase64());
    else if (how == QLatin1String("garbage"))
        put(file(), "%%%%");
    else if (how == QLatin1String("long"))
        put(file(), QByteArray(1'000'000, 'A'));
    else {
        put(m_folder->filePath(QStringLiteral("elsewhere")), good);
        QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("elsewhere")), file()));
    }
    const auto chain = keychain();
    const Result<DigestKey> refused = asked(chain, m_folder->path());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QVERIFY2(refused.error().what.contains(words), qPrintable(refused.error().what));
    QCOMPARE(refused.error().where, file());
    QVERIFY(chain->asked.isEmpty());
}

void DigestKeyTest::agreesAmongProcesses()
{
    if (qEnvironmentVariableIsSet(kOneOfMany)) {
        const Result<DigestKey> key = asked(nullptr, qEnvironmentVariable(kOneOfMany));
        QVERIFY(key);
        std::fprintf(stderr, "KEY=%s FRESH=%d\n", key->key.toHex().constData(), key->fresh ? 1 : 0);
        return;
    }
    std::vector<std::unique_ptr<QProcess>> many;
    for (int i = 0; i < 8; ++i) {
        auto process = std::make_unique<QProcess>();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kOneOfMany), m_folder->path());
        process->setProcessEnvironment(environment);
        process->start(QCoreApplication::applicationFilePath(), {QStringLiteral("agreesAmongProcesses")});
        many.push_back(std::move(process));
    }
    QSet<QByteArray> keys;
    int made = 0;
    for (const auto &process : many) {
        QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 30'000);
        const QByteArray said = process->readAllStandardError();
        const qsizetype at = said.indexOf("KEY=");
        QVERIFY2(at >= 0, (said + process->readAllStandardOutput()).constData());
        keys.insert(said.mid(at + 4, 64));
        made += said.contains("FRESH=1") ? 1 : 0;
    }
    QCOMPARE(keys.size(), 1);
    QCOMPARE(made, 1);
}

void DigestKeyTest::agreesInOneProcess()
{
    const auto chain = keychain();
    chain->delay = std::chrono::milliseconds(30);
    std::vector<QFuture<Result<DigestKey>>> many;
    for (int i = 0; i < 5; ++i)
        many.push_back(token::digestKey(chain, m_folder->path()));
    QSet<QByteArray> keys;
    for (auto &future : many) {
        QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000);
        const Result<DigestKey> key = future.takeResult();
        QVERIFY(key);
        keys.insert(key->key);
    }
    QCOMPARE(keys.size(), 1);
    QCOMPARE(chain->asked.count(QStringLiteral("write digest-key")), 1);
}

void DigestKeyTest::saysWhenTheFolderIsGone()
{
    const Result<DigestKey> key = asked(keychain(), QStringLiteral("/nonexistent/folder"));
    QVERIFY(!key);
    QCOMPARE(key.error().kind, ErrorKind::Storage);
    QVERIFY(!key.error().what.contains(QLatin1String("%1")));
}

QTEST_GUILESS_MAIN(DigestKeyTest)
#include "digest_key_test.moc"
