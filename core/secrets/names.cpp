// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/names.h"

#include <algorithm>

namespace aw::secrets {
namespace {

using Word = QLatin1String;

constexpr Word kTelling[] = {
    Word("PASSWORD"),       Word("PASSWD"),        Word("PASS"),           Word("PWD"),
    Word("SECRET"),         Word("TOKEN"),         Word("APIKEY"),         Word("API_KEY"),
    Word("ACCESS_KEY"),     Word("SECRET_KEY"),    Word("PRIVATE_KEY"),    Word("SIGNING_KEY"),
    Word("ENCRYPTION_KEY"), Word("MASTER_KEY"),    Word("CREDENTIAL"),     Word("CREDENTIALS"),
    Word("AUTH_KEY"),       Word("CLIENT_SECRET"), Word("WEBHOOK_SECRET"), Word("SALT"),
    Word("PEPPER"),         Word("SMTP_PASS"),     Word("COOKIE_SECRET"),  Word("JWT"),
};

constexpr Word kTellingAddresses[] = {
    Word("CONNECTION_STRING"), Word("DSN"),       Word("DATABASE_URL"),
    Word("REDIS_URL"),         Word("MONGO_URL"), Word("AMQP_URL"),
};

/// Request headers that carry credentials by definition (secrets.plaintext-other-config).
constexpr Word kTellingHeaders[] = {
    Word("_AUTHORIZATION_"),
    Word("_PROXY_AUTHORIZATION_"),
    Word("_COOKIE_"),
    Word("_SET_COOKIE_"),
};

constexpr Word kNotTellingEnds[] = {
    Word("_FILE_"),    Word("_PATH_"),   Word("_DIR_"),      Word("_NAME_"),       Word("_ID_"),
    Word("_URL_"),     Word("_HOST_"),   Word("_TTL_"),      Word("_EXPIRY_"),     Word("_ALGORITHM_"),
    Word("_ENABLED_"), Word("_LENGTH_"), Word("_ROTATION_"), Word("_PUBLIC_KEY_"), Word("_PUBLISHABLE_KEY_"),
};

/// Where `word` stands as whole parts: -1 for nowhere.
qsizetype partAt(const QString &normalized, Word word)
{
    for (qsizetype at = normalized.indexOf(word, 1); at > 0; at = normalized.indexOf(word, at + 1)) {
        if (normalized.at(at - 1) == QLatin1Char('_') && normalized.at(at + word.size()) == QLatin1Char('_'))
            return at;
    }
    return -1;
}

bool endsWithPart(const QString &normalized, Word word)
{
    const qsizetype at = normalized.size() - 1 - word.size();
    return at > 0 && normalized.at(at - 1) == QLatin1Char('_') &&
           QStringView(normalized).mid(at, word.size()) == word;
}

/// The telling words of any name, where it holds some.
NameSense byWords(const QString &normalized)
{
    NameSense sense;
    for (const Word word : kTelling) {
        sense.telling = sense.telling || hasPart(normalized, word);
        sense.last = sense.last || endsWithPart(normalized, word);
    }
    return sense;
}

bool endsInSomethingElse(const QString &normalized)
{
    return std::any_of(std::begin(kNotTellingEnds), std::end(kNotTellingEnds),
                       [&normalized](Word end) { return normalized.endsWith(end); });
}

/// PGPASSWORD and its like: the word grown together with the product's name.
bool endsAnyPartInPassword(const QString &normalized)
{
    return normalized.contains(QLatin1String("PASSWORD_"));
}

} // namespace

QString normalizedName(const QString &name)
{
    QString out;
    out.reserve(name.size() + 2);
    out += QLatin1Char('_');
    for (const QChar letter : name) {
        const bool between =
            letter == QLatin1Char('_') || letter == QLatin1Char('-') || letter == QLatin1Char('.');
        if (!between)
            out += letter.toUpper();
        else if (!out.endsWith(QLatin1Char('_')))
            out += QLatin1Char('_');
    }
    if (out.size() == 1 || !out.endsWith(QLatin1Char('_')))
        out += QLatin1Char('_');
    return out;
}

bool hasPart(const QString &normalized, QLatin1String word)
{
    return partAt(normalized, word) > 0;
}

NameSense senseOf(const QString &name)
{
    const QString normalized = normalizedName(name);
    for (const Word header : kTellingHeaders) {
        if (normalized == header)
            return {.telling = true, .address = false, .last = true};
    }
    for (const Word address : kTellingAddresses) {
        if (endsWithPart(normalized, address))
            return {.telling = true, .address = true, .last = true};
    }
    if (endsInSomethingElse(normalized))
        return {};
    const NameSense sense = byWords(normalized);
    if (sense.telling)
        return sense;
    if (endsAnyPartInPassword(normalized))
        return {.telling = true, .address = false, .last = normalized.endsWith(QLatin1String("PASSWORD_"))};
    const bool address = std::any_of(std::begin(kTellingAddresses), std::end(kTellingAddresses),
                                     [&normalized](Word word) { return hasPart(normalized, word); });
    return {.telling = address, .address = address, .last = false};
}

} // namespace aw::secrets
