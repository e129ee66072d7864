// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>

namespace aw::models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(aw::models)
};

struct SourceRow {
    const char *name;
    const char *title;
    const char *about;
    const char *icon;
};

constexpr auto kSources = std::to_array<SourceRow>({
    {"current_tokens", QT_TRANSLATE_NOOP("aw::models", "Token"),
     QT_TRANSLATE_NOOP("aw::models", "what it reaches"), "key"},
    {"platform_regions", QT_TRANSLATE_NOOP("aw::models", "Regions"),
     QT_TRANSLATE_NOOP("aw::models", "that the platform offers"), "map"},
    {"viewer", QT_TRANSLATE_NOOP("aw::models", "Token owner"),
     QT_TRANSLATE_NOOP("aw::models", "a user, or the token itself"), "user"},
    {"apps", QT_TRANSLATE_NOOP("aw::models", "Apps"),
     QT_TRANSLATE_NOOP("aw::models", "the list, compared with its total"), "apps"},
    {"org_machines", QT_TRANSLATE_NOOP("aw::models", "Machine inventory"),
     QT_TRANSLATE_NOOP("aw::models", "to compare with what apps list"), "server"},
    {"org_volumes", QT_TRANSLATE_NOOP("aw::models", "Volumes"),
     QT_TRANSLATE_NOOP("aw::models", "of the whole organization"), "disk"},
    {"managed_postgres", QT_TRANSLATE_NOOP("aw::models", "Managed Postgres"),
     QT_TRANSLATE_NOOP("aw::models", "clusters and the apps that use them"), "database"},
    {"org_core", QT_TRANSLATE_NOOP("aw::models", "Organization"),
     QT_TRANSLATE_NOOP("aw::models", "its name and settings"), "shield"},
    {"org_members", QT_TRANSLATE_NOOP("aw::models", "Members"),
     QT_TRANSLATE_NOOP("aw::models", "roles and two-factor sign-in"), "users"},
    {"org_member_details", QT_TRANSLATE_NOOP("aw::models", "Sign-in of members"),
     QT_TRANSLATE_NOOP("aw::models", "where the platform tells it"), "users"},
    {"org_invitations", QT_TRANSLATE_NOOP("aw::models", "Invitations"),
     QT_TRANSLATE_NOOP("aw::models", "asked to join"), "users"},
    {"org_wireguard", QT_TRANSLATE_NOOP("aw::models", "WireGuard peers"),
     QT_TRANSLATE_NOOP("aw::models", "keys to the private network"), "tunnel"},
    {"org_delegated_wireguard", QT_TRANSLATE_NOOP("aw::models", "Delegated WireGuard tokens"),
     QT_TRANSLATE_NOOP("aw::models", "names only"), "tunnel"},
    {"org_tokens", QT_TRANSLATE_NOOP("aw::models", "Tokens"),
     QT_TRANSLATE_NOOP("aw::models", "names and dates, never the token"), "key"},
    {"org_token_profiles", QT_TRANSLATE_NOOP("aw::models", "Token profiles"),
     QT_TRANSLATE_NOOP("aw::models", "parameters, values reduced"), "key"},
    {"personal_tokens", QT_TRANSLATE_NOOP("aw::models", "Personal tokens"),
     QT_TRANSLATE_NOOP("aw::models", "of the token's owner alone"), "key"},
    {"org_third_party", QT_TRANSLATE_NOOP("aw::models", "Third parties"),
     QT_TRANSLATE_NOOP("aw::models", "who else decides about tokens"), "link"},
    {"org_signed_documents", QT_TRANSLATE_NOOP("aw::models", "Signed documents"),
     QT_TRANSLATE_NOOP("aw::models", "shown to administrators"), "attest"},
    {"org_ssh_certificates", QT_TRANSLATE_NOOP("aw::models", "SSH certificates"),
     QT_TRANSLATE_NOOP("aw::models", "whom they let in, and until when"), "terminal"},
    {"org_addons", QT_TRANSLATE_NOOP("aw::models", "Add-ons"),
     QT_TRANSLATE_NOOP("aw::models", "who else holds data"), "link"},
    {"org_apps", QT_TRANSLATE_NOOP("aw::models", "App roles"),
     QT_TRANSLATE_NOOP("aw::models", "and a second count of apps"), "apps"},
    {"postgres_cluster", QT_TRANSLATE_NOOP("aw::models", "Managed clusters"),
     QT_TRANSLATE_NOOP("aw::models", "plan, version and storage"), "database"},
    {"postgres_users", QT_TRANSLATE_NOOP("aw::models", "Managed database users"),
     QT_TRANSLATE_NOOP("aw::models", "roles, never passwords"), "database"},
    {"postgres_databases", QT_TRANSLATE_NOOP("aw::models", "Managed databases"),
     QT_TRANSLATE_NOOP("aw::models", "names"), "database"},
    {"postgres_backups", QT_TRANSLATE_NOOP("aw::models", "Managed backups"),
     QT_TRANSLATE_NOOP("aw::models", "kinds and times"), "database"},
    {"app_machines", QT_TRANSLATE_NOOP("aw::models", "Machines"),
     QT_TRANSLATE_NOOP("aw::models", "configuration, values reduced"), "server"},
    {"app_secrets", QT_TRANSLATE_NOOP("aw::models", "Secrets, names and digests only"),
     QT_TRANSLATE_NOOP("aw::models", "values are never requested"), "lock"},
    {"app_secret_owners", QT_TRANSLATE_NOOP("aw::models", "Secret owners"),
     QT_TRANSLATE_NOOP("aw::models", "who set them"), "user"},
    {"app_secret_keys", QT_TRANSLATE_NOOP("aw::models", "Secret keys"),
     QT_TRANSLATE_NOOP("aw::models", "names and kinds, never the key"), "lock"},
    {"app_addresses", QT_TRANSLATE_NOOP("aw::models", "Addresses"),
     QT_TRANSLATE_NOOP("aw::models", "public and private"), "globe"},
    {"app_egress", QT_TRANSLATE_NOOP("aw::models", "Egress addresses"),
     QT_TRANSLATE_NOOP("aw::models", "of apps and their machines"), "globe"},
    {"app_network_policies", QT_TRANSLATE_NOOP("aw::models", "Network policies"),
     QT_TRANSLATE_NOOP("aw::models", "where the platform shows them"), "filter"},
    {"app_certificates", QT_TRANSLATE_NOOP("aw::models", "Certificates"),
     QT_TRANSLATE_NOOP("aw::models", "host names and states"), "globe"},
    {"certificate_detail", QT_TRANSLATE_NOOP("aw::models", "Certificate details"),
     QT_TRANSLATE_NOOP("aw::models", "when each ends, and what it lacks"), "globe"},
    {"app_tokens", QT_TRANSLATE_NOOP("aw::models", "App tokens"),
     QT_TRANSLATE_NOOP("aw::models", "names and dates, never the token"), "key"},
    {"app_releases", QT_TRANSLATE_NOOP("aw::models", "Releases"),
     QT_TRANSLATE_NOOP("aw::models", "the newest of each app"), "history"},
    {"app_changes", QT_TRANSLATE_NOOP("aw::models", "Changes"),
     QT_TRANSLATE_NOOP("aw::models", "the latest of each app's log"), "history"},
    {"app_postgres_role", QT_TRANSLATE_NOOP("aw::models", "Postgres roles"),
     QT_TRANSLATE_NOOP("aw::models", "of unmanaged clusters"), "database"},
    {"postgres_attachments", QT_TRANSLATE_NOOP("aw::models", "Postgres attachments"),
     QT_TRANSLATE_NOOP("aw::models", "of unmanaged clusters"), "database"},
    {"app_image_details", QT_TRANSLATE_NOOP("aw::models", "Image versions"),
     QT_TRANSLATE_NOOP("aw::models", "of images that Fly makes"), "box"},
    {"volume_snapshots", QT_TRANSLATE_NOOP("aw::models", "Volume snapshots"),
     QT_TRANSLATE_NOOP("aw::models", "the copies of each volume"), "disk"},
    {"machine_versions", QT_TRANSLATE_NOOP("aw::models", "Machine versions"),
     QT_TRANSLATE_NOOP("aw::models", "earlier configurations"), "history"},
    {"app_image", QT_TRANSLATE_NOOP("aw::models", "Image histories"),
     QT_TRANSLATE_NOOP("aw::models", "build steps, values reduced"), "box"},
    {"registry_manifest", QT_TRANSLATE_NOOP("aw::models", "Image manifests"),
     QT_TRANSLATE_NOOP("aw::models", "where GraphQL tells too little"), "box"},
    {"registry_config", QT_TRANSLATE_NOOP("aw::models", "Image configurations"),
     QT_TRANSLATE_NOOP("aw::models", "from the registry, values reduced"), "box"},
});

} // namespace

Look lookOf(model::Severity severity)
{
    switch (severity) {
    case model::Severity::Critical:
        return {Words::tr("Critical"), QStringLiteral("sev-critical"), theme::Ink::Crit};
    case model::Severity::High: return {Words::tr("High"), QStringLiteral("sev-high"), theme::Ink::High};
    case model::Severity::Medium: return {Words::tr("Medium"), QStringLiteral("sev-medium"), theme::Ink::Med};
    case model::Severity::Low: return {Words::tr("Low"), QStringLiteral("sev-low"), theme::Ink::Low};
    case model::Severity::Info: break;
    }
    return {Words::tr("Info"), QStringLiteral("sev-info"), theme::Ink::Text2};
}

Look lookOf(model::Status status)
{
    switch (status) {
    case model::Status::Pass: return {Words::tr("Pass"), QStringLiteral("pass"), theme::Ink::Ok};
    case model::Status::Fail: return {Words::tr("Open"), QStringLiteral("sev-low"), theme::Ink::Text};
    case model::Status::Unknown: return {Words::tr("Unknown"), QStringLiteral("unknown"), theme::Ink::Unk};
    case model::Status::NotApplicable: break;
    }
    return {Words::tr("Not applicable"), QStringLiteral("na"), theme::Ink::Text3};
}

Look lookOf(assess::Grade grade)
{
    switch (grade) {
    case assess::Grade::NotReady: return {{}, QStringLiteral("sev-critical"), theme::Ink::Crit};
    case assess::Grade::CannotTell: return {{}, QStringLiteral("unknown"), theme::Ink::Unk};
    case assess::Grade::ReadyWithAcceptedRisks: return {{}, QStringLiteral("accepted"), theme::Ink::Med};
    case assess::Grade::Ready: break;
    }
    return {{}, QStringLiteral("pass"), theme::Ink::Ok};
}

Look lookOf(model::SourceState state)
{
    switch (state) {
    case model::SourceState::Complete: return {Words::tr("Complete"), QStringLiteral("pass"), theme::Ink::Ok};
    case model::SourceState::Partial:
        return {Words::tr("Partial"), QStringLiteral("partly"), theme::Ink::Med};
    case model::SourceState::NotAsked: break;
    }
    return {Words::tr("Not asked"), QStringLiteral("unknown"), theme::Ink::Unk};
}

QString reasonWords(model::Reason reason)
{
    switch (reason) {
    case model::Reason::Permission: return Words::tr("The token may not read it");
    case model::Reason::Filtered: return Words::tr("Fly.io left items out of a list");
    case model::Reason::Fault: return Words::tr("No usable answer");
    case model::Reason::Limit: return Words::tr("A limit ended the reading");
    case model::Reason::Cancelled: return Words::tr("The sync was cancelled");
    case model::Reason::NotCollected: return Words::tr("Nobody asked yet");
    case model::Reason::NotPublished: return Words::tr("No API tells anyone");
    case model::Reason::IntentUndeclared: return Words::tr("Nobody said what the app is meant to be");
    case model::Reason::NotAttested: break;
    }
    return Words::tr("Only people can answer");
}

SourceWords sourceWords(const QString &name)
{
    for (const SourceRow &row : kSources) {
        if (name == QLatin1String(row.name))
            return {Words::tr(row.title), Words::tr(row.about), QString::fromLatin1(row.icon)};
    }
    return {name, {}, QStringLiteral("database")};
}

QString dayWords(const QDateTime &at)
{
    return QLocale(QLocale::English).toString(at.toUTC().date(), QStringLiteral("d MMM yyyy"));
}

QString timeWords(const QDateTime &at)
{
    return Words::tr("%1, %2 UTC").arg(dayWords(at), at.toUTC().toString(QStringLiteral("HH:mm")));
}

QString ageWords(const QDateTime &from, const QDateTime &to)
{
    const qint64 minutes = qMax(qint64{0}, from.secsTo(to) / 60);
    if (minutes < 1)
        return Words::tr("now");
    if (minutes < 60)
        return Words::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return Words::tr("%1 h").arg(minutes / 60);
    return Words::tr("%1 d").arg(numberWords(minutes / (24 * 60)));
}

QString numberWords(qint64 number)
{
    QString digits = QString::number(number);
    for (qsizetype at = digits.size() - 3; at > (number < 0 ? 1 : 0); at -= 3)
        digits.insert(at, QChar(0x2009));
    return digits;
}

QString counted(qint64 number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(numberWords(number));
}

QString subjectOf(const model::Finding &finding)
{
    const QString name = finding.resource.name.isEmpty() ? finding.resource.id : finding.resource.name;
    if (finding.key.isEmpty())
        return name;
    //: a resource and the part of it: "web, port 80"
    return Words::tr("%1, %2").arg(name, finding.key);
}

QString appOf(const model::Finding &finding)
{
    return finding.resource.app.isEmpty() ? Words::tr("(organization)") : finding.resource.app;
}

} // namespace aw::models
