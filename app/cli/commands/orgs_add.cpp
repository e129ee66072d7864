// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/text_table.h"
#include "app/cli/token_intake.h"
#include "core/base/background.h"
#include "core/base/json.h"
#include "core/token/intake.h"

#include <QCoreApplication>
#include <QFile>
#include <array>

namespace aw::cli {
namespace {

using token::Answer;

QString words(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// In JSON; never renamed.
JsonValue answerName(Answer answer)
{
    static constexpr std::array kNames{"no", "yes", "unknown", "not_asked"};
    return QLatin1String(kNames[std::size_t(answer)]);
}

JsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? JsonValue(formatTime(time)) : JsonValue();
}

JsonValue reachJson(const token::Reach &reach)
{
    JsonValue value = JsonValue::object();
    value.set("slug", reach.slug)
        .set("name", reach.name.isEmpty() ? JsonValue() : JsonValue(reach.name))
        .set("role", reach.role.isEmpty() ? JsonValue() : JsonValue(reach.role))
        .set("every_app", reach.everyApp)
        .set("apps", reach.apps);
    return value;
}

JsonValue widthsJson(const std::vector<token::Width> &widths)
{
    static constexpr std::array kReasons{"can_write", "user_token", "never_expires", "long_lived"};
    JsonValue reasons = JsonValue::array();
    for (const token::Width &width : widths)
        reasons.append(QLatin1String(kReasons[std::size_t(width.why)]));
    return reasons;
}

QByteArray reportJson(const token::TokenReport &report, bool stored)
{
    static constexpr std::array kKinds{"macaroon", "user_token", "both"};
    JsonValue reaches = JsonValue::array();
    for (const token::Reach &reach : report.reaches)
        reaches.append(reachJson(reach));
    JsonValue root = JsonValue::object();
    root.set("schema", QLatin1String("airworthy.token/1"))
        .set("organization", report.org)
        .set("kind", QLatin1String(kKinds[std::size_t(report.facts.kind)]))
        .set("acts_as", report.user ? JsonValue(report.viewer) : JsonValue())
        .set("reaches", std::move(reaches))
        .set("reaches_organization", answerName(report.reachesOrg))
        .set("writes_by_its_rules", answerName(report.facts.writes))
        .set("could_write", answerName(report.couldWrite))
        .set("expires_at", timeOrNull(report.facts.expiresAt))
        .set("ends_at", timeOrNull(report.facts.endsAt))
        .set("wider_than_needed", widthsJson(report.widths))
        .set("narrower_command", token::narrowerCommand(report.org))
        .set("notes", report.notes)
        .set("stored", stored);
    return root.pretty();
}

/// Tests a token, says what it is, keeps it. Deletes itself.
class Adding : public QObject
{
public:
    Adding(Session &session, Done done) : m_session(session), m_done(std::move(done)) {}

    void begin()
    {
        const Result<token::Intake::Setup> setup = prepared();
        if (!setup) {
            end(m_session.complain(setup.error()));
            return;
        }
        m_token = setup->token;
        m_intake = std::make_unique<token::Intake>(*setup);
        connect(m_intake.get(), &token::Intake::finished, this,
                [this](const Result<token::TokenReport> &report) { tested(report); });
        if (m_session.around().onInterrupt)
            m_interrupts = m_session.around().onInterrupt([this] { m_intake->cancel(); });
        m_intake->start();
    }

private:
    [[nodiscard]] QString org() const { return m_session.arguments().words().value(0); }

    Result<token::Intake::Setup> prepared()
    {
        const Result<Format> format = m_session.format(Format::Table, {Format::Table, Format::Json});
        if (!format)
            return format.error();
        m_format = *format;
        if (m_session.demo())
            return fail(ErrorKind::Input,
                        words(QT_TRANSLATE_NOOP("cli", "The demo organization needs no token.")));
        if (!token::isSlug(org()))
            return fail(ErrorKind::Input,
                        words(QT_TRANSLATE_NOOP("cli", "\"%1\" is not the slug of an organization: "
                                                       "letters, digits, - and _."))
                            .arg(org()));
        Result<fly::Endpoints> endpoints = fly::Endpoints::fromEnvironment();
        if (!endpoints)
            return endpoints.error();
        Result<std::optional<fly::Token>> given = givenToken(m_session);
        if (!given)
            return given.error();
        if (!*given)
            return fail(
                ErrorKind::Input,
                words(QT_TRANSLATE_NOOP("cli", "There is no token to keep: give it with --token-stdin or "
                                               "--token-fd. This makes one: %1"))
                    .arg(token::narrowerCommand(org())));
        token::Intake::Setup setup;
        setup.token = **std::move(given);
        setup.org = org();
        setup.askWrite = m_session.arguments().has("ask-write");
        setup.endpoints = *std::move(endpoints);
        setup.caFile = QFile::encodeName(m_session.arguments().value("ca-file"));
        setup.clock = [now = m_session.now()] { return now; };
        return setup;
    }

    void tested(const Result<token::TokenReport> &report)
    {
        m_interrupts.reset();
        if (!report) {
            end(m_session.complain(report.error()));
            return;
        }
        m_report = *report;
        if (report->reachesOrg == Answer::No)
            conclude(fail(ErrorKind::Refused,
                          words(QT_TRANSLATE_NOOP("cli", "The token does not reach %1, so it was not kept."))
                              .arg(org())));
        else if (m_session.arguments().has("no-store"))
            conclude({});
        else
            keep();
    }

    void keep()
    {
        if (!m_session.around().keychain) {
            conclude(
                token::errorOf({.end = token::KeychainEnd::NoneHere, .secret = {}, .detail = {}}, org()));
            return;
        }
        const QString account = token::accountOf(org());
        whenDone(m_session.around().keychain->write(account, m_token.joined()), this,
                 [this](const token::KeychainAnswer &answer) {
                     m_stored = answer.done();
                     conclude(answer.done() ? remember() : token::errorOf(answer, org()));
                 });
    }

    /// That there is such an organization is for `orgs list` to say before the first collection.
    [[nodiscard]] std::optional<Error> remember() const
    {
        const Result<std::unique_ptr<store::Store>> store = m_session.openStore(store::Access::ReadWrite);
        if (!store)
            return store.error();
        const Result<void> known = (*store)->know(org());
        return known ? std::nullopt : std::optional(known.error());
    }

    void conclude(const std::optional<Error> &trouble)
    {
        const Result<void> written =
            m_session.write(m_format == Format::Json ? reportJson(m_report, m_stored) : reportText());
        if (!written) {
            end(m_session.complain(written.error()));
            return;
        }
        if (m_stored)
            m_session.say(
                words(QT_TRANSLATE_NOOP("cli", "The token is kept in the keychain for %1.")).arg(org()));
        end(trouble ? m_session.complain(*trouble) : Exit::Done);
    }

    [[nodiscard]] QByteArray reportText() const
    {
        QString text;
        for (const token::ReportLine &line : token::linesOf(m_report, m_session.now())) {
            if (line.tone == token::ReportLine::Tone::Command)
                text += QLatin1String("  ");
            text += visible(line.text) + QLatin1Char('\n');
        }
        return text.toUtf8();
    }

    void end(Exit exit)
    {
        m_interrupts.reset();
        deleteLater();
        m_done(exit);
    }

    Session &m_session;
    Done m_done;
    Format m_format = Format::Table;
    fly::Token m_token;
    token::TokenReport m_report;
    bool m_stored = false;
    std::unique_ptr<token::Intake> m_intake;
    std::shared_ptr<void> m_interrupts;
};

constexpr OptionRow kOptions[] = {
    {"token-stdin", nullptr, QT_TRANSLATE_NOOP("cli", "Read the token from standard input.")},
    {"token-fd", "N", QT_TRANSLATE_NOOP("cli", "Read the token from the open file N.")},
    {"token-from-flyctl", nullptr, QT_TRANSLATE_NOOP("cli", "Take the token that flyctl is logged in with.")},
    {"ask-write", nullptr,
     QT_TRANSLATE_NOOP("cli", "Also ask Fly.io whether the token could write. Reads nothing else.")},
    {"no-store", nullptr, QT_TRANSLATE_NOOP("cli", "Test the token and keep nothing.")},
};

} // namespace

const Command kOrgsAdd = {
    .name = "orgs add",
    .operand = "SLUG",
    .summary = QT_TRANSLATE_NOOP("cli", "Test a token of an organization and keep it in the keychain"),
    .details = QT_TRANSLATE_NOOP(
        "cli",
        "Says what the token reaches and whether it is wider than needed, with the command that makes a "
        "narrower one. A token that does not reach the organization is not kept. Without a keychain "
        "nothing is kept (exit 6)."),
    .example = "fly tokens create readonly -o acme | airworthy-cli orgs add acme --token-stdin",
    .options = kOptions,
    .run = [](Session &session, const Done &done) {
        (new Adding(session, done))->begin(); // deletes itself
    }};

} // namespace aw::cli
