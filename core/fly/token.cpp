// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/token.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace aw::fly {
namespace {

constexpr qsizetype kLongest = qsizetype{64} * 1024;

/// Number of the third-party caveat among caveat types (superfly/macaroon caveat.go: Cav3P).
constexpr qint64 kThirdPartyCaveat = 11;

/// Takes a pasted "FlyV1 " or "Bearer " off, as often as it is there (FLY-API §2.1).
QString withoutScheme(QString text)
{
    static constexpr std::array kSchemes = {QLatin1String("FlyV1"), QLatin1String("Bearer")};
    for (bool found = true; found;) {
        found = false;
        text = text.trimmed();
        for (const QLatin1String scheme : kSchemes) {
            const bool named = text.startsWith(scheme, Qt::CaseInsensitive) &&
                               (text.size() == scheme.size() || text.at(scheme.size()).isSpace());
            if (named) {
                text.remove(0, scheme.size());
                found = true;
            }
        }
    }
    return text;
}

bool fitsHeader(const QString &part)
{
    return std::all_of(part.cbegin(), part.cend(), [](QChar letter) {
        return letter > QLatin1Char(' ') && letter < QChar(0x7f) && letter != QLatin1Char('"') &&
               letter != QLatin1Char('\'') && letter != QLatin1Char('\\');
    });
}

bool isMacaroon(const QByteArray &part)
{
    const QByteArray label = part.left(part.indexOf('_'));
    return label == "fm1r" || label == "fm1a" || label == "fm2";
}

/// A macaroon without the label in front of its base64.
QByteArray payload(const QByteArray &macaroon)
{
    return macaroon.mid(macaroon.indexOf('_') + 1);
}

/// A requirement that somebody else vouches for the holder, and the ticket that names it.
struct ThirdParty {
    QString location;
    QString ticket; ///< base64
};

struct Opened {
    QString key; ///< base64; of a discharge: the ticket it answers
    std::vector<ThirdParty> thirdParties;
};

/// A macaroon is [[key, random, …], location, [type, body, type, body, …], tail]; the body of a
/// third-party caveat is [location, verifier key, ticket] (superfly/macaroon macaroon.go, caveats.go,
/// nonce.go).
std::optional<Opened> opened(const QByteArray &macaroon)
{
    const auto bytes =
        QByteArray::fromBase64Encoding(payload(macaroon), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return std::nullopt;
    const auto document =
        JsonDocument::fromMessagePack(bytes.decoded, {.depth = 32, .bytes = kLongest, .nodes = 10'000});
    if (!document)
        return std::nullopt;
    const JsonView root = document->root();
    Opened out{.key = root.at(0).at(0).text().value_or(QString()), .thirdParties = {}};
    const std::vector<JsonView> caveats = root.at(2).items();
    for (std::size_t i = 0; i + 1 < caveats.size(); i += 2) {
        if (caveats[i].integer() != kThirdPartyCaveat)
            continue;
        const JsonView &body = caveats[i + 1];
        const auto location = body.at(0).text();
        const auto ticket = body.at(2).text();
        if (location && ticket)
            out.thirdParties.push_back({.location = *location, .ticket = *ticket});
    }
    return out;
}

/// What a hostile token may put into a sentence is bounded and on one line.
QString readable(const QString &location)
{
    QString text = location.left(120);
    for (QChar &letter : text) {
        if (!letter.isPrint())
            letter = QLatin1Char('?');
    }
    return text;
}

Error noToken(const QString &why, const QString &where = QStringLiteral("token"))
{
    return fail(ErrorKind::Input, why, where);
}

} // namespace

Result<Token> Token::parse(const QString &pasted)
{
    if (pasted.size() > kLongest)
        return noToken(
            QCoreApplication::translate("fly", "The token is longer than %1 characters.").arg(kLongest));
    Token token;
    for (const QString &piece : withoutScheme(pasted).split(QLatin1Char(','))) {
        const QString part = withoutScheme(piece);
        if (part.isEmpty())
            continue;
        if (!fitsHeader(part))
            return noToken(QCoreApplication::translate(
                "fly", "The token holds spaces, quotes, line breaks or letters that no token has: copy it "
                       "again, as one line."));
        const QByteArray bytes = part.toLatin1();
        (isMacaroon(bytes) ? token.m_macaroons : token.m_users).append(bytes);
    }
    if (token.parts() == 0)
        return noToken(QCoreApplication::translate("fly", "There is no token in the text given."));
    return token;
}

Result<Token> Token::fromEnvironment()
{
    for (const char *variable : {"FLY_ACCESS_TOKEN", "FLY_API_TOKEN"}) {
        const QString pasted = qEnvironmentVariable(variable);
        if (pasted.trimmed().isEmpty())
            continue;
        Result<Token> token = parse(pasted);
        if (!token)
            return noToken(token.error().what, QString::fromLatin1(variable));
        return token;
    }
    return noToken(QCoreApplication::translate("fly", "Neither FLY_ACCESS_TOKEN nor FLY_API_TOKEN is set."),
                   QStringLiteral("FLY_API_TOKEN"));
}

QByteArray Token::machinesHeader() const
{
    // The Machines API does not take user tokens beside macaroons (FLY-API §2.1).
    return hasMacaroon() ? "FlyV1 " + m_macaroons.join(',') : "Bearer " + m_users.join(',');
}

QByteArray Token::graphqlHeader() const
{
    return (hasMacaroon() ? "FlyV1 " : "Bearer ") + (m_macaroons + m_users).join(',');
}

QStringList Token::missingDischarges() const
{
    std::vector<Opened> readableOnes;
    for (const QByteArray &macaroon : m_macaroons) {
        if (auto one = opened(macaroon))
            readableOnes.push_back(std::move(*one));
    }
    const auto discharged = [&](const ThirdParty &party) {
        return std::any_of(readableOnes.cbegin(), readableOnes.cend(),
                           [&](const Opened &one) { return one.key == party.ticket; });
    };
    QStringList missing;
    for (const Opened &one : readableOnes) {
        for (const ThirdParty &party : one.thirdParties) {
            const QString location = readable(party.location);
            if (!discharged(party) && !missing.contains(location))
                missing.append(location);
        }
    }
    return missing;
}

QList<QByteArray> Token::secrets() const
{
    QList<QByteArray> all;
    if (parts() == 0)
        return all;
    all << machinesHeader() << graphqlHeader() << m_macaroons << m_users;
    for (const QByteArray &macaroon : m_macaroons)
        all << payload(macaroon);
    return all;
}

} // namespace aw::fly
