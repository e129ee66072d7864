// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

/// What of each REST answer survives redaction (RouteRow::keep). Field names are those of the
/// published OpenAPI document and of fly-go's structs; left out is what no check of the catalogue
/// reads, and what may hold what a machine printed (checks[].output, events).
namespace aw::fly::selections {

/// The texts one after the other, as one constant.
template<std::size_t... N>
constexpr auto joined(const char (&...parts)[N])
{
    std::array<char, (N + ...) - sizeof...(N) + 1> all{};
    auto end = all.begin();
    ((end = std::copy_n(parts, N - 1, end)), ...);
    return all;
}

inline constexpr char kCurrentTokens[] =
    "{ tokens { token_id org_slug organization apps user restricted_to_machine source_machine_id } }";

inline constexpr char kPlatformRegions[] = "{ regions { code name geo_region deprecated } }";

inline constexpr char kPostgresCluster[] = R"({
    data {
        id name status region plan created_at replicas pg_major_version postgis_enabled disk_size_gb
        storage_used_bytes storage_provisioned_bytes attached_apps { name }
    }
})";

inline constexpr char kPostgresUsers[] = "{ data { username role password @forbidden } }";

inline constexpr char kPostgresDatabases[] = "{ data { name } }";

inline constexpr char kPostgresBackups[] = "{ data { id type status started_at finished_at size_bytes } }";

inline constexpr char kAppSecretKeys[] =
    "{ secret_keys { name type created_at updated_at value @forbidden } }";

inline constexpr char kCertificateDetail[] = R"({
    hostname status configured acme_requested dns_provider rate_limited_until
    certificates { source status created_at expires_at issuer issued { type expires_at certificate_authority } }
    validation { dns_configured alpn_configured http_configured ownership_txt_configured }
    validation_errors { code message remediation timestamp }
})";

inline constexpr char kVolumeSnapshots[] =
    "{ id size volume_size created_at status retention_days digest @digest }";

/// Shown in the documentation alone (machines/guides-examples/network-policies).
inline constexpr char kNetworkPolicies[] = "{ id name selector { all machines { id } metadata @pairs } rules "
                                           "{ action direction ports { protocol port } } }";

inline constexpr char kRegistryManifest[] = R"({
    schemaVersion mediaType config { mediaType digest size }
    manifests { mediaType digest size platform { architecture os variant } }
})";

/// An OCI image configuration; the mark keeps what it names and no more.
inline constexpr char kRegistryConfig[] = "{ config history created architecture os } @image";

inline constexpr char kTokenAuthorize[] = "{ access { action orgid } }";

inline constexpr char kApps[] = R"({
    total_apps next_cursor
    apps {
        id internal_numeric_id name network network_cidr status app_role machine_count volume_count
        organization { name slug }
    }
})";

inline constexpr char kOrgMachines[] = R"({
    next_cursor last_machine_id last_updated_at error_regions
    machines {
        id name app_name state region private_ip version created_at updated_at
        config { image }
    }
})";

inline constexpr char kOrgVolumes[] = R"({
    next_cursor last_volume_id last_updated_at
    volumes {
        id name app_name state region zone size_gb encrypted fstype type attached_machine_id
        attached_alloc_id auto_backup_enabled snapshot_retention host_status bytes_used bytes_total
        created_at updated_at
    }
})";

inline constexpr char kManagedPostgres[] =
    "{ data { id name status region plan created_at deleted_at attached_apps { name } } }";

inline constexpr char kAppSecrets[] =
    "{ secrets { name digest @digest created_at updated_at value @forbidden } }";

inline constexpr char kAppAddresses[] =
    "{ ips { ip region service_name shared egress created_at network { name org_slug } } }";

inline constexpr char kAppCertificates[] = R"({
    next_cursor total_count
    certificates {
        hostname status configured acme_requested acme_dns_configured acme_alpn_configured
        acme_http_configured ownership_txt_configured has_fly_certificate has_custom_certificate
        dns_provider created_at updated_at
    }
})";

/// MachineConfig. Of `metadata` only what the platform and flyctl write themselves stays readable.
inline constexpr char kConfig[] = R"({
    image schedule auto_destroy standbys size disable_machine_autostart
    env @pairs
    metadata @pairs {
        fly_platform_version fly_process_group process_group fly_release_id fly_release_version
        fly_flyctl_version fly-managed-postgres fly_bluegreen_deployment_tag fly_builder_id
    }
    files { guest_path raw_value @content secret_name image_config mode }
    guest { cpu_kind cpus memory_mb gpu_kind gpus host_dedication_id persist_rootfs kernel_args @line }
    rootfs { persist size_gb }
    restart { policy max_retries }
    stop_config { timeout signal }
    init { exec @line entrypoint @line cmd @line kernel_args @line tty swap_size_mb }
    mounts { volume name path encrypted size_gb extend_threshold_percent add_size_gb size_gb_limit }
    services {
        protocol internal_port autostop autostart min_machines_running
        ports {
            port start_port end_port handlers force_https
            tls_options { alpn versions default_self_signed }
            http_options { compress h2_backend response { headers @headers pristine } }
            proxy_proto_options { version }
        }
        checks {
            type port method path @line protocol interval timeout grace_period tls_skip_verify
            tls_server_name headers @headers
        }
        concurrency { type hard_limit soft_limit }
    }
    checks {
        * {
            type kind port method path @line protocol interval timeout grace_period tls_skip_verify
            tls_server_name headers @headers
        }
    }
    metrics { port path @line https }
    dns { skip_registration nameservers searches hostname hostname_fqdn }
    statics { guest_path url_prefix tigris_bucket index_document }
    processes {
        exec @line entrypoint @line cmd @line user env @pairs ignore_app_secrets
        secrets { env_var name } env_from { env_var field_ref }
    }
    containers {
        name image user exec @line entrypoint @line cmd @line env @pairs
        secrets { env_var name } env_from { env_var field_ref }
        files { guest_path raw_value @content secret_name image_config mode }
        restart { policy max_retries }
        depends_on { name condition }
        healthchecks {
            name kind unhealthy interval timeout grace_period
            exec { command @line }
            http { port method path @line scheme tls_skip_verify tls_server_name headers @headers }
            tcp { port }
        }
    }
})";

inline constexpr auto kAppMachines = joined(R"({
    id name state region private_ip instance_id version created_at updated_at cordoned host_status
    image_ref {
        registry repository tag digest
        labels @pairs { org.opencontainers.image.created org.opencontainers.image.version }
    }
    checks { name status updated_at }
    containers { name state }
    config )",
                                            kConfig, " incomplete_config ", kConfig, "}");

inline constexpr auto kMachineVersions = joined("{ version user_config ", kConfig, "}");

} // namespace aw::fly::selections
