// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/checks/intent.h"

#include "core/checks/words.h"

#include <QRegularExpression>
#include <algorithm>

namespace aw::checks {

using namespace Qt::StringLiterals;
using model::App;
using model::DataClass;
using model::Environment;
using model::Exposure;

namespace {

/// The parts of a name between '-', '_', '.' and blanks.
QStringList parts(const QString &name)
{
    static const QRegularExpression kBetween(u"[-_.\\s]+"_s);
    return name.toLower().split(kBetween, Qt::SkipEmptyParts);
}

template<class T>
struct Telling {
    T value;
    QStringList words;
};

/// The first word of `name` that tells something; rows are tried in order, the strictest first.
template<class T>
std::optional<std::pair<T, QString>> told(const QString &name, const std::vector<Telling<T>> &rows)
{
    const QStringList words = parts(name);
    for (const Telling<T> &row : rows) {
        for (const QString &word : words) {
            if (row.words.contains(word))
                return std::pair{row.value, word};
        }
    }
    return std::nullopt;
}

const std::vector<Telling<Environment>> &environmentWords()
{
    static const std::vector<Telling<Environment>> kWords{
        {Environment::Production, {u"prod"_s, u"production"_s, u"live"_s}},
        {Environment::Staging, {u"staging"_s, u"stage"_s, u"stg"_s, u"uat"_s, u"qa"_s, u"preprod"_s}},
        {Environment::Dev,
         {u"dev"_s, u"test"_s, u"demo"_s, u"sandbox"_s, u"preview"_s, u"review"_s, u"ci"_s, u"pr"_s}}};
    return kWords;
}

const std::vector<Telling<Exposure>> &internalWords()
{
    static const std::vector<Telling<Exposure>> kWords{
        {Exposure::Internal,
         {u"internal"_s, u"worker"_s, u"db"_s, u"postgres"_s, u"redis"_s, u"cache"_s, u"queue"_s, u"cron"_s,
          u"admin"_s}}};
    return kWords;
}

const std::vector<Telling<Exposure>> &publicWords()
{
    static const std::vector<Telling<Exposure>> kWords{
        {Exposure::Public, {u"web"_s, u"www"_s, u"app"_s, u"site"_s, u"api"_s, u"frontend"_s, u"gateway"_s}}};
    return kWords;
}

const std::vector<Telling<DataClass>> &dataWords()
{
    static const std::vector<Telling<DataClass>> kWords{
        {DataClass::Regulated, {u"patient"_s, u"health"_s, u"phi"_s, u"medical"_s, u"ehr"_s}},
        {DataClass::Personal, {u"payment"_s, u"billing"_s, u"card"_s}}};
    return kWords;
}

template<class T>
Meant<T> strong(T value, const QString &because)
{
    return {.value = value, .certainty = Certainty::Strong, .because = because, .atWorst = {}};
}

template<class T>
Meant<T> weak(std::optional<T> value, const QString &because)
{
    return {.value = value, .certainty = Certainty::Weak, .because = because, .atWorst = {}};
}

/// A host name of the app's own that is served already; empty for none.
QString customHost(const App &app)
{
    for (const model::Certificate &certificate : app.certificates.items) {
        QString host = certificate.hostname.toLower();
        while (host.endsWith(u'.'))
            host.chop(1);
        if (certificate.status == "active"_L1 && !host.isEmpty() && host != "fly.dev"_L1 &&
            !host.endsWith(".fly.dev"_L1))
            return host;
    }
    return {};
}

Meant<Environment> guessedEnvironment(const App &app, const model::Snapshot &snapshot)
{
    if (const auto word = told(app.name, environmentWords())) {
        const bool number = word->second == "pr"_L1;
        return strong(word->first, number ? Words::tr("its name says that it is a pull request")
                                          : Words::tr("its name says “%1”").arg(word->second));
    }
    static const QRegularExpression kPullRequest(u"^pr[0-9]+$"_s);
    if (const QStringList words = parts(app.name); words.indexOf(kPullRequest) >= 0)
        return strong(Environment::Dev, Words::tr("its name says that it is a pull request"));
    const model::Organization &organization = snapshot.organization;
    const QString organizationName = organization.slug + u' ' + organization.name.valueOr({});
    if (const auto word = told(organizationName, environmentWords())) {
        Meant<Environment> meant =
            strong(word->first, Words::tr("the organization's name says “%1”").arg(word->second));
        // The slug alone may be contradicted by the name that could not be read.
        if (!organization.name.known())
            meant.certainty = Certainty::Weak;
        return meant;
    }
    if (const QString host = customHost(app); !host.isEmpty())
        return weak<Environment>(Environment::Production, Words::tr("it serves %1").arg(shown(host)));
    return weak<Environment>(Environment::Production,
                             Words::tr("nothing says otherwise, and production is the stricter reading"));
}

bool flycastOnly(const App &app)
{
    const auto &addresses = app.addresses;
    return addresses.complete() &&
           std::any_of(addresses.items.begin(), addresses.items.end(),
                       [](const model::IpAddress &address) { return address.flycast(); }) &&
           std::none_of(addresses.items.begin(), addresses.items.end(),
                        [](const model::IpAddress &address) { return address.publicIngress(); });
}

bool withoutService(const App &app)
{
    return app.machines.complete() &&
           std::all_of(app.machines.items.begin(), app.machines.items.end(),
                       [](const model::Machine &machine) {
                           return !machine.live() || (machine.whole() && machine.config.services.empty());
                       });
}

Meant<Exposure> guessedExposure(const App &app)
{
    if (app.postgresCluster())
        return strong(Exposure::Internal, Words::tr("it is a Postgres cluster"));
    if (app.role.known() && app.role->contains("builder"_L1))
        return strong(Exposure::Internal, Words::tr("it is a builder"));
    if (const auto word = told(app.name, internalWords()))
        return strong(word->first, Words::tr("its name says “%1”").arg(word->second));
    if (const QString host = customHost(app); !host.isEmpty()) {
        Meant<Exposure> meant = strong(Exposure::Public, Words::tr("it serves %1").arg(shown(host)));
        // A role would have decided before; one that could not be read may still say internal.
        if (!app.role.known())
            meant.certainty = Certainty::Weak;
        return meant;
    }
    if (const auto word = told(app.name, publicWords()))
        return weak<Exposure>(word->first, Words::tr("its name says “%1”").arg(word->second));
    if (flycastOnly(app))
        return weak<Exposure>(Exposure::Internal, Words::tr("it has a Flycast address only"));
    if (withoutService(app))
        return weak<Exposure>(Exposure::Internal, Words::tr("it has no service"));
    return weak<Exposure>(std::nullopt, Words::tr("nothing tells whether it is meant to be reached"));
}

bool namesDatabase(const model::Secret &secret)
{
    static const QRegularExpression kForm(
        u"(^|_)(DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|MONGO|MONGODB)_?(URL|URI|DSN)(_|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kForm.match(secret.name).hasMatch();
}

/// What shows that the app keeps data; empty when nothing does.
QString storage(const App &app)
{
    const bool volume = std::any_of(app.volumes.items.begin(), app.volumes.items.end(),
                                    [](const model::Volume &each) { return !each.leaving(); });
    if (volume)
        return Words::tr("it has a volume");
    if (app.managedPostgresAttached)
        return Words::tr("a managed Postgres cluster is attached to it");
    const auto secret = std::find_if(app.secrets.items.begin(), app.secrets.items.end(), namesDatabase);
    return secret == app.secrets.items.end() ? QString()
                                             : Words::tr("it has a secret named %1").arg(shown(secret->name));
}

Meant<DataClass> guessedData(const App &app, Environment environment)
{
    if (const auto word = told(app.name, dataWords()))
        return strong(word->first, Words::tr("its name says “%1”").arg(word->second));
    const bool production = environment == Environment::Production;
    if (const QString because = storage(app); !because.isEmpty())
        return weak<DataClass>(production ? DataClass::Personal : DataClass::Internal, because);
    Meant<DataClass> meant =
        weak<DataClass>(DataClass::Internal, Words::tr("nothing shows that it keeps data"));
    if (production && !(app.volumes.complete() && app.secrets.complete()))
        meant.atWorst = DataClass::Personal;
    return meant;
}

template<class T>
Meant<T> declaredOr(const std::optional<T> &declared, Meant<T> guessed)
{
    if (!declared)
        return guessed;
    return {.value = declared, .certainty = Certainty::Declared, .because = {}, .atWorst = {}};
}

model::DeclaredIntent inForce(const App &app, const model::Snapshot &snapshot,
                              const model::DeclaredIntents &declared)
{
    const model::DeclaredIntent intent = declared.value(app.name);
    const bool ended = !intent.declaredAt.isValid() || !snapshot.collectedAt.isValid() ||
                       intent.declaredAt.addDays(kDeclarationDays) < snapshot.collectedAt;
    return ended ? model::DeclaredIntent{} : intent;
}

} // namespace

Intent intentOf(const App &app, const model::Snapshot &snapshot, const model::DeclaredIntents &declared)
{
    const model::DeclaredIntent own = inForce(app, snapshot, declared);
    Intent intent;
    intent.environment = declaredOr(own.environment, guessedEnvironment(app, snapshot));
    intent.exposure = declaredOr(own.exposure, guessedExposure(app));
    intent.data = declaredOr(own.data, guessedData(app, *intent.environment.value));
    return intent;
}

QLatin1String environmentName(Environment environment)
{
    switch (environment) {
    case Environment::Production: return "production"_L1;
    case Environment::Staging: return "staging"_L1;
    case Environment::Dev: break;
    }
    return "dev"_L1;
}

QLatin1String dataClassName(DataClass data)
{
    switch (data) {
    case DataClass::None: return "none"_L1;
    case DataClass::Internal: return "internal"_L1;
    case DataClass::Personal: return "personal"_L1;
    case DataClass::Regulated: break;
    }
    return "regulated"_L1;
}

QLatin1String exposureName(Exposure exposure)
{
    return exposure == Exposure::Public ? "public"_L1 : "internal"_L1;
}

} // namespace aw::checks
