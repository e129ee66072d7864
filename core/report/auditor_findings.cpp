// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/auditor_parts.h"
#include "core/report/evidence.h"
#include "core/report/wording.h"

#include <algorithm>
#include <map>

namespace aw::report {
namespace {

constexpr std::size_t kMostEvidence = 12; ///< places shown of one finding; the attachment holds all

QString sentence(const QString &words)
{
    const bool ended = words.isEmpty() || QStringLiteral(".!?:").contains(words.back());
    return ended ? words : words + QLatin1Char('.');
}

QString anchorOf(const model::Finding &finding)
{
    return QStringLiteral("finding-") + finding.id;
}

Table indexOf(const std::vector<const model::Finding *> &findings)
{
    Table table{
        .caption = Words::tr("Every failed result, worst first"),
        .columns = {Words::tr("Severity"), Words::tr("Finding"), Words::tr("Subject"), Words::tr("Region")},
        .widths = {1.2, 4.6, 3, 0.8}};
    for (const model::Finding *finding : findings) {
        Text headline{{.text = finding->headline, .link = QLatin1Char('#') + anchorOf(*finding)}};
        if (finding->guessed)
            headline.push_back({.text = Words::tr(" (guessed)"), .tone = Tone::Quiet});
        table.rows.push_back({rowHead({severitySpan(finding->severity)}), cell(std::move(headline)),
                              cell(code(subjectOf(*finding))), cell(code(finding->resource.region))});
    }
    return table;
}

/// "Critical  internal-ledger / web, iad. Production, personal data."
Text severityLine(const model::Finding &finding)
{
    Text line{severitySpan(finding.severity)};
    line.push_back({.text = QStringLiteral("\u2003")});
    line.push_back({.text = subjectOf(finding), .code = true});
    QStringList about;
    if (!finding.resource.region.isEmpty())
        about += finding.resource.region;
    if (!finding.environment.isEmpty())
        about += Words::tr("environment %1").arg(finding.environment);
    if (!finding.dataClass.isEmpty())
        about += Words::tr("data %1").arg(finding.dataClass);
    if (!about.isEmpty())
        line.push_back(
            {.text = QStringLiteral("\u2003") + about.join(QStringLiteral(", ")), .tone = Tone::Quiet});
    return line;
}

using Reasoned = std::pair<model::Reason, std::vector<const model::Finding *>>;

/// The findings by reason, the most frequent reason first.
std::vector<Reasoned> byReason(const std::vector<const model::Finding *> &findings)
{
    std::vector<Reasoned> groups;
    for (const model::Finding *finding : findings) {
        const model::Reason reason = finding->reason.value_or(model::Reason::NotCollected);
        auto group = std::find_if(groups.begin(), groups.end(),
                                  [reason](const Reasoned &known) { return known.first == reason; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {reason, {}});
        group->second.push_back(finding);
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Reasoned &a, const Reasoned &b) { return a.second.size() > b.second.size(); });
    return groups;
}

/// Adds one failed finding, block by block.
class Entry
{
public:
    Entry(Blocks &blocks, const Material &material, EvidenceReader &evidence, const model::Finding &finding)
        : m_blocks(blocks),
          m_material(material),
          m_evidence(evidence),
          m_finding(finding),
          m_check(material.catalogue->check(finding.check))
    {}

    void add()
    {
        m_blocks.emplace_back(Heading{
            .level = 3, .text = m_finding.headline, .anchor = anchorOf(m_finding), .label = m_finding.check});
        m_blocks.emplace_back(Paragraph{.text = severityLine(m_finding), .withNext = true});
        addObservation();
        addEvidence();
        addFix();
        addReasons();
    }

private:
    void part(const QString &title) { m_blocks.emplace_back(Heading{.level = 4, .text = title}); }

    void say(const QString &text, Tone tone = Tone::Normal)
    {
        m_blocks.emplace_back(Paragraph{.text = plain(text, tone)});
    }

    /// Words of the catalogue: commands stand between backticks, {app} is this finding's app.
    void sayProse(QString words)
    {
        if (!m_finding.resource.app.isEmpty())
            words.replace(QLatin1String("{app}"), m_finding.resource.app);
        Text text;
        bool command = false;
        for (const QString &part : words.split(QLatin1Char('`'))) {
            text.push_back({.text = part, .code = command});
            command = !command;
        }
        m_blocks.emplace_back(Paragraph{.text = std::move(text)});
    }

    /// Kept with the evidence's beginning, so that an entry never starts in the last lines of a page.
    void addObservation()
    {
        part(Words::tr("What was observed"));
        const auto keep = [this](Text text) {
            m_blocks.emplace_back(Paragraph{.text = std::move(text), .withNext = true});
        };
        keep(plain(m_finding.message));
        if (m_finding.guessed)
            keep({{.text = Words::tr("Guessed."), .strong = true},
                  {.text = Words::tr(" What the app is meant to be was not declared; this result rests on a "
                                     "guess from its name, role, addresses and storage.")}});
        if (m_check != nullptr && m_check->severity != m_finding.severity)
            keep(plain(
                Words::tr("The check's own severity is %1. It is %2 here because of the app's environment "
                          "and data.")
                    .arg(wordOf(m_check->severity).toLower(), wordOf(m_finding.severity).toLower())));
    }

    void addEvidence()
    {
        part(Words::tr("Evidence"));
        std::vector<std::pair<int, QString>> answers; // by reply, in the order of the finding
        std::size_t shown = 0;
        std::size_t known = 0;
        for (const model::Origin &origin : m_finding.evidence) {
            if (m_evidence.reply(origin) == nullptr)
                continue;
            if (++known > kMostEvidence)
                continue;
            ++shown;
            if (answers.empty() || answers.back().first != origin.reply)
                answers.emplace_back(origin.reply, QString());
            answers.back().second += placeOf(origin);
        }
        for (const auto &[reply, places] : answers)
            m_blocks.emplace_back(
                Code{.text = places.trimmed(), .label = answerLabel({.reply = reply, .pointer = {}})});
        if (answers.empty())
            say(Words::tr("No answer of the snapshot is named as evidence."), Tone::Quiet);
        if (known > shown)
            say(Words::tr("%1 more places are in the attached findings.json.")
                    .arg(figureOf(int(known - shown))),
                Tone::Quiet);
    }

    [[nodiscard]] QString answerLabel(const model::Origin &origin) const
    {
        const model::ReplyNote &reply = *m_evidence.reply(origin);
        QStringList label{reply.request, momentOf(reply.at)};
        label += reply.status > 0 ? Words::tr("status %1").arg(reply.status) : Words::tr("no answer");
        if (!reply.requestId.isEmpty())
            label += Words::tr("fly-request-id %1").arg(reply.requestId);
        return label.join(QStringLiteral(", "));
    }

    /// The place (RFC 6901) and what stands there, as JSON.
    [[nodiscard]] QString placeOf(const model::Origin &origin)
    {
        const Evidence evidence = m_evidence.at(origin);
        const QString place = origin.pointer.isEmpty() ? Words::tr("whole answer") : origin.pointer;
        if (evidence.truncated)
            return Words::tr("%1: larger than 4 KiB, left out").arg(place) + QLatin1Char('\n');
        if (!evidence.found)
            return Words::tr("%1: absent").arg(place) + QLatin1Char('\n');
        const QString value = QString::fromUtf8(evidence.value.pretty()).trimmed();
        const QChar between = value.contains(QLatin1Char('\n')) ? QLatin1Char('\n') : QLatin1Char(' ');
        return place + QLatin1Char(':') + between + value + QLatin1Char('\n');
    }

    void addFix()
    {
        part(Words::tr("Fix"));
        if (m_finding.remediation.empty()) {
            say(Words::tr("The catalogue holds no steps for this finding."), Tone::Quiet);
            return;
        }
        say(Words::tr("Airworthy never runs these commands. Read each before you do."), Tone::Quiet);
        int number = 0;
        for (const model::RemediationStep &step : m_finding.remediation) {
            Text text{{.text = QStringLiteral("%1. ").arg(++number), .strong = true},
                      {.text = sentence(step.step)}};
            if (step.changesProduction)
                text.push_back({.text = Words::tr(" Changes production."), .strong = true});
            if (!step.downtime.isEmpty())
                text.push_back({.text = Words::tr(" Downtime: %1.").arg(step.downtime), .tone = Tone::Quiet});
            m_blocks.emplace_back(Paragraph{.text = std::move(text), .withNext = !step.commands.isEmpty()});
            if (!step.commands.isEmpty())
                m_blocks.emplace_back(Code{.text = step.commands.join(QLatin1Char('\n'))});
        }
        if (m_check != nullptr && !m_check->verify.isEmpty())
            sayProse(Words::tr("Done when: %1").arg(m_check->verify));
    }

    void addReasons()
    {
        if (m_check == nullptr)
            return;
        part(Words::tr("Why it matters, and sources"));
        sayProse(m_check->why);
        if (!m_check->falsePositives.isEmpty())
            sayProse(Words::tr("When it is no problem: %1").arg(m_check->falsePositives));
        Bullets sources;
        for (const catalogue::SourceLink &source : m_check->sources)
            sources.items.push_back(sourceLine(source));
        if (!sources.items.empty())
            m_blocks.emplace_back(std::move(sources));
        if (!m_check->mappings.empty())
            say(mappingsOf(*m_check), Tone::Quiet);
    }

    [[nodiscard]] Text sourceLine(const catalogue::SourceLink &source) const
    {
        Text line{{.text = source.title, .link = source.url}};
        const QDate date = sourceDate(source.date);
        if (!date.isValid()) {
            line.push_back({.text = Words::tr(", undated"), .tone = Tone::Quiet});
            return line;
        }
        line.push_back({.text = Words::tr(", as of %1").arg(dayOf(date)), .tone = Tone::Quiet});
        if (date.daysTo(m_material.now.toUTC().date()) > kSourceFreshDays)
            line.push_back(
                {.text = Words::tr(", older than %1 days").arg(kSourceFreshDays), .tone = Tone::Quiet});
        return line;
    }

    [[nodiscard]] static QString mappingsOf(const catalogue::CheckEntry &check)
    {
        static const std::map<QString, QString> names{
            {QStringLiteral("soc2"), QStringLiteral("SOC 2")},
            {QStringLiteral("iso27001_2022"), QStringLiteral("ISO/IEC 27001:2022")},
            {QStringLiteral("cis_v8"), QStringLiteral("CIS Controls v8")},
            {QStringLiteral("nist_csf_2"), QStringLiteral("NIST CSF 2.0")},
            {QStringLiteral("owasp_asvs_5"), QStringLiteral("OWASP ASVS 5.0")},
            {QStringLiteral("cwe"), QStringLiteral("CWE")}};
        QStringList mappings;
        for (const auto &[framework, clauses] : check.mappings) {
            const auto name = names.find(framework);
            mappings += QStringLiteral("%1: %2").arg(name != names.end() ? name->second : framework,
                                                     clauses.join(QStringLiteral(", ")));
        }
        return Words::tr("Mappings. %1.").arg(mappings.join(QStringLiteral("; ")));
    }

    Blocks &m_blocks;
    const Material &m_material;
    EvidenceReader &m_evidence;
    const model::Finding &m_finding;
    const catalogue::CheckEntry *m_check;
};

/// What a check found in order.
struct Outcomes {
    QString check;
    std::vector<const model::Finding *> passed = {};
    int notApplicable = 0;
};

void addOutcomes(Blocks &blocks, const Material &material, const Outcomes &check)
{
    const catalogue::CheckEntry *entry = material.catalogue->check(check.check);
    blocks.emplace_back(
        Heading{.level = 3, .text = entry != nullptr ? entry->title : check.check, .label = check.check});
    if (check.notApplicable > 0)
        blocks.emplace_back(
            Paragraph{.text = plain(counted(check.notApplicable, Words::tr("Not applicable to 1 subject."),
                                            Words::tr("Not applicable to %1 subjects.")),
                                    Tone::Quiet)});
    if (check.passed.empty())
        return;
    const bool placed =
        std::any_of(check.passed.begin(), check.passed.end(),
                    [](const model::Finding *finding) { return !finding->resource.region.isEmpty(); });
    Table table{.caption = Words::tr("What passed the check %1").arg(check.check)};
    table.columns = placed
                        ? QStringList{Words::tr("Subject"), Words::tr("Region"), Words::tr("What was seen")}
                        : QStringList{Words::tr("Subject"), Words::tr("What was seen")};
    table.widths = placed ? std::vector<double>{3.4, 0.8, 4.8} : std::vector<double>{3.4, 5.6};
    for (const model::Finding *finding : check.passed) {
        Text seen = plain(finding->message);
        if (finding->guessed)
            seen.push_back({.text = Words::tr(" (guessed)"), .tone = Tone::Quiet});
        std::vector<Cell> row;
        row.push_back(rowHead(code(subjectOf(*finding))));
        if (placed)
            row.push_back(cell(code(finding->resource.region)));
        row.push_back(cell(std::move(seen)));
        table.rows.push_back(std::move(row));
    }
    blocks.emplace_back(std::move(table));
}

} // namespace

void addFailed(Blocks &blocks, const Material &material, int number)
{
    const model::Findings &findings = *material.posture->findings;
    const auto failed = withStatus(findings, model::Status::Fail);
    blocks.emplace_back(chapter(number, Words::tr("Findings, %1").arg(figureOf(int(failed.size())))));
    if (failed.empty()) {
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("No result failed. What is unknown follows."))});
        return;
    }
    blocks.emplace_back(indexOf(failed));
    EvidenceReader evidence(*material.posture->snapshot);
    for (const model::Finding *finding : failed)
        Entry(blocks, material, evidence, *finding).add();
}

void addUnknown(Blocks &blocks, const Material &material, int number)
{
    const auto unknown = withStatus(*material.posture->findings, model::Status::Unknown);
    blocks.emplace_back(chapter(number, Words::tr("Unknown, %1").arg(figureOf(int(unknown.size())))));
    if (unknown.empty()) {
        blocks.emplace_back(
            Paragraph{.text = plain(Words::tr("Every question that was asked has an answer."))});
        return;
    }
    blocks.emplace_back(Paragraph{
        .text =
            plain(Words::tr("These results are neither pass nor fail. Each names what would settle it."))});
    for (const auto &[reason, findings] : byReason(unknown)) {
        const int count = int(findings.size());
        blocks.emplace_back(
            Heading{.level = 3, .text = Words::tr("%1, %2").arg(causeOf(reason), figureOf(count))});
        Table table{.caption = causeOf(reason),
                    .columns = {Words::tr("Severity"), Words::tr("Check"), Words::tr("Subject"),
                                Words::tr("What would settle it")},
                    .widths = {1.3, 3, 2.4, 3.4}};
        for (const model::Finding *finding : findings)
            table.rows.push_back({cell(Text{severitySpan(finding->severity)}),
                                  rowHead(checkName(material, finding->check)),
                                  cell(code(subjectOf(*finding))), cell(finding->message)});
        blocks.emplace_back(std::move(table));
    }
}

void addPassed(Blocks &blocks, const Material &material, int number)
{
    const model::Findings &findings = *material.posture->findings;
    const auto passed = withStatus(findings, model::Status::Pass);
    blocks.emplace_back(chapter(number, Words::tr("Passed, %1").arg(figureOf(int(passed.size())))));
    std::vector<Outcomes> checks;
    for (const model::Finding &finding : findings) {
        auto check = std::find_if(checks.begin(), checks.end(),
                                  [&finding](const Outcomes &known) { return known.check == finding.check; });
        if (check == checks.end())
            check = checks.insert(checks.end(), {.check = finding.check});
        if (finding.status == model::Status::Pass)
            check->passed.push_back(&finding);
        else if (finding.status == model::Status::NotApplicable)
            ++check->notApplicable;
    }
    bool any = false;
    for (const Outcomes &check : checks) {
        if (check.passed.empty() && check.notApplicable == 0)
            continue;
        any = true;
        addOutcomes(blocks, material, check);
    }
    if (!any)
        blocks.emplace_back(Paragraph{.text = plain(Words::tr("No result passed."))});
}

} // namespace aw::report
