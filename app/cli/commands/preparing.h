// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/cli/commands/collecting.h"
#include "core/token/digest_key.h"
#include "core/token/intake.h"

namespace aw::cli {

/// What a collection needs and can be had at once.
struct Prepared {
    collect::CollectionSetup setup;
    catalogue::CataloguePtr catalogue;
    std::unique_ptr<store::Store> store;
    Format format = Format::Table;
};

/// Fetches what takes its time before a collection: the token (from the keychain), what the platform
/// says of it (with --ask-write) and the key for digests. Then the collection begins. Deletes itself.
class Preparing : public QObject
{
    Q_OBJECT
public:
    Preparing(Session &session, Prepared ready, Done done);
    ~Preparing() override;
    Q_DISABLE_COPY_MOVE(Preparing)

    void begin();

private:
    void haveToken(const Result<fly::Token> &token);
    void askPlatform();
    void haveReport(const Result<token::TokenReport> &report);
    void findKey();
    void haveKey(const Result<token::DigestKey> &key);
    void forgetOldKey();
    void tell(const std::vector<token::ReportLine> &lines) const;
    void end(const Error &error);

    Session &m_session;
    Prepared m_ready;
    Done m_done;
    std::unique_ptr<token::Intake> m_intake;
    std::shared_ptr<void> m_interrupts;
    bool m_oldKey = false; ///< the database holds one of an earlier version
};

} // namespace aw::cli
