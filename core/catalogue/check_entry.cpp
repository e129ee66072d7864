// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalogue/check_entry.h"

#include <QCoreApplication>
#include <array>

namespace aw::catalogue {

using namespace Qt::StringLiterals;

namespace {

struct Framework {
    const char *name;
    const char *clause; ///< form of one clause
    std::size_t fewest;
};

constexpr std::array kFrameworks{
    Framework{"cis_v8", R"(^[0-9]{1,2}\.[0-9]{1,2}$)", 1},
    Framework{"cwe", R"(^CWE-[0-9]+$)", 0},
    Framework{"iso27001_2022", R"(^A\.[5-8]\.[0-9]{1,2}$)", 1},
    Framework{"nist_csf_2", R"(^[A-Z]{2}\.[A-Z]{2}-[0-9]{2}$)", 1},
    Framework{"owasp_asvs_5", R"(^V[0-9]{1,2}\.[0-9]+\.[0-9]+$)", 0},
    Framework{"soc2", R"(^(CC[1-9]\.[0-9]|A1\.[1-3]|C1\.[12])$)", 1},
};

model::Severity severityAt(const JsonView &text, Promise &promise)
{
    const std::optional<model::Severity> severity = model::severityNamed(promise.text(text));
    if (!severity)
        promise.broken(text,
                       QCoreApplication::translate("catalogue", "The catalogue names no severity here."));
    return severity.value_or(model::Severity::Critical);
}

void readWords(CheckEntry &check, const JsonView &entry, const QString &family, Promise &promise)
{
    check.id = promise.text(entry.at("id"), {.pattern = u"^"_s + family + uR"(\.[a-z0-9]+(-[a-z0-9]+)*$)"_s});
    check.title = promise.text(entry.at("title"), {.shortest = 10, .longest = 120});
    check.headline =
        promise.text(entry.at("headline"), {.shortest = 10, .longest = 60, .pattern = u"[^.?!]$"_s});
    check.question =
        promise.text(entry.at("question"), {.shortest = 10, .longest = 160, .pattern = uR"(\?$)"_s});
    check.why = promise.text(entry.at("why"), {.shortest = 80, .longest = 700});
    check.verify = promise.text(entry.at("verify"));
    check.falsePositives = promise.text(entry.at("false_positives"));
    check.scope = promise.oneOf(entry.at("scope"), {u"organization"_s, u"app"_s, u"machine"_s, u"volume"_s,
                                                    u"certificate"_s, u"token"_s, u"member"_s, u"peer"_s,
                                                    u"image"_s, u"secret"_s, u"database"_s, u"addon"_s});
    check.kind = promise.oneOf(entry.at("kind"), {u"automatic"_s, u"mixed"_s, u"attested"_s});
    check.checklist = promise.oneOf(entry.at("checklist"), {u"launch-blocker"_s, u"quarterly"_s, u"both"_s});
    promise.only(entry.at("permission"), {u"needs"_s, u"absence_looks_like"_s});
    check.permission = promise.text(entry.at("permission").at("needs"));
    std::ignore = promise.text(entry.at("permission").at("absence_looks_like"));
    std::ignore = promise.texts(entry.at("mission_rows"), 1,
                                {.pattern = u"^((mistake|concern|strength)-[1-7]|enterprise-[1-5])$"_s});
}

void readLogic(CheckEntry &check, const JsonView &logic, Promise &promise)
{
    promise.only(logic, {u"definitions"_s, u"pass"_s, u"fail"_s, u"unknown"_s, u"not_applicable"_s});
    std::ignore = promise.texts(logic.at("definitions"), 0);
    check.passes = promise.text(logic.at("pass"));
    check.fails = promise.text(logic.at("fail"));
    check.unknowns = promise.texts(logic.at("unknown"), 1);
    check.notApplicable = promise.text(logic.at("not_applicable"));
}

void readSeverities(CheckEntry &check, const JsonView &entry, Promise &promise)
{
    check.severity = severityAt(entry.at("severity"), promise);
    for (const JsonView &modifier : promise.items(entry.at("severity_modifiers"), 0)) {
        promise.only(modifier, {u"when"_s, u"severity"_s});
        std::ignore = promise.text(modifier.at("when"));
        check.modifierSeverities.push_back(severityAt(modifier.at("severity"), promise));
    }
}

void readParameters(CheckEntry &check, const JsonView &parameters, Promise &promise)
{
    for (const JsonView &node : promise.items(parameters, 0)) {
        promise.only(node, {u"name"_s, u"default"_s, u"unit"_s, u"meaning"_s});
        Parameter parameter;
        parameter.name = promise.text(node.at("name"), {.shortest = 1, .pattern = u"^[a-z0-9_]+$"_s});
        parameter.unit = promise.text(node.at("unit"));
        parameter.meaning = promise.text(node.at("meaning"));
        const JsonView standard = node.at("default");
        if (standard.isArray())
            std::ignore = promise.texts(standard, 1, {.shortest = 1});
        else if (!standard.number() && !standard.text() && !standard.flag())
            promise.broken(standard, QCoreApplication::translate("catalogue", "A parameter has no default."));
        parameter.standard = standard.copy();
        check.parameters.push_back(std::move(parameter));
    }
}

void readRemediation(CheckEntry &check, const JsonView &steps, Promise &promise)
{
    for (const JsonView &node : promise.items(steps, 1)) {
        promise.only(node, {u"step"_s, u"command"_s, u"changes_production"_s, u"downtime"_s});
        // No flag switches volume encryption on: flyctl has only one that leaves it away.
        check.remediation.push_back(
            {.step = promise.text(node.at("step")),
             .command = promise.textOrNull(node.at("command"), {.pattern = u"^(?!.*--encrypted)"_s}),
             .changesProduction = promise.flag(node.at("changes_production")),
             .downtime = promise.text(node.at("downtime"))});
    }
}

void readMappings(CheckEntry &check, const JsonView &mappings, Promise &promise)
{
    QStringList names;
    for (const Framework &framework : kFrameworks) {
        names.push_back(QLatin1String(framework.name));
        const JsonView clauses = mappings.at(framework.name);
        if (clauses.missing() && framework.fewest == 0)
            continue;
        check.mappings.emplace_back(
            names.back(),
            promise.texts(clauses, framework.fewest, {.pattern = QLatin1String(framework.clause)}));
    }
    promise.only(mappings, names);
}

void readSources(CheckEntry &check, const JsonView &sources, Promise &promise)
{
    for (const JsonView &node : promise.items(sources, 1)) {
        promise.only(node, {u"title"_s, u"url"_s, u"date"_s});
        check.sources.push_back({.title = promise.text(node.at("title")),
                                 .url = promise.textOrNull(node.at("url"), {.pattern = u"^https?://"_s}),
                                 .date = promise.textOrNull(node.at("date"))});
    }
}

/// What the program does not read but a reader of the file relies on.
void holdEvidence(const JsonView &entry, Promise &promise)
{
    for (const JsonView &need : promise.items(entry.at("needs"), 1)) {
        promise.only(need, {u"api"_s, u"request"_s, u"fields"_s});
        const QString api = promise.oneOf(need.at("api"), {u"machines"_s, u"graphql"_s, u"registry"_s});
        const QString form = api == u"machines"_s  ? u"^(GET /v1/|POST /v1/tokens/authorize$)"_s
                             : api == u"graphql"_s ? uR"(^[0-9]{2}-[a-z0-9-]+\.graphql$)"_s
                                                   : u"^GET /v2/"_s;
        std::ignore = promise.text(need.at("request"), {.pattern = form});
        std::ignore = promise.texts(need.at("fields"), 1);
    }
    for (const JsonView &evidence : promise.items(entry.at("evidence"), 1)) {
        promise.only(evidence, {u"request"_s, u"pointers"_s, u"redact"_s});
        std::ignore = promise.text(evidence.at("request"));
        std::ignore = promise.texts(evidence.at("pointers"), 1, {.shortest = 0, .pattern = u"^(/.*)?$"_s});
        std::ignore = promise.texts(evidence.at("redact"), 0);
    }
}

} // namespace

CheckEntry checkEntry(const JsonView &entry, const QString &family, Promise &promise)
{
    promise.only(entry, {u"id"_s,          u"title"_s,      u"headline"_s,   u"question"_s,
                         u"why"_s,         u"severity"_s,   u"scope"_s,      u"severity_modifiers"_s,
                         u"kind"_s,        u"needs"_s,      u"permission"_s, u"mission_rows"_s,
                         u"logic"_s,       u"parameters"_s, u"evidence"_s,   u"false_positives"_s,
                         u"remediation"_s, u"verify"_s,     u"mappings"_s,   u"checklist"_s,
                         u"sources"_s});
    CheckEntry check;
    readWords(check, entry, family, promise);
    readLogic(check, entry.at("logic"), promise);
    readSeverities(check, entry, promise);
    readParameters(check, entry.at("parameters"), promise);
    readRemediation(check, entry.at("remediation"), promise);
    readMappings(check, entry.at("mappings"), promise);
    readSources(check, entry.at("sources"), promise);
    holdEvidence(entry, promise);
    return check;
}

} // namespace aw::catalogue
