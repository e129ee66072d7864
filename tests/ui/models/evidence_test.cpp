// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/evidence.h"

#include <QTest>

using namespace aw;

class EvidenceTest : public QObject
{
    Q_OBJECT
private slots:
    void showsTheValue_data();
    void showsTheValue();
    void keepsInBounds();
    void showsEachPlaceOnce();
};

namespace {

model::Snapshot snapshotWith(const QByteArray &body)
{
    model::Snapshot snapshot;
    snapshot.replies.push_back({.request = QStringLiteral("GET /v1/apps"),
                                .requestId = QStringLiteral("01JD"),
                                .at = QDateTime(QDate(2026, 11, 24), QTime(9, 12), Qt::UTC),
                                .status = 200,
                                .body = body});
    return snapshot;
}

} // namespace

void EvidenceTest::showsTheValue_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a value") << QByteArray(R"({"a":[{"b":1}]})") << QStringLiteral("/a/0/b")
                             << QStringLiteral("1");
    QTest::newRow("an object") << QByteArray(R"({"a":{"b":1}})") << QStringLiteral("/a")
                               << QStringLiteral("\"b\": 1");
    QTest::newRow("a place that is not there")
        << QByteArray("{}") << QStringLiteral("/a") << QStringLiteral("nothing at this place");
    QTest::newRow("no answer") << QByteArray() << QString() << QStringLiteral("no answer");
    QTest::newRow("markup stays as it is")
        << QByteArray(R"({"a":"<b>"})") << QStringLiteral("/a") << QStringLiteral("\"<b>\"");
}

void EvidenceTest::showsTheValue()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, pointer);
    QFETCH(QString, shown);
    const auto pieces = models::evidenceOf(snapshotWith(body), {{.reply = 0, .pointer = pointer}});
    QCOMPARE(pieces.size(), 1U);
    QVERIFY2(pieces[0].json.contains(shown), qPrintable(pieces[0].json));
    QCOMPARE(pieces[0].request, QStringLiteral("GET /v1/apps"));
    QCOMPARE(pieces[0].requestId, QStringLiteral("01JD"));
}

void EvidenceTest::keepsInBounds()
{
    const QByteArray large = "{\"a\":\"" + QByteArray(100'000, 'x') + "\"}";
    std::vector<model::Origin> origins{{.reply = -1, .pointer = {}}, {.reply = 7, .pointer = {}}};
    for (int i = 0; i < 40; ++i)
        origins.push_back({.reply = 0, .pointer = QStringLiteral("/%1").arg(i)});
    origins.insert(origins.begin(), {.reply = 0, .pointer = QStringLiteral("/a")});
    const auto pieces = models::evidenceOf(snapshotWith(large), origins);
    QCOMPARE(int(pieces.size()), models::kEvidencePieces);
    QVERIFY(pieces[0].json.size() < models::kEvidenceCharacters + 100);
    QVERIFY(pieces[0].json.contains(QStringLiteral("not shown")));
}

void EvidenceTest::showsEachPlaceOnce()
{
    const model::Origin place{.reply = 0, .pointer = QStringLiteral("/a")};
    QCOMPARE(models::evidenceOf(snapshotWith(R"({"a":1})"), {place, place}).size(), 1U);
}

QTEST_GUILESS_MAIN(EvidenceTest)
#include "evidence_test.moc"
