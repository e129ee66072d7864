// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/background.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace aw;

class BackgroundTest : public QObject
{
    Q_OBJECT
private slots:
    void answersInMyThread();
    void saysNothingToTheDead();
};

void BackgroundTest::answersInMyThread()
{
    QThreadPool pool;
    int answer = 0;
    const QThread *where = nullptr;
    whenDone(inBackground(pool, [] { return 42; }), this, [&](int result) {
        answer = result;
        where = QThread::currentThread();
    });
    QTRY_COMPARE(answer, 42);
    QCOMPARE(where, thread());
}

void BackgroundTest::saysNothingToTheDead()
{
    QThreadPool pool;
    bool called = false;
    auto page = std::make_unique<QObject>();
    QSemaphore gone;
    const auto slow = inBackground(pool, [&gone] {
        gone.acquire();
        return 1;
    });
    whenDone(slow, page.get(), [&called](int) { called = true; });
    page.reset();
    gone.release();
    pool.waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(slow.isFinished());
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(BackgroundTest)
#include "background_test.moc"
