// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/credentials.h"
#include "core/checks/gaps.h"
#include "core/checks/image_history.h"
#include "core/checks/registry.h"
#include "core/checks/under_intent.h"
#include "core/checks/words.h"

#include <array>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::ConfigFile;
using model::DataClass;
using model::Environment;
using model::Likeness;
using model::Machine;
using model::Severity;

namespace {

std::vector<Fills::Row> machineRows(const QStringList &ids)
{
    std::vector<Fills::Row> rows;
    for (const QString &id : ids)
        rows.push_back({{u"machine_id"_s, id}});
    return rows;
}

/// "for 1 machine: %3"-like list of where a credential stands.
QString whereWords(const Credential &credential)
{
    return Words::tr("%1: %2").arg(machines(credential.machines.size()), listed(credential.machines));
}

Weighed envWeight(const Intent &intent, Likeness likeness)
{
    return weigh(intent, [likeness](Environment environment, DataClass data) {
        if (likeness == Likeness::Likely)
            return Severity::High;
        return environment == Environment::Dev && data == DataClass::None ? Severity::Medium
                                                                          : Severity::Critical;
    });
}

MachineReading readEnv(const View &view, const App &app)
{
    const Intent &intent = view.intent(app);
    const std::vector<const Machine *> live = liveMachines(app);
    Credentials seen;
    for (const Machine *machine : live) {
        for (const model::Setting &setting : machine->config.env)
            note(seen, setting, machine->id);
    }
    MachineReading reading;
    const QString name = shown(app.name);
    for (const auto &[key, credential] : seen) {
        reading.flaws.push_back(
            {.key = key,
             .message = Words::tr("%1 is readable in plain text in %2 of %3 (%4); its value is %5.")
                            .arg(shown(credential.name), listed(credential.places), name,
                                 whereWords(credential), credential.valueWords()),
             .evidence = credential.origins,
             .weighed = envWeight(intent, credential.worst.likeness),
             .fills = {.fixed = {{u"NAME"_s, credential.name}}, .rows = machineRows(credential.machines)}});
    }
    reading.weighed = envWeight(intent, Likeness::Certain);
    reading.applies = !live.empty();
    reading.whether = Words::tr("whether a variable of %1 holds a credential").arg(name);
    reading.passes = Words::tr("No variable on the machines of %1 (%2) looks like a credential.")
                         .arg(name, QString::number(live.size()));
    reading.notApplicable = Words::tr("%1 has no live machine.").arg(name);
    return reading;
}

bool secretPath(const QString &path, const QStringList &endings)
{
    return std::any_of(endings.begin(), endings.end(),
                       [&path](const QString &ending) { return path.endsWith(ending, Qt::CaseInsensitive); });
}

/// Content decides before path: a certificate or public key is meant to be read.
bool publicContent(const ConfigFile &file)
{
    return file.readable && !credential(file.content) &&
           (file.content.shape == "certificate"_L1 || file.content.shape == "public-key"_L1);
}

Weighed fileWeight(bool onlyPath)
{
    return {.severity = onlyPath ? Severity::Medium : Severity::Critical, .guessed = false};
}

QString fileWords(const Credential &file, const App &app)
{
    const QString path = shown(file.name);
    const QString name = shown(app.name);
    if (!credential(file.worst))
        return Words::tr(
                   "File %1 of %2 (%3) can be read back from the configuration, and its path is one that "
                   "usually holds credentials.")
            .arg(path, name, whereWords(file));
    return Words::tr("File %1 of %2 (%3) can be read back from the configuration; its content is %4.")
        .arg(path, name, whereWords(file), file.valueWords());
}

MachineReading readFiles(const View &view, const App &app)
{
    const QStringList endings = view.entry.texts(u"secret_paths"_s);
    const QString name = shown(app.name);
    Credentials seen;
    MachineReading reading;
    qsizetype files = 0;
    for (const Machine *machine : liveMachines(app)) {
        for (const ConfigFile &file : machine->config.files) {
            ++files;
            if (file.source != ConfigFile::Source::Inline)
                continue;
            if (credential(file.content) || (secretPath(file.guestPath, endings) && !publicContent(file))) {
                Credential &found = seen[file.guestPath];
                found.name = file.guestPath;
                found.see({}, machine->id, file.content, file.origin);
            } else if (!file.readable) {
                reading.gaps.push_back(
                    {.reason = model::Reason::Limit,
                     .asked = machinesRequest(app),
                     .detail =
                         Words::tr("file %1 is no valid base64 or larger than 64 KiB and was not inspected")
                             .arg(shown(file.guestPath)),
                     .permission = {}});
            }
        }
    }
    for (const auto &[path, file] : seen) {
        MachineReading::Flaw flaw{
            .key = path,
            .message = fileWords(file, app),
            .evidence = file.origins,
            .weighed = fileWeight(!credential(file.worst)),
            .fills = {.fixed = {{u"guest_path"_s, path}}, .rows = machineRows(file.machines)}};
        reading.flaws.push_back(std::move(flaw));
    }
    reading.weighed = fileWeight(false);
    reading.applies = files > 0;
    reading.whether = Words::tr("whether a file of %1 holds a credential").arg(name);
    reading.passes =
        Words::tr("None of the files written into machines of %1 (%2) holds a credential in plain text.")
            .arg(name, QString::number(files));
    reading.notApplicable = Words::tr("No machine of %1 has files in its configuration.").arg(name);
    return reading;
}

Weighed versionWeight(Likeness likeness)
{
    return {.severity = likeness == Likeness::Likely ? Severity::Medium : Severity::High, .guessed = false};
}

/// Notes the credentials of one earlier configuration; each counts a version once.
void noteVersion(Credentials &seen, Gaps &gaps, const model::MachineVersion &version, const Machine &machine)
{
    Credentials here;
    for (const model::Setting &setting : version.config.env)
        note(here, setting, machine.id);
    for (const ConfigFile &file : version.config.files) {
        if (file.source != ConfigFile::Source::Inline)
            continue;
        note(here, {.name = file.guestPath, .place = {}, .value = file.content, .origin = file.origin},
             machine.id);
        if (!file.readable && !credential(file.content)) {
            gaps.push_back(
                {.reason = model::Reason::Limit,
                 .asked = u"GET /v1/apps/%1/machines/%2/versions"_s.arg(machine.app, machine.id),
                 .detail = Words::tr("file %1 is no valid base64 or larger than 64 KiB and was not "
                                     "inspected")
                               .arg(shown(file.guestPath)),
                 .permission = {}});
        }
    }
    for (const auto &[key, credential] : here) {
        Credential &all = seen[key];
        all.name = credential.name;
        ++all.versions;
        for (const model::Origin &origin : credential.origins)
            all.see({}, machine.id, credential.worst, origin);
    }
}

void readVersions(Credentials &seen, Gaps &gaps, const App &app, const Machine &machine)
{
    const QString asked = u"GET /v1/apps/%1/machines/%2/versions"_s.arg(app.name, machine.id);
    addGaps(gaps, machine.versions, asked);
    if (machine.version.isEmpty()) {
        gaps.push_back(faultIn(
            asked, Words::tr("machine %1 does not say which version it runs").arg(shown(machine.id))));
        return;
    }
    for (const model::MachineVersion &version : machine.versions.items) {
        if (version.version != machine.version)
            noteVersion(seen, gaps, version, machine);
    }
}

QString versionWords(const Credential &credential, const App &app)
{
    const QString name = shown(credential.name);
    const QString where =
        Words::tr("%1 on %2").arg(versions(credential.versions), machines(credential.machines.size()));
    const auto secret =
        std::find_if(app.secrets.items.begin(), app.secrets.items.end(),
                     [&credential](const model::Secret &each) { return each.name == credential.name; });
    if (secret != app.secrets.items.end() && secret->updatedAt.known()) {
        return Words::tr(
                   "%1 still stands in %2 of %3, %4; it was moved to the vault on %5, but that it was also "
                   "replaced is not shown.")
            .arg(name, where, shown(app.name), credential.valueWords(), dayOf(*secret->updatedAt));
    }
    return Words::tr("%1 still stands in %2 of %3, %4; that it was replaced since is not shown.")
        .arg(name, where, shown(app.name), credential.valueWords());
}

MachineReading readOldVersions(const View & /*view*/, const App &app)
{
    const std::vector<const Machine *> live = liveMachines(app);
    const QString name = shown(app.name);
    Credentials seen;
    MachineReading reading;
    for (const Machine *machine : live)
        readVersions(seen, reading.gaps, app, *machine);
    if (!live.empty())
        addGaps(reading.gaps, app.secrets, secretsRequest(app));
    for (const auto &[key, credential] : seen) {
        reading.flaws.push_back({.key = key,
                                 .message = versionWords(credential, app),
                                 .evidence = credential.origins,
                                 .weighed = versionWeight(credential.worst.likeness),
                                 .fills = {.fixed = {}, .rows = machineRows(credential.machines)}});
    }
    reading.weighed = versionWeight(Likeness::Certain);
    reading.applies = !live.empty();
    reading.whether = Words::tr("whether earlier versions of the machines of %1 hold a credential").arg(name);
    reading.passes = Words::tr("No earlier version of the machines of %1 (%2) holds a credential.")
                         .arg(name, QString::number(live.size()));
    reading.notApplicable = Words::tr("%1 has no live machine.").arg(name);
    return reading;
}

std::vector<Result> plaintextEnv(const View &view)
{
    return overMachines(view, readEnv);
}

std::vector<Result> plaintextFiles(const View &view)
{
    return overMachines(view, readFiles);
}

std::vector<Result> oldMachineVersions(const View &view)
{
    return overMachines(view, readOldVersions);
}

constexpr std::array kChecks{
    Check{.id = "secrets.plaintext-env", .run = plaintextEnv, .overApps = true},
    Check{.id = "secrets.plaintext-files", .run = plaintextFiles, .overApps = true},
    Check{.id = "secrets.image-history", .run = imageHistory, .overApps = true},
    Check{.id = "secrets.old-machine-versions", .run = oldMachineVersions, .overApps = true}};

} // namespace

std::span<const Check> secretChecks()
{
    return kChecks;
}

} // namespace aw::checks
