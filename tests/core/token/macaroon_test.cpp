// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/macaroon.h"
#include "tests/support/made_macaroon.h"

#include <QTest>

using namespace aw;
using namespace aw::test;
using token::Caveat;
using token::CaveatKind;
using token::Part;

namespace {

std::vector<Part> partsOf(const QByteArray &text)
{
    const auto token = fly::Token::parse(QByteArrayView(text));
    if (!token)
        qFatal("the test's token is none");
    return token::readBundle(*token);
}

/// The one caveat of a macaroon that has but that one.
Caveat only(const QByteArray &made)
{
    const std::vector<Part> parts = partsOf(macaroon("org", {made}));
    if (parts.size() != 1 || parts.front().caveats.size() != 1)
        qFatal("there is not exactly one caveat");
    return parts.front().caveats.front();
}

} // namespace

class MacaroonTest : public QObject
{
    Q_OBJECT
private slots:
    void readsWhoAndWhere();
    void namesTheIdentityThePlatformShows();
    void readsOrganization();
    void readsSets_data();
    void readsSets();
    void readsValidity_data();
    void readsValidity();
    void readsNames();
    void readsIfPresent();
    void joinsDischarges();
    void tellsPartsApart_data();
    void tellsPartsApart();
    void keepsWhatItDoesNotKnow_data();
    void keepsWhatItDoesNotKnow();
    void survivesHostileBytes_data();
    void survivesHostileBytes();
    void writesActions();
};

void MacaroonTest::readsWhoAndWhere()
{
    const std::vector<Part> parts = partsOf(macaroon("org", {}) + ",fo1_user,olduser");
    QCOMPARE(parts.size(), std::size_t(3));
    QCOMPARE(parts[0].kind, Part::Kind::Permission);
    QCOMPARE(parts[0].label, QStringLiteral("fm2"));
    QCOMPARE(parts[0].location, QStringLiteral("https://api.fly.io/v1"));
    QVERIFY(parts[0].caveats.empty());
    QCOMPARE(parts[1].kind, Part::Kind::UserToken);
    QCOMPARE(parts[1].label, QStringLiteral("fo1"));
    QVERIFY(parts[2].label.isEmpty());
}

void MacaroonTest::namesTheIdentityThePlatformShows()
{
    // uuid.NewSHA1(uuid.NewSHA1(968fc2c6-a94f-4988-a544-2ad72b02f222, "org"), "sixteen bytes !!"),
    // by Python's uuid.uuid5 of the same.
    QCOMPARE(partsOf(macaroon("org", {})).front().uuid.toString(QUuid::WithoutBraces),
             QStringLiteral("e5ed72a3-5e4c-55a6-a049-6b44fad8abd5"));
}

void MacaroonTest::readsOrganization()
{
    const Caveat found = only(organizationCaveat(123'456'789'012, 1));
    QVERIFY(found.is(CaveatKind::Organization));
    QCOMPARE(found.id, QStringLiteral("123456789012"));
    QCOMPARE(found.mask, quint16(token::kRead));
    QVERIFY(!only(organizationCaveat(1, 70'000)).known);
}

void MacaroonTest::readsSets_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("allowed");
    QTest::newRow("apps by number") << appsCaveat({{packedNumber(7), 31}, {packedNumber(300), 1}})
                                    << QStringLiteral("Apps") << QStringLiteral("7=rwcdC 300=r");
    QTest::newRow("no app at all") << appsCaveat({}) << QStringLiteral("Apps") << QString();
    const QByteArray wg = packedArray({packedMap({{packedText("wg"), 31}})});
    QTest::newRow("features by name")
        << caveat(5, wg) << QStringLiteral("FeatureSet") << QStringLiteral("wg=rwcdC");
    QTest::newRow("machines") << caveat(7, packedArray({packedMap({{packedText("148e"), 16}})}))
                              << QStringLiteral("Machines") << QStringLiteral("148e=C");
    QTest::newRow("volumes") << caveat(2, packedArray({packedMap({{packedText("vol_1"), 3}})}))
                             << QStringLiteral("Volumes") << QStringLiteral("vol_1=rw");
    QTest::newRow("features of an app") << caveat(28, packedArray({packedMap({{packedText("images"), 1}})}))
                                        << QStringLiteral("AppFeatureSet") << QStringLiteral("images=r");
    QTest::newRow("storage") << caveat(29, packedArray({packedMap({{packedText("https://s/b"), 2}})}))
                             << QStringLiteral("StorageObjects") << QStringLiteral("https://s/b=w");
}

void MacaroonTest::readsSets()
{
    QFETCH(QByteArray, made);
    QFETCH(QString, name);
    QFETCH(QString, allowed);
    const Caveat found = only(made);
    QVERIFY(found.known);
    QCOMPARE(token::caveatName(found.type), name);
    QStringList shown;
    for (const token::Allowed &one : found.allowed)
        shown.append(one.id + QLatin1Char('=') + token::actionLetters(one.mask));
    QCOMPARE(shown.join(QLatin1Char(' ')), allowed);
}

void MacaroonTest::readsValidity_data()
{
    QTest::addColumn<quint64>("from");
    QTest::addColumn<quint64>("until");
    QTest::addColumn<QString>("notAfter");
    QTest::newRow("a month") << quint64(1'790'000'000) << quint64(1'792'592'000)
                             << QStringLiteral("2026-10-21");
    QTest::newRow("the beginning of time") << quint64(0) << quint64(0) << QStringLiteral("1970-01-01");
    QTest::newRow("beyond the calendar")
        << quint64(0) << quint64(0x7fff'ffff'ffff'ffff) << QStringLiteral("9999-12-31");
}

void MacaroonTest::readsValidity()
{
    QFETCH(quint64, from);
    QFETCH(quint64, until);
    QFETCH(QString, notAfter);
    const Caveat found = only(validityCaveat(from, until));
    QVERIFY(found.is(CaveatKind::Validity));
    QCOMPARE(found.notBefore.toSecsSinceEpoch(), qint64(from));
    QCOMPARE(found.notAfter.date().toString(Qt::ISODate), notAfter);
    // Beyond a signed number nothing is believed.
    QVERIFY(!only(validityCaveat(0, 0xffff'ffff'ffff'ffff)).known);
}

void MacaroonTest::readsNames()
{
    const Caveat mutations = only(caveat(
        6, packedArray({packedArray({packedText("issueCertificate"), packedText("addWireGuardPeer")})})));
    QVERIFY(mutations.is(CaveatKind::Mutations));
    QCOMPARE(mutations.names,
             QStringList({QStringLiteral("issueCertificate"), QStringLiteral("addWireGuardPeer")}));
    const QByteArray command = packedArray({packedArray({packedText("ls"), packedText("-l")}), "\xc3"});
    const Caveat commands = only(caveat(27, packedArray({command})));
    QVERIFY(commands.is(CaveatKind::Commands));
    QCOMPARE(commands.names, QStringList(QStringLiteral("ls -l")));
    const Caveat machine = only(caveat(15, packedArray({packedText("148e")})));
    QVERIFY(machine.is(CaveatKind::FromMachine));
    QCOMPARE(machine.id, QStringLiteral("148e"));
    QVERIFY(only(caveat(26, packedNumber(1))).is(CaveatKind::Action));
    QVERIFY(only(caveat(22, packedArray({}))).is(CaveatKind::IsMember));
    QVERIFY(only(caveat(30, packedNumber(1))).is(CaveatKind::AllowedRoles));
}

void MacaroonTest::readsIfPresent()
{
    const Caveat found = only(
        ifPresentCaveat({appsCaveat({}), caveat(5, packedArray({packedMap({{packedText("wg"), 31}})}))}, 1));
    QVERIFY(found.is(CaveatKind::IfPresent));
    QCOMPARE(found.mask, quint16(token::kRead));
    QCOMPARE(found.inner.size(), std::size_t(2));
    QVERIFY(found.inner[0].is(CaveatKind::Apps));
    QVERIFY(found.inner[1].is(CaveatKind::Features));
    QByteArray nested = organizationCaveat(1, 1);
    for (int level = 0; level < 6; ++level)
        nested = ifPresentCaveat({nested}, 1);
    // Deeper than anybody nests them: not understood, and said so.
    QVERIFY(only(nested).known);
    QVERIFY(!only(nested).inner[0].inner[0].inner[0].inner[0].known);
}

void MacaroonTest::joinsDischarges()
{
    const QByteArray root =
        macaroon("org", {organizationCaveat(7, 31), thirdPartyCaveat("https://auth.fly.io", "ticket-1"),
                         thirdPartyCaveat("https://api.fly.io/aaa/v1", "ticket-2")});
    const std::vector<Part> parts =
        partsOf(root + "," + macaroon("ticket-2", {validityCaveat(1, 2)}, "https://api.fly.io/aaa/v1", true));
    QCOMPARE(parts.size(), std::size_t(2));
    QCOMPARE(parts[1].kind, Part::Kind::Discharge);
    QCOMPARE(parts[0].discharges, std::vector<std::size_t>{1});
    QCOMPARE(parts[0].caveats.size(), std::size_t(3));
    QVERIFY(!parts[0].caveats[1].discharged);
    QVERIFY(parts[0].caveats[2].discharged);
    QCOMPARE(parts[0].caveats[1].location, QStringLiteral("https://auth.fly.io"));
}

void MacaroonTest::tellsPartsApart_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("kind");
    QTest::newRow("the platform's") << macaroon("a", {}) << int(Part::Kind::Permission);
    QTest::newRow("the platform's, even as a proof")
        << macaroon("a", {}, "https://api.fly.io/v1", true) << int(Part::Kind::Permission);
    QTest::newRow("of who vouches") << macaroon("a", {}, "https://auth.fly.io") << int(Part::Kind::Discharge);
    QTest::newRow("a proof of anybody")
        << macaroon("a", {}, "https://sso.example", true) << int(Part::Kind::Discharge);
    QTest::newRow("somebody else's") << macaroon("a", {}, "https://api.fly.io/secrets/v1")
                                     << int(Part::Kind::Unknown);
    QTest::newRow("no macaroon") << QByteArray("fm2_aGVsbG8=") << int(Part::Kind::Unknown);
}

void MacaroonTest::tellsPartsApart()
{
    QFETCH(QByteArray, text);
    QFETCH(int, kind);
    QCOMPARE(int(partsOf(text).front().kind), kind);
}

void MacaroonTest::keepsWhatItDoesNotKnow_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QString>("name");
    QTest::newRow("a type of tomorrow") << caveat(99, packedText("x")) << QStringLiteral("type 99");
    QTest::newRow("one's own type") << caveat(quint64(1) << 48, packedNumber(1))
                                    << QStringLiteral("type 281474976710656");
    QTest::newRow("an organization of three fields")
        << caveat(0, packedArray({packedNumber(1), packedNumber(1), packedNumber(1)}))
        << QStringLiteral("Organization");
    QTest::newRow("an organization that is a text")
        << caveat(0, packedText("x")) << QStringLiteral("Organization");
    QTest::newRow("apps that are a list")
        << caveat(3, packedArray({packedArray({})})) << QStringLiteral("Apps");
    QTest::newRow("a mask that is negative")
        << caveat(0, packedArray({packedNumber(1), "\xff"})) << QStringLiteral("Organization");
    QTest::newRow("a window of texts")
        << caveat(4, packedArray({packedText("a"), packedText("b")})) << QStringLiteral("ValidityWindow");
}

void MacaroonTest::keepsWhatItDoesNotKnow()
{
    QFETCH(QByteArray, made);
    QFETCH(QString, name);
    const Caveat found = only(made);
    QVERIFY(!found.known);
    QCOMPARE(token::caveatName(found.type), name);
    QCOMPARE(found.mask, quint16(token::kEverything));
    QVERIFY(found.allowed.empty() && found.id.isEmpty() && !found.notAfter.isValid());
}

void MacaroonTest::survivesHostileBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray whole = QByteArray::fromBase64(
        macaroon("org", {organizationCaveat(7, 31), appsCaveat({{packedNumber(1), 1}}), validityCaveat(1, 2)})
            .mid(4));
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QTest::addRow("cut after %lld bytes", static_cast<long long>(cut)) << whole.left(cut);
    QTest::newRow("a byte more") << whole + 'x';
    QTest::newRow("a thousand levels") << QByteArray(1'000, '\x91');
    QTest::newRow("four thousand million caveats")
        << QByteArray::fromHex("94c0a0") + QByteArray::fromHex("ddffffffff") + QByteArray::fromHex("c400");
    QTest::newRow("an odd number of caveats")
        << packedArray({packedArray({packedBinary("k"), packedBinary("r")}), packedText("l"),
                        packedArray({packedNumber(0)}), packedBinary("t")});
    QTest::newRow("noise") << QByteArray::fromHex("94deadbeefcafebabe0badf00d");
}

void MacaroonTest::survivesHostileBytes()
{
    QFETCH(QByteArray, bytes);
    const std::vector<Part> parts = partsOf("fm2_" + bytes.toBase64());
    QCOMPARE(parts.size(), std::size_t(1));
    QCOMPARE(parts.front().kind, Part::Kind::Unknown);
    QVERIFY(parts.front().caveats.empty());
    QVERIFY(parts.front().location.isEmpty());
}

void MacaroonTest::writesActions()
{
    QCOMPARE(token::actionLetters(0), QString());
    QCOMPARE(token::actionLetters(token::kRead), QStringLiteral("r"));
    QCOMPARE(token::actionLetters(token::kEverything), QStringLiteral("rwcdC"));
    QCOMPARE(token::actionLetters(0xffff), QStringLiteral("rwcdC"));
}

QTEST_GUILESS_MAIN(MacaroonTest)
#include "macaroon_test.moc"
