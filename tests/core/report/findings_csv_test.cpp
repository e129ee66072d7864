// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/formats.h"
#include "tests/core/report/material.h"

#include <QTest>

using namespace aw;

namespace {

/// RFC 4180 read strictly: rows end in CRLF, a quote inside a quoted cell is doubled.
std::vector<QStringList> rowsOf(const QByteArray &csv)
{
    std::vector<QStringList> rows(1);
    QString cell;
    bool quoted = false;
    const QString text = QString::fromUtf8(csv);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == QLatin1Char('"') && text.mid(i + 1, 1) == QLatin1String("\"")) {
            cell += c;
            ++i;
        } else if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (!quoted && c == QLatin1Char(',')) {
            rows.back() += cell;
            cell.clear();
        } else if (!quoted && c == QLatin1Char('\r') && text.mid(i + 1, 1) == QLatin1String("\n")) {
            rows.back() += cell;
            cell.clear();
            rows.emplace_back();
            ++i;
        } else {
            cell += c;
        }
    }
    rows.pop_back();
    return rows;
}

} // namespace

class FindingsCsvTest : public QObject
{
    Q_OBJECT
private slots:
    void hasARowForEachFinding();
    void neverGivesASpreadsheetAFormula_data();
    void neverGivesASpreadsheetAFormula();
};

void FindingsCsvTest::hasARowForEachFinding()
{
    const report::Material material = test::northwindParcel(3);
    const model::Findings &findings = *material.posture->findings;
    const QByteArray csv = report::findingsCsv(material, findings);
    const std::vector<QStringList> rows = rowsOf(csv);
    QCOMPARE(rows.size(), findings.size() + 1);
    QVERIFY(csv.endsWith("\r\n"));
    QCOMPARE(rows[0].join(QLatin1Char(',')),
             QStringLiteral(
                 "id,check,status,severity,guessed,reason,resource_type,resource_id,resource_name,app,region,"
                 "key,environment,data_class,headline,message,evidence,commands,organization,snapshot,"
                 "collected_at"));
    for (const QStringList &row : rows)
        QCOMPARE(row.size(), rows[0].size());
    const auto at = [&rows](std::size_t row, const char *column) {
        return rows[row][rows[0].indexOf(QLatin1String(column))];
    };
    QCOMPARE(at(1, "check"), QStringLiteral("exposure.internal-service-public"));
    QCOMPARE(at(1, "status"), QStringLiteral("fail"));
    QCOMPARE(at(1, "severity"), QStringLiteral("critical"));
    QCOMPARE(at(1, "guessed"), QStringLiteral("true"));
    QCOMPARE(at(1, "message"), findings[0].message); // holds a comma
    QCOMPARE(at(1, "evidence"), QStringLiteral("GET /v1/apps/internal-ledger/ip_assignments#/ips/0\n"
                                               "GET /v1/apps/internal-ledger/ip_assignments#/ips/1/ip"));
    QCOMPARE(at(1, "commands").split(QLatin1Char('\n')).size(), 3);
    QCOMPARE(at(1, "collected_at"), QStringLiteral("2026-11-24T09:58:00Z"));
    QCOMPARE(at(13, "reason"), QStringLiteral("permission"));
}

void FindingsCsvTest::neverGivesASpreadsheetAFormula_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cell");
    QTest::newRow("equals") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
    QTest::newRow("plus") << QStringLiteral("+1") << QStringLiteral("'+1");
    QTest::newRow("minus") << QStringLiteral("-1") << QStringLiteral("'-1");
    QTest::newRow("at") << QStringLiteral("@SUM(A1)") << QStringLiteral("'@SUM(A1)");
    QTest::newRow("tab") << QStringLiteral("\t=1") << QStringLiteral("'\t=1");
    QTest::newRow("carriage return") << QStringLiteral("\r=1") << QStringLiteral("'\r=1");
    QTest::newRow("a quote that would end the cell")
        << QStringLiteral("\",=cmd|'/c calc'!A1") << QStringLiteral("\",=cmd|'/c calc'!A1");
    QTest::newRow("a line that would begin one")
        << QStringLiteral("a\r\n=1+1") << QStringLiteral("a\r\n=1+1");
    QTest::newRow("a comma and quotes") << QStringLiteral("a,\"b\"") << QStringLiteral("a,\"b\"");
    QTest::newRow("ordinary") << QStringLiteral("web-1") << QStringLiteral("web-1");
}

void FindingsCsvTest::neverGivesASpreadsheetAFormula()
{
    QFETCH(QString, name);
    QFETCH(QString, cell);
    const report::Material material = test::northwindParcel(1);
    model::Findings findings{material.posture->findings->front()};
    findings.front().resource.name = name;
    findings.front().message = name;
    const std::vector<QStringList> rows = rowsOf(report::findingsCsv(material, findings));
    QCOMPARE(rows.size(), std::size_t(2));
    QCOMPARE(rows[1].size(), rows[0].size());
    QCOMPARE(rows[1][rows[0].indexOf(QLatin1String("resource_name"))], cell);
    QCOMPARE(rows[1][rows[0].indexOf(QLatin1String("message"))], cell);
}

QTEST_GUILESS_MAIN(FindingsCsvTest)
#include "findings_csv_test.moc"
