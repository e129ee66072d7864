// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fake_fly/generated_data.h"

#include "tests/fake_fly/generating.h"

namespace aw::test {

void addManagedPostgres(JsonValue &rest)
{
    const QString id = idOf("cluster", 0, 16);
    const QString path = QStringLiteral("/v1/postgres/") + id;
    const JsonValue listed = object({{"id", id},
                                     {"name", l1("main")},
                                     {"status", l1("ready")},
                                     {"region", l1("fra")},
                                     {"plan", l1("scale")},
                                     {"created_at", daysBefore(200)},
                                     {"attached_apps", list(object({{"name", generatedApp(0)}}))}});
    JsonValue cluster = listed.view().copy();
    cluster.set("replicas", 2)
        .set("pg_major_version", l1("17"))
        .set("postgis_enabled", false)
        .set("disk_size_gb", 50)
        .set("storage_used_bytes", qint64{10'000'000'000})
        .set("storage_provisioned_bytes", qint64{50'000'000'000});
    rest.set("/v1/postgres", object({{"data", list(listed)}}));
    rest.set(path, object({{"data", cluster}}));
    rest.set(path + l1("/users"),
             object({{"data", list(object({{"username", l1("app")}, {"role", l1("writer")}}))}}));
    rest.set(path + l1("/databases"), object({{"data", list(object({{"name", l1("app")}}))}}));
    rest.set(path + l1("/backups"), object({{"data", list(object({{"id", l1("backup-1")},
                                                                  {"type", l1("full")},
                                                                  {"status", l1("completed")},
                                                                  {"started_at", daysBefore(1)},
                                                                  {"finished_at", daysBefore(1)},
                                                                  {"size_bytes", 1'000'000}}))}}));
}

JsonValue generatedAddOns(const Size &size)
{
    JsonValue out = JsonValue::array();
    for (int i = 0; i < size.addOns; ++i) {
        const JsonValue app = object({{"name", generatedApp(i % size.apps)}});
        const JsonValue provider =
            object({{"id", l1("prov_1")}, {"name", l1("tigris")}, {"displayName", l1("Tigris")}});
        out.append(object({{"id", QStringLiteral("addon_") + idOf("add-on", i, 14)},
                           {"name", QStringLiteral("bucket-%1").arg(i)},
                           {"status", l1("ready")},
                           {"createdAt", daysBefore(100)},
                           {"primaryRegion", l1("fra")},
                           {"readRegions", JsonValue::array()},
                           {"hostname", l1("storage.generated.example")},
                           {"privateIp", JsonValue()},
                           {"addOnPlanName", l1("Pay as you go")},
                           {"addOnProvider", provider},
                           {"options", object({{"public", false}})},
                           {"metadata", JsonValue()},
                           {"app", app},
                           {"apps", object({{"nodes", list(app)}, {"totalCount", 1}})}}));
    }
    return out;
}

JsonValue generatedCertificate()
{
    const JsonValue issued = object({{"type", l1("ecdsa")},
                                     {"expires_at", daysBefore(-70)},
                                     {"certificate_authority", l1("Generated CA")}});
    return object({{"certificates", list(object({{"source", l1("fly")},
                                                 {"status", l1("active")},
                                                 {"created_at", daysBefore(20)},
                                                 {"expires_at", daysBefore(-70)},
                                                 {"issuer", l1("Generated CA")},
                                                 {"issued", list(issued)}}))}});
}

JsonValue generatedPolicy()
{
    const JsonValue port = object({{"protocol", l1("tcp")}, {"port", 8'080}});
    const JsonValue rule =
        object({{"action", l1("allow")}, {"direction", l1("ingress")}, {"ports", list(port)}});
    return object({{"id", l1("np_1")},
                   {"name", l1("own port")},
                   {"selector", object({{"all", true}})},
                   {"rules", list(rule)}});
}

} // namespace aw::test
