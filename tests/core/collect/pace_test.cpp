// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/pace.h"

#include <QTest>

using namespace aw::collect;
using namespace std::chrono_literals;

class PaceTest : public QObject
{
    Q_OBJECT
private slots:
    void promisesNothingBeforeThereIsAPace();
    void goesByTheLastSeconds();
    void saysNothingWhileNothingComes();
    void theFullestLaneIsTheLeast();
    void nothingMoreTakesNoTime();
};

void PaceTest::promisesNothingBeforeThereIsAPace()
{
    PaceMeter pace;
    QVERIFY(!pace.timeFor(10, 0ms));
    pace.noteAt(0, 0ms);
    pace.noteAt(50, 900ms);
    QVERIFY(!pace.timeFor(10, 0ms));
    pace.noteAt(60, 1000ms);
    QCOMPARE(pace.timeFor(60, 0ms), std::optional(PaceMeter::Millis(1000)));
}

void PaceTest::goesByTheLastSeconds()
{
    PaceMeter pace;
    int answered = 0;
    for (int tenth = 0; tenth <= 200; ++tenth) {
        pace.noteAt(answered, tenth * 100ms);
        answered += tenth < 100 ? 100 : 1; // 1,000 a second, then 10
    }
    const auto left = pace.timeFor(100, 0ms);
    QVERIFY(left);
    QVERIFY2(*left > 9s && *left < 11s, qPrintable(QString::number(left->count())));
}

void PaceTest::saysNothingWhileNothingComes()
{
    PaceMeter pace;
    for (int second = 0; second < 20; ++second)
        pace.noteAt(40, second * 1s);
    QVERIFY(!pace.timeFor(1, 0ms));
}

void PaceTest::theFullestLaneIsTheLeast()
{
    PaceMeter pace;
    pace.noteAt(0, 0ms);
    pace.noteAt(1000, 1s);
    QCOMPARE(pace.timeFor(10, 7s), std::optional(PaceMeter::Millis(7000)));
}

void PaceTest::nothingMoreTakesNoTime()
{
    PaceMeter pace;
    pace.noteAt(0, 0ms);
    QCOMPARE(pace.timeFor(0, 0ms), std::optional(PaceMeter::Millis(0)));
}

QTEST_GUILESS_MAIN(PaceTest)
#include "pace_test.moc"
