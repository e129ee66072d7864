// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/pages/token_desk.h"

#include "core/base/background.h"

namespace aw::pages {

TokenDesk::TokenDesk(std::shared_ptr<token::Keychain> keychain, token::EnvironmentToken environment,
                     QObject *parent)
    : QObject(parent), m_keychain(std::move(keychain)), m_environment(std::move(environment))
{}

std::optional<fly::Token> TokenDesk::of(const QString &org) const
{
    const auto held = m_held.find(org);
    if (held != m_held.end())
        return held->second;
    Result<fly::Token> found = m_environment.token();
    if (!found)
        return std::nullopt;
    return *std::move(found);
}

void TokenDesk::look(const QString &org)
{
    if (org.isEmpty() || !m_keychain || of(org) || looking(org))
        return;
    m_looking.insert(org);
    whenDone(m_keychain->read(token::accountOf(org)), this, [this, org](const token::KeychainAnswer &answer) {
        m_looking.remove(org);
        const Result<fly::Token> token = fly::Token::parse(answer.secret);
        // One that was given meanwhile stands before it.
        if (answer.done() && token && !of(org))
            m_held.insert_or_assign(org, *token);
        emit looked(org);
    });
}

void TokenDesk::hold(const QString &org, const fly::Token &token)
{
    m_held.insert_or_assign(org, token);
}

void TokenDesk::keep(const QString &org, const fly::Token &token)
{
    if (!m_keychain) {
        emit notKept(org,
                     token::errorOf({.end = token::KeychainEnd::NoneHere, .secret = {}, .detail = {}}, org));
        return;
    }
    whenDone(m_keychain->write(token::accountOf(org), token.joined()), this,
             [this, org, token](const token::KeychainAnswer &answer) {
                 if (!answer.done()) {
                     emit notKept(org, token::errorOf(answer, org));
                     return;
                 }
                 hold(org, token);
                 emit kept(org);
             });
}

void TokenDesk::test(const token::Intake::Setup &setup)
{
    m_intake = std::make_unique<token::Intake>(setup);
    connect(m_intake.get(), &token::Intake::finished, this, [this](const Result<token::TokenReport> &report) {
        // We are inside a signal of the intake, so it may only go once we are out of it.
        m_intake.release()->deleteLater();
        emit tested(report);
    });
    m_intake->start();
}

void TokenDesk::cancelTest()
{
    if (m_intake)
        m_intake->cancel();
}

} // namespace aw::pages
