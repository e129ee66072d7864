// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the live workspace that begins and ends collections.

#include "core/base/background.h"
#include "core/token/digest_key.h"
#include "ui/pages/live_workspace.h"

namespace aw::pages {

void LiveWorkspace::sync()
{
    if (!m_state.canSync())
        return;
    if (!m_state.demo && !m_desk.of(m_state.org)) {
        m_syncNext = m_desk.looking(m_state.org); // the keychain may have it; else it is asked for
        if (!m_syncNext)
            emit tokenWanted(m_state.org);
        return;
    }
    startCollection();
}

void LiveWorkspace::startCollection()
{
    m_state.syncTrouble.reset();
    m_state.syncing = Syncing{.progress = {}, .startedAt = now(), .cancelling = false};
    emit changed();
    if (m_state.demo) {
        collectWith(token::demoDigestKey());
        return;
    }
    const int round = m_round;
    whenDone(token::digestKey(m_setup.keychain, m_setup.dataFolder, m_oldDigestKey), this,
             [this, round](const Result<token::DigestKey> &key) {
                 if (round != m_round || !m_state.syncing)
                     return;
                 if (!key) {
                     fallBack(key.error());
                     return;
                 }
                 if (key->fresh && m_state.posture)
                     emit noticed(token::freshKeyNote());
                 forgetOldKey();
                 collectWith(key->key);
             });
}

void LiveWorkspace::collectWith(const QByteArray &digestKey)
{
    const Result<fly::Endpoints> endpoints = fly::Endpoints::fromEnvironment();
    if (!endpoints) {
        fallBack(endpoints.error());
        return;
    }
    collect::CollectionSetup setup;
    setup.org = m_state.org;
    setup.demo = m_state.demo;
    if (!m_state.demo)
        setup.token = m_desk.of(m_state.org);
    setup.endpoints = *endpoints;
    setup.digestKey = digestKey;
    if (!m_state.demo) // the demo plays at the time it was recorded
        setup.clock = m_setup.clock;
    m_collection = std::make_unique<collect::Collection>(std::move(setup));
    connect(m_collection.get(), &collect::Collection::progressed, this,
            [this](const collect::Progress &progress) {
                if (!m_state.syncing)
                    return;
                m_state.syncing->progress = progress;
                emit progressed();
            });
    connect(m_collection.get(), &collect::Collection::finished, this, &LiveWorkspace::collected);
    m_collection->start();
}

void LiveWorkspace::cancelSync()
{
    if (!m_state.syncing)
        return;
    if (!m_collection) { // nothing was asked yet
        fallBack(fail(ErrorKind::Cancelled, tr("The sync was cancelled.")));
        return;
    }
    m_state.syncing->cancelling = true;
    m_collection->cancel();
    emit progressed();
}

void LiveWorkspace::fallBack(const Error &error)
{
    m_state.syncing.reset();
    if (error.kind != ErrorKind::Cancelled)
        m_state.syncTrouble = Trouble{error, now()};
    emit changed();
}

} // namespace aw::pages
