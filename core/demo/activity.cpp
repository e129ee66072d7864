// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/demo/activity.h"

#include <algorithm>

namespace aw::demo {
namespace {

/// Null where nobody is named.
JsonValue ownerOf(const JsonView &recorded, const JsonView &secret)
{
    const JsonView user = recorded.at("secret_owners").at(secret.at("name").text().value_or(QString()));
    return user.isObject() ? user.copy() : JsonValue();
}

JsonValue emailOf(const JsonView &user)
{
    return user.isObject() ? JsonValue::object().set("email", user.at("email").copy()) : JsonValue();
}

QString idOf(const char *prefix, const JsonView &recorded, const QString &what)
{
    return QLatin1String(prefix) + recorded.at("app").at("name").text().value_or(QString()) +
           QLatin1Char('_') + what;
}

JsonValue change(const QString &id, const char *actorType, const JsonView &at)
{
    JsonValue out = JsonValue::object();
    out.set("id", id);
    out.set("actorType", QLatin1String(actorType));
    out.set("createdAt", at.copy());
    out.set("updatedAt", at.copy());
    return out;
}

JsonValue ofRelease(const JsonView &recorded, const JsonView &release)
{
    const QString version = QString::number(release.at("version").integer().value_or(0));
    JsonValue out = change(idOf("chg_release_", recorded, version), "Release", release.at("createdAt"));
    JsonValue actor = JsonValue::object();
    actor.set("__typename", QLatin1String("Release"));
    for (const char *field : {"version", "reason", "description"})
        actor.set(field, release.at(field).copy());
    const JsonView user = release.at("user");
    actor.set("user", emailOf(user));
    out.set("actor", std::move(actor));
    out.set("description", QStringLiteral("Release v%1").arg(version));
    out.set("status", release.at("status").copy());
    return std::move(out.set("user", user.isObject() ? user.copy() : JsonValue()));
}

JsonValue ofSecret(const JsonView &recorded, const JsonView &secret)
{
    const QString name = secret.at("name").text().value_or(QString());
    JsonValue out = change(idOf("chg_secret_", recorded, name), "Secret", secret.at("updated_at"));
    JsonValue actor = JsonValue::object();
    actor.set("__typename", QLatin1String("Secret"));
    actor.set("name", name);
    out.set("actor", std::move(actor));
    out.set("description", QLatin1String("Secret set"));
    out.set("status", JsonValue());
    return std::move(out.set("user", ownerOf(recorded, secret)));
}

QString timeOf(const JsonValue &change)
{
    return change.view().at("createdAt").text().value_or(QString());
}

} // namespace

JsonValue secretRows(const JsonView &recorded)
{
    JsonValue out = JsonValue::array();
    for (const JsonView &secret : recorded.at("secrets").items()) {
        JsonValue row = JsonValue::object();
        row.set("id", idOf("sec_", recorded, secret.at("name").text().value_or(QString())));
        row.set("name", secret.at("name").copy());
        row.set("createdAt", secret.at("updated_at").copy());
        row.set("user", ownerOf(recorded, secret));
        out.append(std::move(row));
    }
    return out;
}

JsonValue changeRows(const JsonView &recorded)
{
    std::vector<JsonValue> changes;
    for (const JsonView &release : recorded.at("releases").items())
        changes.push_back(ofRelease(recorded, release));
    for (const JsonView &secret : recorded.at("secrets").items())
        changes.push_back(ofSecret(recorded, secret));
    for (const JsonView &other : recorded.at("changes").items())
        changes.push_back(other.copy());
    // Times of one form, in UTC: their text is in their order.
    std::stable_sort(changes.begin(), changes.end(),
                     [](const JsonValue &a, const JsonValue &b) { return timeOf(a) > timeOf(b); });
    JsonValue out = JsonValue::array();
    for (JsonValue &each : changes)
        out.append(std::move(each));
    return out;
}

JsonValue tokenRows(const JsonView &recorded, const JsonView &all)
{
    JsonValue out = JsonValue::array();
    const std::vector<JsonView> ids = recorded.at("tokens").items();
    for (const JsonView &token : all.items()) {
        const bool wanted = std::any_of(ids.begin(), ids.end(), [&token](const JsonView &id) {
            return id.text() && id.text() == token.at("id").text();
        });
        if (wanted)
            out.append(token.copy());
    }
    return out;
}

} // namespace aw::demo
