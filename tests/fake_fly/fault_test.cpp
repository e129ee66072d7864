// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/fault.h"

#include <QTest>

using namespace aw::test;

class FaultTest : public QObject
{
    Q_OBJECT
private slots:
    void readsAll();
    void readsTheShortForm();
    void refuses_data();
    void refuses();
};

void FaultTest::readsAll()
{
    const auto fault =
        parseFault(QStringLiteral("status,status=429,retry-after=2,skip=1,times=3@/v1/apps/*/secrets"));
    QVERIFY(fault);
    QCOMPARE(fault->kind, FaultKind::Status);
    QCOMPARE(fault->status, 429);
    QCOMPARE(fault->retryAfter, QByteArray("2"));
    QCOMPARE(fault->skip, 1);
    QCOMPARE(fault->times, 3);
    QCOMPARE(fault->where, QStringLiteral("/v1/apps/*/secrets"));
}

void FaultTest::readsTheShortForm()
{
    const auto fault = parseFault(QStringLiteral("stall@OrgMembers"));
    QVERIFY(fault);
    QCOMPARE(fault->kind, FaultKind::Stall);
    QCOMPARE(fault->times, -1);
}

void FaultTest::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "stall", "@x", "rage@x", "status,status=many@x", "status,colour=red@x"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void FaultTest::refuses()
{
    QFETCH(QString, text);
    const auto fault = parseFault(text);
    QVERIFY(!fault);
    QCOMPARE(fault.error().kind, aw::ErrorKind::Input);
}

QTEST_GUILESS_MAIN(FaultTest)
#include "fault_test.moc"
