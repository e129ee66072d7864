// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/token/environment.h"

#include <QCoreApplication>
#include <cstdlib>
#include <cstring>

namespace aw::token {
namespace {

constexpr auto kAccess = "FLY_ACCESS_TOKEN";
constexpr auto kApi = "FLY_API_TOKEN";

SecretBytes taken(const char *name)
{
    SecretBytes held;
    // The contract of takeFromProcess(): there is one thread.
    if (char *value = std::getenv(name); value != nullptr) { // NOLINT(concurrency-mt-unsafe)
        held = SecretBytes(QByteArrayView(value, qsizetype(std::strlen(value))));
        ::explicit_bzero(value, std::strlen(value));
    }
    ::unsetenv(name); // NOLINT(concurrency-mt-unsafe)
    return held;
}

bool holdsAnything(const SecretBytes &secret)
{
    return !secret.view().trimmed().isEmpty();
}

} // namespace

EnvironmentToken::EnvironmentToken(SecretBytes access, SecretBytes api)
{
    if (holdsAnything(access)) {
        m_given = std::move(access);
        m_variable = QString::fromLatin1(kAccess);
    } else if (holdsAnything(api)) {
        m_given = std::move(api);
        m_variable = QString::fromLatin1(kApi);
    }
}

EnvironmentToken EnvironmentToken::takeFromProcess()
{
    SecretBytes access = taken(kAccess);
    return {std::move(access), taken(kApi)};
}

Result<fly::Token> EnvironmentToken::token() const
{
    if (!present())
        return fail(
            ErrorKind::Input,
            QCoreApplication::translate("token", "Neither FLY_ACCESS_TOKEN nor FLY_API_TOKEN is set."),
            QString::fromLatin1(kApi));
    Result<fly::Token> token = fly::Token::parse(m_given);
    if (!token)
        return fail(ErrorKind::Input, token.error().what, m_variable);
    return token;
}

} // namespace aw::token
