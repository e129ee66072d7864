// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/collect/token_row.h"

#include <QCoreApplication>

namespace aw::collect {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(collect)
};

/// Null says that it was not revoked; only a time says that it was.
model::Fact<bool> readRevoked(Reader &reader, const JsonView &revokedAt)
{
    if (revokedAt.isNull())
        return {false, reader.origin(revokedAt)};
    const model::Fact<QDateTime> when = reader.timeFact(revokedAt);
    return when.known() ? model::Fact<bool>(true, when.origin())
                        : model::Fact<bool>(when.gap(), when.origin());
}

/// FLY-API §2.4: what narrows a token is added to the token itself, where it was made.
void putUntold(const Reader &reader, model::Token &token)
{
    const auto untold = [&reader](const QString &why) {
        return reader.gap(model::Reason::NotPublished, why);
    };
    token.rights = untold(
        token.profile == QLatin1String("deploy_organization")
            ? Words::tr("The list cannot tell whether this token may only read or change everything: both "
                        "have the profile “deploy_organization”.")
            : Words::tr("The list cannot tell whether this token was narrowed, to reading, to a shell or to "
                        "single commands, where it was made: the profile “%1” stays the same.")
                  .arg(token.profile));
    token.copies = untold(Words::tr("Whoever holds a token can make narrowed copies of it, of which the "
                                    "platform's list has no row."));
    token.lastUsedAt = untold(Words::tr("The platform does not tell when a token was last used."));
}

} // namespace

model::Token readTokenRow(Reader &reader, const JsonView &row)
{
    model::Token token;
    token.id = reader.text(row.at("id"));
    token.name = reader.text(row.at("name"));
    token.profile = reader.text(row.at("profile"));
    token.createdAt = reader.timeFact(row.at("createdAt"));
    token.expiresAt = reader.timeFact(row.at("expiresAt"));
    token.revoked = readRevoked(reader, row.at("revokedAt"));
    token.revokedBy = reader.text(row.at("revokedBy"));
    token.userEmail = reader.text(row.at("user").at("email"));
    putUntold(reader, token);
    return token;
}

} // namespace aw::collect
