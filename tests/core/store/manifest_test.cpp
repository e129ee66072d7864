// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/manifest.h"

#include <QRandomGenerator>
#include <QTest>
#include <limits>

using namespace aw::store;

namespace {

constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
constexpr qint64 kMost = std::numeric_limits<qint64>::max();

Answer answer(const QByteArray &app, qint64 status)
{
    return {.route = "app_machines",
            .org = "acme",
            .app = app,
            .item = {},
            .cursor = {},
            .status = status,
            .nextCursor = {},
            .requestId = "01M7SEG9PR-" + app,
            .at = 1'795'000'000'000 + status,
            .attempts = 1,
            .fault = {}};
}

std::vector<Answer> sample()
{
    std::vector<Answer> answers{answer("web", 200), answer("web", 200), answer("api", 403), answer("", 0)};
    answers[1].at.reset();
    answers[2].fault = Answer::Fault{.kind = "refused", .what = "The platform answered 403.", .where = "/v1"};
    answers[3].fault = Answer::Fault{.kind = "network", .what = {}, .where = {}};
    return answers;
}

} // namespace

Q_DECLARE_METATYPE(std::vector<Answer>)
Q_DECLARE_METATYPE(std::vector<qint64>)

class ManifestTest : public QObject
{
    Q_OBJECT
private slots:
    void givesBackWhatItWasMadeOf_data();
    void givesBackWhatItWasMadeOf();
    void refusesEveryPartOfOne();
    void survivesAnyBytes();
    void refusesAFalseCount_data();
    void refusesAFalseCount();
    void repetitionCostsAByte();
    void numbersComeBack_data();
    void numbersComeBack();
    void refusesEveryPartOfNumbers();
};

void ManifestTest::givesBackWhatItWasMadeOf_data()
{
    QTest::addColumn<std::vector<Answer>>("answers");
    QTest::newRow("no answers") << std::vector<Answer>();
    QTest::newRow("a sample") << sample();
    QTest::newRow("one, empty") << std::vector<Answer>(1);
    QTest::newRow("many, all the same") << std::vector<Answer>(1'000, answer("web", 200));
    std::vector<Answer> far = sample();
    far[0].status = far[3].attempts = kMost;
    far[1].status = far[0].attempts = kLeast;
    far[0].at = kLeast;
    far[2].at = kMost;
    far[3].at = -1;
    QTest::newRow("numbers at both ends") << far;
    std::vector<Answer> odd = sample();
    odd[0].route = QByteArray("a\0b\xff", 4);
    odd[1].item = QByteArray(300'000, 'x');
    odd[2].cursor = "\xc3";
    odd[3].nextCursor = QByteArray(1, '\0');
    QTest::newRow("texts that are none") << odd;
}

void ManifestTest::givesBackWhatItWasMadeOf()
{
    QFETCH(std::vector<Answer>, answers);
    const QByteArray manifest = manifestOf(answers);
    const auto back = answersIn(manifest);
    QVERIFY(back.has_value());
    QVERIFY(*back == answers);
    QVERIFY(manifestOf(*back) == manifest);
}

void ManifestTest::refusesEveryPartOfOne()
{
    const QByteArray manifest = manifestOf(sample());
    for (qsizetype size = 0; size < manifest.size(); ++size)
        QVERIFY2(!answersIn(manifest.left(size)), qPrintable(QString::number(size)));
    const QByteArray longer = manifest + '\0';
    QVERIFY(!answersIn(longer));
}

void ManifestTest::survivesAnyBytes()
{
    const QByteArray good = manifestOf(sample());
    QRandomGenerator random(20'261'124);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray bad = good;
        for (int changes = random.bounded(1, 6); changes > 0; --changes)
            bad[qsizetype(random.bounded(qint64(bad.size())))] = char(random.bounded(256));
        const auto answers = answersIn(bad);
        QVERIFY(!answers || answers->size() < 100);
    }
}

void ManifestTest::refusesAFalseCount_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::newRow("another form") << QByteArray::fromHex("0200");
    QTest::newRow("a count beyond its bytes") << QByteArray::fromHex("01ffffffff0f") + QByteArray(40, '\0');
    QTest::newRow("the largest count")
        << QByteArray::fromHex("01ffffffffffffffffff01") + QByteArray(40, '\0');
    QTest::newRow("a number of more than 64 bits") << QByteArray::fromHex("01ffffffffffffffffff02");
    QTest::newRow("a number without an end") << QByteArray(20, char(0xff));
}

void ManifestTest::refusesAFalseCount()
{
    QFETCH(QByteArray, manifest);
    QVERIFY(!answersIn(manifest));
    QVERIFY(!numbersIn(manifest));
}

void ManifestTest::repetitionCostsAByte()
{
    const qsizetype one = manifestOf(std::vector<Answer>(1, answer("web", 200))).size();
    const qsizetype hundred = manifestOf(std::vector<Answer>(100, answer("web", 200))).size();
    QVERIFY2(hundred - one <= 99 * 12, qPrintable(QString::number(hundred - one)));
}

void ManifestTest::numbersComeBack_data()
{
    QTest::addColumn<std::vector<qint64>>("numbers");
    QTest::newRow("none") << std::vector<qint64>();
    QTest::newRow("in order") << std::vector<qint64>{1, 2, 3, 4};
    QTest::newRow("up and down") << std::vector<qint64>{0, 77, 0, 0, 1'000'000, 3};
    QTest::newRow("at both ends") << std::vector<qint64>{kMost, kLeast, kMost, 0, kLeast};
}

void ManifestTest::numbersComeBack()
{
    QFETCH(std::vector<qint64>, numbers);
    const auto back = numbersIn(numbersOf(numbers));
    QVERIFY(back && *back == numbers);
}

void ManifestTest::refusesEveryPartOfNumbers()
{
    const QByteArray numbers = numbersOf(std::vector<qint64>{1, 500, 100'000, 2});
    for (qsizetype size = 0; size < numbers.size(); ++size)
        QVERIFY(!numbersIn(numbers.left(size)));
    QVERIFY(!numbersIn(numbers + '\0'));
}

QTEST_GUILESS_MAIN(ManifestTest)
#include "manifest_test.moc"
