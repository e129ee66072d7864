// SPDX-FileCopyrightText: The Airworthy authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/commands/commands.h"
#include "app/cli/commands/planning.h"
#include "app/cli/commands/preparing.h"

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

/// Everything that needs neither a data folder nor a token: what is asked for, and where.
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
    return setup;
}

Result<Prepared> prepared(Session &session)
{
    Prepared ready;
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json});
    if (!format)
        return format.error();
    ready.format = *format;
    if (*format == Format::Table && session.arguments().has("output"))
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "--output of collect takes its summary as "
                                                                  "JSON: add --format json.")));
    if (const Result<QString> named = session.namedOrganization(); !named)
        return named.error();
    Result<collect::CollectionSetup> setup = setupOf(session);
    if (!setup)
        return setup.error();
    ready.setup = *std::move(setup);
    Result<catalogue::CataloguePtr> catalogue = catalogue::Catalogue::load();
    if (!catalogue)
        return catalogue.error();
    ready.catalogue = *std::move(catalogue);
    // Before the network: a folder that cannot take the collection is to be known at once.
    Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadWrite);
    if (!store)
        return store.error();
    ready.store = *std::move(store);
    Result<QString> org = session.organization(*ready.store);
    if (!org)
        return org.error();
    ready.setup.org = *std::move(org);
    return ready;
}

/// The newest record of the organization; nothing where nothing was kept yet.
Result<std::optional<collect::Record>> lastRecord(store::Store &store, const QString &org)
{
    const Result<std::vector<store::SnapshotRow>> rows = store.snapshots(org);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return std::optional<collect::Record>();
    Result<collect::Record> record = store.record(rows->front().id);
    if (!record)
        return record.error();
    return std::optional(*std::move(record));
}

Result<void> plan(Session &session, const Done &done)
{
    const Result<Format> format = session.format(Format::Table, {Format::Table, Format::Json});
    if (!format)
        return format.error();
    Result<QString> org = session.namedOrganization();
    if (!org)
        return org.error();
    // A plan makes no data folder: where there is none yet, nothing was collected yet.
    std::optional<collect::Record> last;
    if (Result<std::unique_ptr<store::Store>> store = session.openStore(store::Access::ReadOnly); store) {
        org = session.organization(**store);
        if (!org)
            return org.error();
        Result<std::optional<collect::Record>> kept = lastRecord(**store, *org);
        if (!kept)
            return kept.error();
        last = *std::move(kept);
    }
    if (org->isEmpty())
        return fail(ErrorKind::Input, tr(QT_TRANSLATE_NOOP("cli", "Say which organization: --org SLUG.")));
    Result<collect::CollectionSetup> setup = setupOf(session);
    if (!setup)
        return setup.error();
    setup->org = *std::move(org);
    auto *planning = new Planning(session, std::move(last), *format, done); // deletes itself
    planning->begin(*std::move(setup));
    return {};
}

constexpr OptionRow kOptions[] = {
    {"plan", nullptr,
     QT_TRANSLATE_NOOP("cli", "Say what would be asked and how long the limits need; only the list of apps "
                              "is read.")},
    {"resume", nullptr,
     QT_TRANSLATE_NOOP("cli", "Go on from a collection that was interrupted within the last hour.")},
    {"token-stdin", nullptr, QT_TRANSLATE_NOOP("cli", "Read the token from standard input.")},
    {"token-fd", "N", QT_TRANSLATE_NOOP("cli", "Read the token from the open file N.")},
    {"token-from-flyctl", nullptr, QT_TRANSLATE_NOOP("cli", "Take the token that flyctl is logged in with.")},
    {"ask-write", nullptr,
     QT_TRANSLATE_NOOP("cli", "Also ask Fly.io whether the token could write. Reads nothing else.")},
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
        "for programs. An interrupted run leaves its answers behind for an hour: --resume asks only for the "
        "rest."),
    .example = "FLY_API_TOKEN=$(fly tokens create readonly acme) airworthy-cli --org acme collect",
    .options = kOptions,
    .run = [](Session &session, const Done &done) {
        if (session.arguments().has("plan")) {
            if (const Result<void> begun = plan(session, done); !begun)
                done(session.complain(begun.error()));
            return;
        }
        Result<Prepared> ready = prepared(session);
        if (!ready)
            done(session.complain(ready.error()));
        else
            (new Preparing(session, *std::move(ready), done))->begin(); // deletes itself
    }};

} // namespace aw::cli
