// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/fly/token.h"

namespace aw::token {

/// What FLY_ACCESS_TOKEN and FLY_API_TOKEN held when the program began.
class EnvironmentToken
{
public:
    EnvironmentToken() = default;
    EnvironmentToken(SecretBytes access, SecretBytes api);

    /// Takes both variables out of the process: what stood there is overwritten in place, where
    /// /proc/PID/environ would show it, and no child inherits it. Called first in main(), before there
    /// is a second thread and before anybody else copies the environment.
    [[nodiscard]] static EnvironmentToken takeFromProcess();

    [[nodiscard]] bool present() const { return !m_given.isEmpty(); }
    /// The variable that counts: FLY_ACCESS_TOKEN where it holds anything, as flyctl has it.
    [[nodiscard]] const QString &variable() const { return m_variable; }
    /// Input error that names the variable; also when there is none.
    [[nodiscard]] Result<fly::Token> token() const;

private:
    SecretBytes m_given;
    QString m_variable;
};

} // namespace aw::token
