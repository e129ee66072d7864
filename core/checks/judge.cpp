// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/judge.h"

#include "core/checks/gaps.h"
#include "core/checks/registry.h"
#include "core/checks/words.h"

#include <QCryptographicHash>
#include <algorithm>
#include <tuple>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::Finding;
using model::Findings;
using model::Snapshot;
using model::Status;

namespace {

/// Twelve hex digits over check, resource and key; lengths go in, so that no two of them run together.
QString findingId(const Check &check, const Result &result)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part :
         {QString(QLatin1String(check.id)), result.resource.type, result.resource.id, result.key}) {
        const QByteArray bytes = part.toUtf8();
        hash.addData(QByteArray::number(bytes.size()) + ':' + bytes);
    }
    return QString::fromLatin1(hash.result().toHex().left(12));
}

Finding findingOf(const Check &check, const catalogue::CheckEntry &entry, Result result)
{
    Finding finding;
    finding.id = findingId(check, result);
    finding.check = QLatin1String(check.id);
    finding.key = std::move(result.key);
    finding.status = result.outcome.status;
    finding.severity = result.weighed.severity;
    finding.guessed = result.weighed.guessed;
    finding.resource = std::move(result.resource);
    finding.headline = finding.status == Status::Fail ? entry.headline : entry.title;
    finding.message = std::move(result.outcome.message);
    finding.reason = result.outcome.reason;
    finding.evidence = std::move(result.outcome.evidence);
    if (finding.status == Status::Fail)
        finding.remediation = remediation(entry, result.fills);
    finding.environment = std::move(result.environment);
    finding.dataClass = std::move(result.dataClass);
    return finding;
}

Result unlisted(const View &view)
{
    Result result = organizationResult(view);
    result.key = kUnlistedApps;
    result.outcome =
        unseen(Words::tr("whether there are apps beyond the %1 that were listed, and how they do")
                   .arg(view.snapshot.apps.size()),
               unlistedApps(view.snapshot), view.entry);
    return result;
}

Result nothingOfTheKind(const View &view)
{
    Result result = organizationResult(view);
    result.outcome = notApplicable(Words::tr("The organization has nothing that this check looks at."));
    return result;
}

auto order(const Finding &finding)
{
    return std::tie(finding.severity, finding.check, finding.resource.app, finding.resource.name, finding.key,
                    finding.id);
}

} // namespace

Findings judge(const Snapshot &snapshot, const catalogue::Catalogue &catalogue,
               const model::DeclaredIntents &declared)
{
    Intents intents;
    for (const model::App &app : snapshot.apps)
        intents.insert(app.name, intentOf(app, snapshot, declared));
    Findings findings;
    for (const Check &check : registeredChecks()) {
        const catalogue::CheckEntry *entry = catalogue.check(QLatin1String(check.id));
        if (entry == nullptr)
            continue; // a catalogue made for a test; the shipped one is held to the registry by a test
        const View view{.snapshot = snapshot, .entry = *entry, .intents = intents};
        std::vector<Result> results = check.run(view);
        if (check.overApps && !snapshot.appsComplete)
            results.push_back(unlisted(view));
        if (results.empty())
            results.push_back(nothingOfTheKind(view));
        for (Result &result : results)
            findings.push_back(findingOf(check, *entry, std::move(result)));
    }
    std::sort(findings.begin(), findings.end(),
              [](const Finding &a, const Finding &b) { return order(a) < order(b); });
    return findings;
}

} // namespace aw::checks
