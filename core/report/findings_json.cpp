// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/report/evidence.h"
#include "core/report/formats.h"

namespace aw::report {
namespace {

JsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? JsonValue() : JsonValue(text);
}

JsonValue nameOrNull(const model::Fact<QString> &name)
{
    return name.known() ? JsonValue(*name) : JsonValue();
}

JsonValue sourceOf(const model::Source &source)
{
    JsonValue value = JsonValue::object();
    value.set("name", source.name);
    value.set("state", model::sourceStateName(source.state));
    const bool complete = source.state == model::SourceState::Complete;
    value.set("reason", complete ? JsonValue() : JsonValue(model::reasonName(source.reason)));
    value.set("detail", textOrNull(source.detail));
    return value;
}

JsonValue snapshotOf(const model::Snapshot &snapshot)
{
    JsonValue sources = JsonValue::array();
    for (const model::Source &source : snapshot.sources)
        sources.append(sourceOf(source));
    JsonValue value = JsonValue::object();
    value.set("id", snapshot.id);
    value.set("collected_at", textOrNull(formatTime(snapshot.collectedAt)));
    value.set("complete", snapshot.complete());
    value.set("sources", std::move(sources));
    return value;
}

JsonValue resourceOf(const model::Resource &resource)
{
    JsonValue value = JsonValue::object();
    value.set("type", resource.type);
    value.set("id", textOrNull(resource.id));
    value.set("name", textOrNull(resource.name));
    value.set("app", textOrNull(resource.app));
    value.set("region", textOrNull(resource.region));
    return value;
}

JsonValue evidenceOf(const model::Origin &origin, EvidenceReader &reader)
{
    const model::ReplyNote *reply = reader.reply(origin);
    Evidence evidence = reader.at(origin);
    JsonValue value = JsonValue::object();
    value.set("request", reply->request);
    value.set("request_id", textOrNull(reply->requestId));
    value.set("collected_at", textOrNull(formatTime(reply->at)));
    value.set("status", reply->status);
    value.set("pointer", origin.pointer);
    value.set("value", std::move(evidence.value));
    if (evidence.truncated)
        value.set("truncated", true);
    return value;
}

void appendSteps(JsonValue &list, const model::RemediationStep &step)
{
    const auto entry = [&step](JsonValue command) {
        JsonValue value = JsonValue::object();
        value.set("step", step.step);
        value.set("command", std::move(command));
        value.set("changes_production", step.changesProduction);
        value.set("downtime", textOrNull(step.downtime));
        return value;
    };
    for (const QString &command : step.commands)
        list.append(entry(command));
    if (step.commands.isEmpty())
        list.append(entry({}));
}

JsonValue findingOf(const model::Finding &finding, EvidenceReader &reader)
{
    JsonValue evidence = JsonValue::array();
    for (const model::Origin &origin : finding.evidence) {
        if (reader.reply(origin) != nullptr)
            evidence.append(evidenceOf(origin, reader));
    }
    JsonValue remediation = JsonValue::array();
    for (const model::RemediationStep &step : finding.remediation)
        appendSteps(remediation, step);

    JsonValue value = JsonValue::object();
    value.set("id", finding.id);
    value.set("check", finding.check);
    value.set("status", model::statusName(finding.status));
    value.set("severity", model::severityName(finding.severity));
    value.set("guessed", finding.guessed);
    value.set("resource", resourceOf(finding.resource));
    value.set("message", finding.message);
    value.set("reason", finding.reason ? JsonValue(model::reasonName(*finding.reason)) : JsonValue());
    value.set("evidence", std::move(evidence));
    value.set("remediation", std::move(remediation));
    value.set("waiver", JsonValue());
    return value;
}

} // namespace

QByteArray findingsJson(const Material &material, const model::Findings &findings)
{
    const model::Snapshot &snapshot = *material.posture->snapshot;
    EvidenceReader reader(snapshot);
    JsonValue list = JsonValue::array();
    for (const model::Finding &finding : findings)
        list.append(findingOf(finding, reader));

    JsonValue organization = JsonValue::object();
    organization.set("slug", snapshot.organization.slug);
    organization.set("name", nameOrNull(snapshot.organization.name));
    JsonValue catalogue = JsonValue::object();
    catalogue.set("version", material.catalogue->version());

    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.findings/1"));
    root.set("organization", std::move(organization));
    root.set("snapshot", snapshotOf(snapshot));
    root.set("catalogue", std::move(catalogue));
    root.set("findings", std::move(list));
    return root.pretty();
}

} // namespace aw::report
