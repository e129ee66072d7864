// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace aw::test {

/// The answers of the platform with a secret wherever one can lie, each marked {{N}}; base64 of it {{b64:N}}.
struct Plant {
    const char *place;
    const char *answer;
};

inline constexpr const char *kConfig = R"({
    "image": "registry.fly.io/kites-staging@sha256:3f1d2c4b5a69788796a5b4c3d2e1f0011223344556677889900aabbccddeeff0",
    "env": {"STRIPE_KEY": "sk_live_{{1}}", "DATABASE_URL": "postgres://app:{{2}}@db.internal:5432/app",
            "PLAIN": "{{3}}"},
    "processes": [{"env": {"API_TOKEN": "{{4}}"}, "cmd": ["serve", "--password={{5}}"]}],
    "containers": [{"name": "side", "image": "x", "env": {"GITHUB_TOKEN": "ghp_{{6}}"},
        "files": [{"guest_path": "/c", "raw_value": "{{b64:7}}"}],
        "cmd": ["sh", "-c", "curl -H 'Authorization: Bearer {{8}}' https://a.example"],
        "healthchecks": [{"name": "h", "exec": {"command": ["check", "--token", "{{9}}"]}},
            {"name": "i", "http": {"port": 80, "path": "/?api_key={{10}}",
             "headers": [{"name": "Authorization", "values": ["Basic {{11}}"]}]}}]}],
    "files": [{"guest_path": "/etc/key.pem", "raw_value": "{{b64:12}}"}],
    "init": {"exec": ["/run", "https://user:{{13}}@a.example/"], "cmd": ["--secret", "{{14}}"],
             "kernel_args": ["token={{15}}"]},
    "metadata": {"deploy_token": "{{16}}"},
    "checks": {"c": {"type": "http", "port": 80, "path": "/health?token={{17}}",
        "headers": [{"name": "X-Api-Key", "values": ["{{18}}"]}]}},
    "services": [{"protocol": "tcp", "internal_port": 80,
        "ports": [{"port": 443, "handlers": ["tls", "http"],
            "http_options": {"response": {"headers": {"X-Secret": "{{19}}"}}}}],
        "checks": [{"type": "http", "headers": [{"name": "Cookie", "values": ["session={{20}}"]}]}]}]
})";

inline constexpr Plant kPlants[] = {
    {"/v1/apps/kites-staging/machines", R"([{
        "id": "91850d1f0a2c83", "name": "m", "state": "started", "region": "iad", "version": "01KA",
        "instance_id": "01KA", "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
        "host_status": "ok", "nonce": "{{21}}", "lease": {"nonce": "{{21}}"},
        "image_ref": {"registry": "registry.fly.io", "repository": "kites-staging", "tag": "t",
            "digest": "sha256:3f1d2c4b5a69788796a5b4c3d2e1f0011223344556677889900aabbccddeeff0",
            "labels": {"build.secret": "{{22}}"}},
        "checks": [{"name": "c", "status": "passing", "output": "token={{23}}"}],
        "events": [{"type": "start", "request": {"env": {"A": "{{23}}"}}}],
        "config": CONFIG, "incomplete_config": {"env": {"LEFT": "{{24}}"}}}])"},
    {"/v1/apps/kites-staging/machines/91850d1f0a2c83/versions", R"([
        {"version": "01KA", "user_config": CONFIG},
        {"version": "01K9", "user_config": {"env": {"OLD_SECRET": "{{25}}"},
            "files": [{"guest_path": "/o", "raw_value": "{{b64:26}}"}],
            "init": {"cmd": ["--db-password", "{{27}}"]}}}])"},
    {"/v1/apps/kites-staging/secrets", R"({"secrets": [{"name": "S", "digest": "{{28}}", "value": "{{29}}",
        "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}]})"},
    {"AppReleases/kites-staging",
     R"({"app": {"currentReleaseUnprocessed": null, "releasesUnprocessed": {"nodes": [
        {"id": "r", "version": 7, "status": "complete", "reason": "set TOKEN={{30}}",
         "description": "deploy with password={{31}}", "imageRef": "registry.fly.io/kites-staging:t",
         "stable": true, "createdAt": "2026-01-01T00:00:00Z", "user": null}]}}})"},
    {"AppChanges/kites-staging", R"({"app": {"changes": {"nodes": [
        {"id": "c", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
         "actorType": "Release", "description": "flyctl secrets set KEY={{32}}", "status": "ok", "user": null,
         "actor": {"__typename": "Release", "version": 7, "reason": "API_KEY={{33}}", "description": "d",
                   "user": null}}]}}})"},
    {"OrgAddOns", R"({"organization": {"addOns": {"nodes": [
        {"id": "a", "name": "bucket", "status": "ready", "createdAt": "2026-01-01T00:00:00Z",
         "primaryRegion": "iad", "readRegions": [], "hostname": "h.example", "privateIp": "fdaa::1",
         "addOnPlanName": "p", "addOnProvider": {"id": "t", "name": "tigris", "displayName": "Tigris"},
         "password": "{{34}}", "publicUrl": "redis://default:{{34}}@h.example",
         "options": {"public": true, "access_key": "{{35}}", "deep": {"er": ["{{36}}"]}},
         "metadata": {"connection": "postgres://u:{{37}}@h/d"}, "app": {"name": "kites-staging"},
         "apps": {"nodes": [{"name": "kites-staging"}], "totalCount": 1}}]}}})"},
    {"OrgTokens", R"({"organization": {"limitedAccessTokens": {"nodes": [
        {"id": "t", "name": "deploy", "profile": "deploy", "createdAt": "2026-01-01T00:00:00Z",
         "expiresAt": "2026-12-01T00:00:00Z", "revokedAt": null, "revokedBy": null, "user": null,
         "token": "FlyV1 fm2_{{38}}", "tokenHeader": "FlyV1 fm2_{{38}}"}]}}})"},
    {"AppImage/kites-staging/REFERENCE", R"({"app": {"image": {"id": "i", "ref": "r",
        "absoluteRef": "r", "digest": "sha256:3f1d2c4b5a69788796a5b4c3d2e1f0011223344556677889900aabbccddeeff0",
        "registry": "registry.fly.io", "repository": "kites-staging", "tag": "t",
        "createdAt": "2026-01-01T00:00:00Z", "compressedSizeFull": "1",
        "config": {"config": {"Env": ["NPM_TOKEN=npm_{{39}}"], "Labels": {"secret": "{{39}}"}},
            "history": [{"created_by": "RUN |1 GH_TOKEN={{40}} /bin/sh -c build"},
                {"created_by": "ENV PASSWORD={{40}}"}]}}}})"},
};

} // namespace aw::test
