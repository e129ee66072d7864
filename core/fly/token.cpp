// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/fly/token.h"

#include "core/base/message_pack.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>

namespace aw::fly {
namespace {

constexpr qsizetype kLongest = qsizetype{64} * 1024;
constexpr qsizetype kLongestShown = 120;

/// Number of the third-party caveat among caveat types (superfly/macaroon caveat.go: Cav3P).
constexpr quint64 kThirdPartyCaveat = 11;

bool isSpace(char letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

/// Takes a pasted "FlyV1 " or "Bearer " off, as often as it is there (FLY-API §2.1).
QByteArrayView withoutScheme(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 2> kSchemes = {"FlyV1", "Bearer"};
    for (bool found = true; found;) {
        found = false;
        text = text.trimmed();
        for (const QByteArrayView scheme : kSchemes) {
            const bool begins = text.size() >= scheme.size() &&
                                text.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
            if (begins && (text.size() == scheme.size() || isSpace(text.at(scheme.size())))) {
                text = text.sliced(scheme.size());
                found = true;
            }
        }
    }
    return text;
}

bool fitsHeader(QByteArrayView part)
{
    return std::all_of(part.begin(), part.end(), [](char letter) {
        return letter > ' ' && letter < '\x7f' && letter != '"' && letter != '\'' && letter != '\\';
    });
}

bool isMacaroon(QByteArrayView part)
{
    const qsizetype end = part.indexOf('_');
    const QByteArrayView label = end < 0 ? QByteArrayView() : part.first(end);
    return label == "fm1r" || label == "fm1a" || label == "fm2";
}

/// A macaroon without the label in front of its base64.
QByteArrayView payload(QByteArrayView macaroon)
{
    return macaroon.sliced(macaroon.indexOf('_') + 1);
}

/// `scheme` and then all parts, a comma between them.
SecretBytes listed(QByteArrayView scheme, std::initializer_list<const std::vector<SecretBytes> *> parts)
{
    qsizetype size = scheme.size();
    for (const std::vector<SecretBytes> *some : parts) {
        for (const SecretBytes &part : *some)
            size += part.size() + 1;
    }
    SecretBytes whole = SecretBytes::zeros(size);
    char *at = whole.data();
    const auto put = [&at](QByteArrayView bytes) {
        std::memcpy(at, bytes.data(), std::size_t(bytes.size()));
        at += bytes.size();
    };
    if (!scheme.isEmpty())
        put(scheme);
    bool first = true;
    for (const std::vector<SecretBytes> *some : parts) {
        for (const SecretBytes &part : *some) {
            if (!std::exchange(first, false))
                put(",");
            put(part.view());
        }
    }
    whole.truncate(at - whole.data());
    return whole;
}

/// A requirement that somebody else vouches for the holder, and the ticket that names it.
struct ThirdParty {
    QByteArrayView location;
    QByteArrayView ticket;
};

struct Opened {
    QByteArrayView key; ///< of a discharge: the ticket it answers
    std::vector<ThirdParty> thirdParties;
};

/// Body of a third-party caveat: [location, verifier key, ticket] (superfly/macaroon caveats.go).
std::optional<ThirdParty> thirdParty(QByteArrayView body)
{
    MessagePackReader reader(body);
    if (reader.array().value_or(0) != 3)
        return std::nullopt;
    const auto location = reader.text();
    const auto verifier = reader.binary();
    const auto ticket = reader.binary();
    if (!location || !verifier || !ticket)
        return std::nullopt;
    return ThirdParty{.location = *location, .ticket = *ticket};
}

/// A macaroon is [[key, random, …], location, [type, body, type, body, …], tail] (superfly/macaroon
/// macaroon.go, nonce.go, caveat_set.go).
std::optional<Opened> opened(QByteArrayView macaroon)
{
    MessagePackReader reader(macaroon);
    if (reader.array().value_or(0) != 4)
        return std::nullopt;
    Opened out;
    const auto nonce = reader.skip();
    const auto location = reader.text();
    const qsizetype members = reader.array().value_or(0);
    for (qsizetype i = 0; i + 1 < members; i += 2) {
        const auto type = reader.natural();
        const auto body = reader.skip();
        if (!type || !body)
            return std::nullopt;
        if (const auto party = *type == kThirdPartyCaveat ? thirdParty(*body) : std::nullopt)
            out.thirdParties.push_back(*party);
    }
    if (!nonce || !location || !reader.binary())
        return std::nullopt;
    MessagePackReader inNonce(*nonce);
    if (inNonce.array().value_or(0) > 0)
        out.key = inNonce.binary().value_or(QByteArrayView());
    return out;
}

Error noToken(const QString &why, const QString &where = QStringLiteral("token"))
{
    return fail(ErrorKind::Input, why, where);
}

Error tooLong()
{
    return noToken(
        QCoreApplication::translate("fly", "The token is longer than %1 characters.").arg(kLongest));
}

} // namespace

SecretBytes macaroonBytes(const SecretBytes &macaroon)
{
    const QByteArrayView text = payload(macaroon.view());
    // An lvalue: decoding one that may be moved from would write into the token itself.
    const QByteArray borrowed = QByteArray::fromRawData(text.data(), text.size());
    auto bytes = QByteArray::fromBase64Encoding(borrowed, QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? SecretBytes::taken(std::move(bytes.decoded)) : SecretBytes();
}

QString shownPart(QByteArrayView utf8)
{
    QString text =
        QString::fromUtf8(utf8.first(std::min(utf8.size(), kLongestShown * 4))).left(kLongestShown);
    for (QChar &letter : text) {
        if (!letter.isPrint())
            letter = QLatin1Char('?');
    }
    return text;
}

Result<Token> Token::parse(const QString &pasted)
{
    if (pasted.size() > kLongest)
        return tooLong();
    return parse(SecretBytes::utf8(QStringView(pasted).trimmed()));
}

Result<Token> Token::parse(QByteArrayView given)
{
    if (given.size() > kLongest)
        return tooLong();
    Token token;
    QByteArrayView rest = withoutScheme(given);
    while (!rest.isEmpty()) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView part = withoutScheme(comma < 0 ? rest : rest.first(comma));
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        if (part.isEmpty())
            continue;
        if (!fitsHeader(part))
            return noToken(QCoreApplication::translate(
                "fly", "The token holds spaces, quotes, line breaks or letters that no token has: copy it "
                       "again, as one line."));
        (isMacaroon(part) ? token.m_macaroons : token.m_users).emplace_back(part);
    }
    if (token.parts() == 0)
        return noToken(QCoreApplication::translate("fly", "There is no token in the text given."));
    return token;
}

SecretBytes Token::machinesHeader() const
{
    // The Machines API does not take user tokens beside macaroons (FLY-API §2.1).
    return hasMacaroon() ? listed("FlyV1 ", {&m_macaroons}) : listed("Bearer ", {&m_users});
}

SecretBytes Token::graphqlHeader() const
{
    return listed(hasMacaroon() ? "FlyV1 " : "Bearer ", {&m_macaroons, &m_users});
}

SecretBytes Token::registryHeader() const
{
    const SecretBytes plain = listed("x:", {hasMacaroon() ? &m_macaroons : &m_users});
    const SecretBytes password =
        SecretBytes::taken(QByteArray::fromRawData(plain.view().data(), plain.size()).toBase64());
    std::vector<SecretBytes> one;
    one.push_back(password);
    return listed("Basic ", {&one});
}

SecretBytes Token::joined() const
{
    return listed({}, {&m_macaroons, &m_users});
}

QStringList Token::missingDischarges() const
{
    std::vector<SecretBytes> decoded; // what the views below look into
    std::vector<Opened> readableOnes;
    decoded.reserve(m_macaroons.size());
    for (const SecretBytes &macaroon : m_macaroons) {
        decoded.push_back(macaroonBytes(macaroon));
        if (auto one = opened(decoded.back().view()))
            readableOnes.push_back(std::move(*one));
    }
    const auto discharged = [&](const ThirdParty &party) {
        return std::any_of(readableOnes.cbegin(), readableOnes.cend(),
                           [&](const Opened &one) { return one.key == party.ticket; });
    };
    QStringList missing;
    for (const Opened &one : readableOnes) {
        for (const ThirdParty &party : one.thirdParties) {
            const QString location = shownPart(party.location);
            if (!discharged(party) && !missing.contains(location))
                missing.append(location);
        }
    }
    return missing;
}

std::vector<SecretBytes> Token::secrets() const
{
    std::vector<SecretBytes> all;
    if (parts() == 0)
        return all;
    all.push_back(machinesHeader());
    all.push_back(graphqlHeader());
    all.push_back(registryHeader());
    all.emplace_back(all.back().view().sliced(qsizetype(sizeof "Basic ") - 1));
    all.insert(all.end(), m_macaroons.begin(), m_macaroons.end());
    all.insert(all.end(), m_users.begin(), m_users.end());
    for (const SecretBytes &macaroon : m_macaroons)
        all.emplace_back(payload(macaroon.view()));
    return all;
}

} // namespace aw::fly
