// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/gaps.h"
#include "core/checks/registry.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <array>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::DataClass;
using model::Environment;
using model::Origin;
using model::Severity;
using model::Volume;

namespace {

Severity volumeSeverity(Environment environment, DataClass data)
{
    if (ofPeople(data))
        return Severity::Critical;
    if (data == DataClass::None && environment != Environment::Production)
        return Severity::Low;
    return Severity::High;
}

QString volumeWords(const Volume &volume)
{
    return volume.name.isEmpty() ? shown(volume.id)
                                 : Words::tr("%1 (%2)").arg(shown(volume.name), shown(volume.id));
}

Outcome volumeJudged(const View &view, const App &app, const Volume &volume)
{
    const QString name = volumeWords(volume);
    const QString owner = shown(app.name);
    if (volume.leaving())
        return notApplicable(
            Words::tr("Volume %1 of %2 is being destroyed (%3).").arg(name, owner, shown(volume.state)),
            {volume.origin});
    Seen seen;
    if (!volume.encrypted.known()) {
        seen.gaps.push_back(gapOf(volume.encrypted, volumesRequest(app)));
    } else if (!*volume.encrypted) {
        seen.fails = failed(Words::tr("Volume %1 of %2 in region %3 keeps its data without encryption.")
                                .arg(name, owner, shown(volume.region)),
                            {volume.encrypted.origin()});
    }
    if (!volume.hostStatus.known())
        seen.gaps.push_back(gapOf(volume.hostStatus, volumesRequest(app)));
    else if (*volume.hostStatus != "ok"_L1)
        seen.gaps.push_back(
            faultIn(volumesRequest(app),
                    Words::tr("the host of volume %1 is “%2”").arg(name, shown(*volume.hostStatus))));
    seen.whether = Words::tr("whether volume %1 of %2 is encrypted").arg(name, owner);
    seen.passes = passed(Words::tr("Volume %1 of %2 is encrypted.").arg(name, owner),
                         {volume.encrypted.known() ? volume.encrypted.origin() : volume.origin});
    return settle(std::move(seen), view.entry);
}

void fillMount(Fills::Row &fixed, const App &app, const Volume &volume)
{
    for (const model::Machine &machine : app.machines.items) {
        for (const model::Mount &mount : machine.config.mounts) {
            if (mount.volume != volume.id)
                continue;
            fixed.insert(u"machine_id"_s, machine.id);
            fixed.insert(u"path"_s, mount.path);
        }
    }
    if (volume.attachedMachine.known() && !volume.attachedMachine->isEmpty())
        fixed.insert(u"machine_id"_s, *volume.attachedMachine);
}

Result volumeResult(const View &view, const App &app, const Volume &volume)
{
    Result result = resultOf(view, app,
                             {.type = u"volume"_s,
                              .id = volume.id,
                              .name = volume.name,
                              .app = app.name,
                              .region = volume.region});
    result.outcome = volumeJudged(view, app, volume);
    result.weighed = weigh(view.intent(app), volumeSeverity);
    Fills::Row &fixed = result.fills.fixed;
    fixed.insert(u"volume_id"_s, volume.id);
    fixed.insert(u"name"_s, volume.name);
    fixed.insert(u"region"_s, volume.region);
    if (volume.sizeGb.known())
        fixed.insert(u"gb"_s, QString::number(*volume.sizeGb));
    if (volume.snapshotRetentionDays.known())
        fixed.insert(u"days"_s, QString::number(*volume.snapshotRetentionDays));
    fillMount(fixed, app, volume);
    return result;
}

std::vector<Result> volumeUnencrypted(const View &view)
{
    std::vector<Result> results;
    for (const App &app : view.snapshot.apps) {
        for (const Volume &volume : app.volumes.items)
            results.push_back(volumeResult(view, app, volume));
        Gaps gaps;
        addGaps(gaps, app.volumes, volumesRequest(app));
        if (gaps.empty())
            continue;
        Result result = resultOf(view, app, appResource(app));
        result.outcome = unseen(Words::tr("whether %1 has volumes beyond the %2 that were listed")
                                    .arg(shown(app.name), QString::number(app.volumes.items.size())),
                                gaps, view.entry, app.volumes.origins);
        result.weighed = weigh(view.intent(app), volumeSeverity);
        results.push_back(std::move(result));
    }
    return results;
}

Severity superuserSeverity(Environment environment, DataClass data)
{
    if (environment == Environment::Production && ofPeople(data))
        return Severity::Critical;
    return environment == Environment::Dev ? Severity::Low : Severity::High;
}

/// What was seen of a cluster's logins and the age of its passwords.
struct Logins {
    QStringList extra;       ///< superusers that the platform's image does not make
    QStringList old;         ///< "SU_PASSWORD, 412 days"
    qsizetype passwords = 0; ///< password secrets that are listed
    Gaps gaps;
    std::vector<Origin> failing;
    std::vector<Origin> read;
};

void readUsers(Logins &logins, const View &view, const App &app)
{
    const QStringList known = view.entry.texts(u"platform_superusers"_s);
    const QString asked = u"22-app-role-postgres.graphql"_s;
    addGaps(logins.gaps, app.databaseUsers, asked);
    // A cluster always has a superuser, so a list of none is not the list.
    if (app.databaseUsers.complete() && app.databaseUsers.items.empty())
        logins.gaps.push_back(faultIn(asked, Words::tr("it lists no user at all")));
    for (const model::DatabaseUser &user : app.databaseUsers.items) {
        logins.read.push_back(user.origin);
        if (!user.superuser.known()) {
            logins.gaps.push_back(gapOf(user.superuser, asked));
        } else if (*user.superuser && !known.contains(user.name)) {
            logins.extra.push_back(user.name);
            logins.failing.push_back(user.superuser.origin());
        }
    }
}

void readPasswords(Logins &logins, const View &view, const App &app)
{
    const QStringList names = view.entry.texts(u"password_secrets"_s);
    const qint64 maxAge = view.entry.number(u"max_age"_s);
    addGaps(logins.gaps, app.secrets, secretsRequest(app));
    for (const model::Secret &secret : app.secrets.items) {
        if (!names.contains(secret.name))
            continue;
        ++logins.passwords;
        logins.read.push_back(secret.origin);
        if (!secret.updatedAt.known()) {
            logins.gaps.push_back(gapOf(secret.updatedAt, secretsRequest(app)));
            continue;
        }
        const std::optional<double> age = view.age(*secret.updatedAt);
        if (!age) {
            logins.gaps.push_back(faultIn(
                secretsRequest(app), Words::tr("the date of %1 lies in the future").arg(shown(secret.name))));
        } else if (*age > double(maxAge)) {
            logins.old.push_back(Words::tr("%1: %2").arg(secret.name, days(qint64(*age))));
            logins.failing.push_back(secret.updatedAt.origin());
        }
    }
    if (app.secrets.complete() && logins.passwords == 0) {
        logins.gaps.push_back({.reason = model::Reason::NotPublished,
                               .asked = secretsRequest(app),
                               .detail = Words::tr("none of %1 is among the secrets").arg(listed(names)),
                               .permission = {}});
    }
}

QString loginWords(const Logins &logins, const App &app, qint64 maxAge)
{
    const QString name = shown(app.name);
    if (logins.old.isEmpty())
        return Words::tr("Postgres %1 has superusers that the platform did not make: %2.")
            .arg(name, listed(logins.extra));
    if (logins.extra.isEmpty())
        return Words::tr("Postgres %1 has passwords that were not changed for more than %2 (%3).")
            .arg(name, days(maxAge), listed(logins.old));
    return Words::tr(
               "Postgres %1 has superusers that the platform did not make (%2), and passwords that were not "
               "changed for more than %3 (%4).")
        .arg(name, listed(logins.extra), days(maxAge), listed(logins.old));
}

Outcome superuserJudged(const View &view, const App &app)
{
    const QString name = shown(app.name);
    Seen seen;
    seen.whether =
        Words::tr("whether Postgres %1 keeps its superusers few and their passwords fresh").arg(name);
    if (!app.role.known()) {
        return unseen(Words::tr("whether %1 is a Postgres cluster").arg(name),
                      {gapOf(app.role, u"22-app-role-postgres.graphql"_s)}, view.entry, {app.role.origin()});
    }
    Logins logins;
    readUsers(logins, view, app);
    readPasswords(logins, view, app);
    const qint64 maxAge = view.entry.number(u"max_age"_s);
    if (!logins.extra.isEmpty() || !logins.old.isEmpty())
        seen.fails = failed(loginWords(logins, app, maxAge), std::move(logins.failing));
    seen.gaps = std::move(logins.gaps);
    seen.passes = passed(Words::tr("Postgres %1 has only the platform's superusers, and its passwords are "
                                   "younger than %2.")
                             .arg(name, days(maxAge)),
                         std::move(logins.read));
    return settle(std::move(seen), view.entry);
}

std::vector<Result> postgresSuperuser(const View &view)
{
    std::vector<Result> results;
    for (const App &app : view.snapshot.apps) {
        if (app.role.known() && !app.postgresCluster())
            continue;
        Result result = resultOf(
            view, app,
            {.type = u"database"_s, .id = app.name, .name = app.name, .app = app.name, .region = {}});
        result.outcome = superuserJudged(view, app);
        result.weighed = weigh(view.intent(app), superuserSeverity);
        result.fills.fixed.insert(u"pg_app"_s, app.name);
        if (!app.machines.items.empty())
            result.fills.fixed.insert(u"region"_s, app.machines.items.front().region);
        results.push_back(std::move(result));
    }
    return results;
}

constexpr std::array kChecks{
    Check{.id = "data.volume-unencrypted", .run = volumeUnencrypted, .overApps = true},
    Check{.id = "data.postgres-superuser", .run = postgresSuperuser, .overApps = true}};

} // namespace

std::span<const Check> dataChecks()
{
    return kChecks;
}

} // namespace aw::checks
