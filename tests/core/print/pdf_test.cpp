// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/print/pdf.h"
#include "tests/core/print/pdf_file.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTimeZone>

using namespace aw;
using namespace aw::report;

namespace {

QString repeated(const QString &text, int times)
{
    return QString(text).repeated(times);
}

Text plain(const QString &text)
{
    return {{.text = text}};
}

Document documentOf(std::vector<Block> blocks)
{
    Document document;
    document.title = QStringLiteral("A document");
    document.footer = QStringLiteral("Footer words");
    document.madeAt = QDateTime(QDate(2026, 11, 24), QTime(10, 0), Qt::UTC);
    document.blocks = std::move(blocks);
    return document;
}

Table tableOf(int rows)
{
    Table table{.caption = QStringLiteral("Numbers"),
                .columns = {QStringLiteral("Name"), QStringLiteral("State"), QStringLiteral("Count")},
                .widths = {3, 2, 1},
                .toRight = {false, false, true},
                .rows = {}};
    for (int i = 0; i < rows; ++i) {
        table.rows.push_back(
            {{.text = {{.text = QStringLiteral("row-%1").arg(i), .code = true}}, .header = true},
             {.text = {{.text = QStringLiteral("High"), .tone = Tone::High, .mark = true}}},
             {.text = plain(QString::number(i))}});
    }
    return table;
}

/// One of everything.
Document wholeDocument()
{
    Document document = documentOf({
        Heading{.level = 2,
                .text = QStringLiteral("First chapter"),
                .anchor = QStringLiteral("first"),
                .newPage = true},
        Paragraph{.text = {{.text = QStringLiteral("See "), .strong = false},
                           {.text = QStringLiteral("the second chapter"), .link = QStringLiteral("#second")},
                           {.text = QStringLiteral(" and ")},
                           {.text = QStringLiteral("the documentation"),
                            .link = QStringLiteral("https://fly.io/docs/?q=\u00fc")},
                           {.text = QStringLiteral(".")}}},
        Bullets{.items = {plain(QStringLiteral("First point")), plain(QStringLiteral("Second point"))}},
        Heading{.level = 3, .text = QStringLiteral("An entry"), .label = QStringLiteral("family.check-name")},
        Heading{.level = 4, .text = QStringLiteral("A part")},
        Code{.text =
                 QStringLiteral("fly ips release 203.0.113.7 -a internal-ledger\nfly deploy --no-public-ips"),
             .label = QStringLiteral("Two commands")},
        Figure{.width = 200,
               .height = 40,
               .alternative = QStringLiteral("A bar of two parts: 3 pass, 1 unknown."),
               .shapes =
                   {{.kind = Shape::Kind::Rect, .w = 150, .h = 12, .tone = Tone::Pass},
                    {.kind = Shape::Kind::Hatch, .x = 150, .w = 50, .h = 12, .tone = Tone::Unknown},
                    {.kind = Shape::Kind::Arc, .x = 20, .y = 25, .w = 20, .h = 4, .from = 0, .sweep = 270},
                    {.kind = Shape::Kind::Line, .x = 0, .y = 14, .w = 200},
                    {.kind = Shape::Kind::Label, .x = 100, .y = 20, .h = 9, .text = QStringLiteral("75 %")}}},
        tableOf(3),
        Heading{.level = 2,
                .text = QStringLiteral("Second chapter"),
                .anchor = QStringLiteral("second"),
                .newPage = true},
        Facts{.rows = {{QStringLiteral("Snapshot"), plain(QStringLiteral("24 Nov 2026"))}}},
    });
    document.subject = QStringLiteral("What a test says");
    document.cover = {Heading{.level = 1, .text = QStringLiteral("Title on the cover")},
                      Paragraph{.text = plain(QStringLiteral("Below it"))},
                      Facts{.rows = {{QStringLiteral("Scope"), plain(QStringLiteral("14 apps"))}}},
                      Heading{.level = 2, .text = QStringLiteral("Contents")}, Contents{.depth = 3}};
    document.attachments = {{.name = QStringLiteral("findings.json"),
                             .mimeType = QStringLiteral("application/json"),
                             .description = QStringLiteral("The findings"),
                             .bytes = QByteArray("{\"a\":1}\n\0\xff", 10)}};
    return document;
}

} // namespace

class PdfTest : public QObject
{
    Q_OBJECT
private slots:
    void isWellFormed_data();
    void isWellFormed();
    void sameDocumentSameBytes();
    void tagsEveryPart();
    void numbersContentsAndLinksThem();
    void leadsOnlyWhereItMay();
    void embedsSubsetsOnly();
    void saysWhatItIsBuiltTo();
    void keepsAttachmentsToTheByte();
    void textComesBackAsTyped_data();
    void textComesBackAsTyped();
    void hostileTextIsShownNotObeyed_data();
    void hostileTextIsShownNotObeyed();
    void staysOnThePaper_data();
    void staysOnThePaper();
    void aLongTableSaysItsHeadsOnEachPage();
    void aRowTallerThanAPageBreaks();
    void headingsAreNeverLeftAlone();
    void watermarkLeavesTheTextAlone();
    void sixtyPagesAreQuick();
};

void PdfTest::isWellFormed_data()
{
    QTest::addColumn<print::Paper>("paper");
    QTest::addColumn<bool>("empty");
    QTest::addColumn<QString>("size");
    const QString a4 = QStringLiteral("595.28 x 841.89 pts (A4)");
    const QString letter = QStringLiteral("612 x 792 pts (letter)");
    QTest::newRow("everything on A4") << print::Paper::A4 << false << a4;
    QTest::newRow("everything on Letter") << print::Paper::Letter << false << letter;
    QTest::newRow("an empty document is one page") << print::Paper::A4 << true << a4;
}

void PdfTest::isWellFormed()
{
    QFETCH(print::Paper, paper);
    QFETCH(bool, empty);
    QFETCH(QString, size);
    const Result<QByteArray> bytes = print::pdf(empty ? Document() : wholeDocument(), paper);
    QVERIFY(bytes);
    const test::PdfFile file(*bytes);
    const QString check = file.tell(QStringLiteral("qpdf"), {QStringLiteral("--check")});
    QVERIFY2(check.contains(QLatin1String("No syntax or stream encoding errors found")), qPrintable(check));
    const QString info = file.tell(QStringLiteral("pdfinfo"), {});
    QVERIFY2(info.contains(size), qPrintable(info));
    QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Tagged: +yes"))), qPrintable(info));
    QVERIFY2(info.contains(QRegularExpression(QStringLiteral("PDF version: +1\\.7"))), qPrintable(info));
    QCOMPARE(file.pages(), empty ? 1 : 3);
    QVERIFY(!empty || file.text().contains(QLatin1String("Page 1 of 1")));
}

void PdfTest::sameDocumentSameBytes()
{
    const Result<QByteArray> first = print::pdf(wholeDocument(), print::Paper::A4);
    const Result<QByteArray> second = print::pdf(wholeDocument(), print::Paper::A4);
    QVERIFY(first && second);
    QVERIFY(*first == *second);
    Document other = wholeDocument();
    other.madeAt = other.madeAt.addSecs(1);
    QVERIFY(*print::pdf(other, print::Paper::A4) != *first);
}

void PdfTest::tagsEveryPart()
{
    const test::PdfFile file(*print::pdf(wholeDocument(), print::Paper::A4));
    const QString structure = file.structure();
    qsizetype at = 0;
    for (const char *part : {"Document",
                             "H1 (block)",
                             "\"Title on the cover\"",
                             "Table",
                             "TH",
                             "\"Scope\"",
                             "H2 (block)",
                             "TOC",
                             "TOCI",
                             "Link",
                             "H2 (block)",
                             "\"First chapter\"",
                             "L (block)",
                             "LI",
                             "Lbl",
                             "LBody",
                             "\"First point\"",
                             "P (block)",
                             "\"family.check-name\"",
                             "H3 (block)",
                             "\"An entry\"",
                             "H4 (block)",
                             "Code",
                             "Figure",
                             "Table",
                             "THead",
                             "TR",
                             "TH",
                             "\"Name\"",
                             "TBody",
                             "TH",
                             "\"row-0\"",
                             "TD",
                             "\"High\"",
                             "H2 (block)",
                             "\"Second chapter\""}) {
        const qsizetype found = structure.indexOf(QLatin1String(part), at);
        QVERIFY2(found >= 0, qPrintable(QLatin1String(part) +
                                        QStringLiteral(" is missing or out of order in\n") + structure));
        at = found + 1;
    }
    const QByteArray plainFile = file.plain();
    QCOMPARE(plainFile.count("/Scope /Column"), 3);
    QCOMPARE(plainFile.count("/Scope /Row"), 3 + 2);
    QVERIFY(plainFile.contains("/Alt (A bar of two parts: 3 pass, 1 unknown.)"));
    QVERIFY(plainFile.contains("/Summary (Numbers)"));
    QVERIFY(plainFile.contains("/BBox ["));
    QVERIFY(plainFile.contains("/Artifact BMC"));
}

void PdfTest::numbersContentsAndLinksThem()
{
    const test::PdfFile file(*print::pdf(wholeDocument(), print::Paper::A4));
    const QString text = file.text();
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("First chapter +2\n"))), qPrintable(text));
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("An entry +2\n"))), qPrintable(text));
    QVERIFY2(text.contains(QRegularExpression(QStringLiteral("Second chapter +3\n"))), qPrintable(text));
    for (int page = 1; page <= 3; ++page)
        QVERIFY(text.contains(QStringLiteral("Page %1 of 3").arg(page)));
    const QByteArray plainFile = file.plain();
    // Three lines of contents and the reference in the text, each with its place in the tree; and the
    // outline.
    QCOMPARE(plainFile.count("/Dest ["), 4 + 3);
    QCOMPARE(plainFile.count("/Subtype /Link"), 5);
    QCOMPARE(plainFile.count("/Type /OBJR"), 5);
    QVERIFY(plainFile.contains("/Title (Second chapter)"));
    QVERIFY(plainFile.contains("/PageMode /UseOutlines"));
}

void PdfTest::leadsOnlyWhereItMay()
{
    const Document document = documentOf({Paragraph{
        .text = {{.text = QStringLiteral("script "), .link = QStringLiteral("javascript:app.alert(1)")},
                 {.text = QStringLiteral("file "), .link = QStringLiteral("file:///etc/passwd")},
                 {.text = QStringLiteral("plain "), .link = QStringLiteral("http://example.org/")},
                 {.text = QStringLiteral("nowhere "), .link = QStringLiteral("#absent")},
                 {.text = QStringLiteral("web"), .link = QStringLiteral("https://fly.io/a)b(c\\")}}}});
    const test::PdfFile file(*print::pdf(document, print::Paper::A4));
    const QByteArray plainFile = file.plain();
    QCOMPARE(plainFile.count("/Subtype /Link"), 1);
    QVERIFY(!plainFile.contains("javascript:"));
    QVERIFY(!plainFile.contains("/etc/passwd"));
    QVERIFY(plainFile.contains("https://fly.io/a"));
    QVERIFY(file.flowingText().contains(QLatin1String("script file plain nowhere web")));
    QVERIFY(
        file.tell(QStringLiteral("qpdf"), {QStringLiteral("--check")}).contains(QLatin1String("No syntax")));
}

void PdfTest::embedsSubsetsOnly()
{
    const test::PdfFile file(*print::pdf(wholeDocument(), print::Paper::A4));
    const QString fonts = file.tell(QStringLiteral("pdffonts"), {});
    const QStringList lines = fonts.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
    QVERIFY2(lines.size() >= 4, qPrintable(fonts));
    for (const QString &line : lines) {
        QVERIFY2(line.contains(QRegularExpression(QStringLiteral("^[A-Z]{6}\\+"))), qPrintable(line));
        QVERIFY2(line.contains(QRegularExpression(QStringLiteral("yes yes yes +\\d+"))), qPrintable(line));
    }
    QVERIFY2(fonts.contains(QLatin1String("+Inter-Regular")), qPrintable(fonts));
    QVERIFY2(fonts.contains(QLatin1String("+InterDisplay-SemiBold")), qPrintable(fonts));
    QVERIFY2(fonts.contains(QLatin1String("+Hack-Regular")), qPrintable(fonts));
}

void PdfTest::saysWhatItIsBuiltTo()
{
    Document document = wholeDocument();
    document.title = QStringLiteral("Tom & <Jerry> \u2603");
    const test::PdfFile file(*print::pdf(document, print::Paper::A4));
    const QString xmp = file.tell(QStringLiteral("pdfinfo"), {QStringLiteral("-meta")});
    QVERIFY2(xmp.contains(QLatin1String("<pdfaid:part>3</pdfaid:part>")), qPrintable(xmp));
    QVERIFY(xmp.contains(QLatin1String("<pdfaid:conformance>A</pdfaid:conformance>")));
    QVERIFY(xmp.contains(QLatin1String("<pdfuaid:part>1</pdfuaid:part>")));
    QVERIFY(xmp.contains(QLatin1String("pdfaExtension:schemas")));
    QVERIFY(xmp.contains(QStringLiteral("Tom &amp; &lt;Jerry&gt; \u2603")));
    QVERIFY(xmp.contains(QLatin1String("<xmp:CreateDate>2026-11-24T10:00:00Z</xmp:CreateDate>")));
    const QByteArray plainFile = file.plain();
    for (const char *key : {"/GTS_PDFA1", "/DisplayDocTitle true", "/Lang (en)", "/Marked true",
                            "/CreationDate (D:20261124100000Z)", "/ID [<", "/Tabs /S"})
        QVERIFY2(plainFile.contains(key), key);
    QVERIFY(!plainFile.contains("/JavaScript"));
}

void PdfTest::keepsAttachmentsToTheByte()
{
    const Document document = wholeDocument();
    const test::PdfFile file(*print::pdf(document, print::Paper::A4));
    const QString out = file.folder() + QStringLiteral("/taken.json");
    file.tell(QStringLiteral("pdfdetach"),
              {QStringLiteral("-save"), QStringLiteral("1"), QStringLiteral("-o"), out});
    QFile taken(out);
    QVERIFY(taken.open(QIODevice::ReadOnly));
    QCOMPARE(taken.readAll(), document.attachments.front().bytes);
    const QByteArray plainFile = file.plain();
    QVERIFY(plainFile.contains("/AFRelationship /Data"));
    QVERIFY(plainFile.contains("/Subtype /application#2fjson"));
    QVERIFY(plainFile.contains("/AF ["));
}

void PdfTest::textComesBackAsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("ligatures") << QStringLiteral("office affluent fjord ﬁnal");
    QTest::newRow("what a font would turn into signs")
        << QStringLiteral("0x2F -> a::b --flag >= 1x1 (c) 10/12");
    QTest::newRow("accents") << QStringLiteral("naïve e\u0301tude Ελληνικά Кириллица đường");
    QTest::newRow("Arabic") << QStringLiteral("سياسة الأمان للتطبيق");
    QTest::newRow("Hebrew") << QStringLiteral("תמונת מצב של האבטחה");
    QTest::newRow("Japanese") << QStringLiteral("日本語のアプリ名");
    QTest::newRow("Chinese and Korean") << QStringLiteral("简体中文 한국어");
    QTest::newRow("Devanagari") << QStringLiteral("हिन्दी में सुरक्षा");
    QTest::newRow("Thai") << QStringLiteral("ภาษาไทย");
    QTest::newRow("emoji") << QStringLiteral("app-🚀-prod ✅");
    QTest::newRow("beyond the first plane") << QStringLiteral("\U0001D4D0\U00010348");
    QTest::newRow("no-break space and dashes") << QStringLiteral("a–b—c “quoted” …");
}

void PdfTest::textComesBackAsTyped()
{
    QFETCH(QString, typed);
    const QString between = QStringLiteral("Before %1 after");
    const test::PdfFile file(
        *print::pdf(documentOf({Paragraph{.text = plain(between.arg(typed))},
                                Heading{.level = 2, .text = typed}, Code{.text = typed, .label = {}}}),
                    print::Paper::A4));
    // A reader's search ignores the marks poppler puts around right-to-left text.
    QString text = file.flowingText();
    text.remove(QRegularExpression(QStringLiteral("[\u200E\u200F\u202A-\u202E]")));
    QVERIFY2(text.count(typed) >= 3, qPrintable(text));
    QVERIFY(
        file.tell(QStringLiteral("qpdf"), {QStringLiteral("--check")}).contains(QLatin1String("No syntax")));
}

void PdfTest::hostileTextIsShownNotObeyed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a control character") << QStringLiteral("a\u0007b") << QStringLiteral("a\u2407b");
    QTest::newRow("an escape sequence") << QStringLiteral("\u001b[31mred") << QStringLiteral("\u241b[31mred");
    QTest::newRow("a zero") << QString(QChar(0)) + QLatin1String("end") << QStringLiteral("\u2400end");
    QTest::newRow("half a pair") << QString(QChar(0xD83D)) + QLatin1String("x") << QStringLiteral("\uFFFDx");
    QTest::newRow("the other half") << QLatin1String("x") + QString(QChar(0xDE80))
                                    << QStringLiteral("x\uFFFD");
    QTest::newRow("right-to-left override")
        << QStringLiteral("invoice\u202Efdp.exe") << QStringLiteral("invoice‹U+202E›fdp.exe");
    QTest::newRow("an isolate") << QStringLiteral("a\u2066b\u2069") << QStringLiteral("a‹U+2066›b‹U+2069›");
    QTest::newRow("a paragraph separator") << QStringLiteral("a\u2029b") << QStringLiteral("a‹U+2029›b");
    QTest::newRow("C1 control") << QStringLiteral("a\u009bb") << QStringLiteral("a‹U+009B›b");
    QTest::newRow("a noncharacter") << QStringLiteral("a\uFFFFb") << QStringLiteral("a‹U+FFFF›b");
    QTest::newRow("markup") << QStringLiteral("<b>&amp;</b>") << QStringLiteral("<b>&amp;</b>");
    QTest::newRow("PDF's own syntax")
        << QStringLiteral(") Tj ET (\\ <</A>>") << QStringLiteral(") Tj ET (\\ <</A>>");
}

void PdfTest::hostileTextIsShownNotObeyed()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    Document document = documentOf({Heading{.level = 2, .text = text, .anchor = text, .label = text},
                                    Paragraph{.text = {{.text = text, .link = QLatin1Char('#') + text}}},
                                    Code{.text = text, .label = text}});
    document.title = text;
    document.subject = text;
    document.footer = text;
    document.watermark = text;
    const Result<QByteArray> bytes = print::pdf(document, print::Paper::A4);
    QVERIFY(bytes);
    const test::PdfFile file(*bytes);
    const QString found = file.flowingText();
    QVERIFY2(found.contains(shown), qPrintable(found));
    QVERIFY(
        file.tell(QStringLiteral("qpdf"), {QStringLiteral("--check")}).contains(QLatin1String("No syntax")));
    QCOMPARE(file.pages(), 1);
}

void PdfTest::staysOnThePaper_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("an app name of 63 characters") << repeated(QStringLiteral("a"), 63);
    QTest::newRow("a digest") << QStringLiteral("registry.fly.io/web@sha256:") +
                                     repeated(QStringLiteral("0123456789abcdef"), 8);
    QTest::newRow("2,000 characters without a break") << repeated(QStringLiteral("W"), 2000);
    QTest::newRow("right to left without a break") << repeated(QStringLiteral("\u05D0"), 400);
    QTest::newRow("100 marks on one letter") << QStringLiteral("e") + repeated(QStringLiteral("\u0301"), 100);
}

void PdfTest::staysOnThePaper()
{
    QFETCH(QString, name);
    Table table = tableOf(1);
    table.rows[0][0].text = {{.text = name, .code = true}};
    table.rows[0][2].text = plain(name);
    const test::PdfFile file(
        *print::pdf(documentOf({Heading{.level = 2, .text = name}, Paragraph{.text = plain(name)}, table,
                                Bullets{.items = {plain(name)}}, Code{.text = name, .label = name},
                                Facts{.rows = {{name, plain(name)}}}}),
                    print::Paper::A4));
    const QString boxes =
        file.tell(QStringLiteral("pdftotext"), {QStringLiteral("-bbox")}, {QStringLiteral("-")});
    static const QRegularExpression edge(
        QStringLiteral("xMin=\"([-0-9.]+)\" yMin=\"([-0-9.]+)\" xMax=\"([-0-9.]+)\""));
    auto words = edge.globalMatch(boxes);
    int seen = 0;
    while (words.hasNext()) {
        const QRegularExpressionMatch word = words.next();
        QVERIFY2(word.captured(1).toDouble() >= 38, qPrintable(word.captured()));
        QVERIFY2(word.captured(3).toDouble() <= 595.276 - 38, qPrintable(word.captured()));
        ++seen;
    }
    QVERIFY(seen > 10);
}

void PdfTest::aLongTableSaysItsHeadsOnEachPage()
{
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> bytes = print::pdf(
        documentOf({Heading{.level = 2, .text = QStringLiteral("Rows")}, tableOf(5000)}), print::Paper::A4);
    QVERIFY(bytes);
    qInfo("5,000 rows: %lld ms, %lld bytes", timer.elapsed(), qlonglong(bytes->size()));
    const test::PdfFile file(*bytes);
    const QString text = file.text();
    const int pages = file.pages();
    QVERIFY(pages > 100);
    QCOMPARE(text.count(QRegularExpression(QStringLiteral("Name +State +Count"))), pages);
    for (int row = 0; row < 5000; ++row)
        QVERIFY2(text.contains(QStringLiteral("row-%1 ").arg(row)), qPrintable(QString::number(row)));
    const QByteArray plainFile = file.plain();
    QCOMPARE(plainFile.count("/Scope /Column"), 3); // the heads said again are no part of the tree
    QCOMPARE(plainFile.count("/Scope /Row"), 5000);
}

void PdfTest::aRowTallerThanAPageBreaks()
{
    Table table = tableOf(1);
    QStringList lines;
    for (int i = 0; i < 300; ++i)
        lines += QStringLiteral("line-%1-end").arg(i);
    table.rows[0][1].text = plain(lines.join(QLatin1Char('\n')));
    const test::PdfFile file(*print::pdf(documentOf({table}), print::Paper::A4));
    QVERIFY(file.pages() >= 4);
    const QString text = file.text();
    for (const QString &line : lines)
        QVERIFY2(text.contains(line), qPrintable(line));
}

void PdfTest::headingsAreNeverLeftAlone()
{
    for (int filler = 30; filler < 62; ++filler) {
        std::vector<Block> blocks;
        for (int i = 0; i < filler; ++i)
            blocks.emplace_back(Paragraph{.text = plain(QStringLiteral("Filler"))});
        blocks.emplace_back(
            Heading{.level = 3, .text = QStringLiteral("Entry"), .label = QStringLiteral("label-of-it")});
        blocks.emplace_back(Paragraph{.text = plain(QStringLiteral("Severity")), .withNext = true});
        blocks.emplace_back(Heading{.level = 4, .text = QStringLiteral("Observed")});
        blocks.emplace_back(Paragraph{.text = plain(QStringLiteral("What was seen"))});
        const test::PdfFile file(*print::pdf(documentOf(std::move(blocks)), print::Paper::A4));
        const QStringList pages = file.text().split(QLatin1Char('\f'));
        int holders = 0;
        for (const QString &page : pages) {
            if (!page.contains(QLatin1String("label-of-it")))
                continue;
            ++holders;
            for (const char *part : {"Entry", "Severity", "Observed", "What was seen"})
                QVERIFY2(page.contains(QLatin1String(part)),
                         qPrintable(QStringLiteral("%1: %2").arg(filler).arg(page)));
        }
        QCOMPARE(holders, 1);
    }
}

void PdfTest::watermarkLeavesTheTextAlone()
{
    Document document = wholeDocument();
    const QString before = test::PdfFile(*print::pdf(document, print::Paper::A4)).text();
    document.watermark = QStringLiteral("Demo data");
    const Result<QByteArray> marked = print::pdf(document, print::Paper::A4);
    QVERIFY(marked);
    const test::PdfFile file(*marked);
    QCOMPARE(file.text(), before);
    QVERIFY(marked->size() > print::pdf(wholeDocument(), print::Paper::A4)->size());
}

void PdfTest::sixtyPagesAreQuick()
{
    std::vector<Block> blocks;
    for (int chapter = 0; chapter < 30; ++chapter) {
        blocks.emplace_back(
            Heading{.level = 2, .text = QStringLiteral("Chapter %1").arg(chapter), .newPage = true});
        blocks.emplace_back(
            Paragraph{.text = plain(repeated(QStringLiteral("Words that fill a line. "), 30))});
        blocks.emplace_back(tableOf(60));
    }
    QElapsedTimer timer;
    timer.start();
    const Result<QByteArray> bytes = print::pdf(documentOf(std::move(blocks)), print::Paper::A4);
    const qint64 took = timer.elapsed();
    QVERIFY(bytes);
    const test::PdfFile file(*bytes);
    qInfo("%d pages: %lld ms, %lld bytes", file.pages(), took, qlonglong(bytes->size()));
    QCOMPARE(file.pages(), 60);
    QVERIFY2(took < 10'000, qPrintable(QString::number(took)));
}

QTEST_GUILESS_MAIN(PdfTest)
#include "pdf_test.moc"
