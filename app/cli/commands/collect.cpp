// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/collecting.h"
#include "app/cli/commands/commands.h"
#include "app/cli/token_intake.h"

#include <QCoreApplication>
#include <QFile>

namespace aw::cli {
namespace {

constexpr int kLongestTimeout = 3'600;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<fly::HttpsLimits> limits(const Arguments &arguments)
{
    fly::HttpsLimits limits;
    if (!arguments.has("timeout"))
        return limits;
    bool number = false;
    const int seconds = arguments.value("timeout").toInt(&number);
    if (!number || seconds < 1 || seconds > kLongestTimeout)
        return fail(
            ErrorKind::Input,
            tr(QT_TRANSLATE_NOOP("cli", "--timeout takes seconds, from 1 to %1.")).arg(kLongestTimeout));
    limits.overall = std::chrono::seconds(seconds);
    limits.stall = std::min<std::chrono::milliseconds>(limits.stall, limits.overall);
    return limits;
}

/// Everything that needs no data folder: what is asked for, and by what right.
Result<collect::CollectionSetup> setupOf(const Session &session)
{
    collect::CollectionSetup setup;
    setup.demo = session.demo();
    const Result<fly::HttpsLimits> answer = limits(session.arguments());
    if (!answer)
        return answer.error();
    setup.limits = *answer;
    setup.caFile = QFile::encodeName(session.arguments().value("ca-file"));
    setup.clock = session.around().clock;
    if (session.heldNow())
        setup.clock = [now = *session.heldNow()] { return now; };
    if (setup.demo)
        return setup;
    Result<fly::Endpoints> endpoints = fly::Endpoints::fromEnvironment();
    if (!endpoints)
        return endpoints.error();
    setup.endpoints = *std::move(endpoints);
    Result<fly::Token> token = takeToken(session);
    if (!token)
        return token.error();
    setup.token = *std::move(token);
    const QStringList missing = setup.token->missingDischarges();
    if (!missing.isEmpty())
        session.say(tr(QT_TRANSLATE_NOOP("cli", "The token lacks the discharge of %1, so Fly will refuse it. "
                                                "Take one from fly auth token, or log in again."))
                        .arg(missing.join(QLatin1String(", "))));
    return setup;
}

Result<Collecting *> prepared(Session &session, const Done &done)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json});
    if (!format)
        return format.error();
    if (*format == Format::Table && session.arguments().has("output"))
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "--output of collect takes its summary as "
                                                                  "JSON: add --format json.")));
    if (const Result<QString> named = session.namedOrganization(); !named)
        return named.error();
    Result<collect::CollectionSetup> setup = setupOf(session);
    if (!setup)
        return setup.error();
    Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return catalogue.error();
    // Before the network: a folder that cannot take the collection is to be known at once.
    Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadWrite);
    if (!store)
        return store.error();
    Result<QString> org = session.organization(**store);
    if (!org)
        return org.error();
    setup->org = *std::move(org);
    Result<QByteArray> key = (*store)->digestKey();
    if (!key)
        return key.error();
    setup->digestKey = *std::move(key);
    auto *collecting = new Collecting(session, *std::move(store), *std::move(catalogue), *format, done);
    collecting->start(*std::move(setup));
    return collecting;
}

constexpr OptionRow kOptions[] = {
    {"token-stdin", nullptr, QT_TRANSLATE_NOOP("cli", "Read the token from standard input.")},
    {"token-fd", "N", QT_TRANSLATE_NOOP("cli", "Read the token from the open file N.")},
    {"timeout", "SECONDS", QT_TRANSLATE_NOOP("cli", "Longest wait for one answer. Default: 120.")},
};

} // namespace

const Command kCollect = {
    .name = "collect",
    .operand = "",
    .summary = QT_TRANSLATE_NOOP("cli", "Pull the organization into a snapshot, reading only"),
    .details = QT_TRANSLATE_NOOP(
        "cli",
        "What could be read is kept even when a source was refused (exit 3). When nothing could be "
        "collected, or on an interrupt, the last snapshot stays as it is. --format json prints a summary "
        "for programs."),
    .example = "FLY_API_TOKEN=$(fly tokens create readonly acme) airworthy-cli --org acme collect",
    .options = kOptions,
    .run = [](Session &session, const Done &done) {
        if (const Result<Collecting *> begun = prepared(session, done); !begun)
            done(session.complain(begun.error()));
    }};

} // namespace aw::cli
