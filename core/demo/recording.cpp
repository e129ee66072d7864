// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "core/demo/details.h"
#include "core/demo/activity.h"
#include "core/demo/fixture.h"
#include "core/demo/versions.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>

namespace aw::demo {
namespace {

constexpr QLatin1String kOrganizationFile("organization.json");

Error malformed(const QString &what, const QString &where)
{
    return fail(ErrorKind::Malformed, what, where);
}

/// The fields of `from` that stand in `names`, where they are there at all.
JsonValue only(const JsonView &from, std::initializer_list<const char *> names)
{
    JsonValue out = JsonValue::object();
    for (const char *name : names) {
        if (!from.at(name).missing())
            out.set(name, from.at(name).copy());
    }
    return out;
}

/// `more`'s members over those of `base`.
JsonValue joined(JsonValue base, const JsonView &more)
{
    for (const auto &[key, value] : more.members())
        base.set(key, value.copy());
    return base;
}

JsonValue listOf(const JsonView &list)
{
    return list.isArray() ? list.copy() : JsonValue::array();
}

/// Builds a fixture part by part; what the platform tells in two places is written down in one.
class Assembly
{
public:
    explicit Assembly(JsonView organization) : m_organization(std::move(organization)) {}

    [[nodiscard]] Result<Fixture> run(const std::vector<JsonView> &apps)
    {
        const JsonView head = m_organization.at("organization");
        const QString slug = head.at("slug").text().value_or(QString());
        const QDateTime recordedAt = parseTime(m_organization.at("recorded_at").text().value_or(QString()));
        if (slug.isEmpty() || !recordedAt.isValid())
            return malformed(
                QCoreApplication::translate("demo", "The recording names no organization or no time."),
                kOrganizationFile);
        m_fixture.setOrg(slug, recordedAt);
        for (const JsonView &app : apps) {
            if (app.at("app").at("name").text().value_or(QString()).isEmpty())
                return malformed(QCoreApplication::translate("demo", "The recording of an app has no name."),
                                 QStringLiteral("apps"));
            addApp(app);
        }
        addOrganization(slug);
        return m_fixture;
    }

private:
    void addOrganization(const QString &slug)
    {
        const QString lists = QStringLiteral("/v1/orgs/%1/").arg(slug);
        const JsonView rest = m_organization.at("rest");
        const auto put = [&](const QString &path, const char *key, const JsonValue &list) {
            m_fixture.put(path, joined(JsonValue::object().set(key, list), rest.at(path)));
        };
        for (const auto &[path, answer] : rest.members())
            m_fixture.put(path, answer.copy());
        put(QStringLiteral("/v1/apps"), "apps", m_apps);
        put(lists + QLatin1String("machines"), "machines", m_machines);
        put(lists + QLatin1String("volumes"), "volumes", m_volumes);
        m_fixture.put(QStringLiteral("OrgApps"),
                      JsonValue::object().set(
                          "organization",
                          JsonValue::object().set("apps", JsonValue::object().set("nodes", m_listedApps))));
        for (const auto &[operation, answer] : m_organization.at("graphql").members())
            m_fixture.put(operation, answer.copy());
        for (const auto &[place, failure] : m_organization.at("failures").members())
            putFailure(place, failure);
    }

    void putFailure(const QString &place, const JsonView &failure)
    {
        m_fixture.putFailure(place, {.status = int(failure.at("status").integer().value_or(500)),
                                     .body = failure.at("body").compact(),
                                     .nextCursor = {}});
    }

    void addApp(const JsonView &recorded)
    {
        const QString name = *recorded.at("app").at("name").text();
        const QString path = QStringLiteral("/v1/apps/%1").arg(name);
        const JsonValue app = shownApp(recorded);
        m_apps.append(app);
        m_fixture.put(path, app);
        m_fixture.put(path + QLatin1String("/machines"), listOf(recorded.at("machines")));
        m_fixture.put(path + QLatin1String("/volumes"), listOf(recorded.at("volumes")));
        m_fixture.put(path + QLatin1String("/ip_assignments"),
                      JsonValue::object().set("ips", listOf(recorded.at("ip_assignments"))));
        for (const char *list : {"secrets", "certificates"})
            m_fixture.put(path + QLatin1Char('/') + QLatin1String(list),
                          JsonValue::object().set(list, listOf(recorded.at(list))));
        addMachines(recorded, name);
        addVolumes(recorded, name);
        addGraphql(recorded, name);
        for (auto &[place, answer] : detailsOf(recorded))
            m_fixture.put(place, std::move(answer));
        for (const auto &[place, failure] : recorded.at("failures").members())
            putFailure(place.at(0).isUpper() ? operationPlace(place, name) : path + QLatin1Char('/') + place,
                       failure);
    }

    /// "AppImage" or "AppImage/<reference>", as the app's own file writes it.
    static QString operationPlace(const QString &place, const QString &app)
    {
        const qsizetype slash = place.indexOf(QLatin1Char('/'));
        return slash < 0 ? place + QLatin1Char('/') + app : place.left(slash + 1) + app + place.mid(slash);
    }

    [[nodiscard]] JsonValue shownApp(const JsonView &recorded) const
    {
        JsonValue counted = JsonValue::object();
        counted.set("machine_count", qint64(recorded.at("machines").size()));
        counted.set("volume_count", qint64(recorded.at("volumes").size()));
        counted.set("organization",
                    only(m_organization.at("organization"), {"name", "slug", "internal_numeric_id"}));
        return joined(std::move(counted), recorded.at("app"));
    }

    void addMachines(const JsonView &recorded, const QString &app)
    {
        for (const JsonView &machine : recorded.at("machines").items()) {
            JsonValue listed = only(machine, {"id", "name", "state", "region", "private_ip", "version",
                                              "created_at", "updated_at"});
            listed.set("app_name", app);
            listed.set("config", only(runningConfig(machine), {"guest", "image", "metadata"}));
            m_machines.append(std::move(listed));
        }
        for (const auto &[id, earlier] : recorded.at("versions").members()) {
            const std::vector<JsonView> machines = recorded.at("machines").items();
            const auto running =
                std::find_if(machines.begin(), machines.end(),
                             [&id = id](const JsonView &machine) { return machine.at("id").text() == id; });
            JsonValue versions = running == machines.end() ? JsonValue::array() : runningVersion(*running);
            for (const JsonView &version : earlier.items())
                versions.append(version.copy());
            m_fixture.put(QStringLiteral("/v1/apps/%1/machines/%2/versions").arg(app, id),
                          std::move(versions));
        }
    }

    void addVolumes(const JsonView &recorded, const QString &app)
    {
        for (const JsonView &volume : recorded.at("volumes").items()) {
            JsonValue listed = volume.copy();
            listed.set("app_name", app);
            if (volume.at("updated_at").missing())
                listed.set("updated_at", volume.at("created_at").copy());
            m_volumes.append(std::move(listed));
        }
    }

    void addGraphql(const JsonView &recorded, const QString &name)
    {
        const auto put = [this](const QString &place, JsonValue app) {
            m_fixture.put(place, JsonValue::object().set("app", std::move(app)));
        };
        m_listedApps.append(graphqlApp(recorded));
        put(QStringLiteral("AppRolePostgres/") + name,
            JsonValue::object().set("role", recorded.at("role").missing() ? JsonValue()
                                                                          : recorded.at("role").copy()));
        put(QStringLiteral("AppReleases/") + name, releases(recorded.at("releases")));
        addActivity(recorded, put, name);
        for (const JsonView &image : recorded.at("images").items()) {
            const QString repository = image.at("registry").text().value_or(QString()) + QLatin1Char('/') +
                                       image.at("repository").text().value_or(QString());
            const QString tag = QLatin1Char(':') + image.at("tag").text().value_or(QString());
            const QString digest = QLatin1Char('@') + image.at("digest").text().value_or(QString());
            for (const QString &reference : {tag, digest, tag + digest})
                put(QStringLiteral("AppImage/%1/%2").arg(name, repository + reference),
                    JsonValue::object().set("image", image.copy()));
        }
    }

    template<class Put>
    void addActivity(const JsonView &recorded, const Put &put, const QString &name) const
    {
        const auto nodes = [](const char *connection, JsonValue rows) {
            return JsonValue::object().set(connection, JsonValue::object().set("nodes", std::move(rows)));
        };
        const JsonView tokens = m_organization.at("graphql")
                                    .at("OrgTokens")
                                    .at("organization")
                                    .at("limitedAccessTokens")
                                    .at("nodes");
        put(QStringLiteral("AppSecretOwners/") + name,
            JsonValue::object().set("secrets", secretRows(recorded)));
        put(QStringLiteral("AppTokens/") + name, nodes("limitedAccessTokens", tokenRows(recorded, tokens)));
        put(QStringLiteral("AppChanges/") + name, nodes("changes", changeRows(recorded)));
    }

    static JsonValue releases(const JsonView &rows)
    {
        JsonValue current;
        if (rows.size() > 0) {
            current = only(rows.at(0), {"id", "version", "imageRef", "createdAt"});
            const JsonView user = rows.at(0).at("user");
            current.set("user", user.isObject() ? only(user, {"email"}) : JsonValue());
        }
        return JsonValue::object()
            .set("currentReleaseUnprocessed", std::move(current))
            .set("releasesUnprocessed", JsonValue::object().set("nodes", listOf(rows)));
    }

    /// The app as GraphQL lists it: what both APIs tell is taken from the app and its addresses.
    [[nodiscard]] JsonValue graphqlApp(const JsonView &recorded) const
    {
        const JsonView app = recorded.at("app");
        JsonValue out = only(app, {"id", "name", "status", "network"});
        const bool deployed = recorded.at("machines").size() > 0;
        const QString name = *app.at("name").text();
        out.set("deployed", deployed);
        out.set("hostname", name + QLatin1String(".fly.dev"));
        out.set("networkId", app.at("internal_numeric_id").copy());
        out.set("platformVersion", deployed ? JsonValue(QLatin1String("machines")) : JsonValue());
        const JsonView first = recorded.at("machines").at(0).at("created_at");
        out.set("createdAt", first.missing() ? JsonValue(formatTime(m_fixture.recordedAt())) : first.copy());
        JsonValue addresses = JsonValue::array();
        JsonValue shared;
        for (const JsonView &ip : recorded.at("ip_assignments").items()) {
            if (ip.at("egress").flag().value_or(false))
                continue;
            if (ip.at("shared").flag().value_or(false))
                shared = ip.at("ip").copy();
            else
                addresses.append(graphqlAddress(ip));
        }
        out.set("sharedIpAddress", std::move(shared));
        out.set("ipAddresses",
                JsonValue::object()
                    .set("nodes", std::move(addresses))
                    .set("pageInfo",
                         JsonValue::object().set("hasNextPage", false).set("endCursor", JsonValue())));
        JsonValue role;
        if (recorded.at("role").isObject())
            role = only(recorded.at("role"), {"__typename", "name"});
        out.set("role", std::move(role));
        return joined(std::move(out), recorded.at("graphql_app"));
    }

    static JsonValue graphqlAddress(const JsonView &ip)
    {
        const QString address = ip.at("ip").text().value_or(QString());
        const bool flycast = address.startsWith(QLatin1String("fdaa:"));
        const bool v6 = address.contains(QLatin1Char(':'));
        const char *type = flycast ? "private_v6" : (v6 ? "v6" : "v4");
        JsonValue out = JsonValue::object();
        out.set("id", QStringLiteral("ip_") + QString::fromLatin1(address.toUtf8().toHex().left(20)));
        out.set("address", address);
        out.set("type", QLatin1String(type));
        out.set("region", ip.at("region").copy());
        out.set("createdAt", ip.at("created_at").copy());
        out.set("serviceName", ip.at("service_name").copy());
        out.set("network", ip.at("network").isObject() ? only(ip.at("network"), {"name"}) : JsonValue());
        return out;
    }

    JsonView m_organization;
    Fixture m_fixture;
    JsonValue m_apps = JsonValue::array();
    JsonValue m_machines = JsonValue::array();
    JsonValue m_volumes = JsonValue::array();
    JsonValue m_listedApps = JsonValue::array();
};

Result<JsonDocument> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::Storage,
            QCoreApplication::translate("demo", "The recording cannot be read: %1.").arg(file.errorString()),
            path);
    Result<JsonDocument> document = JsonDocument::parse(file.readAll());
    if (!document)
        return fail(document.error().kind, document.error().what, path);
    return document;
}

} // namespace

Result<Fixture> Fixture::assemble(const JsonView &organization, const std::vector<JsonView> &apps)
{
    return Assembly(organization).run(apps);
}

Result<Fixture> Fixture::load(const QString &folder)
{
    const QDir root(folder);
    const Result<JsonDocument> organization = read(root.filePath(kOrganizationFile));
    if (!organization)
        return organization.error();
    const QDir apps(root.filePath(QStringLiteral("apps")));
    std::vector<JsonDocument> documents;
    std::vector<JsonView> views;
    for (const QString &name : apps.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        Result<JsonDocument> document = read(apps.filePath(name));
        if (!document)
            return document.error();
        const JsonView app = document->root();
        if (app.at("app").at("name").text() != name.chopped(5))
            return malformed(QCoreApplication::translate("demo", "The file is not named as the app in it."),
                             apps.filePath(name));
        views.push_back(app);
        documents.push_back(*std::move(document));
    }
    Result<Fixture> fixture = assemble(organization->root(), views);
    if (!fixture)
        return fail(fixture.error().kind, fixture.error().what, root.filePath(fixture.error().where));
    return fixture;
}

} // namespace aw::demo
