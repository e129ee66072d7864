// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/auditor_parts.h"
#include "core/report/figures.h"
#include "core/report/wording.h"

#include <QCryptographicHash>
#include <algorithm>

namespace aw::report {
namespace {

QString organizationName(const model::Snapshot &snapshot)
{
    const model::Organization &organization = snapshot.organization;
    return organization.name.known() && !organization.name->isEmpty() ? *organization.name
                                                                      : organization.slug;
}

QString snapshotFact(const model::Snapshot &snapshot)
{
    QStringList missing;
    for (const model::Source &source : snapshot.sources) {
        if (source.lacking())
            missing += source.name;
    }
    const QString moment = momentOf(snapshot.collectedAt);
    if (missing.isEmpty())
        return Words::tr("%1, every source read to its end").arg(moment);
    constexpr qsizetype kNamed = 4;
    const QString names = missing.mid(0, kNamed).join(QStringLiteral(", "));
    if (missing.size() <= kNamed)
        return Words::tr("%1, incomplete: %2").arg(moment, names);
    return Words::tr("%1, incomplete: %2 and %3 more")
        .arg(moment, names, figureOf(int(missing.size() - kNamed)));
}

/// How many of a kind there are, as far as is known.
struct Amount {
    int number = 0;
    bool complete = true;

    template<class T>
    void add(const model::Listing<T> &listing)
    {
        number += int(listing.items.size());
        complete = complete && listing.complete();
    }

    [[nodiscard]] QString said(const QString &one, const QString &many) const
    {
        const QString count = counted(number, one, many);
        return complete ? count : Words::tr("at least %1").arg(count);
    }
};

QString scopeFact(const model::Snapshot &snapshot)
{
    Amount apps{int(snapshot.apps.size()), snapshot.appsComplete};
    Amount machines;
    Amount volumes;
    for (const model::App &app : snapshot.apps) {
        machines.add(app.machines);
        volumes.add(app.volumes);
    }
    machines.complete = machines.complete && apps.complete;
    volumes.complete = volumes.complete && apps.complete;
    Amount members;
    Amount peers;
    Amount tokens;
    members.add(snapshot.organization.members);
    peers.add(snapshot.organization.peers);
    tokens.add(snapshot.organization.tokens);
    return QStringList{apps.said(Words::tr("1 app"), Words::tr("%1 apps")),
                       machines.said(Words::tr("1 machine"), Words::tr("%1 machines")),
                       volumes.said(Words::tr("1 volume"), Words::tr("%1 volumes")),
                       members.said(Words::tr("1 member"), Words::tr("%1 members")),
                       peers.said(Words::tr("1 WireGuard peer"), Words::tr("%1 WireGuard peers")),
                       tokens.said(Words::tr("1 token"), Words::tr("%1 tokens"))}
        .join(QStringLiteral(", "));
}

QString resultsFact(const Material &material)
{
    const assess::Counts &counts = material.posture->counts;
    const int all = int(material.posture->findings->size());
    return Words::tr("%1, %2: %3 pass, %4 fail, %5 unknown, %6 not applicable")
        .arg(counted(int(material.catalogue->checks().size()), Words::tr("1 check"), Words::tr("%1 checks")),
             counted(all, Words::tr("1 result"), Words::tr("%1 results")), figureOf(counts.passed),
             figureOf(counts.failed), figureOf(counts.unknown), figureOf(counts.notApplicable));
}

QString scoreFact(const assess::Score &score)
{
    if (!score.judged)
        return Words::tr("none: nothing was judged");
    return Words::tr("%1 of 100, strict %2, at best %3, coverage %4 %, %5")
        .arg(QString::number(score.score), QString::number(score.strict), QString::number(score.best),
             QString::number(score.coverage),
             counted(score.waivers, Words::tr("1 accepted risk"), Words::tr("%1 accepted risks")));
}

QString catalogueFact(const catalogue::Catalogue &catalogue)
{
    QDate latest;
    for (const catalogue::CheckEntry &check : catalogue.checks()) {
        for (const catalogue::SourceLink &source : check.sources)
            latest = std::max(latest, sourceDate(source.date));
    }
    if (!latest.isValid())
        return Words::tr("version %1").arg(catalogue.version());
    return Words::tr("version %1; sources read up to %2").arg(catalogue.version(), dayOf(latest));
}

Blocks coverOf(const Material &material, const Document &document, const QByteArray &digest)
{
    const model::Snapshot &snapshot = *material.posture->snapshot;
    const assess::Verdict &verdict = material.posture->verdict;
    Blocks cover;
    cover.emplace_back(Heading{.level = 1, .text = document.title});
    cover.emplace_back(
        Paragraph{.text = plain(Words::tr("Fly.io organization %1, as of %2. Auditor's report.")
                                    .arg(snapshot.organization.slug, dayOf(snapshot.collectedAt)))});
    if (snapshot.demo) {
        cover.emplace_back(Paragraph{
            .text = {{.text = Words::tr("Demo data."), .strong = true},
                     {.text = Words::tr(
                          " This organization is invented; nothing in this report is about anybody's "
                          "real systems.")}}});
    }
    Facts facts;
    facts.rows = {
        {Words::tr("Verdict"),
         {{.text = verdict.label, .strong = true, .tone = toneOf(verdict.grade), .mark = true}}},
        {Words::tr("Snapshot"), plain(snapshotFact(snapshot))},
        {Words::tr("Report made"), plain(momentOf(material.now))},
        {Words::tr("Scope"), plain(scopeFact(snapshot))},
        {Words::tr("Checks"), plain(resultsFact(material))},
        {Words::tr("Score"), plain(scoreFact(material.posture->score))},
        {Words::tr("Catalogue"), plain(catalogueFact(*material.catalogue))},
        {Words::tr("Redaction"),
         plain(Words::tr("people by full name, addresses in full, secret values never collected"))}};
    cover.emplace_back(std::move(facts));
    cover.emplace_back(Heading{.level = 2, .text = Words::tr("Check this document")});
    cover.emplace_back(
        Paragraph{.text = plain(Words::tr(
                      "This PDF is a view. The findings it is made from are attached as findings.json in "
                      "the form of findings.schema.json. It is not signed.")),
                  .withNext = true});
    cover.emplace_back(Code{
        .text = QStringLiteral("pdfdetach -saveall report.pdf && sha256sum findings.json\n%1  findings.json")
                    .arg(QString::fromLatin1(digest))});
    cover.emplace_back(Heading{.level = 2, .text = Words::tr("Contents")});
    cover.emplace_back(Contents{.depth = 2});
    return cover;
}

} // namespace

Heading chapter(int number, const QString &title)
{
    return {.level = 2,
            .text = QStringLiteral("%1  %2").arg(QString::number(number), title),
            .anchor = QStringLiteral("chapter-%1").arg(number),
            .newPage = true};
}

std::vector<const model::Finding *> withStatus(const model::Findings &findings, model::Status status)
{
    std::vector<const model::Finding *> chosen;
    for (const model::Finding &finding : findings) {
        if (finding.status == status)
            chosen.push_back(&finding);
    }
    return chosen;
}

Text checkName(const Material &material, const QString &check)
{
    const catalogue::CheckEntry *entry = material.catalogue->check(check);
    if (entry == nullptr)
        return code(check);
    return {{.text = entry->title + QLatin1Char('\n')}, {.text = check, .code = true, .tone = Tone::Quiet}};
}

Document auditorReport(const Material &material)
{
    const model::Snapshot &snapshot = *material.posture->snapshot;
    const QString name = organizationName(snapshot);
    const QByteArray json = findingsJson(material, *material.posture->findings);

    Document document;
    document.title = Words::tr("Security posture of %1").arg(name);
    document.subject = Words::tr("Auditor's report on the Fly.io organization %1 as of %2")
                           .arg(snapshot.organization.slug, momentOf(snapshot.collectedAt));
    document.footer = Words::tr("%1, auditor's report, snapshot of %2. Not signed.")
                          .arg(name, momentOf(snapshot.collectedAt));
    if (snapshot.demo) {
        document.watermark = Words::tr("Demo data");
        document.footer = Words::tr("Demo data. %1").arg(document.footer);
    }
    document.madeAt = material.now;
    document.cover =
        coverOf(material, document, QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
    addObserved(document.blocks, material, 1);
    addSummary(document.blocks, material, 2);
    addFailed(document.blocks, material, 3);
    addUnknown(document.blocks, material, 4);
    addPassed(document.blocks, material, 5);
    addLimits(document.blocks, 6);
    addMethod(document.blocks, material, 7);
    document.attachments = {{.name = QStringLiteral("findings.json"),
                             .mimeType = QStringLiteral("application/json"),
                             .description = Words::tr("The findings of this report"),
                             .bytes = json}};
    return document;
}

} // namespace aw::report
