// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/token/environment.h"
#include "core/token/intake.h"
#include "core/token/keychain.h"

#include <QSet>
#include <map>

namespace aw::pages {

/// The tokens of this run: those that were given, else the environment's, else the keychain's. Nothing
/// here blocks; memory that held a token is wiped with this.
class TokenDesk final : public QObject
{
    Q_OBJECT
public:
    TokenDesk(std::shared_ptr<token::Keychain> keychain, token::EnvironmentToken environment,
              QObject *parent = nullptr);

    [[nodiscard]] const token::EnvironmentToken &environment() const { return m_environment; }
    /// The token of `org` as far as it is known now.
    [[nodiscard]] std::optional<fly::Token> of(const QString &org) const;
    [[nodiscard]] bool looking(const QString &org) const { return m_looking.contains(org); }

    /// Looks into the keychain where nothing else has a token for `org`; says looked() when it has
    /// answered, whatever it said.
    void look(const QString &org);
    void hold(const QString &org, const fly::Token &token); ///< in memory alone, until the program ends
    /// Holds it and writes it into the keychain; says kept() when it stands there, notKept() else, and
    /// then it is not held.
    void keep(const QString &org, const fly::Token &token);

    /// Tests a token; one test at a time, a new one ends the one before without a word.
    void test(const token::Intake::Setup &setup);
    void cancelTest();

    [[nodiscard]] const std::shared_ptr<token::Keychain> &keychain() const { return m_keychain; }

signals:
    void looked(const QString &org);
    void kept(const QString &org);
    void notKept(const QString &org, const aw::Error &why);
    void tested(const aw::Result<aw::token::TokenReport> &report);

private:
    std::shared_ptr<token::Keychain> m_keychain;
    token::EnvironmentToken m_environment;
    std::map<QString, fly::Token> m_held;
    QSet<QString> m_looking;
    std::unique_ptr<token::Intake> m_intake;
};

} // namespace aw::pages
