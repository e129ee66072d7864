// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

namespace aw::test {

// MessagePack as the macaroon library writes it (structs as arrays, compact integers), and the caveats
// and macaroons that tests make of it. Nothing here is signed: only the platform could tell.

inline QByteArray packedNumber(quint64 value)
{
    if (value < 128)
        return {1, char(value)};
    QByteArray bytes("\xcf");
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += char(value >> shift & 0xff);
    return bytes;
}

inline QByteArray packedText(const QByteArray &value)
{
    return "\xd9" + QByteArray(1, char(value.size())) + value;
}

inline QByteArray packedBinary(const QByteArray &value)
{
    return "\xc4" + QByteArray(1, char(value.size())) + value;
}

inline QByteArray packedArray(const QList<QByteArray> &items)
{
    return "\xdc" + QByteArray(1, char(items.size() >> 8)) + QByteArray(1, char(items.size() & 0xff)) +
           items.join();
}

inline QByteArray packedMap(const QList<std::pair<QByteArray, int>> &pairs)
{
    QByteArray bytes(1, char(0x80 | pairs.size()));
    for (const auto &[id, mask] : pairs)
        bytes += id + packedNumber(quint64(mask));
    return bytes;
}

/// One caveat: its type and its body.
inline QByteArray caveat(quint64 type, const QByteArray &body)
{
    return packedNumber(type) + body;
}

inline QByteArray organizationCaveat(quint64 id, int mask)
{
    return caveat(0, packedArray({packedNumber(id), packedNumber(quint64(mask))}));
}

inline QByteArray validityCaveat(quint64 from, quint64 until)
{
    return caveat(4, packedArray({packedNumber(from), packedNumber(until)}));
}

inline QByteArray appsCaveat(const QList<std::pair<QByteArray, int>> &apps)
{
    return caveat(3, packedArray({packedMap(apps)}));
}

inline QByteArray ifPresentCaveat(const QList<QByteArray> &caveats, int otherwise)
{
    QByteArray set(1, char(0x90 | caveats.size() * 2));
    return caveat(13, packedArray({set + caveats.join(), packedNumber(quint64(otherwise))}));
}

inline QByteArray thirdPartyCaveat(const QByteArray &location, const QByteArray &ticket)
{
    return caveat(11, packedArray({packedText(location), packedBinary("verifier"), packedBinary(ticket)}));
}

/// "fm2_…" with those caveats. `key` names who signed it; of a discharge, the ticket.
inline QByteArray macaroon(const QByteArray &key, const QList<QByteArray> &caveats,
                           const QByteArray &location = "https://api.fly.io/v1", bool proof = false)
{
    QByteArray set("\xdc");
    set += char(caveats.size() * 2 >> 8);
    set += char(caveats.size() * 2 & 0xff);
    const QByteArray nonce =
        packedArray({packedBinary(key), packedBinary("sixteen bytes !!"), proof ? "\xc3" : "\xc2"});
    return "fm2_" +
           packedArray({nonce, packedText(location), set + caveats.join(), packedBinary("tail")}).toBase64();
}

} // namespace aw::test
