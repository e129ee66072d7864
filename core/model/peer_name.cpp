// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/peer_name.h"

#include <QRegularExpression>

namespace aw::model {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kUlidLength = 26;
constexpr qsizetype kTimeLength = 10;
constexpr qint64 kBitsPerCharacter = 5;
constexpr qint64 kLargestTime = (qint64{1} << 48) - 1;

/// Milliseconds since 1970 of a ULID; nothing when it is none.
std::optional<qint64> ulidTime(const QString &ulid)
{
    static const QString kCrockford = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"_s;
    if (ulid.size() != kUlidLength)
        return std::nullopt;
    qint64 time = 0;
    for (qsizetype i = 0; i < kUlidLength; ++i) {
        const qsizetype value = kCrockford.indexOf(ulid.at(i).toUpper());
        if (value < 0)
            return std::nullopt;
        if (i < kTimeLength)
            time = (time << kBitsPerCharacter) | qint64(value);
    }
    return time > kLargestTime ? std::nullopt : std::optional(time);
}

} // namespace

std::optional<PeerName> decodedPeerName(const QString &name, const QDateTime &now)
{
    const std::optional<qint64> time = ulidTime(name.right(kUlidLength));
    if (!time || !now.isValid())
        return std::nullopt;
    static const QDateTime kFirst(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC);
    const QDateTime madeAt = QDateTime::fromMSecsSinceEpoch(*time, Qt::UTC);
    if (madeAt < kFirst || madeAt > now)
        return std::nullopt;
    QString owner = name.chopped(kUlidLength).toLower();
    while (owner.endsWith(u'-'))
        owner.chop(1);
    return PeerName{.madeAt = madeAt, .owner = owner};
}

bool ownedBy(const QString &owner, const QString &email)
{
    static const QRegularExpression kOther(u"[^A-Za-z0-9-]"_s);
    QString replaced = email.toLower().replace(kOther, u"-"_s);
    // The tool leaves the dashes before its ULID; so a closing one of the address is not seen here.
    while (replaced.endsWith(u'-'))
        replaced.chop(1);
    if (replaced.isEmpty())
        return false;
    return owner == replaced || owner.endsWith(u'-' + replaced);
}

} // namespace aw::model
