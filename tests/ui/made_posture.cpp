// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/made_posture.h"

#include <algorithm>
#include <array>

namespace aw::test {
namespace {

constexpr std::array kChecks{
    "exposure.internal-service-public", "data.volume-unencrypted", "secrets.plaintext-env",
    "access.wireguard-peer-stale",      "data.postgres-superuser", "runtime.stale-image-always-on"};
const char *const kMarkup = "<b>bold</b> & <img src=x> \u202Eevil\u202C %1 {x}";

QString nameOf(const Made &made, const QString &base, int number)
{
    if (made.hostile)
        return base + QString::fromUtf8(kMarkup);
    if (made.longNames)
        return (base + QStringLiteral("-with-a-name-that-goes-on-and-on-until-it-is-cut-off-%1").arg(number))
            .leftJustified(63, QLatin1Char('x'));
    return QStringLiteral("%1-%2").arg(base).arg(number);
}

model::Finding findingOf(const Made &made, int number, model::Status status,
                         const catalogue::Catalogue &catalogue)
{
    model::Finding finding;
    finding.check = QString::fromLatin1(kChecks[std::size_t(number) % kChecks.size()]);
    const catalogue::CheckEntry *entry = catalogue.check(finding.check);
    finding.id = QStringLiteral("id-%1-%2").arg(int(status)).arg(number);
    finding.status = status;
    finding.severity = model::Severity(number % 5);
    finding.headline = status == model::Status::Fail ? entry->headline : entry->title;
    finding.message = QStringLiteral("What was seen on subject %1.").arg(number);
    if (made.longNames)
        finding.message = finding.message.repeated(12);
    if (made.hostile) {
        finding.headline += QString::fromUtf8(kMarkup);
        finding.message = QString::fromUtf8(kMarkup);
    }
    if (status == model::Status::Unknown)
        finding.reason = number % 2 ? model::Reason::NotAttested : model::Reason::Permission;
    finding.resource = {.type = QStringLiteral("machine"),
                        .id = QStringLiteral("148e2%1").arg(number, 8, 10, QLatin1Char('0')),
                        .name = nameOf(made, QStringLiteral("machine"), number),
                        .app = number % 4 == 3 ? QString() : nameOf(made, QStringLiteral("app"), number),
                        .region = QStringLiteral("iad")};
    finding.environment = QStringLiteral("production");
    finding.evidence = {{.reply = 0, .pointer = QStringLiteral("/ips/0")}};
    finding.remediation = {
        {.step = QStringLiteral("Keep private callers working"),
         .commands = {QStringLiteral("fly ips allocate-v6 --private -a internal-ledger")},
         .changesProduction = true,
         .downtime = QStringLiteral("no downtime")},
        {.step = QStringLiteral("Release every public address"),
         .commands = {QStringLiteral("fly ips release 2001:db8:1::4c:71d0:0 -a internal-ledger"),
                      QStringLiteral("fly ips release 192.0.2.17 -a internal-ledger")},
         .changesProduction = true,
         .downtime = QStringLiteral("at once")}};
    return finding;
}

model::SnapshotPtr snapshotOf(const Made &made, const QDateTime &now)
{
    auto snapshot = std::make_shared<model::Snapshot>();
    snapshot->id = QStringLiteral("0123456789abcdef");
    snapshot->collectedAt = now.addSecs(-38 * 60);
    snapshot->startedAt = snapshot->collectedAt.addSecs(-70);
    snapshot->organization.slug = QStringLiteral("northwind-parcel");
    snapshot->organization.name = {nameOf(made, QStringLiteral("Northwind Parcel"), 1), {}};
    snapshot->appsComplete = !made.partial;
    snapshot->replies.push_back({.request = QStringLiteral("GET /v1/apps/internal-ledger/ip_assignments"),
                                 .requestId = QStringLiteral("01JDEXAMPLE-fra"),
                                 .at = snapshot->collectedAt,
                                 .status = 200,
                                 .body = R"({"ips":[{"ip":"2001:db8:1::4c:71d0:0","shared":false}]})"});
    const std::array names{"apps", "app_machines", "app_secrets", "app_addresses", "org_wireguard"};
    for (const char *name : names) {
        model::Source source;
        source.name = QString::fromLatin1(name);
        source.state = model::SourceState::Complete;
        source.asked = source.answered = 14;
        snapshot->sources.push_back(source);
    }
    if (made.partial) {
        snapshot->sources[2].state = model::SourceState::Partial;
        snapshot->sources[2].reason = model::Reason::Permission;
        snapshot->sources[2].answered = 9;
        snapshot->sources[2].detail =
            QStringLiteral("5 of 14 answers are missing: the token may not read them.");
        if (made.hostile)
            snapshot->sources[2].detail = QString::fromUtf8(kMarkup);
    }
    return snapshot;
}

} // namespace

assess::PosturePtr madePosture(const Made &made, const catalogue::Catalogue &catalogue, const QDateTime &now)
{
    auto findings = std::make_shared<model::Findings>();
    for (int i = 0; i < made.open; ++i)
        findings->push_back(findingOf(made, i, model::Status::Fail, catalogue));
    for (int i = 0; i < made.unknown; ++i)
        findings->push_back(findingOf(made, i, model::Status::Unknown, catalogue));
    for (int i = 0; i < made.passed; ++i)
        findings->push_back(findingOf(made, i, model::Status::Pass, catalogue));
    std::stable_sort(findings->begin(), findings->end(),
                     [](const auto &a, const auto &b) { return a.severity < b.severity; });
    return assess::postureOf(snapshotOf(made, now), findings, catalogue, now);
}

pages::State madeState(const Made &made, const QDateTime &now)
{
    pages::State state;
    state.loading = false;
    state.org = QStringLiteral("northwind-parcel");
    state.hasToken = true;
    state.catalogue = *catalogue::Catalogue::load();
    state.posture = madePosture(made, *state.catalogue, now);
    state.organizations = {
        {.slug = state.org, .name = nameOf(made, QStringLiteral("Northwind Parcel"), 1), .demo = false}};
    for (const model::Finding &each : *state.posture->findings)
        state.firstSeen.insert(each.id, now.addDays(-6));
    return state;
}

} // namespace aw::test
