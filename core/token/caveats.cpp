// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/caveats.h"

#include <algorithm>
#include <array>
#include <limits>

namespace aw::token {
namespace {

/// Bodies are structs, encoded as arrays of their fields (superfly/macaroon macaroon.go: encode), in
/// the order of flyio/caveats.go, caveats.go and resset/if_present.go.
using Read = bool (*)(MessagePackReader &, Caveat &, int depth);

struct Type {
    CaveatKind kind;
    const char *name;
    Read read;
};

constexpr quint64 kLatestSecond = 253'402'300'799; ///< 9999-12-31

std::optional<quint16> mask(MessagePackReader &reader)
{
    const auto number = reader.natural();
    if (!number || *number > std::numeric_limits<quint16>::max())
        return std::nullopt;
    return quint16(*number);
}

bool fields(MessagePackReader &reader, qsizetype count)
{
    return reader.array() == count;
}

bool organization(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 2))
        return false;
    const auto id = reader.natural();
    const auto allowed = mask(reader);
    if (!id || !allowed)
        return false;
    caveat.id = QString::number(*id);
    caveat.mask = *allowed;
    return true;
}

bool action(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    const auto allowed = mask(reader);
    caveat.mask = allowed.value_or(kEverything);
    return allowed.has_value();
}

/// [{id: mask, …}]; an id is a number or a text (resset/resource_set.go).
bool resources(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 1))
        return false;
    const auto pairs = reader.map();
    if (!pairs)
        return false;
    for (qsizetype i = 0; i < *pairs; ++i) {
        Allowed one;
        if (reader.next() == MessagePackReader::Kind::Text)
            one.id = fly::shownPart(reader.text().value_or(QByteArrayView()));
        else
            one.id = QString::number(reader.natural().value_or(0));
        const auto allowed = mask(reader);
        if (!allowed)
            return false;
        one.mask = *allowed;
        caveat.allowed.push_back(std::move(one));
    }
    return true;
}

QDateTime second(qint64 time)
{
    const qint64 bounded = std::clamp<qint64>(time, 0, qint64(kLatestSecond));
    return QDateTime::fromSecsSinceEpoch(bounded, Qt::UTC);
}

bool validity(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 2))
        return false;
    const auto from = reader.integer();
    const auto until = reader.integer();
    if (!from || !until)
        return false;
    caveat.notBefore = second(*from);
    caveat.notAfter = second(*until);
    return true;
}

bool mutations(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 1))
        return false;
    const auto count = reader.array();
    for (qsizetype i = 0; i < count.value_or(0); ++i) {
        const auto name = reader.text();
        if (!name)
            return false;
        caveat.names.append(fly::shownPart(*name));
    }
    return count.has_value();
}

/// [[[argument, …], exact], …]: a list and no struct.
bool commands(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    const auto count = reader.array();
    for (qsizetype i = 0; i < count.value_or(0); ++i) {
        if (!fields(reader, 2))
            return false;
        QStringList line;
        const qsizetype words = reader.array().value_or(0);
        for (qsizetype word = 0; word < words; ++word)
            line.append(fly::shownPart(reader.text().value_or(QByteArrayView())));
        if (!reader.skip()) // whether the line must match exactly
            return false;
        caveat.names.append(line.join(QLatin1Char(' ')));
    }
    return count.has_value() && !reader.failed();
}

bool ifPresent(MessagePackReader &reader, Caveat &caveat, int depth)
{
    if (depth <= 0 || !fields(reader, 2))
        return false;
    auto inner = readCaveats(reader, depth - 1);
    const auto otherwise = mask(reader);
    if (!inner || !otherwise)
        return false;
    caveat.inner = std::move(*inner);
    caveat.mask = *otherwise;
    return true;
}

/// [location, verifier key, ticket]; the last two are of no use here.
bool thirdParty(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 3))
        return false;
    const auto location = reader.text();
    if (!location || !reader.binary() || !reader.binary())
        return false;
    caveat.location = fly::shownPart(*location);
    return true;
}

bool fromMachine(MessagePackReader &reader, Caveat &caveat, int /*depth*/)
{
    if (!fields(reader, 1))
        return false;
    const auto id = reader.text();
    caveat.id = fly::shownPart(id.value_or(QByteArrayView()));
    return id.has_value();
}

/// Says nothing of what may be done, or nothing that is used here.
bool anything(MessagePackReader &reader, Caveat & /*caveat*/, int /*depth*/)
{
    return reader.skip().has_value();
}

constexpr std::array kTypes = {
    Type{CaveatKind::Organization, "Organization", organization},
    Type{CaveatKind::Volumes, "Volumes", resources},
    Type{CaveatKind::Apps, "Apps", resources},
    Type{CaveatKind::Validity, "ValidityWindow", validity},
    Type{CaveatKind::Features, "FeatureSet", resources},
    Type{CaveatKind::Mutations, "Mutations", mutations},
    Type{CaveatKind::Machines, "Machines", resources},
    Type{CaveatKind::ConfineUser, "ConfineUser", anything},
    Type{CaveatKind::ConfineOrganization, "ConfineOrganization", anything},
    Type{CaveatKind::IsUser, "IsUser", anything},
    Type{CaveatKind::ThirdParty, "3P", thirdParty},
    Type{CaveatKind::BindToParent, "BindToParentToken", anything},
    Type{CaveatKind::IfPresent, "IfPresent", ifPresent},
    Type{CaveatKind::MachineFeatures, "MachineFeatureSet", resources},
    Type{CaveatKind::FromMachine, "FromMachineSource", fromMachine},
    Type{CaveatKind::Clusters, "Clusters", resources},
    Type{CaveatKind::IsMember, "IsMember", anything},
    Type{CaveatKind::Action, "Action", action},
    Type{CaveatKind::Commands, "Commands", commands},
    Type{CaveatKind::AppFeatures, "AppFeatureSet", resources},
    Type{CaveatKind::StorageObjects, "StorageObjects", resources},
    Type{CaveatKind::AllowedRoles, "AllowedRoles", anything},
};

const Type *typeOf(quint64 number)
{
    const auto *found = std::find_if(kTypes.begin(), kTypes.end(),
                                     [number](const Type &type) { return quint64(type.kind) == number; });
    return found == kTypes.end() ? nullptr : found;
}

} // namespace

QString caveatName(quint64 type)
{
    const Type *known = typeOf(type);
    return known != nullptr ? QString::fromLatin1(known->name) : QStringLiteral("type %1").arg(type);
}

Caveat readCaveat(quint64 type, QByteArrayView body, int depth)
{
    Caveat caveat;
    caveat.type = type;
    const Type *known = typeOf(type);
    if (known == nullptr)
        return caveat;
    MessagePackReader reader(body);
    caveat.known = known->read(reader, caveat, depth) && !reader.failed() && reader.atEnd();
    if (!caveat.known)
        return Caveat{.type = type}; // nothing of a body that is half understood is believed
    return caveat;
}

std::optional<std::vector<Caveat>> readCaveats(MessagePackReader &reader, int depth)
{
    const auto members = reader.array();
    if (!members || *members % 2 != 0)
        return std::nullopt;
    std::vector<Caveat> caveats;
    for (qsizetype i = 0; i < *members; i += 2) {
        const auto type = reader.natural();
        const auto body = reader.skip();
        if (!type || !body)
            return std::nullopt;
        caveats.push_back(readCaveat(*type, *body, depth));
    }
    return caveats;
}

} // namespace aw::token
