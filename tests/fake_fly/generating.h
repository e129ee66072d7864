// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/json.h"
#include "core/base/time.h"

#include <QCryptographicHash>

namespace aw::test {

inline QLatin1String l1(const char *text)
{
    return QLatin1String(text);
}

/// So many hexadecimal digits that belong to `what` and nothing else.
inline QString hexOf(const QString &what, int digits)
{
    const QByteArray hash = QCryptographicHash::hash(what.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(hash.first(digits));
}

inline QString idOf(const char *kind, int number, int digits)
{
    return hexOf(QString::fromLatin1(kind) + QString::number(number), digits);
}

/// The moment of the recording less `days`.
inline QString daysBefore(int days)
{
    return formatTime(QDateTime(QDate(2026, 11, 24), QTime(9, 12), Qt::UTC).addDays(-days));
}

/// 26 characters as a ULID has them: a fixed time, then the number.
inline QString ulidOf(int number)
{
    static const QString digits = QStringLiteral("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    QString tail;
    for (int i = 0, rest = number; i < 16; ++i, rest /= 32)
        tail.prepend(digits.at(rest % 32));
    return QStringLiteral("01M7SEG9PR") + tail;
}

/// Values in a braced list can only be copied, whole trees again and again, unless they may be moved.
struct Member {
    const char *name;
    mutable JsonValue value;
};

inline JsonValue object(std::initializer_list<Member> members)
{
    JsonValue out = JsonValue::object();
    for (const Member &member : members)
        out.set(member.name, std::move(member.value));
    return out;
}

inline JsonValue list(JsonValue only)
{
    return JsonValue::array().append(std::move(only));
}

} // namespace aw::test
