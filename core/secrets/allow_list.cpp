// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/allow_list.h"

#include "core/secrets/entropy.h"

#include <QRegularExpression>
#include <span>

namespace aw::secrets {
namespace {

using Word = QLatin1String;

/// Longer values are nobody's ordinary words; it also bounds the expressions below.
constexpr qsizetype kLongestOrdinary = 512;

constexpr Word kPlaceholders[] = {
    Word("true"),       Word("false"),       Word("yes"),       Word("no"),        Word("on"),
    Word("off"),        Word("null"),        Word("none"),      Word("default"),   Word("changeme"),
    Word("example"),    Word("placeholder"), Word("change-me"), Word("change_me"), Word("replaceme"),
    Word("replace-me"), Word("replace_me"),  Word("redacted"),  Word("undefined"),
};

/// What settings about secrets hold that is not one: schemes, algorithms, stores, switches.
constexpr Word kOrdinaryWords[] = {
    Word("bearer"),      Word("basic"),   Word("digest"),        Word("jwt"),        Word("opaque"),
    Word("cookie"),      Word("cookies"), Word("header"),        Word("session"),    Word("oauth"),
    Word("oauth2"),      Word("oidc"),    Word("saml"),          Word("hs256"),      Word("hs384"),
    Word("hs512"),       Word("rs256"),   Word("rs384"),         Word("rs512"),      Word("es256"),
    Word("es384"),       Word("es512"),   Word("ps256"),         Word("eddsa"),      Word("ed25519"),
    Word("argon2"),      Word("argon2i"), Word("argon2id"),      Word("bcrypt"),     Word("scrypt"),
    Word("pbkdf2"),      Word("sha1"),    Word("sha256"),        Word("sha512"),     Word("hmac"),
    Word("vault"),       Word("file"),    Word("keychain"),      Word("keyring"),    Word("database"),
    Word("redis"),       Word("memory"),  Word("enabled"),       Word("disabled"),   Word("required"),
    Word("optional"),    Word("auto"),    Word("strict"),        Word("relaxed"),    Word("always"),
    Word("never"),       Word("prompt"),  Word("scram-sha-256"), Word("production"), Word("staging"),
    Word("development"),
};

constexpr Word kAllowedNames[] = {
    Word("PATH"),     Word("LANG"),      Word("TZ"),      Word("HOSTNAME"), Word("HOME"),
    Word("NODE_ENV"), Word("RAILS_ENV"), Word("MIX_ENV"), Word("PORT"),     Word("PRIMARY_REGION"),
};

constexpr Word kAllowedStarts[] = {Word("LC_"), Word("GPG_KEY")};
constexpr Word kAllowedEnds[] = {Word("_VERSION"), Word("_SHA256"), Word("_SHA"), Word("_CHECKSUM"),
                                 Word("_DIGEST")};

bool isOneOf(QStringView value, std::span<const Word> words)
{
    return std::any_of(words.begin(), words.end(),
                       [value](Word word) { return value.compare(word, Qt::CaseInsensitive) == 0; });
}

bool matches(const QRegularExpression &expression, QStringView value)
{
    return value.size() <= kLongestOrdinary && expression.match(value.toString()).hasMatch();
}

/// `starts` are the letters that `expression` can begin with: most values end here.
bool matches(const QRegularExpression &expression, QStringView value, const char *starts)
{
    return !value.isEmpty() && QLatin1String(starts).contains(value.front()) && matches(expression, value);
}

QStringView unquoted(QStringView value)
{
    value = value.trimmed();
    const bool quoted = value.size() >= 2 && value.front() == value.back() &&
                        (value.front() == QLatin1Char('"') || value.front() == QLatin1Char('\''));
    return quoted ? value.sliced(1, value.size() - 2) : value;
}

/// An address without user info whose parts nobody generated.
bool isPlainAddress(QStringView value)
{
    static const QRegularExpression address(QStringLiteral(
        R"(^([A-Za-z][A-Za-z0-9+.-]*:)?(//)?([A-Za-z0-9_.-]+@)?[A-Za-z0-9_.*\[\]-]*(:[0-9]{1,5})?(/[A-Za-z0-9_.~/-]*)?(\?[A-Za-z0-9_=&.-]*)?$)"));
    if (!matches(address, value))
        return false;
    QString parts = value.toString();
    for (const char between : {'/', ':', '?', '&', '=', '@', '.'})
        parts.replace(QLatin1Char(between), QLatin1Char(' '));
    const QStringList words = parts.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::none_of(words.begin(), words.end(), [](const QString &word) { return looksRandom(word); });
}

bool isPath(QStringView value)
{
    static const QRegularExpression path(QStringLiteral(R"(^(~|\.{1,2})?/[A-Za-z0-9_./ -]*$)"));
    return matches(path, value) && isPlainAddress(value);
}

bool isUrl(QStringView value)
{
    return value.contains(QLatin1String("://")) && !value.contains(QLatin1Char('?')) && isPlainAddress(value);
}

bool isAmount(QStringView value)
{
    static const QRegularExpression amount(QStringLiteral(R"(^[0-9]{1,12}([.,][0-9]+)?\s?[A-Za-z]{0,8}$)"));
    return matches(amount, value);
}

bool isMailAddress(QStringView value)
{
    static const QRegularExpression mail(
        QStringLiteral(R"(^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$)"));
    return matches(mail, value);
}

} // namespace

bool isPlaceholder(QStringView value)
{
    static const QRegularExpression filler(QStringLiteral(R"(^([xX]{3,}([-_ ].*)?|[*.-]{3,})$)"));
    static const QRegularExpression yours(
        QStringLiteral(R"(^(your|insert|enter)[-_ ][a-z0-9_ -]*(here|key|token|secret|password)$)"),
        QRegularExpression::CaseInsensitiveOption);
    const QStringView bare = unquoted(value);
    return isOneOf(bare, kPlaceholders) || matches(filler, bare, "xX*.-") || matches(yours, bare, "yYiIeE");
}

bool isTemplate(QStringView value)
{
    // "${NAME:-value}" carries a value of its own and is no mere reference.
    static const QRegularExpression reference(
        QStringLiteral(R"(^(\$\{(?![^}]*:-)[^{}]*\}|\$[A-Z_][A-Z0-9_]*|\$?\{\{[^{}]*\}\}|<[^<>]*>)$)"));
    return matches(reference, unquoted(value), "$<{");
}

bool isAllowedName(const QString &name, const NameSense &sense)
{
    const QString upper = name.toUpper();
    if (isOneOf(upper, kAllowedNames))
        return true;
    // What the platform sets is public; FLY_API_TOKEN is not set by the platform.
    if (upper.startsWith(QLatin1String("FLY_")))
        return !sense.telling;
    const auto starts = [&upper](Word start) { return upper.startsWith(start); };
    const auto ends = [&upper](Word end) { return upper.endsWith(end); };
    return std::any_of(std::begin(kAllowedStarts), std::end(kAllowedStarts), starts) ||
           std::any_of(std::begin(kAllowedEnds), std::end(kAllowedEnds), ends);
}

bool isAllowedValue(const QString &name, const NameSense &sense, QStringView value)
{
    static const QRegularExpression publishable(QStringLiteral(R"(^pk_(live|test)_[A-Za-z0-9]+$)"));
    static const QRegularExpression errorTracking(
        QStringLiteral(R"(^https?://[A-Za-z0-9]+@[A-Za-z0-9.-]+(:[0-9]+)?/([A-Za-z0-9/_-]*/)?[0-9]+$)"));
    const QStringView bare = unquoted(value);
    if (matches(publishable, bare, "p") || matches(errorTracking, bare, "h"))
        return true;
    const QString normalized = normalizedName(name);
    if (normalized.endsWith(QLatin1String("_ID_")) && isUuid(bare))
        return true;
    const bool commit = hasPart(normalized, Word("COMMIT")) || hasPart(normalized, Word("REVISION")) ||
                        hasPart(normalized, Word("GIT"));
    return commit && !sense.telling && isHex(bare) && (bare.size() <= 40 || bare.size() == 64);
}

bool isOrdinary(const NameSense &sense, QStringView value)
{
    const QStringView bare = unquoted(value);
    if (isPlaceholder(bare) || isTemplate(bare) || isOneOf(bare, kOrdinaryWords) || isPath(bare) ||
        isUrl(bare))
        return true;
    if (sense.address)
        return isPlainAddress(bare) && (bare.contains(QLatin1Char(':')) || bare.contains(QLatin1Char('.')));
    return !sense.last && (isAmount(bare) || isMailAddress(bare));
}

} // namespace aw::secrets
