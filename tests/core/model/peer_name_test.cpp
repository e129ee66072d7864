// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/peer_name.h"

#include <QTest>

using namespace aw;
using namespace Qt::StringLiterals;

namespace {

QDateTime now()
{
    return {QDate(2026, 11, 24), QTime(9, 12), Qt::UTC};
}

/// A ULID of that moment.
QString ulid(const QDateTime &at)
{
    static const QString kCrockford = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s;
    QString text;
    for (int shift = 45; shift >= 0; shift -= 5)
        text += kCrockford.at(qsizetype((at.toMSecsSinceEpoch() >> shift) & 31));
    return text + u"ABCDEFGHJKMNPQRS"_s;
}

} // namespace

class PeerNameTest : public QObject
{
    Q_OBJECT
private slots:
    void decodesNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const QDateTime made(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
        QTest::newRow("as the tool makes it")
            << u"interactive-host-a-b-c-"_s + ulid(made) << u"2026-01-02T03:04:05Z interactive-host-a-b-c"_s;
        QTest::newRow("in small letters") << (u"interactive-host-a-"_s + ulid(made)).toLower()
                                          << u"2026-01-02T03:04:05Z interactive-host-a"_s;
        QTest::newRow("a ULID alone") << ulid(made) << u"2026-01-02T03:04:05Z "_s;
        QTest::newRow("before 2020") << u"a-"_s +
                                            ulid(QDateTime(QDate(2019, 12, 31), QTime(23, 59, 59), Qt::UTC))
                                     << QString();
        QTest::newRow("after now") << u"a-"_s + ulid(now().addSecs(1)) << QString();
        QTest::newRow("a letter that Crockford leaves out")
            << u"a-"_s + ulid(made).replace(25, 1, u"U"_s) << QString();
        QTest::newRow("a time beyond 48 bits") << u"a-Z"_s + ulid(made).mid(1) << QString();
        QTest::newRow("too short") << u"01HM3Z"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }

    void decodesNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        const auto decoded = model::decodedPeerName(name, now());
        QCOMPARE(decoded ? decoded->madeAt.toString(Qt::ISODate) + u' ' + decoded->owner : QString(),
                 expected);
    }

    void matchesOwners()
    {
        QVERIFY(model::ownedBy(u"interactive-host-dana-keller-fly-example-com"_s,
                               u"Dana.Keller+fly@example.com"_s));
        QVERIFY(model::ownedBy(u"a-b-c"_s, u"a@b.c"_s));
        QVERIFY(!model::ownedBy(u"interactive-host"_s, QString()));
        QVERIFY(!model::ownedBy(u"interactive-"_s, u"@"_s));
        QVERIFY(!model::ownedBy(QString(), u"a@b.c"_s));
    }
};

QTEST_GUILESS_MAIN(PeerNameTest)
#include "peer_name_test.moc"
