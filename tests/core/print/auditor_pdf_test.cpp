// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/pdf.h"
#include "tests/core/print/pdf_file.h"
#include "tests/core/report/material.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QRegularExpression>

using namespace aw;

/// The auditor's report on paper, from material to what other people's tools read out of the file.
class AuditorPdfTest : public QObject
{
    Q_OBJECT
private slots:
    void saysAllOfItOnPaper_data();
    void saysAllOfItOnPaper();
    void attachmentIsWhatTheCoverNames();
    void sameMaterialSameBytes();
    void sixtyPagesAreQuick();
};

void AuditorPdfTest::saysAllOfItOnPaper_data()
{
    QTest::addColumn<print::Paper>("paper");
    QTest::newRow("A4") << print::Paper::A4;
    QTest::newRow("Letter") << print::Paper::Letter;
}

void AuditorPdfTest::saysAllOfItOnPaper()
{
    QFETCH(print::Paper, paper);
    const Result<QByteArray> bytes = print::pdf(report::auditorReport(test::northwindParcel(6)), paper);
    QVERIFY(bytes);
    const test::PdfFile file(*bytes);
    QVERIFY(
        file.tell(QStringLiteral("qpdf"), {QStringLiteral("--check")}).contains(QLatin1String("No syntax")));
    const QString text = file.flowingText();
    for (const char *words :
         {"Security posture of Northwind Parcel", "Demo data.", "What was and was not observed",
          "Northwind Parcel is not ready", "100 × 12.3 earned ÷ 38 possible = 32.5",
          "Internal app answers on a public address",
          "fly ips release 2001:db8:0:1::4c:71d0 -a internal-ledger", "\"ip\": \"2001:db8:0:1::4c:71d0\"",
          "Airworthy never runs these commands", "What no check can see", "Mappings."})
        QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    const int pages = file.pages();
    QVERIFY(text.contains(QStringLiteral("Page %1 of %1").arg(pages)));
    const QString structure = file.structure();
    QCOMPARE(structure.count(QRegularExpression(QStringLiteral("\\bH1 "))), 1);
    QCOMPARE(structure.count(QRegularExpression(QStringLiteral("\\bH2 "))), 2 + 7); // cover, chapters
    QCOMPARE(structure.count(QRegularExpression(QStringLiteral("\\bFigure:"))), 2);
    QVERIFY(file.plain().contains("/Alt (Not ready. Score 32 of 100"));
}

void AuditorPdfTest::attachmentIsWhatTheCoverNames()
{
    const report::Material material = test::northwindParcel(2);
    const test::PdfFile file(*print::pdf(report::auditorReport(material), print::Paper::A4));
    const QString out = file.folder() + QStringLiteral("/findings.json");
    file.tell(QStringLiteral("pdfdetach"),
              {QStringLiteral("-save"), QStringLiteral("1"), QStringLiteral("-o"), out});
    QFile taken(out);
    QVERIFY(taken.open(QIODevice::ReadOnly));
    const QByteArray bytes = taken.readAll();
    QCOMPARE(bytes, report::findingsJson(material, *material.posture->findings));
    const QByteArray digest = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    QVERIFY(file.text().contains(QString::fromLatin1(digest)));
}

void AuditorPdfTest::sameMaterialSameBytes()
{
    const Result<QByteArray> first =
        print::pdf(report::auditorReport(test::northwindParcel(3)), print::Paper::A4);
    const Result<QByteArray> second =
        print::pdf(report::auditorReport(test::northwindParcel(3)), print::Paper::A4);
    QVERIFY(first && second);
    QVERIFY(*first == *second);
}

void AuditorPdfTest::sixtyPagesAreQuick()
{
    const report::Material material = test::northwindParcel(20);
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> bytes = print::pdf(report::auditorReport(material), print::Paper::A4);
    const qint64 took = timer.elapsed();
    QVERIFY(bytes);
    const int pages = test::PdfFile(*bytes).pages();
    qInfo("%d pages: %lld ms, %lld bytes", pages, took, qlonglong(bytes->size()));
    QVERIFY(pages >= 55);
    QVERIFY2(took < 10'000, qPrintable(QString::number(took)));
}

QTEST_GUILESS_MAIN(AuditorPdfTest)
#include "auditor_pdf_test.moc"
