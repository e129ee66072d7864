// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/withheld.h"
#include "core/token/environment.h"
#include "tests/support/memory_keychain.h"
#include "tests/support/memory_scan.h"

#include <QTest>
#include <cstdlib>

using namespace aw;
using test::PlantedSecret;

namespace {

// Letters of base64 behind a label: a macaroon that decodes, to nothing that can be read.
const char *const kLabel = "fm2_";

void putIntoEnvironment(const PlantedSecret &planted)
{
    SecretBytes text = planted.bytes(kLabel);
    SecretBytes ended = SecretBytes::zeros(text.size() + 1);
    std::copy(text.data(), text.data() + text.size(), ended.data());
    ::setenv("FLY_API_TOKEN", ended.data(), 1); // NOLINT(concurrency-mt-unsafe): one thread
}

} // namespace

class MemoryTest : public QObject
{
    Q_OBJECT
private slots:
    void holdsNoTokenAfterIntake();
    void holdsNoTokenAfterItsUse();
    void holdsNoTokenThatWasRefused();
    void holdsNoTokenFromAKeychain();
};

void MemoryTest::holdsNoTokenAfterIntake()
{
    const PlantedSecret planted(11);
    putIntoEnvironment(planted);
    QVERIFY(planted.inMemory() > 0); // the look finds what is there
    {
        const token::EnvironmentToken taken = token::EnvironmentToken::takeFromProcess();
        QCOMPARE(planted.inMemory(), 1);
        const Result<fly::Token> token = taken.token();
        QVERIFY(token);
        QCOMPARE(planted.inMemory(), 2);
    }
    QCOMPARE(planted.inMemory(), 0);
}

void MemoryTest::holdsNoTokenAfterItsUse()
{
    const PlantedSecret planted(12);
    {
        const fly::Token token = *fly::Token::parse(planted.bytes(kLabel));
        fly::Token copy = token;
        const fly::Token moved = std::move(copy);
        QVERIFY(token.machinesHeader().view().startsWith("FlyV1 "));
        QVERIFY(!token.graphqlHeader().isEmpty());
        QVERIFY(!moved.joined().isEmpty());
        QVERIFY(token.missingDischarges().isEmpty());
        const fly::Withheld withheld(token.secrets());
        QCOMPARE(withheld.quoted(QStringLiteral("a plain sentence")), QStringLiteral("a plain sentence"));
        QVERIFY(planted.inMemory() > 2);
    }
    QCOMPARE(planted.inMemory(), 0);
}

void MemoryTest::holdsNoTokenThatWasRefused()
{
    const PlantedSecret planted(13);
    {
        SecretBytes broken = planted.bytes(" "); // a space in front is trimmed, one inside is not
        SecretBytes twice = SecretBytes::zeros(broken.size() * 2);
        std::copy(broken.data(), broken.data() + broken.size(), twice.data());
        std::copy(broken.data(), broken.data() + broken.size(), twice.data() + broken.size());
        const Result<fly::Token> token = fly::Token::parse(twice);
        QVERIFY(!token);
        QVERIFY(planted.inMemory() > 2);
    }
    QCOMPARE(planted.inMemory(), 0);
}

void MemoryTest::holdsNoTokenFromAKeychain()
{
    const PlantedSecret planted(14);
    {
        test::MemoryKeychain keychain;
        SecretBytes text = planted.bytes(kLabel);
        QByteArray kept = text.view().toByteArray();
        keychain.entries[QStringLiteral("acme")] = std::move(kept);
        auto future = keychain.read(QStringLiteral("acme"));
        QTRY_VERIFY(future.isFinished());
        const token::KeychainAnswer answer = future.takeResult();
        QVERIFY(answer.done());
        const Result<fly::Token> token = fly::Token::parse(answer.secret);
        QVERIFY(token);
        future = {};
        wipe(keychain.entries[QStringLiteral("acme")]);
    }
    QCOMPARE(planted.inMemory(), 0);
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
