// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/preparing.h"

#include "app/cli/token_intake.h"
#include "core/base/background.h"

namespace aw::cli {

Preparing::Preparing(Session &session, Prepared ready, Done done)
    : m_session(session), m_ready(std::move(ready)), m_done(std::move(done))
{}

Preparing::~Preparing() = default;

void Preparing::begin()
{
    if (m_ready.setup.demo)
        findKey();
    else
        takeToken(m_session, m_ready.setup.org, this,
                  [this](const Result<fly::Token> &token) { haveToken(token); });
}

void Preparing::haveToken(const Result<fly::Token> &token)
{
    if (!token) {
        end(token.error());
        return;
    }
    m_ready.setup.token = *token;
    if (m_session.arguments().has("ask-write")) {
        askPlatform();
        return;
    }
    const token::TokenFacts facts = token::factsOf(*token);
    tell(token::widthLines(token::widthOf(facts, token::Answer::NotAsked, m_session.now()),
                           m_ready.setup.org));
    findKey();
}

void Preparing::askPlatform()
{
    m_intake = std::make_unique<token::Intake>(
        token::Intake::Setup{.token = *m_ready.setup.token,
                             .org = m_ready.setup.org,
                             .askWrite = true,
                             .endpoints = m_ready.setup.endpoints,
                             .caFile = m_ready.setup.caFile,
                             .pace = m_ready.setup.pace,
                             .clock = [now = m_session.now()] { return now; }});
    connect(m_intake.get(), &token::Intake::finished, this, &Preparing::haveReport);
    if (m_session.around().onInterrupt)
        m_interrupts = m_session.around().onInterrupt([this] { m_intake->cancel(); });
    m_intake->start();
}

void Preparing::haveReport(const Result<token::TokenReport> &report)
{
    m_interrupts.reset();
    if (!report) {
        end(report.error());
        return;
    }
    if (report->couldWrite == token::Answer::CannotTell)
        m_session.say(tr("Whether the token could write could not be told. %1").arg(report->couldWriteWhy));
    tell(token::widthLines(report->widths, m_ready.setup.org));
    findKey();
}

void Preparing::findKey()
{
    if (m_ready.setup.demo) {
        haveKey(token::DigestKey{.key = token::demoDigestKey()});
        return;
    }
    const Result<std::optional<QByteArray>> old = m_ready.store->oldDigestKey();
    if (!old) {
        end(old.error());
        return;
    }
    m_oldKey = old->has_value();
    whenDone(
        token::digestKey(m_session.around().keychain, m_session.dataFolder(), old->value_or(QByteArray())),
        this, [this](const Result<token::DigestKey> &key) { haveKey(key); });
}

void Preparing::haveKey(const Result<token::DigestKey> &key)
{
    if (!key) {
        end(key.error());
        return;
    }
    m_ready.setup.digestKey = key->key;
    forgetOldKey();
    const Result<std::vector<store::SnapshotRow>> before = m_ready.store->snapshots(m_ready.setup.org);
    if (key->fresh && before && !before->empty())
        m_session.say(token::freshKeyNote());
    auto *collecting = new Collecting(m_session, std::move(m_ready.store), std::move(m_ready.catalogue),
                                      m_ready.format, m_done); // deletes itself
    collecting->start(std::move(m_ready.setup));
    deleteLater();
}

/// It stands elsewhere now. What is not forgotten this time is the next.
void Preparing::forgetOldKey()
{
    const Result<void> forgotten = m_oldKey ? m_ready.store->forgetDigestKey() : Result<void>();
    if (!forgotten)
        m_session.say(forgotten.error().what);
}

void Preparing::tell(const std::vector<token::ReportLine> &lines) const
{
    for (const token::ReportLine &line : lines)
        m_session.say(line.tone == token::ReportLine::Tone::Command ? QLatin1String("  ") + line.text
                                                                    : line.text);
}

void Preparing::end(const Error &error)
{
    deleteLater();
    m_done(m_session.complain(error));
}

} // namespace aw::cli
