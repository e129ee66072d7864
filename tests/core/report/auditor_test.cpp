// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/figures.h"
#include "core/report/formats.h"
#include "tests/core/report/material.h"

#include <QCryptographicHash>
#include <QTest>
#include <functional>

using namespace aw;
using namespace aw::report;

namespace {

QString wordsOf(const Text &text)
{
    QString words;
    for (const Span &span : text)
        words += span.text;
    return words;
}

/// All that a document says, a line a block or row.
struct Reader {
    QStringList lines;

    void operator()(const Heading &heading)
    {
        if (!heading.label.isEmpty())
            lines += heading.label;
        lines += QStringLiteral("H%1 %2").arg(heading.level).arg(heading.text);
    }
    void operator()(const Paragraph &paragraph) { lines += wordsOf(paragraph.text); }
    void operator()(const Bullets &bullets)
    {
        for (const Text &item : bullets.items)
            lines += QStringLiteral("- ") + wordsOf(item);
    }
    void operator()(const Code &code) { lines += code.label + QLatin1Char('\n') + code.text; }
    void operator()(const Table &table)
    {
        lines += QStringLiteral("TABLE ") + table.columns.join(QLatin1Char('|'));
        for (const std::vector<Cell> &row : table.rows) {
            QStringList cells;
            for (const Cell &cell : row)
                cells += wordsOf(cell.text);
            lines += cells.join(QLatin1Char('|'));
        }
    }
    void operator()(const Facts &facts)
    {
        for (const auto &[name, value] : facts.rows)
            lines += name + QStringLiteral(": ") + wordsOf(value);
    }
    void operator()(const Figure &figure) { lines += QStringLiteral("FIGURE ") + figure.alternative; }
    void operator()(const Contents &) { lines += QStringLiteral("CONTENTS"); }
};

QString said(const std::vector<Block> &blocks)
{
    Reader reader;
    for (const Block &block : blocks)
        std::visit(reader, block);
    return reader.lines.join(QLatin1Char('\n'));
}

Material changed(const Material &material,
                 const std::function<void(assess::Posture &, model::Snapshot &)> &change)
{
    auto posture = std::make_shared<assess::Posture>(*material.posture);
    auto snapshot = std::make_shared<model::Snapshot>(*posture->snapshot);
    change(*posture, *snapshot);
    posture->snapshot = snapshot;
    Material other = material;
    other.posture = posture;
    return other;
}

} // namespace

class AuditorTest : public QObject
{
    Q_OBJECT
private slots:
    void coverSaysWhatWasLookedAt();
    void demoIsSaidEverywhere();
    void listsWhatWasNotObserved();
    void scoreCanBeRecomputed();
    void eachFailureHasEvidenceAndFix();
    void marksOldAndUndatedSources();
    void boundsTheEvidenceOfOneFinding();
    void unknownIsGroupedByReason();
    void passedIsListedByCheck();
    void nothingAtAllIsSaidToo();
    void headingsGoDownOneAtATime();
    void linksLeadToWhatIsThere();
    void attachesTheFindings();
};

void AuditorTest::coverSaysWhatWasLookedAt()
{
    const Document document = auditorReport(test::northwindParcel(6));
    const QString cover = said(document.cover);
    QCOMPARE(document.title, QStringLiteral("Security posture of Northwind Parcel"));
    for (const char *words :
         {"H1 Security posture of Northwind Parcel",
          "Fly.io organization northwind-parcel, as of 24 Nov 2026",
          "Snapshot: 24 Nov 2026, 09:58 UTC, incomplete: app_secrets, image_configurations",
          "Report made: 24 Nov 2026, 10:14 UTC",
          "Scope: 6 apps, 6 machines, 6 volumes, 9 members, 8 WireGuard peers, at least 17 tokens",
          "54 results: 20 pass, 16 fail, 12 unknown, 6 not applicable",
          "Score: 32 of 100, strict 32, at best 49, coverage 82 %, 0 accepted risks",
          "secret values never collected", "CONTENTS"})
        QVERIFY2(cover.contains(QLatin1String(words)),
                 qPrintable(QLatin1String(words) + QLatin1Char('\n') + cover));
    QVERIFY(cover.contains(test::northwindParcel().catalogue->version()));
    QCOMPARE(document.madeAt, QDateTime(QDate(2026, 11, 24), QTime(10, 14), Qt::UTC));
}

void AuditorTest::demoIsSaidEverywhere()
{
    const Material demo = test::northwindParcel(1);
    const Document document = auditorReport(demo);
    QCOMPARE(document.watermark, QStringLiteral("Demo data"));
    QVERIFY(document.footer.startsWith(QLatin1String("Demo data.")));
    QVERIFY(said(document.cover).contains(QLatin1String("invented")));
    const Document real = auditorReport(
        changed(demo, [](assess::Posture &, model::Snapshot &snapshot) { snapshot.demo = false; }));
    QVERIFY(real.watermark.isEmpty());
    QVERIFY(!real.footer.contains(QLatin1String("Demo")));
    QVERIFY(!said(real.cover).contains(QLatin1String("invented")));
}

void AuditorTest::listsWhatWasNotObserved()
{
    const QString text = said(auditorReport(test::northwindParcel(6)).blocks);
    for (const char *words :
         {"H2 1  What was and was not observed", "4 of 6 sources were read to their end",
          "apps|Complete|1 of 1||",
          "app_secrets|Partial|2 of 6|The token may not read it|The platform answered 403 for 4 apps; a "
          "token with the "
          "role deployer would show them.",
          "image_configurations|Not asked|0 of 6|",
          "access.shell-open-to-all-members|6 subjects|No API offers the answer to anyone",
          "GET /v1/apps/internal-ledger/machines|/0/host_status|The field host_status is a number, not a "
          "text."})
        QVERIFY2(text.contains(QLatin1String(words)), words);
}

void AuditorTest::scoreCanBeRecomputed()
{
    // 10, 6, 3 and 1 for four checks with 2 of 6 passing, half of it; 6 and 3 for two unknown; 6 and 3 for
    // two passing.
    const QString text = said(auditorReport(test::northwindParcel(6)).blocks);
    for (const char *words :
         {"H2 2  Summary", "Not ready", "Northwind Parcel is not ready: 8 serious problems are open",
          "FIGURE Not ready. Score 32 of 100, at best 49, strict 32, coverage 82 percent.",
          "100 × 12.3 earned ÷ 38 possible = 32.5, rounded down. An open critical finding would cap a higher "
          "score at 49.",
          "exposure.internal-service-public|Critical|10|2|4|0|0|0.167|1.7",
          "secrets.plaintext-files|High|6|6|0|0|0|1.000|6.0", "Sum||38|",
          "FIGURE 54 results: 16 fail, 12 unknown, 20 pass, 6 not applicable.", "Fail|Critical|4",
          "Unknown|The token may not read it|6"})
        QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    const Material capped =
        changed(test::northwindParcel(6), [](assess::Posture &posture, model::Snapshot &) {
            posture.score.raw = 51.2;
            posture.score.cap = 49;
        });
    QVERIFY(said(auditorReport(capped).blocks)
                .contains(QLatin1String("An open critical finding caps the score at 49.")));
}

void AuditorTest::eachFailureHasEvidenceAndFix()
{
    const Document document = auditorReport(test::northwindParcel(2));
    const QString text = said(document.blocks);
    for (const char *words :
         {"H2 3  Findings, 8", "TABLE Severity|Finding|Subject|Region",
          "Critical|Internal app answers on a public address (guessed)|internal-ledger|iad",
          "exposure.internal-service-public\nH3 Internal app answers on a public address\nCritical",
          "environment production, data personal", "H4 What was observed\nThe app is meant to be internal",
          "Guessed. What the app is meant to be was not declared",
          "The check's own severity is high. It is critical here",
          "GET /v1/apps/internal-ledger/ip_assignments, 24 Nov 2026, 09:56 UTC, status 200, fly-request-id "
          "01JDEX7M2K",
          "/ips/0:\n{\n  \"created_at\": \"2026-11-18T07:41:09Z\",", "/ips/1/ip: \"203.0.113.17\"",
          "Airworthy never runs these commands",
          "2. Release every public address. Changes production. Downtime: immediate and intended",
          "\nfly ips release 2001:db8:0:1::4c:71d0 -a internal-ledger\nfly ips release 203.0.113.17 -a "
          "internal-ledger",
          "3. Tell the team that the address is gone", "H4 Why it matters, and sources",
          "- Flycast - Private Fly Proxy services, as of 7 Aug 2026", "Mappings. ", "SOC 2: CC6.1, CC6.6"})
        QVERIFY2(text.contains(QLatin1String(words)), words);
    QCOMPARE(text.count(QLatin1String("H4 Evidence")), 8);
}

void AuditorTest::marksOldAndUndatedSources()
{
    Material material = test::northwindParcel(1);
    QVERIFY(!said(auditorReport(material).blocks).contains(QLatin1String("older than 180 days,")));
    QVERIFY(said(auditorReport(material).blocks).contains(QLatin1String(", undated")));
    material.now = QDateTime(QDate(2027, 8, 1), QTime(0, 0), Qt::UTC);
    QVERIFY(said(auditorReport(material).blocks)
                .contains(QLatin1String("as of 7 Aug 2026, older than 180 days")));
}

void AuditorTest::boundsTheEvidenceOfOneFinding()
{
    const Material material =
        changed(test::northwindParcel(1), [](assess::Posture &posture, model::Snapshot &) {
            model::Findings findings{posture.findings->front()};
            findings.front().evidence.assign(40, {0, QStringLiteral("/ips/1/ip")});
            findings.front().evidence.push_back({7'000, QString()});
            posture.findings = std::make_shared<model::Findings>(findings);
        });
    const QString text = said(auditorReport(material).blocks);
    QCOMPARE(text.count(QLatin1String("/ips/1/ip: \"203.0.113.17\"")), 12);
    QVERIFY(text.contains(QLatin1String("28 more places are in the attached findings.json.")));
}

void AuditorTest::unknownIsGroupedByReason()
{
    const QString text = said(auditorReport(test::northwindParcel(2)).blocks);
    const QString permission = QStringLiteral(
        "H3 The token may not read it, 2\nTABLE Severity|Check|Subject|What would settle it\n");
    QVERIFY2(text.contains(permission), qPrintable(text));
    QVERIFY(text.contains(QLatin1String(
        "\nsecrets.image-history|internal-ledger|A token that may read the registry would settle it.")));
    QVERIFY(text.contains(QLatin1String("H3 No API offers the answer to anyone, 2")));
}

void AuditorTest::passedIsListedByCheck()
{
    const QString text = said(auditorReport(test::northwindParcel(2)).blocks);
    for (const char *words : {"H2 5  Passed, 4", "secrets.plaintext-files\nH3 ",
                              "internal-ledger|iad|None of 2 inline files holds a credential.",
                              "Not applicable to 2 subjects.", "H2 6  What no check can see", "H2 7  Method"})
        QVERIFY2(text.contains(QLatin1String(words)), words);
}

void AuditorTest::nothingAtAllIsSaidToo()
{
    Material material =
        changed(test::northwindParcel(0), [](assess::Posture &posture, model::Snapshot &snapshot) {
            posture.score = {};
            posture.counts = {};
            snapshot.problems.clear();
            snapshot.organization.name = {};
        });
    const Document document = auditorReport(material);
    QCOMPARE(document.title, QStringLiteral("Security posture of northwind-parcel"));
    const QString text = said(document.blocks);
    for (const char *words :
         {"There is no score: no check had anything to judge.", "FIGURE No score: nothing was judged.",
          "FIGURE No results.", "No result failed.", "Every question that was asked has an answer.",
          "No result passed.", "Every answer had the form"})
        QVERIFY2(text.contains(QLatin1String(words)), words);
    QVERIFY(said(document.cover).contains(QLatin1String("Score: none: nothing was judged")));
}

void AuditorTest::headingsGoDownOneAtATime()
{
    const Document document = auditorReport(test::northwindParcel(3));
    int level = 1;
    int seen = 0;
    for (const Block &block : document.blocks) {
        if (const auto *heading = std::get_if<Heading>(&block)) {
            QVERIFY2(heading->level <= level + 1, qPrintable(heading->text));
            level = heading->level;
            ++seen;
        }
    }
    QVERIFY(seen > 40);
}

void AuditorTest::linksLeadToWhatIsThere()
{
    const Document document = auditorReport(test::northwindParcel(3));
    QStringList anchors;
    QStringList links;
    for (const Block &block : document.blocks) {
        if (const auto *heading = std::get_if<Heading>(&block))
            anchors += QLatin1Char('#') + heading->anchor;
        if (const auto *table = std::get_if<Table>(&block)) {
            for (const auto &row : table->rows) {
                for (const Cell &cell : row) {
                    for (const Span &span : cell.text)
                        links += span.link;
                }
            }
        }
    }
    links.removeAll(QString());
    QCOMPARE(links.size(), 8);
    for (const QString &link : links)
        QVERIFY2(anchors.contains(link), qPrintable(link));
}

void AuditorTest::attachesTheFindings()
{
    const Material material = test::northwindParcel(2);
    const Document document = auditorReport(material);
    QCOMPARE(document.attachments.size(), std::size_t(1));
    QCOMPARE(document.attachments.front().name, QStringLiteral("findings.json"));
    QCOMPARE(document.attachments.front().bytes, findingsJson(material, *material.posture->findings));
    const QByteArray digest =
        QCryptographicHash::hash(document.attachments.front().bytes, QCryptographicHash::Sha256).toHex();
    QVERIFY(said(document.cover).contains(QString::fromLatin1(digest)));
}

QTEST_GUILESS_MAIN(AuditorTest)
#include "auditor_test.moc"
