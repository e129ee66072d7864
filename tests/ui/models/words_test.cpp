// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/routes.h"
#include "ui/models/words.h"

#include <QFile>
#include <QTest>

using namespace aw;

class WordsTest : public QObject
{
    Q_OBJECT
private slots:
    void tellsAges_data();
    void tellsAges();
    void groupsThousands();
    void countsInSingularAndPlural();
    void tellsTimesInUtc();
    void namesTheSubject();
    void openIsNeverPass();
    void everySourceHasWords();
};

void WordsTest::tellsAges_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("words");
    QTest::newRow("a moment") << qint64{30} << QStringLiteral("now");
    QTest::newRow("minutes") << qint64{38 * 60} << QStringLiteral("38 min");
    QTest::newRow("hours") << qint64{47 * 3600} << QStringLiteral("47 h");
    QTest::newRow("days") << qint64{6 * 86'400} << QStringLiteral("6 d");
    QTest::newRow("very many days") << qint64{1'204} * 86'400 << QStringLiteral("1\u2009204 d");
    QTest::newRow("a clock that went back") << qint64{-500} << QStringLiteral("now");
}

void WordsTest::tellsAges()
{
    QFETCH(qint64, seconds);
    const QDateTime now(QDate(2026, 11, 24), QTime(9, 50), Qt::UTC);
    QTEST(models::ageWords(now.addSecs(-seconds), now), "words");
}

void WordsTest::groupsThousands()
{
    QCOMPARE(models::numberWords(0), QStringLiteral("0"));
    QCOMPARE(models::numberWords(999), QStringLiteral("999"));
    QCOMPARE(models::numberWords(1'234'567), QStringLiteral("1\u2009234\u2009567"));
    QCOMPARE(models::numberWords(-1'000), QStringLiteral("-1\u2009000"));
    QCOMPARE(models::numberWords(-100), QStringLiteral("-100"));
}

void WordsTest::countsInSingularAndPlural()
{
    const auto words = [](int n) {
        return models::counted(n, QStringLiteral("1 row"), QStringLiteral("%1 rows"));
    };
    QCOMPARE(words(0), QStringLiteral("0 rows"));
    QCOMPARE(words(1), QStringLiteral("1 row"));
    QCOMPARE(words(2), QStringLiteral("2 rows"));
}

void WordsTest::tellsTimesInUtc()
{
    // The test runs in a zone 13 hours ahead of UTC.
    const QDateTime at = QDateTime(QDate(2026, 11, 24), QTime(23, 30), Qt::UTC).toLocalTime();
    QCOMPARE(models::dayWords(at), QStringLiteral("24 Nov 2026"));
    QCOMPARE(models::timeWords(at), QStringLiteral("24 Nov 2026, 23:30 UTC"));
}

void WordsTest::namesTheSubject()
{
    model::Finding finding;
    finding.resource.id = QStringLiteral("148e2");
    QCOMPARE(models::subjectOf(finding), QStringLiteral("148e2"));
    finding.resource.name = QStringLiteral("web");
    finding.key = QStringLiteral("80");
    QCOMPARE(models::subjectOf(finding), QStringLiteral("web, 80"));
    QCOMPARE(models::appOf(finding), QStringLiteral("(organization)"));
}

void WordsTest::openIsNeverPass()
{
    QVERIFY(models::lookOf(model::Status::Unknown).icon != models::lookOf(model::Status::Pass).icon);
    QVERIFY(models::lookOf(model::Status::Unknown).ink != theme::Ink::Ok);
    QVERIFY(models::lookOf(model::Status::Fail).ink != theme::Ink::Ok);
    QVERIFY(models::lookOf(model::SourceState::NotAsked).ink != theme::Ink::Ok);
}

void WordsTest::everySourceHasWords()
{
    for (const fly::RouteRow &row : fly::routes()) {
        if (row.source == nullptr)
            continue;
        const models::SourceWords words = models::sourceWords(QString::fromLatin1(row.source));
        QVERIFY2(words.title != QLatin1String(row.source) && !words.title.isEmpty(), row.source);
        QVERIFY2(!words.about.isEmpty(), row.source);
        QVERIFY2(QFile::exists(QStringLiteral(AW_SOURCE_DIR "/resources/icons/%1.svg").arg(words.icon)),
                 row.source);
    }
}

QTEST_GUILESS_MAIN(WordsTest)
#include "words_test.moc"
