// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/fly/client.h"
#include "core/fly/https_transport.h"
#include "core/token/report.h"

#include <QObject>

namespace aw::token {

/// Asks the platform what a token is: whose, which organizations and apps it reaches, and, only where
/// the user allows that question, whether it could write. Lives in its creator's thread and never
/// blocks it.
///
/// Three reads go out (tokens/current, 01-viewer, 02-organizations). The question whether it could write
/// is the one POST beside GraphQL queries; it is asked twice, for "r" and for "w", because what the
/// platform answers to a "no" is not published (FLY-API §2.4): only a "w" refused where "r" is granted
/// is a no.
class Intake final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Intake)
public:
    struct Setup {
        fly::Token token;
        QString org;           ///< the organization it is meant for; empty for none in particular
        bool askWrite = false; ///< the user allows that question
        fly::Endpoints endpoints;
        QByteArray caFile; ///< path of certificates trusted besides the system's; empty for none
        fly::HttpsLimits limits{.bodyBytes = qint64{4} << 20,
                                .stall = std::chrono::milliseconds(15'000),
                                .overall = std::chrono::milliseconds(30'000)};
        fly::Pace pace;
        Clock clock = systemClock();
    };

    explicit Intake(Setup setup, QObject *parent = nullptr);
    ~Intake() override;

    void start();  ///< once
    void cancel(); ///< ends as cancelled, at once; nothing more is sent

    [[nodiscard]] QDateTime now() const { return m_setup.clock(); }

signals:
    /// Once. An error when the token is of no use: incomplete, expired, refused (Refused), or nobody
    /// could be asked (Network and the like). What some answer did not tell is a note in the report.
    void finished(const aw::Result<aw::token::TokenReport> &report);

private:
    struct Asked; ///< the reads, and what became of them

    void ask(fly::Route route, const QString &cursor = {});
    void answered(const fly::Reply &reply);
    void note(const char *sentence); ///< untranslated; said once
    void addReach(const Reach &reach);
    void readTokens(const fly::Reply &reply);
    void readViewer(const fly::Reply &reply);
    void readOrganizations(const fly::Reply &reply);
    void reached();
    void askWhether(const QString &action);
    void told(const QString &action, const fly::Reply &reply);
    [[nodiscard]] QString organizationToAsk() const;
    void conclude();
    void end(const Result<TokenReport> &result);

    Setup m_setup;
    TokenReport m_report;
    std::unique_ptr<fly::HttpsTransport> m_transport;
    std::unique_ptr<fly::Client> m_client;
    std::unique_ptr<Asked> m_asked;
    bool m_over = false;
};

} // namespace aw::token
