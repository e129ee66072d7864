// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the live workspace that deals in tokens.

#include "ui/pages/live_workspace.h"

namespace aw::pages {

const token::EnvironmentToken &LiveWorkspace::environmentToken() const
{
    return m_desk.environment();
}

void LiveWorkspace::connectWith(const QString &org, const fly::Token &token, TokenKeeping keeping)
{
    if (keeping == TokenKeeping::InKeychain) {
        m_desk.keep(org, token); // goes on in openConnected()
        return;
    }
    m_desk.hold(org, token);
    openConnected(org);
}

void LiveWorkspace::testToken(const QString &org, const fly::Token &token, bool askWrite)
{
    const Result<fly::Endpoints> endpoints = fly::Endpoints::fromEnvironment();
    if (!endpoints) {
        emit tokenTested(endpoints.error());
        return;
    }
    token::Intake::Setup setup;
    setup.token = token;
    setup.org = org;
    setup.askWrite = askWrite;
    setup.endpoints = *endpoints;
    setup.clock = m_setup.clock;
    m_desk.test(setup);
}

void LiveWorkspace::cancelTokenTest()
{
    m_desk.cancelTest();
}

void LiveWorkspace::tokenLooked(const QString &org)
{
    if (org != m_state.org || m_state.demo)
        return;
    m_state.hasToken = m_desk.of(org).has_value();
    emit changed();
    if (std::exchange(m_syncNext, false))
        sync();
}

} // namespace aw::pages
