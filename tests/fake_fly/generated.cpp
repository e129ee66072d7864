// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/generated.h"

#include "tests/fake_fly/generated_data.h"
#include "tests/fake_fly/generated_images.h"
#include "tests/fake_fly/generated_people.h"
#include "tests/fake_fly/generating.h"

namespace aw::test {
namespace {

/// Writes one organization down.
class Generator
{
public:
    explicit Generator(const Size &size) : m_size(size) {}

    [[nodiscard]] demo::Fixture fixture() const
    {
        const JsonValue organization = this->organization();
        std::vector<JsonValue> apps;
        apps.reserve(std::size_t(m_size.apps));
        const JsonView graphql = organization.view().at("graphql");
        const JsonView members = graphql.at("OrgMembers").at("organization").at("members").at("edges");
        const JsonView tokens =
            graphql.at("OrgTokens").at("organization").at("limitedAccessTokens").at("nodes");
        for (int i = 0; i < m_size.apps; ++i) {
            apps.push_back(app(i));
            addActivity(apps.back(), members, tokens, i);
        }
        std::vector<JsonView> views;
        views.reserve(apps.size());
        for (const JsonValue &each : apps)
            views.push_back(each.view());
        const Result<demo::Fixture> made = demo::Fixture::assemble(organization.view(), views);
        if (!made)
            qFatal("the generated organization is none: %s", qPrintable(made.error().what));
        return *made;
    }

private:
    [[nodiscard]] JsonValue organization() const
    {
        JsonValue graphql = JsonValue::object();
        const JsonValue members = this->members();
        const JsonValue tokens = this->tokens();
        graphql.set("OrgMembers", connection("members", "edges", members));
        graphql.set("OrgWireGuard", connection("wireGuardPeers", "nodes", peers()));
        graphql.set("OrgAddOns", connection("addOns", "nodes", generatedAddOns(m_size)));
        graphql.set("OrgTokens", connection("limitedAccessTokens", "nodes", tokens));
        addPeople(graphql, members.view(), tokens.view());
        const JsonValue reach = object({{"token_id", l1("7d1f5a52-0c7e-4f0d-9d0b-51c2a7e3f6b8")},
                                        {"org_slug", l1(kGeneratedOrg)},
                                        {"organization", l1("77")},
                                        {"apps", JsonValue::array()},
                                        {"user", l1("")}});
        JsonValue rest = JsonValue::object();
        rest.set("/v1/platform/regions", generatedRegions());
        rest.set("/v1/tokens/current", object({{"tokens", list(reach)}}));
        addManagedPostgres(rest);
        const JsonValue head =
            object({{"name", l1("Generated")}, {"slug", l1(kGeneratedOrg)}, {"internal_numeric_id", 77}});
        return object(
            {{"recorded_at", daysBefore(0)}, {"organization", head}, {"rest", rest}, {"graphql", graphql}});
    }

    static JsonValue ofOrganization(JsonValue fields)
    {
        return JsonValue::object().set("organization", std::move(fields));
    }

    static JsonValue connection(const char *name, const char *kind, JsonValue items)
    {
        return ofOrganization(JsonValue::object().set(name, JsonValue::object().set(kind, std::move(items))));
    }

    static JsonValue person(int number)
    {
        return object({{"id", QStringLiteral("usr_") + idOf("user", number, 14)},
                       {"name", QStringLiteral("Person %1").arg(number)},
                       {"email", QStringLiteral("person-%1@generated.example").arg(number)}});
    }

    [[nodiscard]] JsonValue members() const
    {
        JsonValue out = JsonValue::array();
        for (int i = 0; i < m_size.members; ++i) {
            JsonValue node = person(i);
            node.set("username", QStringLiteral("person%1").arg(i)).set("twoFactorProtection", true);
            out.append(object({{"role", l1(i < 2 ? "ADMIN" : "MEMBER")},
                               {"joinedAt", daysBefore(400 + i)},
                               {"node", node}}));
        }
        return out;
    }

    [[nodiscard]] JsonValue peers() const
    {
        JsonValue out = JsonValue::array();
        for (int i = 0; i < m_size.peers; ++i) {
            const QString owner =
                QStringLiteral("person-%1-generated-example").arg(i % std::max(1, m_size.members));
            out.append(
                object({{"id", QStringLiteral("wgp_") + idOf("peer", i, 16)},
                        {"name", QStringLiteral("interactive-laptop-%1-%2").arg(owner, ulidOf(i))},
                        {"network", JsonValue()},
                        {"peerip", QStringLiteral("fdaa:9:41b2:a7b::%1").arg(i + 1, 0, 16)},
                        {"pubkey", QString::fromLatin1(idOf("key", i, 64).toLatin1().left(32).toBase64())},
                        {"region", l1("fra")}}));
        }
        return out;
    }

    [[nodiscard]] JsonValue tokens() const
    {
        JsonValue out = JsonValue::array();
        for (int i = 0; i < m_size.tokens; ++i)
            out.append(object({{"id", QStringLiteral("tok_") + idOf("token", i, 14)},
                               {"name", QStringLiteral("token %1").arg(i)},
                               {"profile", l1("deploy_organization")},
                               {"createdAt", daysBefore(30 + i)},
                               {"expiresAt", daysBefore(-20)},
                               {"revokedAt", JsonValue()},
                               {"revokedBy", JsonValue()},
                               {"user", person(i % std::max(1, m_size.members))}}));
        return out;
    }

    [[nodiscard]] JsonValue app(int number) const
    {
        const bool cluster = number == 0;
        const QString name = generatedApp(number);
        JsonValue out = JsonValue::object();
        out.set("app", object({{"id", name},
                               {"name", name},
                               {"internal_numeric_id", 1'000 + number},
                               {"status", l1("deployed")},
                               {"app_role", l1(cluster ? "postgres_cluster" : "")},
                               {"network", l1("default")},
                               {"network_cidr", l1("fdaa:9:41b2::/48")}}));
        out.set("machines", machines(number));
        out.set("volumes", list(volume(number)));
        out.set("ip_assignments", addresses(number));
        out.set("secrets", secrets(number));
        out.set("certificates", list(certificate(name)));
        out.set("releases", releases(name));
        out.set("images", list(generatedImage(number)));
        out.set("certificate_details",
                JsonValue::object().set(name + l1(".generated.example"), generatedCertificate()));
        out.set("snapshots",
                JsonValue::object().set(QStringLiteral("vol_") + idOf("volume", number, 18),
                                        object({{"newest", daysBefore(0)}, {"count", 3}, {"size", 4'096}})));
        out.set("network_policies", list(generatedPolicy()));
        out.set("secret_keys", list(object({{"name", l1("signing")},
                                            {"type", l1("hs256")},
                                            {"created_at", daysBefore(90)},
                                            {"updated_at", daysBefore(90)}})));
        if (toldByRegistry(number))
            out.set("registry", generatedRegistry(number));
        if (cluster) {
            out.set("role", postgres());
            out.set("attachments", list(object({{"id", l1("pga_1")},
                                                {"databaseName", l1("app")},
                                                {"databaseUser", l1("app")},
                                                {"environmentVariableName", l1("DATABASE_URL")}})));
        }
        out.set("graphql_app", object({{"createdAt", daysBefore(700)}}));
        return out;
    }

    [[nodiscard]] JsonValue machines(int app) const
    {
        JsonValue out = JsonValue::array();
        for (int i = app; i < m_size.machines; i += m_size.apps)
            out.append(machine(app, i));
        return out;
    }

    [[nodiscard]] JsonValue machine(int app, int number) const
    {
        const QString name = generatedApp(app);
        return object({{"id", idOf("machine", number, 14)},
                       {"name", QStringLiteral("machine-%1").arg(number)},
                       {"state", l1("started")},
                       {"region", l1("fra")},
                       {"instance_id", ulidOf(number)},
                       {"version", ulidOf(number)},
                       {"private_ip", QStringLiteral("fdaa:9:41b2:a7b:1::%1").arg(number + 1, 0, 16)},
                       {"created_at", daysBefore(60)},
                       {"updated_at", daysBefore(5)},
                       {"host_status", l1("ok")},
                       {"image_ref", object({{"registry", l1("registry.fly.io")},
                                             {"repository", name},
                                             {"tag", generatedTag()},
                                             {"digest", generatedDigest(app)},
                                             {"labels", JsonValue::object()}})},
                       {"config", config(app, number)}});
    }

    [[nodiscard]] JsonValue config(int app, int number) const
    {
        const JsonValue port =
            object({{"port", 443}, {"handlers", QStringList{QStringLiteral("tls"), QStringLiteral("http")}}});
        const JsonValue service = object({{"protocol", l1("tcp")},
                                          {"internal_port", 8'080},
                                          {"autostop", l1("stop")},
                                          {"autostart", true},
                                          {"min_machines_running", 0},
                                          {"ports", list(port)},
                                          {"force_instance_key", JsonValue()}});
        return object(
            {{"env", environment(app, number)},
             {"guest", object({{"cpu_kind", l1("shared")}, {"cpus", 1}, {"memory_mb", 256}})},
             {"image", QStringLiteral("registry.fly.io/%1:%2").arg(generatedApp(app), generatedTag())},
             {"metadata", object({{"fly_platform_version", l1("v2")}, {"fly_process_group", l1("app")}})},
             {"init", JsonValue::object()},
             {"restart", object({{"policy", l1("on-failure")}, {"max_retries", 10}})},
             {"services", list(service)}});
    }

    [[nodiscard]] JsonValue environment(int app, int number) const
    {
        JsonValue out = JsonValue::object();
        for (int i = 0; i < m_size.variables; ++i)
            out.set(QStringLiteral("SETTING_%1").arg(i, 2, 10, QLatin1Char('0')),
                    QStringLiteral("value %1 of %2").arg(i).arg(generatedApp(app)));
        if (app == m_size.apps - 1 && number == app)
            out.set(kGeneratedSecretName, QStringLiteral("sk_live_") + idOf("secret", 0, 24));
        return out;
    }

    static JsonValue volume(int app)
    {
        return object({{"id", QStringLiteral("vol_") + idOf("volume", app, 18)},
                       {"name", l1("data")},
                       {"state", l1("created")},
                       {"size_gb", 3},
                       {"region", l1("fra")},
                       {"zone", l1("a1b2")},
                       {"encrypted", app % 20 != 19},
                       {"attached_machine_id", idOf("machine", app, 14)},
                       {"attached_alloc_id", JsonValue()},
                       {"created_at", daysBefore(90)},
                       {"snapshot_retention", 14},
                       {"auto_backup_enabled", true},
                       {"fstype", l1("ext4")},
                       {"host_status", l1("ok")}});
    }

    static JsonValue addresses(int app)
    {
        return list(object({{"ip", QStringLiteral("2001:db8::%1").arg(app + 1, 0, 16)},
                            {"region", l1("global")},
                            {"service_name", JsonValue()},
                            {"shared", false},
                            {"egress", false},
                            {"network", JsonValue()},
                            {"created_at", daysBefore(300)}}));
    }

    static JsonValue secrets(int app)
    {
        JsonValue out = JsonValue::array();
        for (int i = 0; i < 5; ++i)
            out.append(object({{"name", QStringLiteral("SECRET_%1").arg(i)},
                               {"digest", idOf("digest", app * 5 + i, 16)},
                               {"created_at", daysBefore(40)},
                               {"updated_at", daysBefore(40)}}));
        return out;
    }

    static JsonValue certificate(const QString &app)
    {
        return object({{"hostname", app + l1(".generated.example")},
                       {"status", l1("active")},
                       {"configured", true},
                       {"acme_requested", true},
                       {"acme_dns_configured", true},
                       {"has_fly_certificate", true},
                       {"has_custom_certificate", false},
                       {"dns_provider", JsonValue()},
                       {"created_at", daysBefore(300)},
                       {"updated_at", daysBefore(20)}});
    }

    static JsonValue releases(const QString &app)
    {
        return list(object({{"id", QStringLiteral("rel_") + app},
                            {"version", 7},
                            {"status", l1("complete")},
                            {"reason", l1("change")},
                            {"description", l1("Release")},
                            {"imageRef", QStringLiteral("registry.fly.io/%1:%2").arg(app, generatedTag())},
                            {"stable", true},
                            {"createdAt", daysBefore(5)},
                            {"user", person(0)}}));
    }

    static JsonValue postgres()
    {
        const QStringList databases{QStringLiteral("app")};
        const JsonValue user =
            object({{"username", l1("app")}, {"isSuperuser", false}, {"databases", databases}});
        const JsonValue database =
            object({{"name", l1("app")}, {"users", QStringList{QStringLiteral("app")}}});
        return object({{"__typename", l1("PostgresClusterAppRole")},
                       {"name", l1("postgres_cluster")},
                       {"databases", list(database)},
                       {"users", list(user)}});
    }

    const Size &m_size;
};

} // namespace

demo::Fixture generatedFixture(const Size &size)
{
    return Generator(size).fixture();
}

QString generatedApp(int number)
{
    return QStringLiteral("app-%1").arg(number, 4, 10, QLatin1Char('0'));
}

} // namespace aw::test
