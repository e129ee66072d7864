// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/macaroon.h"

#include "core/token/caveats.h"

#include <algorithm>
#include <array>

namespace aw::token {
namespace {

constexpr int kDeepest = 4;

/// Who makes the tokens that allow anything (superfly/macaroon flyio/flyio.go: LocationPermission).
constexpr QLatin1String kPermissionLocation("https://api.fly.io/v1");

/// Who vouches for users (superfly/macaroon flyio/flyio.go; FLY-API §2.3).
constexpr std::array kVouching = {QLatin1String("https://api.fly.io/aaa/v1"),
                                  QLatin1String("https://auth.fly.io")};

/// Of which a nonce's identity is made (superfly/macaroon nonce.go: UUID).
const QUuid kNamespace(0x968fc2c6, 0xa94f, 0x4988, 0xa5, 0x44, 0x2a, 0xd7, 0x2b, 0x02, 0xf2, 0x22);

/// A macaroon while its bytes are there to be looked into.
struct Opened {
    SecretBytes bytes;
    QByteArrayView key;                  ///< of a discharge: the ticket it answers
    bool proof = false;                  ///< of a discharge: nobody can add to it
    std::vector<QByteArrayView> tickets; ///< of its third-party caveats, in order
    Part part;
};

/// [key, random, proof?] (superfly/macaroon nonce.go).
bool readNonce(QByteArrayView bytes, Opened &out)
{
    MessagePackReader reader(bytes);
    const qsizetype fields = reader.array().value_or(0);
    if (fields != 2 && fields != 3)
        return false;
    const auto key = reader.binary();
    const auto random = reader.binary();
    if (!key || !random)
        return false;
    out.key = *key;
    // The one byte of a flag that is set.
    out.proof = fields == 3 && reader.skip().value_or(QByteArrayView()) == QByteArrayView("\xc3", 1);
    const QUuid ofKey = QUuid::createUuidV5(kNamespace, key->toByteArray());
    out.part.uuid = QUuid::createUuidV5(ofKey, random->toByteArray());
    return true;
}

std::vector<QByteArrayView> ticketsIn(QByteArrayView caveats)
{
    MessagePackReader reader(caveats);
    std::vector<QByteArrayView> tickets;
    const qsizetype members = reader.array().value_or(0);
    for (qsizetype i = 0; i + 1 < members; i += 2) {
        const auto type = reader.natural();
        MessagePackReader body(reader.skip().value_or(QByteArrayView()));
        if (type != quint64(CaveatKind::ThirdParty))
            continue;
        const bool whole = body.array() == 3 && body.text() && body.binary();
        tickets.push_back(whole ? body.binary().value_or(QByteArrayView()) : QByteArrayView());
    }
    return tickets;
}

/// [nonce, location, caveats, tail] (superfly/macaroon macaroon.go).
bool readMacaroon(Opened &out)
{
    MessagePackReader reader(out.bytes.view());
    if (reader.array() != 4)
        return false;
    const auto nonce = reader.skip();
    const auto location = reader.text();
    const auto caveats = reader.skip();
    if (!nonce || !location || !caveats || !reader.binary() || !reader.atEnd() || !readNonce(*nonce, out))
        return false;
    MessagePackReader inside(*caveats);
    auto read = readCaveats(inside, kDeepest);
    if (!read)
        return false;
    out.part.caveats = std::move(*read);
    out.part.location = fly::shownPart(*location);
    out.tickets = ticketsIn(*caveats);
    return true;
}

QString labelOf(const SecretBytes &part)
{
    const QByteArrayView text = part.view();
    const qsizetype end = text.indexOf('_');
    return end > 0 && end <= 4 ? QString::fromLatin1(text.first(end)) : QString();
}

Opened opened(const SecretBytes &macaroon)
{
    Opened out;
    out.bytes = fly::macaroonBytes(macaroon);
    out.part.label = labelOf(macaroon);
    if (!readMacaroon(out)) {
        out.tickets.clear();
        out.key = {};
        out.part = Part{.label = out.part.label};
    }
    return out;
}

bool answers(const Opened &discharge, QByteArrayView ticket)
{
    return !ticket.isEmpty() && discharge.key == ticket;
}

Part::Kind kindOf(const Opened &one, const std::vector<Opened> &all)
{
    if (one.part.location == kPermissionLocation)
        return Part::Kind::Permission;
    const bool used = std::any_of(all.begin(), all.end(), [&one](const Opened &other) {
        return std::any_of(other.tickets.begin(), other.tickets.end(),
                           [&one](QByteArrayView ticket) { return answers(one, ticket); });
    });
    const bool vouches =
        one.proof || std::find(kVouching.begin(), kVouching.end(), one.part.location) != kVouching.end();
    return used || vouches ? Part::Kind::Discharge : Part::Kind::Unknown;
}

/// Joins each third-party caveat to the discharge that the bundle has for it.
void joinDischarges(Opened &one, const std::vector<Opened> &all)
{
    std::size_t next = 0;
    for (Caveat &caveat : one.part.caveats) {
        if (caveat.type != quint64(CaveatKind::ThirdParty))
            continue;
        const QByteArrayView ticket = next < one.tickets.size() ? one.tickets[next] : QByteArrayView();
        ++next;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [ticket](const Opened &other) { return answers(other, ticket); });
        if (found == all.end())
            continue;
        caveat.discharged = true;
        one.part.discharges.push_back(std::size_t(found - all.begin()));
    }
}

} // namespace

QString actionLetters(quint16 mask)
{
    QString letters;
    for (int bit = 0; bit < 5; ++bit) {
        if ((mask >> bit & 1) != 0)
            letters += QLatin1Char("rwcdC"[bit]);
    }
    return letters;
}

std::vector<Part> readBundle(const fly::Token &token)
{
    std::vector<Opened> macaroons;
    macaroons.reserve(token.macaroons().size());
    for (const SecretBytes &macaroon : token.macaroons())
        macaroons.push_back(opened(macaroon));
    std::vector<Part> parts;
    for (Opened &one : macaroons) {
        one.part.kind = kindOf(one, macaroons);
        joinDischarges(one, macaroons);
        parts.push_back(one.part);
    }
    for (const SecretBytes &user : token.userTokens())
        parts.push_back({.kind = Part::Kind::UserToken, .label = labelOf(user)});
    return parts;
}

} // namespace aw::token
